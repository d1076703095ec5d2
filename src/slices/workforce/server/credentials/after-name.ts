import type { Context } from '#platform/server/context.ts';
import { today } from '#platform/shared/time.ts';
import { statusOn } from '#slices/workforce/shared/credentials/expiry.ts';
import { loadKinds } from './kinds.ts';
import { credentialRows } from './rows.ts';

/**
 * A name as it stands under what its person signs, `Maya Lopez, CMA (AAMA)`: certificates that are alive today, and
 * no other. What the name says already is not said twice, and taken out of it once it has ended.
 */
export async function signsAs(ctx: Context, staffId: string, name: string): Promise<string> {
  const rows = await credentialRows(ctx, staffId);
  if (rows.length === 0) return name;
  const kinds = await loadKinds(ctx);
  const day = today(ctx.clock, ctx.clinic.zone);
  const alive = new Set<string>();
  const ended = new Set<string>();
  for (const row of rows) {
    const rule = kinds.get(row.kind)?.rule;
    if (!rule?.afterName) continue;
    const span = { lastDay: row.last_day, suspended: row.suspended_reason !== null };
    (statusOn(day, span, rule) === 'active' ? alive : ended).add(row.kind);
  }
  const own = name.split(', ').filter((part) => alive.has(part) || !ended.has(part));
  return [...new Set([...own, ...alive])].join(', ');
}
