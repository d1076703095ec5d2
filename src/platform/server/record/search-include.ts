import { sql } from 'kysely';
import { refuse } from '#platform/shared/errors.ts';
import type { Context } from '../context.ts';
import { rowsAmong, rowsUnder } from './search-conditions.ts';
import { withinTime } from './search-time.ts';

/** `_include` names what the page refers to, `_revinclude` what refers to the page. */
export interface Include {
  /** Type that holds the reference. */
  type: string;
  param: string;
  /** Only what is of this type, or only references to it. */
  targetType?: string | undefined;
}

export interface IncludedRow {
  type: string;
  id: string;
  version: number;
  updatedAt: string;
  patientId: string | null;
  text: string;
}

/** More than this beside one page is refused, not cut: nobody could see what is missing. */
export const mostIncluded = 1_000;

/** What the page refers to under a parameter. */
export async function referredTo(
  ctx: Context,
  { type, param, targetType }: Include,
  ids: readonly string[],
  mayRead: (type: string) => Promise<boolean>,
): Promise<IncludedRow[]> {
  const targets = await withinTime(ctx, async () => {
    const { rows } = await sql<{ type: string; id: string }>`
      SELECT DISTINCT s.target_type AS type, s.target_id AS id FROM record_reference s
      WHERE s.id = ANY(${ids}) AND ${rowsAmong({ clinicId: ctx.clinic.id, type }, param, sql`s`)}
        AND (${targetType ?? null}::text IS NULL OR s.target_type = ${targetType ?? null})
      LIMIT ${mostIncluded + 1}`.execute(ctx.db);
    return rows;
  });
  if (targets.length > mostIncluded) refuse('searchTooCostly', { maximum: mostIncluded });
  const rows: IncludedRow[] = [];
  for (const one of new Set(targets.map((target) => target.type))) {
    if (!(await mayRead(one))) continue;
    const own = targets.filter((target) => target.type === one).map((target) => target.id);
    rows.push(...(await rowsOf(ctx, one, own)));
  }
  return rows;
}

/** What refers to the page under a parameter. */
export async function referring(
  ctx: Context,
  { type, param }: Include,
  pageType: string,
  ids: readonly string[],
): Promise<IncludedRow[]> {
  const found = await withinTime(ctx, async () => {
    const { rows } = await sql<{ id: string }>`
      SELECT DISTINCT s.id FROM record_reference s
      WHERE ${rowsUnder({ clinicId: ctx.clinic.id, type }, param)}
        AND s.target_id = ANY(${ids}) AND s.target_type = ${pageType}
      LIMIT ${mostIncluded + 1}`.execute(ctx.db);
    return rows.map((row) => row.id);
  });
  if (found.length > mostIncluded) refuse('searchTooCostly', { maximum: mostIncluded });
  return rowsOf(ctx, type, found);
}

async function rowsOf(ctx: Context, type: string, ids: readonly string[]): Promise<IncludedRow[]> {
  const { rows } = await sql<IncludedRow>`
    SELECT type, id, version, updated_at AS "updatedAt", patient_id AS "patientId", content AS text
    FROM record_resource WHERE clinic_id = ${ctx.clinic.id} AND type = ${type} AND id = ANY(${ids}) AND NOT deleted
    ORDER BY id`.execute(ctx.db);
  return rows;
}
