import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../context.ts';
import { cutToken, cutUri } from '../fhir/fold.ts';
import type { Criterion, SearchQuery } from './query.ts';

export type { Criterion, SearchQuery } from './query.ts';

export interface FoundRow {
  id: string;
  version: number;
  updatedAt: string;
  text: string;
}

/** Current, undeleted resources of a type that meet all conditions. */
export async function searchRows(ctx: Context, type: string, query: SearchQuery): Promise<FoundRow[]> {
  const conditions = (query.where ?? []).map((one) => condition(ctx.clinic.id, type, one));
  const found = await sql<FoundRow>`
    SELECT r.id, r.version, r.updated_at AS "updatedAt", r.content AS text FROM record_resource r
    WHERE r.clinic_id = ${ctx.clinic.id} AND r.type = ${type} AND NOT r.deleted
      ${sql.join(conditions, sql``)}
    ORDER BY ${ordering(ctx.clinic.id, type, query.order)} LIMIT ${query.limit ?? 1000}`.execute(ctx.db);
  return found.rows;
}

function list(value: string | readonly string[]): string[] {
  return typeof value === 'string' ? [value] : [...value];
}

function condition(clinicId: string, type: string, one: Criterion): RawBuilder<unknown> {
  if ('id' in one) return sql` AND r.id = ANY(${one.id})`;
  const scope = sql`s.clinic_id = ${clinicId} AND s.type = ${type} AND s.param = ${one.param}`;
  if ('token' in one) {
    const parts = list(one.token).map((token) => {
      const bar = token.lastIndexOf('|');
      const code = sql`s.code = ${cutToken(token.slice(bar + 1))}`;
      return bar < 0 ? code : sql`(${code} AND s.system = ${cutUri(token.slice(0, bar))})`;
    });
    return sql` AND r.id IN (SELECT s.id FROM record_token s WHERE ${scope} AND (${sql.join(parts, sql` OR `)}))`;
  }
  if ('reference' in one) {
    const parts = list(one.reference).map((reference) => {
      const [targetType, targetId] = reference.split('/');
      return sql`(s.target_id = ${targetId} AND s.target_type = ${targetType})`;
    });
    return sql` AND r.id IN (SELECT s.id FROM record_reference s WHERE ${scope} AND (${sql.join(parts, sql` OR `)}))`;
  }
  if ('startsWith' in one) {
    // U+10FFFF sorts after every character that a folded name can hold, so the prefix is a range of the b-tree
    return sql` AND r.id IN (SELECT s.id FROM record_string s WHERE ${scope}
      AND s.folded >= ${one.startsWith} AND s.folded < ${`${one.startsWith}\u{10FFFF}`})`;
  }
  if ('uri' in one) {
    return sql` AND r.id IN (SELECT s.id FROM record_uri s WHERE ${scope} AND s.value = ${cutUri(one.uri)})`;
  }
  const upper = one.to ? sql` AND s.lo < ${one.to}` : sql``;
  const lower = one.from ? sql` AND s.hi > ${one.from}` : sql``;
  return sql` AND r.id IN (SELECT s.id FROM record_date s WHERE ${scope}${upper}${lower})`;
}

function ordering(clinicId: string, type: string, order: string | undefined): RawBuilder<unknown> {
  if (!order) return sql`r.updated_at DESC, r.id DESC`;
  const newest = order.startsWith('-');
  const param = newest ? order.slice(1) : order;
  const value = sql`(SELECT max(d.lo) FROM record_date d WHERE d.clinic_id = ${clinicId} AND d.type = ${type}
    AND d.id = r.id AND d.param = ${param})`;
  return newest ? sql`${value} DESC NULLS LAST, r.id DESC` : sql`${value} ASC NULLS LAST, r.id`;
}
