import { m } from '#messages';
import { systemClock, today } from '#platform/shared/time.ts';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldSet } from '#platform/web/form/FieldSet.tsx';
import { FieldTime } from '#platform/web/form/FieldTime.tsx';
import { FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Practicum, type TrainingSubject, training } from '../contract.ts';
import { hoursWords } from './words.ts';

/** One day's hours in the order in which one says them. The times of the last day stand there again. */
export function LogHours(props: { practicum: Practicum; subjects: TrainingSubject[]; onDone: () => void }) {
  const { practicum, subjects, onDone } = props;
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const last = practicum.entries.at(-1);
  const form = useForm(training, 'logHours', {
    initial: {
      ...{ day: today(systemClock, zone), from: last?.from ?? '', to: last?.to ?? '' },
      ...{ breakMinutes: String(last?.breakMinutes ?? 0), department: last?.department ?? '' },
      subject: '',
    },
    prepare: ({ subject, ...values }) => ({
      ...values,
      ...(subject && { subject }),
      practicumId: practicum.practicumId,
      breakMinutes: Number(values.breakMinutes || '0'),
    }),
    onDone: ({ hundredths }) => {
      tell(m.training_hours_logged({ hours: hoursWords(hundredths, locale) }));
      onDone();
    },
  });
  return (
    <Form form={form} label={m.training_hours_log()}>
      <FieldDate label={m.training_paper_column_day()} {...form.field('day')} past required autoFocus />
      <FieldSet legend={m.training_paper_column_time()} columns={3}>
        <FieldTime label={m.training_hours_from()} {...form.field('from')} required />
        <FieldTime label={m.training_hours_to()} {...form.field('to')} required />
        <FieldText label={m.training_hours_break()} inputMode="numeric" {...form.field('breakMinutes')} />
      </FieldSet>
      <FieldText label={m.training_paper_column_department()} {...form.field('department')} required />
      {subjects.length > 0 && (
        <FieldSelect
          label={m.training_hours_subject()}
          hint={m.training_hours_subjectHint()}
          {...form.field('subject')}
          options={subjects.map((one) => ({ value: one.code, label: one.label }))}
          placeholder={m.training_hours_subjectNone()}
          clearable
        />
      )}
      <SaveBar form={form} label={m.training_hours_log()} onCancel={onDone} />
    </Form>
  );
}
