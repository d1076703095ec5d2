import { sql } from 'kysely';
import type { Context } from '../context.ts';

/**
 * Locks the rows of these resources that there are, in one order for all, so that two acts that write the same several
 * resources wait for each other and never crosswise.
 */
export async function lockRows(ctx: Context, places: readonly { type: string; id: string }[]): Promise<void> {
  if (places.length === 0) return;
  const sorted = [...places].sort((a, b) => order(a.type, b.type) || order(a.id, b.id));
  const [types, ids] = [sorted.map(({ type }) => type), sorted.map(({ id }) => id)];
  await sql`
    SELECT count(l.one) FROM unnest(${types}::text[], ${ids}::text[]) AS u(type, id)
    CROSS JOIN LATERAL (
      SELECT 1 AS one FROM record_resource r
      WHERE r.clinic_id = ${ctx.clinic.id} AND r.type = u.type AND r.id = u.id FOR UPDATE) l`.execute(ctx.db);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
