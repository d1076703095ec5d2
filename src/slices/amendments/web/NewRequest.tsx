import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldSet } from '#platform/web/form/FieldSet.tsx';
import { FieldArea, FieldCheck, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useGo } from '#platform/web/router/link.tsx';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { More } from '#platform/web/ui/More.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { PatientBanner } from '#slices/records/web/index.tsx';
import { amendments } from '../contract.ts';
import type { Content, RequesterKind } from '../shared/codes.ts';
import { contentOptions, namesOf, requesterOptions } from './words.ts';
import './amendments.css';

/** What stands on the paper by which the patient asks. */
export default function NewRequest({ params }: ScreenProps) {
  const patientId = params.patientId ?? '';
  return (
    <Page
      title={m.amendments_new_title()}
      back={`/patients/${patientId}/amendments`}
      banner={<PatientBanner patientId={patientId} />}
    >
      <Panel title={m.amendments_asked()}>
        <RequestForm patientId={patientId} />
      </Panel>
    </Page>
  );
}

function RequestForm({ patientId }: { patientId: string }) {
  const go = useGo();
  const form = useForm(amendments, 'receiveRequest', {
    draft: `amendments.receiveRequest/${patientId}`,
    initial: {
      ...{ content: 'clinical' as Content, requesterKind: 'patient' as RequesterKind, requesterName: '' },
      ...{ authority: '', place: '', wanted: '', why: '', written: false, receivedOn: '', named: '' },
    },
    prepare: ({ receivedOn, named, written, ...typed }) => ({
      ...{ ...typed, patientId, named: namesOf(named), ...(receivedOn && { receivedOn }) },
      // the server says in words what an unticked box lacks
      written: written as true,
    }),
    onDone: ({ request }) => go(`/work/amendments/${request.requestId}`, { replace: true }),
  });
  return (
    <Form form={form} label={m.amendments_new_title()}>
      <FieldText
        label={m.amendments_label_place()}
        {...form.field('place')}
        required
        autoFocus
        maxLength={500}
      />
      <FieldArea
        label={m.amendments_label_wanted()}
        {...form.field('wanted')}
        required
        rows={2}
        maxLength={2000}
      />
      <FieldArea label={m.amendments_label_why()} {...form.field('why')} required rows={2} maxLength={2000} />
      <FieldChips
        label={m.amendments_label_content()}
        {...form.at<string>('content')}
        options={contentOptions()}
        required
      />
      <FieldSet legend={m.amendments_label_requester()} columns={2}>
        <FieldChips
          label={m.amendments_label_by()}
          {...form.at<string>('requesterKind')}
          options={requesterOptions()}
        />
        <FieldText
          label={m.amendments_label_name()}
          {...form.field('requesterName')}
          required
          maxLength={200}
        />
        {form.values.requesterKind === 'representative' && (
          <FieldText
            label={m.amendments_label_authority()}
            {...form.field('authority')}
            required
            maxLength={300}
          />
        )}
      </FieldSet>
      <FieldCheck label={m.amendments_label_paper()} {...form.field('written')} />
      <More>
        <FieldDate
          label={m.amendments_label_receivedOn()}
          hint={m.amendments_hint_on()}
          {...form.field('receivedOn')}
          past
        />
        <FieldArea
          label={m.amendments_label_named()}
          hint={m.amendments_hint_named()}
          {...form.field('named')}
          rows={2}
        />
      </More>
      <SaveBar form={form} label={m.amendments_new_save()} />
    </Form>
  );
}
