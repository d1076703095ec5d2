import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { type FieldProps, FieldSelect } from '#platform/web/form/fields.tsx';
import { training } from '../contract.ts';

/** Who teaches: one of those who may. */
export function PreceptorField(field: Omit<FieldProps<string>, 'label' | 'required'>) {
  const { data: choices } = useRead(training, 'choices', {});
  return (
    <FieldSelect
      label={m.training_paper_preceptor()}
      options={(choices?.preceptors ?? []).map((one) => ({ value: one.staffId, label: one.name }))}
      {...field}
      required
    />
  );
}
