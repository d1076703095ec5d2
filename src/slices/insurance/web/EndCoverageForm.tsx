import { m } from '#messages';
import { systemClock, today } from '#platform/shared/time.ts';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldCheck, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useMe } from '#platform/web/shell/session.ts';
import { type Coverage, insurance } from '../contract.ts';

/** A coverage that stopped, with its last day and why; or one that never was this patient's. */
export function EndCoverageForm(props: { patientId: string; coverage: Coverage; onDone: () => void }) {
  const { patientId, coverage } = props;
  const form = useForm(insurance, 'endCoverage', {
    initial: { to: today(systemClock, useMe().clinic.zone), reason: '', neverTrue: false },
    prepare: ({ to, reason, neverTrue }) => ({ patientId, coverageId: coverage.id, to, reason, neverTrue }),
    onDone: props.onDone,
  });
  return (
    <Form form={form} label={m.insurance_end_title({ payer: coverage.payer.name })}>
      <FieldDate
        label={m.insurance_end_lastDay()}
        {...form.field('to')}
        required
        disabled={form.values.neverTrue}
      />
      <FieldText
        label={m.insurance_end_reason()}
        {...form.field('reason')}
        required
        maxLength={300}
        autoFocus
      />
      <FieldCheck label={m.insurance_end_neverTrue()} {...form.field('neverTrue')} />
      <SaveBar form={form} label={m.insurance_end_save()} />
    </Form>
  );
}
