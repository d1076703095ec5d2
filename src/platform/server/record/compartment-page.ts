import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { typeKey } from '../fhir/search-key.ts';
import type { HistoryQuery } from './history.ts';
import type { Stored } from './types.ts';

const columns = sql`r.type, r.id, r.version, r.updated_at AS "updatedAt", r.deleted, r.content AS text,
  r.patient_id AS "patientId"`;

/** Current resources of these types in one patient's record, type by type, and one more than a page where there are more. */
export async function compartmentPage(
  ctx: Context,
  patientId: string,
  types: readonly string[],
  { count, since, after }: HistoryQuery,
): Promise<Stored[]> {
  const found = await sql<Stored>`
    SELECT ${columns} FROM record_resource r
    WHERE r.clinic_id = ${ctx.clinic.id} AND r.patient_id = ${patientId} AND NOT r.deleted
      AND r.type = ANY(${types}::text[]) ${since ? sql`AND r.updated_at >= ${since}` : sql``}
      ${
        after
          ? sql`AND (r.type, r.updated_at, r.id) > (${after.type}, ${after.updatedAt}::timestamptz, ${after.id})`
          : sql``
      }
    ORDER BY r.type, r.updated_at, r.id LIMIT ${count + 1}`.execute(ctx.db);
  return found.rows;
}

/** What these resources refer to that is nobody's record: practitioners, organizations, places, medications. */
export async function referredTo(
  ctx: Context,
  rows: readonly Stored[],
  types: readonly string[],
): Promise<Stored[]> {
  const found = await sql<Stored>`
    SELECT ${columns} FROM (
      SELECT DISTINCT s.target_type, s.target_id
      FROM unnest(${rows.map(({ type }) => typeKey(type))}::bigint[], ${rows.map(({ id }) => id)}::text[]) AS u(key, id)
      CROSS JOIN LATERAL (
        SELECT f.target_type, f.target_id FROM record_reference f
        WHERE f.id = u.id AND f.clinic_id = ${ctx.clinic.id} AND f.param >> 32 = u.key LIMIT 1000) s
      WHERE s.target_type = ANY(${types}::text[])) t
    CROSS JOIN LATERAL (
      SELECT * FROM record_resource w
      WHERE w.clinic_id = ${ctx.clinic.id} AND w.type = t.target_type AND w.id = t.target_id LIMIT 1) r
    WHERE NOT r.deleted AND r.patient_id IS NULL
    ORDER BY r.type, r.id`.execute(ctx.db);
  return found.rows;
}
