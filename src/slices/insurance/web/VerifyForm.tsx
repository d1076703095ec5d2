import { m } from '#messages';
import type { CallOf } from '#platform/shared/contract.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { type Coverage, insurance } from '../contract.ts';
import { participantOptions } from './words.ts';

/** What the payer said when asked today: on the phone, on its site, or by the card reader. */
export function VerifyForm(props: {
  patientId: string;
  coverage: Coverage;
  onDone: (coverage: Coverage) => void;
}) {
  const { patientId, coverage } = props;
  const form = useForm(insurance, 'verifyCoverage', {
    initial: { state: '', note: '' },
    prepare: ({ state, note }) =>
      ({
        patientId,
        coverageId: coverage.id,
        ...(state && { state }),
        ...(note && { note }),
      }) as CallOf<typeof insurance, 'verifyCoverage'>,
    onDone: props.onDone,
  });
  return (
    <Form form={form} label={m.insurance_check_title({ payer: coverage.payer.name })}>
      <p>{m.insurance_check_text()}</p>
      <FieldChips
        label={m.insurance_check_state()}
        {...form.field('state')}
        options={participantOptions()}
        required
      />
      <FieldText label={m.insurance_check_note()} {...form.field('note')} maxLength={300} />
      <SaveBar form={form} label={m.insurance_check_save()} />
    </Form>
  );
}
