import { type Selectable, sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { TrainingPracticumTable } from '#platform/server/db/tables.ts';
import { refuse } from '#platform/shared/errors.ts';
import { isComplete } from '#slices/training/shared/completion.ts';
import { standingIn } from '../skills.ts';

export type PracticumRow = Selectable<TrainingPracticumTable>;

/** Practica of a clinic, of one student or of one preceptor, the latest first. */
export async function practicaRows(
  ctx: Context,
  { studentId, preceptorId }: { studentId?: string; preceptorId?: string } = {},
): Promise<PracticumRow[]> {
  let query = ctx.db.selectFrom('training_practicum').selectAll().where('clinic_id', '=', ctx.clinic.id);
  if (studentId) query = query.where('staff_id', '=', studentId);
  if (preceptorId) query = query.where('preceptor_id', '=', preceptorId);
  return query.orderBy('starts_on', 'desc').orderBy('practicum_id').execute();
}

/** @param lock holds it to the end, so that of two who sign at once the second sees the first. @throws Refusal `notFound` */
export async function mustFindPracticum(
  ctx: Context,
  practicumId: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<PracticumRow> {
  const query = ctx.db
    .selectFrom('training_practicum')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('practicum_id', '=', practicumId);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row ?? refuse('notFound', { type: 'Practicum', id: practicumId });
}

/** The caller's own: another's is not there for her. */
export async function mustFindOwn(ctx: Context, practicumId: string): Promise<PracticumRow> {
  const row = await mustFindPracticum(ctx, practicumId, { lock: true });
  return row.staff_id === ctx.actor.id ? row : refuse('notFound', { type: 'Practicum', id: practicumId });
}

export interface Minutes {
  confirmed: number;
  waiting: number;
}

/** Minutes by practicum. */
export async function minutesOfAll(ctx: Context, practicumId?: string): Promise<Map<string, Minutes>> {
  const found = await sql<{ id: string } & Minutes>`
    SELECT practicum_id AS id, coalesce(sum(minutes) FILTER (WHERE state = 'confirmed'), 0)::int AS confirmed,
      coalesce(sum(minutes) FILTER (WHERE state = 'waiting'), 0)::int AS waiting
    FROM training_hours WHERE clinic_id = ${ctx.clinic.id}
      AND (${practicumId ?? null}::uuid IS NULL OR practicum_id = ${practicumId ?? null}::uuid)
    GROUP BY practicum_id`.execute(ctx.db);
  return new Map(found.rows.map(({ id, ...minutes }) => [id, minutes]));
}

export const noMinutes: Minutes = { confirmed: 0, waiting: 0 };

/**
 * Makes an open practicum complete where its hours and competencies are; it stays so when one of them lapses later.
 * @returns whether it is complete
 */
export async function settlePracticum(ctx: Context, row: PracticumRow): Promise<boolean> {
  if (row.state !== 'open') return row.state === 'complete';
  const { confirmed } = (await minutesOfAll(ctx, row.practicum_id)).get(row.practicum_id) ?? noMinutes;
  const skills = await standingIn(ctx, row.staff_id, row.skills);
  const facts = { confirmedMinutes: confirmed, neededHundredths: row.agreed_hundredths, skills };
  if (!isComplete(facts)) return false;
  await changeRow(ctx, row, { state: 'complete', completed_at: ctx.now });
  await ctx.work.finish(aboutPracticum(row), 'done');
  return true;
}

export async function changeRow(
  ctx: Context,
  row: Pick<PracticumRow, 'practicum_id' | 'staff_id'>,
  change: Partial<Omit<PracticumRow, 'clinic_id' | 'practicum_id'>>,
): Promise<void> {
  await ctx.db
    .updateTable('training_practicum')
    .set(change)
    .where('clinic_id', '=', ctx.clinic.id)
    .where('practicum_id', '=', row.practicum_id)
    .execute();
  told(ctx, row);
}

/** Tells the screens. */
export function told(ctx: Context, { staff_id }: Pick<PracticumRow, 'staff_id'>): void {
  ctx.emit('training.changed', { staffId: staff_id });
}

/** What a task about a practicum is about: FHIR has no type for it. */
export function aboutPracticum(
  { practicum_id }: Pick<PracticumRow, 'practicum_id'>,
  moment?: string,
): string {
  return moment ? `Basic/${practicum_id}-${moment}` : `Basic/${practicum_id}`;
}
