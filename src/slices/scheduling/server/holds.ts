import type { Context } from '#platform/server/context.ts';
import { epochMsOf, instantOf } from '#platform/shared/time.ts';
import type { Hold } from '../contract.ts';

/** Holds that last and touch the half-open range of instants, in the order of time. */
export async function holdsBetween(ctx: Context, from: string, to: string): Promise<Hold[]> {
  const rows = await ctx.db
    .selectFrom('scheduling_hold')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('expires_at', '>', ctx.now)
    .where('ends_at', '>', from)
    .where('starts_at', '<', to)
    .orderBy('starts_at')
    .execute();
  return rows.map((row) => ({
    holdId: row.id,
    practitionerId: row.practitioner_id,
    roomId: row.room_id,
    startsAt: instantOf(epochMsOf(row.starts_at)),
    endsAt: instantOf(epochMsOf(row.ends_at)),
    expiresAt: instantOf(epochMsOf(row.expires_at)),
    holderName: row.holder_name,
    mine: row.actor_id === ctx.actor.id,
  }));
}

/**
 * Gives a hold up, if it is the caller's own; what it took is free, or hers to book in this same transaction.
 * @returns whether there was one
 */
export async function giveUp(ctx: Context, holdId: string): Promise<boolean> {
  const gone = await ctx.db
    .deleteFrom('scheduling_hold')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', holdId)
    .where('actor_id', '=', ctx.actor.id)
    .executeTakeFirst();
  return gone.numDeletedRows > 0n;
}

/** Clears away what has expired, so that screens on which it stands look again. */
export async function clearHolds(ctx: Context): Promise<void> {
  const gone = await ctx.db
    .deleteFrom('scheduling_hold')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('expires_at', '<=', ctx.now)
    .executeTakeFirst();
  if (gone.numDeletedRows > 0n) ctx.emit('scheduling.holdEnded', {});
}
