import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import { refuse, refuseField } from '#platform/shared/errors.ts';
import { today } from '#platform/shared/time.ts';
import type { Student, training } from '#slices/training/contract.ts';
import { mustBeHere } from '../people.ts';
import { studentOf } from './board.ts';
import { mustFindCohort, studentRows } from './store.ts';

type Training = typeof training;

export const enrol: Verb<Training, 'enrol'> = async (ctx, { cohortId, staffId }) => {
  await mustFindCohort(ctx, cohortId);
  await mustBeHere(ctx, staffId);
  const back = { state: 'enrolled', left_on: null, left_for: '' };
  await ctx.db
    .insertInto('training_student')
    .values({ clinic_id: ctx.clinic.id, cohort_id: cohortId, staff_id: staffId, state: 'enrolled' })
    // who left comes back with the results that she had
    .onConflict((conflict) =>
      conflict
        .columns(['clinic_id', 'cohort_id', 'staff_id'])
        .doUpdateSet(back)
        .where('training_student.state', '=', 'withdrawn'),
    )
    .execute();
  ctx.emit('training.changed', { staffId });
  return {};
};

export const leaveCohort: Verb<Training, 'leaveCohort'> = async (ctx, { cohortId, staffId, how, reason }) => {
  const student = await mustFindStudent(ctx, cohortId, staffId);
  if (student.state === how) return {};
  if (student.state !== 'enrolled') return ctx.fail('notEnrolled');
  if (how === 'withdrawn' && reason === '') refuseField('reason', 'training_field_reason');
  if (how === 'completed') {
    const missing = missingOf(ctx, await studentOf(ctx, cohortId, staffId));
    if (missing.length > 0) return ctx.fail('notAllDone', { missing: missing.join(', ') });
  }
  await ctx.db
    .updateTable('training_student')
    .set({ state: how, left_on: today(ctx.clock, ctx.clinic.zone), left_for: reason })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('cohort_id', '=', cohortId)
    .where('staff_id', '=', staffId)
    .execute();
  ctx.emit('training.changed', { staffId });
  return {};
};

/** What keeps a student from completing her programme, in words. */
function missingOf(ctx: Context, { courses, skills, practicum }: Student): string[] {
  const without = practicum !== undefined && practicum.state !== 'complete';
  return [
    ...courses.filter((one) => one.result !== 'passed').map((one) => one.title),
    ...skills.filter((one) => !one.good).map((one) => one.label),
    ...(without ? [words(ctx.language, 'training_practicum')] : []),
  ];
}

export const saveResult: Verb<Training, 'saveResult'> = async (ctx, input) => {
  const { cohortId, staffId, course, result, grade, day } = input;
  const { programme } = await mustFindCohort(ctx, cohortId);
  const student = await mustFindStudent(ctx, cohortId, staffId);
  if (student.state !== 'enrolled') return ctx.fail('notEnrolled');
  if (!programme.courses.some((one) => one.course === course))
    return refuse('notFound', { type: 'Course', id: course });
  if (day > today(ctx.clock, ctx.clinic.zone)) refuseField('day', 'training_field_notYet');
  const values = { result, grade, on_day: day, entered_by: ctx.actor.name };
  await ctx.db
    .insertInto('training_result')
    .values({ clinic_id: ctx.clinic.id, cohort_id: cohortId, staff_id: staffId, course, ...values })
    .onConflict((conflict) =>
      conflict.columns(['clinic_id', 'cohort_id', 'staff_id', 'course']).doUpdateSet(values),
    )
    .execute();
  ctx.emit('training.changed', { staffId });
  return {};
};

async function mustFindStudent(ctx: Context, cohortId: string, staffId: string) {
  await mustFindCohort(ctx, cohortId);
  const [row] = await studentRows(ctx, cohortId, staffId);
  return row ?? refuse('notFound', { type: 'Student', id: staffId });
}
