import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { phoneticKeys } from '#platform/shared/names.ts';
import { mistypedDates } from './look-alikes.ts';

export interface OpenPair {
  patientId: string;
  otherId: string;
  score: number;
  reasons: string[];
}

/** Pairs of charts in use that may be one person and were not yet called two, likeliest first. */
export async function openPairs(ctx: Context, limit: number): Promise<OpenPair[]> {
  const rows = await ctx.db
    .selectFrom('records_look_alike as pair')
    .innerJoin('records_patient as a', (join) =>
      join.onRef('a.clinic_id', '=', 'pair.clinic_id').onRef('a.patient_id', '=', 'pair.patient_id'),
    )
    .innerJoin('records_patient as b', (join) =>
      join.onRef('b.clinic_id', '=', 'pair.clinic_id').onRef('b.patient_id', '=', 'pair.other_id'),
    )
    .select(['pair.patient_id', 'pair.other_id', 'pair.score', 'pair.reasons'])
    .where('pair.clinic_id', '=', ctx.clinic.id)
    .where('pair.state', '=', 'open')
    .where('a.active', '=', true)
    .where('b.active', '=', true)
    .orderBy('pair.score', 'desc')
    .orderBy('pair.patient_id')
    .orderBy('pair.other_id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    ...{ patientId: row.patient_id, otherId: row.other_id, score: row.score },
    reasons: row.reasons.split(' ').filter(Boolean),
  }));
}

/** What is known of a pair, in whichever order it is named; undefined where nobody has noticed it. */
export async function pairOf(
  ctx: Context,
  patientId: string,
  otherId: string,
): Promise<{ state: 'open' | 'different'; decidedBy: string | undefined } | undefined> {
  const [low = '', high = ''] = [patientId, otherId].sort();
  const row = await ctx.db
    .selectFrom('records_look_alike')
    .select(['state', 'decided_by'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', low)
    .where('other_id', '=', high)
    .executeTakeFirst();
  return row && { state: row.state as 'open' | 'different', decidedBy: row.decided_by ?? undefined };
}

/** Puts a pair on the list, unless it is there. */
export async function listPair(
  ctx: Context,
  { patientId, otherId, score, reasons }: OpenPair,
): Promise<void> {
  const [low = '', high = ''] = [patientId, otherId].sort();
  await ctx.db
    .insertInto('records_look_alike')
    .values({
      ...{ clinic_id: ctx.clinic.id, patient_id: low, other_id: high, score, reasons: reasons.join(' ') },
      ...{ state: 'open', found_at: ctx.now },
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** A place in the order in which charts were last changed; `at` with the database's digits. */
export interface ChangePlace {
  at: string;
  patientId: string;
}

/** Charts that were changed after a place, in that order, closed ones too; from the first one without a place. */
export async function chartsChangedAfter(
  ctx: Context,
  after: ChangePlace | undefined,
  most: number,
): Promise<(ChangePlace & { active: boolean })[]> {
  const from =
    after &&
    sql`AND p.changed_at >= ${after.at} AND (p.changed_at, p.patient_id) > (${after.at}::timestamptz, ${after.patientId})`;
  const { rows } = await sql<{ patient_id: string; changed_at: string; active: boolean }>`
    SELECT p.patient_id, p.changed_at::text AS changed_at, p.active FROM records_patient p
    WHERE p.clinic_id = ${ctx.clinic.id} ${from ?? sql``}
    ORDER BY p.changed_at, p.patient_id LIMIT ${most}`.execute(ctx.db);
  return rows.map((row) => ({ at: row.changed_at, patientId: row.patient_id, active: row.active }));
}

/** Where a common birth date and a common name meet, so many are enough for a person to look at. */
const mostLike = 200;

/**
 * Charts in use whose birth date is the same or one that is easily mistaken for it, and whose name has a word that sounds
 * the same: who of them is taken for her is the caller's to judge. None where her birth date is not known.
 */
export async function nearlyBorn(
  ctx: Context,
  person: { id: string; name: string; birthDate?: string | undefined },
): Promise<{ id: string; name: string }[]> {
  if (!person.birthDate) return [];
  const from = sql`SELECT patient_id FROM records_patient_key WHERE clinic_id = ${ctx.clinic.id}`;
  const { rows } = await sql<{ id: string; name: string }>`
    SELECT p.patient_id AS id, p.name FROM records_patient p
    WHERE p.clinic_id = ${ctx.clinic.id} AND p.active AND p.patient_id <> ${person.id} AND p.patient_id = ANY(ARRAY(
      (${from} AND kind = 'birth' AND key = ANY(${mistypedDates(person.birthDate)}))
      INTERSECT (${from} AND kind = 'sound' AND key = ANY(${phoneticKeys(person.name)})) LIMIT ${mostLike}))
    ORDER BY p.sort_name, p.record_number`.execute(ctx.db);
  return rows;
}
