import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../context.ts';
import type { SearchQuery } from './query.ts';
import { resolveChains } from './search-chain.ts';
import { conditionOf, holds, idsOf, rowsAmong, type Scope } from './search-conditions.ts';
import { type PageRow, readInOrder, readPage } from './search-page.ts';

export type { Criterion, SearchQuery } from './query.ts';

export interface FoundRow {
  id: string;
  version: number;
  updatedAt: string;
  text: string;
}

/** Current, undeleted resources of a type that meet all conditions. */
export async function searchRows(ctx: Context, type: string, given: SearchQuery): Promise<FoundRow[]> {
  const query = await resolveChains(ctx, type, given);
  if (query.page) {
    const { rows } = await readPage(ctx, type, query);
    return rows.map(foundOf);
  }
  const inOrder = query.order === undefined ? undefined : await readInOrder(ctx, type, query, query.order);
  if (inOrder) return inOrder.map(foundOf);
  const scope = { clinicId: ctx.clinic.id, type };
  const conditions = (query.where ?? []).map((one) => {
    const condition = conditionOf(type, one);
    if (condition.isNot || condition.ids) return sql` AND ${holds(scope, sql`r.id`, condition)}`;
    return sql` AND r.id IN (${idsOf(scope, condition)})`;
  });
  const found = await sql<FoundRow>`
    SELECT r.id, r.version, r.updated_at AS "updatedAt", r.content AS text FROM record_resource r
    WHERE r.clinic_id = ${ctx.clinic.id} AND r.type = ${type} AND NOT r.deleted
      ${sql.join(conditions, sql``)}
    ORDER BY ${ordering(scope, query.order)} LIMIT ${query.limit ?? 1000}`.execute(ctx.db);
  return found.rows;
}

function foundOf({ id, version, updatedAt, text }: PageRow): FoundRow {
  return { id, version, updatedAt, text };
}

function ordering(scope: Scope, order: string | undefined): RawBuilder<unknown> {
  if (!order) return sql`r.updated_at DESC, r.id DESC`;
  const newest = order.startsWith('-');
  const param = newest ? order.slice(1) : order;
  const value = sql`(SELECT max(d.lo) FROM record_date d WHERE d.id = r.id AND ${rowsAmong(scope, param, sql`d`)})`;
  return newest ? sql`${value} DESC NULLS LAST, r.id DESC` : sql`${value} ASC NULLS LAST, r.id`;
}
