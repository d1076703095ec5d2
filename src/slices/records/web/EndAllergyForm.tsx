import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import type { CallOf } from '#platform/shared/contract.ts';
import { records } from '../contract.ts';

/** An allergy leaves the list with its reason; what was written stays in the record. */
export function EndAllergyForm(props: { patientId: string; allergyId: string; onDone: () => void }) {
  const { patientId, allergyId } = props;
  const form = useForm(records, 'endAllergy', {
    initial: { why: '', reason: '' },
    prepare: ({ why, reason }) =>
      ({ patientId, allergyId, ...(why && { why }), ...(reason && { reason }) }) as CallOf<
        typeof records,
        'endAllergy'
      >,
    onDone: props.onDone,
  });
  return (
    <Form form={form} label={m.records_allergy_end()}>
      <FieldChips
        label={m.records_allergy_endWhy()}
        {...form.field('why')}
        required
        options={[
          { value: 'error', label: m.records_allergy_endError() },
          { value: 'refuted', label: m.records_allergy_endRefuted() },
          { value: 'resolved', label: m.records_allergy_endResolved() },
        ]}
      />
      <FieldText label={m.records_field_reason()} {...form.field('reason')} required maxLength={500} />
      <SaveBar form={form} />
    </Form>
  );
}
