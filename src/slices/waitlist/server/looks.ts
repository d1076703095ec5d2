import type { Context } from '#platform/server/context.ts';
import { epochMsOf } from '#platform/shared/time.ts';
import type { Earlier, Reason } from '../shared/rules.ts';
import type { FreedRow } from './freed.ts';

export interface Seen {
  entryId: string;
  place: number;
  reason: Reason;
}

/** Writes down, for a freed time, why each who waits was or was not offered it. Words of a skip stay. */
export async function writeLooks(ctx: Context, freedId: string, seen: readonly Seen[]): Promise<void> {
  if (seen.length === 0) return;
  await ctx.db
    .insertInto('waitlist_look')
    .values(
      seen.map(({ entryId, place, reason }) => ({
        ...{ clinic_id: ctx.clinic.id, freed_id: freedId, entry_id: entryId, place, reason, at: ctx.now },
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['clinic_id', 'freed_id', 'entry_id']).doUpdateSet((e) => ({
        place: e.ref('excluded.place'),
        reason: e.ref('excluded.reason'),
        at: e.ref('excluded.at'),
      })),
    )
    .execute();
}

/** Writes a skip down, with who said why. */
export async function writeSkip(
  ctx: Context,
  skip: { freedId: string; entryId: string; said: string },
): Promise<void> {
  const row = { reason: 'skipped', said: skip.said, said_by: ctx.actor.name, at: ctx.now };
  await ctx.db
    .insertInto('waitlist_look')
    .values({ clinic_id: ctx.clinic.id, freed_id: skip.freedId, entry_id: skip.entryId, place: 0, ...row })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'freed_id', 'entry_id']).doUpdateSet(row))
    .execute();
}

/** What became before of a freed time with those who wait: let go, not answered, refused by the booking when she took it, or skipped at the desk. */
export async function earlierWith(ctx: Context, freed: FreedRow): Promise<Map<string, Earlier>> {
  const offers = await ctx.db
    .selectFrom('waitlist_offer')
    .select(['entry_id', 'state', 'starts_at'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('practitioner_id', '=', freed.practitioner_id)
    .where('state', 'in', ['declined', 'unanswered', 'failed'])
    .where('starts_at', '>=', freed.starts_at)
    .where('starts_at', '<', freed.ends_at)
    .execute();
  const skips = await ctx.db
    .selectFrom('waitlist_look')
    .select('entry_id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('freed_id', '=', freed.id)
    .where('reason', '=', 'skipped')
    .execute();
  return new Map([
    ...offers.map((row) => [row.entry_id, row.state as Earlier] as const),
    ...skips.map((row) => [row.entry_id, 'skipped'] as const),
  ]);
}

/** Starts, `<practitioner> <ms>`, that were somebody's before and are not found for her again. */
export async function refusedBy(ctx: Context, entryId: string): Promise<Set<string>> {
  const offers = await ctx.db
    .selectFrom('waitlist_offer')
    .select(['practitioner_id', 'starts_at'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('entry_id', '=', entryId)
    .where('state', 'in', ['declined', 'unanswered', 'failed'])
    .where('starts_at', '>', ctx.now)
    .execute();
  const skips = await ctx.db
    .selectFrom('waitlist_look as l')
    .innerJoin('waitlist_freed as f', (join) =>
      join.onRef('f.clinic_id', '=', 'l.clinic_id').onRef('f.id', '=', 'l.freed_id'),
    )
    .select(['f.practitioner_id', 'f.starts_at'])
    .where('l.clinic_id', '=', ctx.clinic.id)
    .where('l.entry_id', '=', entryId)
    .where('l.reason', '=', 'skipped')
    .where('f.starts_at', '>', ctx.now)
    .execute();
  return new Set([...offers, ...skips].map((row) => `${row.practitioner_id} ${epochMsOf(row.starts_at)}`));
}
