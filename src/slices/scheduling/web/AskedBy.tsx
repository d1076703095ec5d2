import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import type { FieldBinding } from '#platform/web/form/use-form.tsx';

/** Who asked for a move or a cancellation. */
export function AskedBy({ onChange, ...field }: FieldBinding<'patient' | 'clinic'>) {
  return (
    <FieldChips
      label={m.scheduling_cancel_askedBy()}
      {...field}
      onChange={(value) => onChange(value === 'clinic' ? 'clinic' : 'patient')}
      options={[
        { value: 'patient', label: m.scheduling_cancel_byPatient() },
        { value: 'clinic', label: m.scheduling_cancel_byClinic() },
      ]}
    />
  );
}
