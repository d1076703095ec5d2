import type { Verb } from '#platform/server/slice.ts';
import type { scheduling } from '../contract.ts';
import { factsOf } from './appointment.ts';
import { takeBackNoShow } from './no-show.ts';

/** Takes a no-show back to booked, on the same day. */
export const undoNoShow: Verb<typeof scheduling, 'undoNoShow'> = async (ctx, { visitId, reason }) => {
  await takeBackNoShow(ctx, visitId, reason, 'booked');
  const facts = factsOf(await ctx.record.mustRead('Appointment', visitId));
  return { visitId, status: 'booked', patientId: facts?.patientIds[0] ?? null };
};
