import type { Context } from '#platform/server/context.ts';
import { addMinutes, epochMsOf, instantOf } from '#platform/shared/time.ts';
import { matchTask, subjectOf } from './request-rows.ts';

/** How soon the desk is to say whose a booking is. */
export const matchMinutes = 4 * 60;
/** A desk that is asked an hour before the visit still finds the chart in time. */
const beforeMinutes = 60;

/** Asks the desk whose a booking is: within four hours, and an hour before the visit where that comes first. */
export async function askWhose(ctx: Context, visitId: string, startsAt: string): Promise<void> {
  const latest = Math.max(epochMsOf(ctx.now), epochMsOf(addMinutes(startsAt, -beforeMinutes)));
  const usual = epochMsOf(addMinutes(ctx.now, matchMinutes));
  await ctx.work.open({
    ...{ kind: matchTask, subject: subjectOf(visitId), params: { screen: '/calendar/online' } },
    dueAt: instantOf(Math.min(latest, usual)),
  });
}
