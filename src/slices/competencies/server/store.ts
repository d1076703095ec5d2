import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { CompetenciesCompetencyTable, CompetenciesPersonTable } from '#platform/server/db/tables.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { Selectable } from 'kysely';
import type { Competency, Definition } from '../contract.ts';
import type { Step } from '../shared/states.ts';

type CompetencyRow = Selectable<CompetenciesCompetencyTable>;
export type PersonRow = Selectable<CompetenciesPersonTable>;

/** What the clinic asks to be seen, in its order; those that it has put away are left out unless they are wanted. */
export async function allCompetencies(
  ctx: Context,
  { putAway = false }: { putAway?: boolean } = {},
): Promise<Competency[]> {
  let query = ctx.db.selectFrom('competencies_competency').selectAll().where('clinic_id', '=', ctx.clinic.id);
  if (!putAway) query = query.where('active', '=', true);
  const rows = await query.orderBy('place').orderBy('code').execute();
  const asked = await askedCodes(ctx);
  return rows.map((row) => competencyOf(row, asked));
}

/** @throws Refusal `notFound` */
export async function mustFindCompetency(ctx: Context, code: string): Promise<Competency> {
  const row = await ctx.db
    .selectFrom('competencies_competency')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('code', '=', code)
    .executeTakeFirst();
  return row
    ? competencyOf(row, await askedCodes(ctx))
    : refuse('notFound', { type: 'Competency', id: code });
}

function competencyOf(row: CompetencyRow, asked: ReadonlySet<string>): Competency {
  return {
    code: row.code,
    version: row.version,
    label: { en: row.label_en, id: row.label_id },
    acts: row.acts,
    roles: row.roles,
    practices: row.practices,
    validMonths: row.valid_months,
    observers: row.observers as Competency['observers'],
    // written by `writeCompetency` alone, from parsed steps
    steps: row.steps as Step[],
    active: row.active,
    asked: asked.has(row.code),
  };
}

async function askedCodes(ctx: Context): Promise<Set<string>> {
  const rows = await ctx.db
    .selectFrom('scope_term')
    .select('competency')
    .distinct()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('competency', 'is not', null)
    .execute();
  return new Set(rows.flatMap((row) => row.competency ?? []));
}

/** Writes a competency as it stands from now on, and keeps the version. */
export async function writeCompetency(
  ctx: Context,
  one: Definition & { code: string; version: number; place?: number },
): Promise<void> {
  const { code, version, label, acts, roles, practices, validMonths, observers, steps, active } = one;
  const values = {
    ...{ version, label_en: label.en, label_id: label.id, acts, roles, practices },
    ...{ valid_months: validMonths, observers, steps: JSON.stringify(steps), active },
  };
  await ctx.db
    .insertInto('competencies_competency')
    // a clinic's own come after those it began with
    .values({ clinic_id: ctx.clinic.id, code, place: one.place ?? 1000, ...values })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'code']).doUpdateSet(values))
    .execute();
  const definition = { label, acts, roles, practices, validMonths, observers, steps, active };
  await ctx.db
    .insertInto('competencies_version')
    .values({
      ...{ clinic_id: ctx.clinic.id, code, version, definition: JSON.stringify(definition) },
      ...{ changed_at: ctx.now, changed_by: ctx.actor.name },
    })
    .execute();
}

/** Steps of a version, for an attempt that was judged by it. */
export async function stepsOfVersions(ctx: Context): Promise<Map<string, Step[]>> {
  const rows = await ctx.db
    .selectFrom('competencies_version')
    .select(['code', 'version', 'definition'])
    .where('clinic_id', '=', ctx.clinic.id)
    .execute();
  return new Map(rows.map((row) => [`${row.code} ${row.version}`, (row.definition as Definition).steps]));
}

/** One person's way in one competency, held to the end of the transaction so that two observers follow each other. */
export async function personRow(ctx: Context, staffId: string, code: string): Promise<PersonRow> {
  await ctx.db
    .insertInto('competencies_person')
    .values({ clinic_id: ctx.clinic.id, staff_id: staffId, code, standing_id: ctx.newId() })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'staff_id', 'code']).doNothing())
    .execute();
  return ctx.db
    .selectFrom('competencies_person')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('staff_id', '=', staffId)
    .where('code', '=', code)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

export async function changePerson(
  ctx: Context,
  row: Pick<PersonRow, 'staff_id' | 'code'>,
  change: Partial<Omit<PersonRow, 'clinic_id' | 'staff_id' | 'code' | 'standing_id'>>,
): Promise<void> {
  await ctx.db
    .updateTable('competencies_person')
    .set(change)
    .where('clinic_id', '=', ctx.clinic.id)
    .where('staff_id', '=', row.staff_id)
    .where('code', '=', row.code)
    .execute();
  ctx.emit('competencies.changed', { staffId: row.staff_id, code: row.code });
}

/** Confirmed practices that are not in error, by `staffId code`. */
export async function practisedCounts(ctx: Context, staffId?: string): Promise<Map<string, number>> {
  let query = ctx.db
    .selectFrom('competencies_practice')
    .select(['staff_id', 'code', sql<number>`count(*)::int`.as('count')])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('state', '=', 'confirmed')
    .where('in_error', '=', false);
  if (staffId) query = query.where('staff_id', '=', staffId);
  const rows = await query.groupBy(['staff_id', 'code']).execute();
  return new Map(rows.map((row) => [`${row.staff_id} ${row.code}`, row.count]));
}
