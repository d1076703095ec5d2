import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldSet } from '#platform/web/form/FieldSet.tsx';
import { FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useMe } from '#platform/web/shell/session.ts';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Education, educationsOf, training } from '../contract.ts';
import { educationWords } from './words.ts';

/** What one has learnt or where one has worked; it counts once the manager has seen the papers. */
export function BackgroundForm({ onDone }: { onDone: () => void }) {
  const { country } = useMe().clinic;
  const form = useForm(training, 'addBackground', {
    initial: { kind: 'experience' as string, level: '', title: '', place: '', fromDay: '', toDay: '' },
    prepare: ({ kind, level, fromDay, toDay, ...words }) => ({
      ...{ ...words, kind: kind as 'experience' },
      ...(kind === 'education' && level && { level: level as Education }),
      ...(fromDay && { fromDay }),
      ...(toDay && { toDay }),
    }),
    onDone: () => {
      tell(m.training_background_added());
      onDone();
    },
  });
  const schooling = form.values.kind === 'education';
  return (
    <Form form={form} label={m.training_background_add()}>
      <FieldChips
        label={m.training_background_kind()}
        options={[
          { value: 'experience', label: m.training_background_experience() },
          { value: 'education', label: m.training_background_education() },
        ]}
        {...form.field('kind')}
      />
      {schooling && (
        <FieldSelect
          label={m.training_background_level()}
          options={educationsOf(country).map((one) => ({ value: one, label: educationWords[one]() }))}
          {...form.field('level')}
          required
        />
      )}
      <FieldText
        label={schooling ? m.training_background_titleOfSchool() : m.training_background_titleOfJob()}
        {...form.field('title')}
        required
      />
      <FieldText label={m.training_background_place()} {...form.field('place')} required />
      <FieldSet legend={m.training_paper_dates()}>
        <FieldDate label={m.training_from()} {...form.field('fromDay')} past required={!schooling} />
        <FieldDate
          label={m.training_until()}
          hint={m.training_background_untilHint()}
          {...form.field('toDay')}
          past
        />
      </FieldSet>
      <SaveBar form={form} label={m.training_background_add()} onCancel={onDone} />
    </Form>
  );
}
