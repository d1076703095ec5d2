import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Evidence, workforce } from '#slices/workforce/contract.ts';
import { categoryWords } from './Educations.tsx';
import { EvidenceField } from './EvidenceField.tsx';

type Category = keyof typeof categoryWords;

/** Enters what somebody learnt, as its certificate says. */
export function EducationForm(props: { staffId: string; onDone: () => void }) {
  const form = useForm(workforce, 'addEducation', {
    initial: {
      day: '',
      title: '',
      category: 'clinical' as Category,
      points: '',
      approvedBy: '',
      evidence: undefined as Evidence | undefined,
    },
    prepare: ({ evidence, ...values }) => ({
      ...values,
      staffId: props.staffId,
      ...(evidence && { evidence }),
    }),
    onDone: (_, { title }) => {
      tell(m.workforce_education_saved({ title }));
      props.onDone();
    },
  });
  return (
    <Form form={form}>
      <FieldDate label={m.workforce_education_day()} {...form.field('day')} past required autoFocus />
      <FieldText label={m.workforce_education_what()} {...form.field('title')} required />
      <FieldChips
        label={m.workforce_education_category()}
        {...form.field('category')}
        onChange={(value) => form.set('category', value)}
        options={(Object.keys(categoryWords) as Category[]).map((value) => ({
          value,
          label: categoryWords[value](),
        }))}
      />
      <FieldText
        label={m.workforce_education_points()}
        {...form.field('points')}
        inputMode="decimal"
        required
      />
      <FieldText label={m.workforce_education_approvedBy()} {...form.field('approvedBy')} />
      <EvidenceField {...form.field('evidence')} error={form.errors['evidence.data']} />
      <SaveBar form={form} onCancel={props.onDone} />
    </Form>
  );
}
