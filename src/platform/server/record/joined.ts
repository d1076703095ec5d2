import { sql } from 'kysely';
import { displayRecordNumber } from '#platform/shared/identifiers.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { Context } from '../context.ts';

/** What an act has held open since before it began: no savepoint of its own lets go of it. */
const heldFromStart = new WeakMap<Context, Set<string>>();

/**
 * Refuses with `chartJoined`, and the record that now holds all of hers, whatever is written of a patient whose record
 * was joined with another. Until the transaction ends nobody joins these.
 */
export async function refuseJoined(ctx: Context, patientIds: readonly string[]): Promise<void> {
  const known = heldFromStart.get(ctx);
  const asked = known ? patientIds.filter((id) => !known.has(id)) : patientIds;
  if (asked.length === 0) return;
  const [joined] = await heldOpen(ctx, asked);
  if (joined) await refuseFor(ctx, joined.into_record);
}

/** The same before an act begins that is about one patient; what it then writes of her is not asked about again. */
export async function refuseJoinedFromStart(ctx: Context, patientId: string): Promise<void> {
  await refuseJoined(ctx, [patientId]);
  heldFromStart.set(ctx, new Set([...(heldFromStart.get(ctx) ?? []), patientId]));
}

/** Holds records open, and answers with those that were joined. */
async function heldOpen(ctx: Context, patientIds: readonly string[]) {
  const { rows } = await sql<{ joined: string; into_record: string }>`
    SELECT * FROM record_hold_open(${patientIds}::text[])`.execute(ctx.db);
  return rows;
}

/** The refusal, with the name and number of the record that is to be opened instead. */
export async function refuseFor(ctx: Context, intoId: string): Promise<never> {
  const named = (await ctx.patientNames([intoId])).get(intoId);
  return refuse('chartJoined', {
    patientId: intoId,
    name: named?.name ?? '',
    recordNumber: displayRecordNumber(named?.recordNumber ?? '', ctx.clinic.country),
  });
}

/** Keeps everybody else from writing into these records until the transaction ends: for whoever joins or parts them. */
export async function holdAlone(ctx: Context, patientIds: readonly string[]): Promise<void> {
  await sql`SELECT record_hold_alone(${patientIds}::text[])`.execute(ctx.db);
}

/** From here on nothing is written into `patientId`'s record any more. Whoever calls it holds both alone. */
export async function closeJoined(ctx: Context, patientId: string, intoId: string): Promise<void> {
  heldFromStart.get(ctx)?.delete(patientId);
  await ctx.db
    .insertInto('record_joined')
    .values({ clinic_id: ctx.clinic.id, patient_id: patientId, into_id: intoId, joined_at: ctx.now })
    .execute();
}

/** Opens a record again that was joined. */
export async function openJoined(ctx: Context, patientId: string): Promise<void> {
  await ctx.db
    .deleteFrom('record_joined')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', patientId)
    .execute();
}

/** Into which record each of these went at last; those that stand for themselves are missing. */
export async function joinedInto(ctx: Context, patientIds: readonly string[]): Promise<Map<string, string>> {
  if (patientIds.length === 0) return new Map();
  const { rows } = await sql<{ patient_id: string; into_id: string }>`
    WITH RECURSIVE way AS (
      SELECT j.patient_id, j.into_id FROM record_joined j
      WHERE j.clinic_id = ${ctx.clinic.id} AND j.patient_id = ANY(${[...new Set(patientIds)]}::text[])
      UNION ALL
      SELECT w.patient_id, j.into_id FROM way w
      JOIN record_joined j ON j.clinic_id = ${ctx.clinic.id} AND j.patient_id = w.into_id)
    SELECT w.patient_id, w.into_id FROM way w
    WHERE NOT EXISTS (SELECT FROM record_joined j WHERE j.clinic_id = ${ctx.clinic.id} AND j.patient_id = w.into_id)`.execute(
    ctx.db,
  );
  return new Map(rows.map((row) => [row.patient_id, row.into_id]));
}
