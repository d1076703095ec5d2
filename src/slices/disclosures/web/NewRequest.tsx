import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldSet } from '#platform/web/form/FieldSet.tsx';
import { FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useGo } from '#platform/web/router/link.tsx';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { PatientBanner } from '#slices/records/web/index.tsx';
import { type AuthorisationView, disclosures } from '../contract.ts';
import type { Basis, RequesterKind, Way } from '../shared/codes.ts';
import { AuthorisationField, ContentFields, noContent, WhyFields } from './ReleaseFields.tsx';
import { kindOptions, wayOptions } from './words.ts';
import './disclosures.css';

/** Somebody asks for a part of the chart. */
export default function NewRequest({ params }: ScreenProps) {
  const patientId = params.patientId ?? '';
  const read = useRead(disclosures, 'patientDisclosures', { patientId });
  return (
    <Page
      title={m.disclosures_new_title()}
      back={`/patients/${patientId}/disclosures`}
      banner={<PatientBanner patientId={patientId} />}
    >
      <ReadView read={read} rows={6}>
        {({ authorisations }) => <RequestForm patientId={patientId} papers={authorisations} />}
      </ReadView>
    </Page>
  );
}

function RequestForm(props: { patientId: string; papers: readonly AuthorisationView[] }) {
  const { patientId } = props;
  const go = useGo();
  const form = useForm(disclosures, 'receiveRequest', {
    draft: `disclosures.receiveRequest/${patientId}`,
    initial: {
      ...{ patientId, requesterKind: 'patient' as RequesterKind, requesterName: '', recipientName: '' },
      ...{ recipientAddress: '', purpose: '', basis: 'patientAccess' as Basis, way: 'paper' as Way },
      ...{ ...noContent, authorisationId: '', receivedOn: '' },
    },
    onDone: ({ request }) => go(`/work/releases/${request.requestId}`, { replace: true }),
  });
  return (
    <Panel title={m.disclosures_new_title()}>
      <Form form={form} label={m.disclosures_new_title()}>
        <FieldSet legend={m.disclosures_label_requester()} columns={2}>
          <FieldSelect
            label={m.disclosures_label_kind()}
            {...form.at<string>('requesterKind')}
            options={kindOptions()}
            required
            autoFocus
          />
          <FieldText
            label={m.disclosures_label_name()}
            {...form.field('requesterName')}
            required
            maxLength={300}
          />
        </FieldSet>
        <WhyFields form={form} />
        <ContentFields form={form} />
        <FieldSet legend={m.disclosures_label_recipient()} columns={2}>
          <FieldText
            label={m.disclosures_label_name()}
            hint={m.disclosures_hint_recipient()}
            {...form.field('recipientName')}
            maxLength={200}
          />
          <FieldText
            label={m.disclosures_label_address()}
            {...form.field('recipientAddress')}
            maxLength={300}
          />
          <FieldChips label={m.disclosures_label_way()} {...form.at<string>('way')} options={wayOptions()} />
          <FieldDate
            label={m.disclosures_label_receivedOn()}
            hint={m.disclosures_hint_on()}
            {...form.field('receivedOn')}
            past
          />
        </FieldSet>
        {props.papers.length > 0 && <AuthorisationField form={form} papers={props.papers} />}
        <SaveBar form={form} label={m.disclosures_new_save()} />
      </Form>
    </Panel>
  );
}
