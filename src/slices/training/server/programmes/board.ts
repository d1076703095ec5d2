import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { today } from '#platform/shared/time.ts';
import type { Programme, PracticumLine, Student, training } from '#slices/training/contract.ts';
import { behindIn } from '#slices/training/shared/completion.ts';
import { everybody } from '../people.ts';
import { practicaRows } from '../practicum/store.ts';
import { linesOf } from '../practicum/view.ts';
import { settingsOf } from '../settings.ts';
import { standingIn } from '../skills.ts';
import { versionsOf } from '../versions/store.ts';
import { mustFindCohort, resultsOf, studentRows } from './store.ts';

type Training = typeof training;

export const cohortBoard: Verb<Training, 'cohortBoard'> = async (ctx, { cohortId }) => {
  const { cohort, programme } = await mustFindCohort(ctx, cohortId);
  const students: Student[] = [];
  for (const row of await studentRows(ctx, cohortId))
    students.push(await studentOf(ctx, cohortId, row.staff_id));
  return {
    cohort: {
      ...{ cohortId, programme: programme.code, label: programme.label[ctx.language], name: cohort.name },
      ...{ startsOn: cohort.starts_on, endsOn: cohort.ends_on, version: cohort.programme_version },
      newestVersion: (await versionsOf(ctx, 'programme', programme.code))[0]?.version ?? 1,
      hundredths: (await settingsOf(ctx))[programme.accreditor],
    },
    students: students.toSorted((a, b) => a.name.localeCompare(b.name, ctx.language)),
  };
};

/** One student of a cohort by courses, competencies and hours. */
export async function studentOf(ctx: Context, cohortId: string, staffId: string): Promise<Student> {
  const { cohort, programme } = await mustFindCohort(ctx, cohortId);
  const [row] = await studentRows(ctx, cohortId, staffId);
  const skills = await standingIn(ctx, staffId, programme.skills);
  const courses = await coursesOf(ctx, programme, cohortId, staffId);
  const [practicum] = await linesOf(ctx, await herPracticum(ctx, cohortId, staffId));
  const state = (row?.state ?? 'enrolled') as Student['state'];
  const behind = behindIn({
    ...{ today: today(ctx.clock, ctx.clinic.zone) },
    cohort: { startsOn: cohort.starts_on, endsOn: cohort.ends_on },
    ...(practicum && { practicum: factsOf(practicum) }),
    skills: { good: skills.filter((one) => one.good).length, of: skills.length },
    courseFailed: courses.some((one) => one.result === 'failed'),
  });
  return {
    ...{ staffId, name: (await everybody(ctx)).get(staffId)?.name ?? '', state, courses, skills },
    ...(practicum && { practicum }),
    // of who has left nothing is expected any more
    behind: state === 'enrolled' ? behind : [],
  };
}

function factsOf(one: PracticumLine) {
  return {
    ...{ startsOn: one.startsOn, endsOn: one.endsOn, hundredths: one.confirmedHundredths },
    ...{ neededHundredths: one.neededHundredths, open: one.state === 'open' },
  };
}

/** The latest practicum of this cohort that was not broken off. */
async function herPracticum(ctx: Context, cohortId: string, staffId: string) {
  const rows = await practicaRows(ctx, { studentId: staffId });
  return rows.filter((one) => one.cohort_id === cohortId && one.state !== 'ended').slice(0, 1);
}

export async function coursesOf(ctx: Context, programme: Programme, cohortId: string, staffId: string) {
  const results = await resultsOf(ctx, cohortId, staffId);
  return programme.courses.map(({ course, number, title }): Student['courses'][number] => {
    const one = results.find((each) => each.course === course);
    return {
      ...{ course, number, title: title[ctx.language], grade: one?.grade ?? '' },
      ...(one && { result: one.result as 'passed', day: one.on_day }),
    };
  });
}

export const myProgrammes: Verb<Training, 'myProgrammes'> = async (ctx) => {
  const rows = await ctx.db
    .selectFrom('training_student')
    .select(['cohort_id', 'state'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('staff_id', '=', ctx.actor.id)
    .execute();
  const shown = [];
  for (const { cohort_id, state } of rows) {
    const { cohort, programme } = await mustFindCohort(ctx, cohort_id);
    shown.push({
      ...{ cohortId: cohort_id, programme: programme.code, name: cohort.name },
      ...{ startsOn: cohort.starts_on, endsOn: cohort.ends_on, label: programme.label[ctx.language] },
      ...{ state: state as Student['state'] },
      courses: await coursesOf(ctx, programme, cohort_id, ctx.actor.id),
    });
  }
  return { programmes: shown };
};
