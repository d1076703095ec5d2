import { m } from '#messages';
import { systemClock, today } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useMe } from '#platform/web/shell/session.ts';
import { tell } from '#platform/web/ui/undo.tsx';
import { results, type Student, training } from '../contract.ts';
import { resultWords } from './words.ts';

export function EnrolForm({ cohortId, onDone }: { cohortId: string; onDone: () => void }) {
  const { data } = useRead(training, 'choices', {});
  const form = useForm(training, 'enrol', {
    initial: { staffId: '' },
    prepare: ({ staffId }) => ({ cohortId, staffId }),
    onDone: () => {
      tell(m.training_saved());
      onDone();
    },
  });
  return (
    <Form form={form} label={m.training_enrol()}>
      <FieldSelect
        label={m.training_paper_student()}
        options={(data?.people ?? []).map((one) => ({ value: one.staffId, label: one.name }))}
        {...form.field('staffId')}
        required
        autoFocus
      />
      <SaveBar form={form} label={m.training_enrol()} onCancel={onDone} />
    </Form>
  );
}

type OfStudent = { cohortId: string; student: Student; onDone: () => void };

export function ResultForm({ cohortId, student, onDone }: OfStudent) {
  const { zone } = useMe().clinic;
  const form = useForm(training, 'saveResult', {
    initial: { course: '', result: 'passed' as string, grade: '', day: today(systemClock, zone) },
    prepare: ({ result, ...values }) => ({
      ...{ ...values, cohortId, staffId: student.staffId, result: result as 'passed' },
    }),
    onDone: () => {
      tell(m.training_saved());
      onDone();
    },
  });
  return (
    <Form form={form} label={m.training_result_enter()}>
      <p>
        <strong>{student.name}</strong>
      </p>
      <FieldSelect
        label={m.training_paper_column_course()}
        options={student.courses.map((one) => ({ value: one.course, label: `${one.number} ${one.title}` }))}
        {...form.field('course')}
        required
        autoFocus
      />
      <FieldChips
        label={m.training_paper_column_result()}
        options={results.map((one) => ({ value: one, label: resultWords[one]() }))}
        {...form.field('result')}
      />
      <FieldText label={m.training_paper_column_grade()} {...form.field('grade')} />
      <FieldDate label={m.training_paper_column_day()} {...form.field('day')} past required />
      <SaveBar form={form} onCancel={onDone} />
    </Form>
  );
}

export function LeaveForm({ cohortId, student, onDone }: OfStudent) {
  const form = useForm(training, 'leaveCohort', {
    initial: { how: 'completed' as string, reason: '' },
    prepare: ({ how, reason }) => ({ cohortId, staffId: student.staffId, how: how as 'completed', reason }),
    onDone: () => {
      tell(m.training_saved());
      onDone();
    },
  });
  return (
    <Form form={form} label={m.training_leave()}>
      <FieldChips
        label={student.name}
        options={[
          { value: 'completed', label: m.training_student_completed() },
          { value: 'withdrawn', label: m.training_student_withdrawn() },
        ]}
        {...form.field('how')}
      />
      {form.values.how === 'withdrawn' && (
        <FieldText label={m.training_reason()} {...form.field('reason')} required />
      )}
      <SaveBar form={form} onCancel={onDone} />
    </Form>
  );
}
