import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Stored } from './types.ts';

/** Where a page of a history ended; the next one begins after it. */
export interface HistoryMark {
  updatedAt: string;
  type: string;
  id: string;
  version: number;
}

export interface HistoryQuery {
  /** Versions on one page. */
  count: number;
  /** Versions written at this instant or later. */
  since?: string | undefined;
  after?: HistoryMark | undefined;
}

const asStored = (from: RawBuilder<unknown>) => sql`
  SELECT type, id, version, updated_at AS "updatedAt", deleted, content AS text, patient_id AS "patientId" FROM ${from}`;

/** Versions of one resource, newest first, and one more than a page where there are more. */
export async function historyOf(
  ctx: Context,
  { type, id }: { type: string; id: string },
  { count, since, after }: HistoryQuery,
): Promise<Stored[]> {
  const wanted = sql`clinic_id = ${ctx.clinic.id} AND type = ${type} AND id = ${id}
    ${since ? sql`AND updated_at >= ${since}` : sql``} ${after ? sql`AND version < ${after.version}` : sql``}`;
  const found = await sql<Stored>`
    (${asStored(sql`record_resource`)} WHERE ${wanted}) UNION ALL (${asStored(sql`record_history`)} WHERE ${wanted})
    ORDER BY version DESC LIMIT ${count + 1}`.execute(ctx.db);
  return found.rows;
}

/** How many versions of a resource there are; 0 when it never was. */
export async function versionCount(ctx: Context, type: string, id: string): Promise<number> {
  const found = await sql<{ version: number }>`
    SELECT version FROM record_resource
    WHERE clinic_id = ${ctx.clinic.id} AND type = ${type} AND id = ${id}`.execute(ctx.db);
  return found.rows[0]?.version ?? 0;
}

/**
 * Versions of all resources of these types, newest first, and one more than a page where there are more. Each type is
 * read from the end of its index, so that a page costs the same however long the history is; what stands on the page
 * is fetched in the same statement, since a version may be superseded meanwhile.
 */
export async function historyOfTypes(
  ctx: Context,
  types: readonly string[],
  { count, since, after }: HistoryQuery,
): Promise<Stored[]> {
  const limit = sql.lit(count + 1);
  const part = (table: RawBuilder<unknown>) => sql`(
    SELECT v.type, v.id, v.version, v.updated_at FROM ${table} v
    WHERE v.clinic_id = ${ctx.clinic.id} AND v.type = t.type
      ${since ? sql`AND v.updated_at >= ${since}` : sql``}
      ${
        after
          ? sql`AND v.updated_at <= ${after.updatedAt} AND (v.updated_at, v.type, v.id, v.version)
              < (${after.updatedAt}::timestamptz, ${after.type}, ${after.id}, ${after.version}::integer)`
          : sql``
      }
    ORDER BY v.updated_at DESC, v.id DESC, v.version DESC LIMIT ${limit})`;
  const whole = (table: RawBuilder<unknown>) => sql`(
    SELECT w.deleted, w.content, w.patient_id FROM ${table} w
    WHERE w.clinic_id = ${ctx.clinic.id} AND w.type = p.type AND w.id = p.id AND w.version = p.version)`;
  const found = await sql<Stored>`
    WITH page AS MATERIALIZED (
      SELECT v.type, v.id, v.version, v.updated_at
      FROM unnest(${types}::text[]) AS t(type)
      CROSS JOIN LATERAL (${part(sql`record_resource`)} UNION ALL ${part(sql`record_history`)}) v
      ORDER BY v.updated_at DESC, v.type DESC, v.id DESC, v.version DESC LIMIT ${limit}
    )
    SELECT p.type, p.id, p.version, p.updated_at AS "updatedAt", w.deleted, w.content AS text,
      w.patient_id AS "patientId"
    FROM page p CROSS JOIN LATERAL (
      ${whole(sql`record_resource`)} UNION ALL ${whole(sql`record_history`)} LIMIT 1) w
    ORDER BY p.updated_at DESC, p.type DESC, p.id DESC, p.version DESC`.execute(ctx.db);
  return found.rows;
}
