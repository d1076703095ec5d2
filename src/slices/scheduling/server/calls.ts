import type { Context } from '#platform/server/context.ts';
import type { TaskKind } from '#platform/server/work/kinds.ts';
import { addMinutes, epochMsOf, instantOf } from '#platform/shared/time.ts';
import type { BookingFacts } from './for-others.ts';

const callToMove = 'scheduling.callToMove';
export const taskKinds: TaskKind[] = [{ kind: callToMove, action: 'scheduling.book', dueMinutes: 60 }];

/** Asks the desk to call somebody whose visit cannot stay where it is. Asked again it is the same call. */
export async function askToCall(ctx: Context, booking: BookingFacts, reason: string): Promise<void> {
  const { visitId, patientId, startsAt } = booking;
  await endCalls(ctx, visitId);
  const usual = epochMsOf(addMinutes(ctx.now, 60));
  const latest = Math.max(epochMsOf(ctx.now), epochMsOf(addMinutes(startsAt, -60)));
  await ctx.work.open({
    ...{ kind: callToMove, subject: `Appointment/${visitId}`, dueAt: instantOf(Math.min(usual, latest)) },
    ...(patientId && { patientId }),
    params: { reason, screen: `/patients/${encodeURIComponent(patientId ?? '')}` },
  });
}

/** The visit has another time, or none: nobody need be called about the old one. */
export async function endCalls(ctx: Context, visitId: string): Promise<void> {
  await ctx.work.finish(`Appointment/${visitId}`, 'done', callToMove);
}
