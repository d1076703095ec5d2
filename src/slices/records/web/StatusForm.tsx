import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import type { CallOf } from '#platform/shared/contract.ts';
import { records } from '../contract.ts';

/** Notes a death, closes a chart, or takes either back; the reason is kept with the change. */
export function StatusForm(props: { patientId: string; onDone: () => void }) {
  const { patientId } = props;
  const form = useForm(records, 'setPatientStatus', {
    initial: { status: '', date: '', reason: '' },
    prepare: ({ status, date, reason }) =>
      ({
        patientId,
        ...(status && { status }),
        ...(date && { date }),
        ...(reason && { reason }),
      }) as CallOf<typeof records, 'setPatientStatus'>,
    onDone: props.onDone,
  });
  return (
    <Form form={form} label={m.records_status_act()}>
      <FieldChips
        label={m.records_status_label()}
        {...form.field('status')}
        required
        options={[
          { value: 'active', label: m.records_status_active() },
          { value: 'inactive', label: m.records_status_inactive() },
          { value: 'deceased', label: m.records_flag_deceased() },
        ]}
      />
      {form.values.status === 'deceased' && (
        <FieldDate label={m.records_status_date()} {...form.field('date')} past partial />
      )}
      <FieldText label={m.records_field_reason()} {...form.field('reason')} required maxLength={500} />
      <SaveBar form={form} />
    </Form>
  );
}
