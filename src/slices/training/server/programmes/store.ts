import type { Context } from '#platform/server/context.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { Course, Programme } from '#slices/training/contract.ts';
import { keepVersion, mustFindVersion } from '../versions/store.ts';

/** Programmes in the clinic's order, those that were put away included. */
export async function allProgrammes(ctx: Context): Promise<(Programme & { version: number })[]> {
  const rows = await ctx.db
    .selectFrom('training_programme')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .orderBy('place')
    .orderBy('code')
    .execute();
  return rows.map((row) => ({
    ...{ code: row.code, version: row.version, kind: row.kind as Programme['kind'], active: row.active },
    ...{ label: { en: row.label_en, id: row.label_id }, months: row.months, skills: row.skills },
    // written by `writeProgramme` alone, from parsed courses
    ...{ accreditor: row.accreditor as Programme['accreditor'], courses: row.courses as Course[] },
  }));
}

export async function writeProgramme(
  ctx: Context,
  {
    code,
    kind,
    label,
    accreditor,
    months,
    courses,
    skills,
    active,
    ...one
  }: Programme & { version: number; place?: number },
): Promise<void> {
  const values = {
    ...{ version: one.version, kind, label_en: label.en, label_id: label.id, accreditor, months },
    ...{ courses: JSON.stringify(courses), skills, active },
  };
  await ctx.db
    .insertInto('training_programme')
    .values({ clinic_id: ctx.clinic.id, code, place: one.place ?? 1000, ...values })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'code']).doUpdateSet(values))
    .execute();
  const definition = { kind, label, accreditor, months, courses, skills, active };
  await keepVersion(ctx, { list: 'programme', code, version: one.version, definition });
}

/** A cohort with its programme as it was when it began, or as it was moved to. @throws Refusal `notFound` */
export async function mustFindCohort(ctx: Context, cohortId: string) {
  const cohort = await ctx.db
    .selectFrom('training_cohort')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('cohort_id', '=', cohortId)
    .executeTakeFirst();
  if (!cohort) return refuse('notFound', { type: 'Cohort', id: cohortId });
  const { programme: code, programme_version: version } = cohort;
  const programme: Programme = { code, ...(await mustFindVersion(ctx, 'programme', code, version)) };
  return { cohort, programme };
}

/** Who is or was in a cohort, or one of them. */
export async function studentRows(ctx: Context, cohortId: string, staffId?: string) {
  let query = ctx.db
    .selectFrom('training_student')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('cohort_id', '=', cohortId);
  if (staffId) query = query.where('staff_id', '=', staffId).forUpdate();
  return query.execute();
}

export async function resultsOf(ctx: Context, cohortId: string, staffId: string) {
  return ctx.db
    .selectFrom('training_result')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('cohort_id', '=', cohortId)
    .where('staff_id', '=', staffId)
    .execute();
}
