import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { addDays, epochMsOf } from '#platform/shared/time.ts';
import type { roster } from '../contract.ts';
import { mondayOf } from '../shared/stretches.ts';
import { publishedMondays, todayOf } from './compile.ts';
import { loadKinds } from './kinds.ts';
import { endOf, shiftsBetween, shown, type StoredShift } from './store.ts';

/** No roster is planned further ahead. */
const farAheadDays = 400;

/** One's own shifts, and which of them is today's or runs still. */
export const mine: Verb<typeof roster, 'mine'> = async (ctx) => {
  const today = todayOf(ctx);
  const own = await ownShifts(ctx, addDays(mondayOf(today), -1));
  const nowMs = epochMsOf(ctx.now);
  const ofToday = own.filter((one) => endOf(one) > nowMs && one.day <= today);
  const fromMonday = own.filter((one) => one.day >= mondayOf(today) || ofToday.includes(one));
  return {
    shifts: await shown(ctx, fromMonday),
    kinds: await loadKinds(ctx),
    today: await shown(ctx, ofToday),
  };
};

/** The caller's shifts of published weeks from a day on, in the order of time. */
export async function ownShifts(ctx: Context, fromDay: string): Promise<StoredShift[]> {
  const published = await publishedMondays(ctx);
  const all = await shiftsBetween(ctx, fromDay, addDays(fromDay, farAheadDays));
  return all.filter((one) => one.staffId === ctx.actor.id && published.has(mondayOf(one.day)));
}
