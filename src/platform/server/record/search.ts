import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../context.ts';
import type { SearchQuery } from './query.ts';
import { resolveChains } from './search-chain.ts';
import { conditionOf, holds, idsOf, rowsAmong, type Scope } from './search-conditions.ts';
import { idsOfOnePatient, readPage, statementInOrder } from './search-page.ts';
import { pageColumns, recordOf } from './search-shape.ts';
import type { Sql } from './search-tests.ts';

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
  const { rows } = await sql<FoundRow>`${await searchStatement(ctx, type, query)}`.execute(ctx.db);
  return rows.map(foundOf);
}

/** The statement that answers a query without a page, for a plan to be looked at as well. @param query without chains */
export async function searchStatement(ctx: Context, type: string, query: SearchQuery): Promise<Sql> {
  const { order, limit = 1000 } = query;
  const inOrder = order === undefined ? undefined : await statementInOrder(ctx, type, query, order);
  if (inOrder) return inOrder;
  const scope = { clinicId: ctx.clinic.id, type };
  const ofPatient = idsOfOnePatient(ctx, type, query);
  return sql`SELECT ${pageColumns}
    FROM ${ofPatient ? sql`(${ofPatient}) w ${recordOf(scope)}` : sql`record_resource r`}
    WHERE ${ofPatient ? sql`true` : meetsEach(scope, query)}
    ORDER BY ${ordering(scope, order)} LIMIT ${limit}`;
}

/** What a row `r` of the record must be, where no patient's rows are there to begin with. */
function meetsEach(scope: Scope, { where = [] }: SearchQuery): RawBuilder<unknown> {
  const conditions = where.map((one) => {
    const condition = conditionOf(scope.type, one);
    if (condition.isNot || condition.ids) return sql` AND ${holds(scope, sql`r.id`, condition)}`;
    return sql` AND r.id IN (${idsOf(scope, condition)})`;
  });
  return sql`r.clinic_id = ${scope.clinicId} AND r.type = ${scope.type} AND NOT r.deleted ${sql.join(conditions, sql``)}`;
}

function foundOf({ id, version, updatedAt, text }: FoundRow): FoundRow {
  return { id, version, updatedAt, text };
}

function ordering(scope: Scope, order: string | undefined): RawBuilder<unknown> {
  if (!order) return sql`r.updated_at DESC, r.id DESC`;
  const newest = order.startsWith('-');
  const param = newest ? order.slice(1) : order;
  const value = sql`(SELECT max(d.lo) FROM record_date d WHERE d.id = r.id AND ${rowsAmong(scope, param, sql`d`)})`;
  return newest ? sql`${value} DESC NULLS LAST, r.id DESC` : sql`${value} ASC NULLS LAST, r.id`;
}
