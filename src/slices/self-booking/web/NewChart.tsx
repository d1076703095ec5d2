import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { type LookAlike, records } from '#slices/records/contract.ts';
import type { Request } from '../contract.ts';

const sexes = ['female', 'male', 'unknown'] as const;

/** A new chart from what was typed. Those that look alike stand above, and registering says that they are others. */
export function NewChart(props: {
  request: Request;
  candidates: LookAlike[];
  onRegistered: (chosen: { id: string; name: string }) => void;
}) {
  const { name, birthDate, mobile, email, language } = props.request;
  const form = useForm(records, 'registerPatient', {
    initial: { sex: 'unknown' as string },
    prepare: ({ sex }) => ({
      ...{ name, birthDate, language, sex: sex as (typeof sexes)[number] },
      ...(mobile && { phone: mobile }),
      ...(email && { email }),
      notThese: props.candidates.map((one) => one.id),
    }),
    onDone: ({ patient }) => props.onRegistered(patient),
  });
  return (
    <Form form={form} label={m.selfBooking_desk_new()}>
      <p>{m.selfBooking_desk_newText()}</p>
      <FieldChips
        label={m.selfBooking_desk_sex()}
        options={sexes.map((value) => ({ value, label: m[`selfBooking_desk_sex_${value}`]() }))}
        {...form.field('sex')}
      />
      <SaveBar form={form} label={m.selfBooking_desk_register()} />
    </Form>
  );
}
