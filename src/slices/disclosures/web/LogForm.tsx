import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldSet } from '#platform/web/form/FieldSet.tsx';
import { FieldCheck, FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useMay, useMe } from '#platform/web/shell/session.ts';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type AuthorisationView, disclosures } from '../contract.ts';
import type { Basis, RequesterKind, Special, Way } from '../shared/codes.ts';
import { askOwnConsent, asksMinimum, lawOf } from '../shared/law.ts';
import { AuthorisationField, ContentFields, noContent, WhyFields } from './ReleaseFields.tsx';
import { kindOptions, wayOptions } from './words.ts';

/** The common case in one form: a part of the chart went to somebody. */
export function LogForm(props: {
  patientId: string;
  papers: readonly AuthorisationView[];
  onClose: () => void;
}) {
  const { patientId, papers, onClose } = props;
  const mayRelease = useMay('disclosures.release');
  const { country } = useMe().clinic;
  const form = useForm(disclosures, 'logDisclosure', {
    draft: `disclosures.logDisclosure/${patientId}`,
    initial: {
      ...{ patientId, recipientKind: 'physician' as RequesterKind, recipientName: '' },
      ...{ recipientAddress: '', purpose: '', basis: 'treatment' as Basis, way: 'fax' as Way },
      ...{ ...noContent, authorisationId: '', on: '', minimum: false },
    },
    onDone: () => {
      tell(m.disclosures_logged());
      onClose();
    },
  });
  const basis = form.values.basis as Basis;
  const special = form.values.special as Special[];
  const needsPaper =
    lawOf(country).needAuthorisation.includes(basis) || askOwnConsent(basis, special).length > 0;
  const title = m.disclosures_log();
  return (
    <Dialog open title={title} onClose={onClose} size="large">
      <Form form={form} label={title}>
        <FieldSet legend={m.disclosures_label_recipient()} columns={2}>
          <FieldSelect
            label={m.disclosures_label_kind()}
            {...form.at<string>('recipientKind')}
            options={kindOptions()}
            required
            autoFocus
          />
          <FieldText
            label={m.disclosures_label_name()}
            {...form.field('recipientName')}
            required
            maxLength={300}
          />
          <FieldText
            label={m.disclosures_label_address()}
            {...form.field('recipientAddress')}
            required
            maxLength={300}
          />
          <FieldChips label={m.disclosures_label_way()} {...form.at<string>('way')} options={wayOptions()} />
        </FieldSet>
        <WhyFields form={form} everyday={!mayRelease} />
        <ContentFields form={form} />
        {asksMinimum(basis) && (
          <FieldCheck label={m.disclosures_label_minimum()} {...form.field('minimum')} />
        )}
        {needsPaper && <AuthorisationField form={form} papers={papers} />}
        <FieldDate
          label={m.disclosures_label_on()}
          hint={m.disclosures_hint_on()}
          {...form.field('on')}
          past
        />
        <SaveBar form={form} label={m.disclosures_log_save()} />
      </Form>
    </Dialog>
  );
}
