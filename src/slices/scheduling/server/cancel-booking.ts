import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { InputOf } from '#platform/shared/contract.ts';
import type { scheduling } from '../contract.ts';
import { cancellationSystem, cancelledAtUrl, raiseSequence, setExtension } from './appointment.ts';
import { endCalls } from './calls.ts';
import { openBooking } from './move-booking.ts';
import { isLateCancel } from './rules.ts';

/** Cancels a booking with the reason and who asked; its time is free at once. */
export const cancelBooking: Verb<typeof scheduling, 'cancelBooking'> = (ctx, input) => cancelOne(ctx, input);

/** The same for one of several that are called off together. */
export async function cancelOne(ctx: Context<'notOpen'>, input: InputOf<typeof scheduling, 'cancelBooking'>) {
  const facts = await openBooking(ctx, input.visitId);
  await ctx.record.patch('Appointment', input.visitId, (appointment) => {
    appointment.status = 'cancelled';
    appointment.cancelationReason = {
      coding: [{ system: cancellationSystem, code: input.askedBy === 'patient' ? 'pat' : 'prov' }],
      text: input.reason,
    };
    setExtension(appointment, cancelledAtUrl, { valueDateTime: ctx.now });
    raiseSequence(appointment);
  });
  await endCalls(ctx, input.visitId);
  return {
    visitId: input.visitId,
    status: 'cancelled' as const,
    patientId: facts.patientIds[0] ?? null,
    lateCancel: isLateCancel(facts.startsAt, ctx.now, input.askedBy),
  };
}
