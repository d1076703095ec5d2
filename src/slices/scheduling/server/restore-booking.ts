import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { scheduling } from '../contract.ts';
import { cancelledAtUrl, factsOf, forgetKept, raiseSequence, setExtension } from './appointment.ts';
import { nameKeptOf } from './name-kept.ts';
import { serviceOf } from './parts.ts';

/** Takes a cancellation back. Its time may be somebody else's by now: the keeper then refuses with other times. */
export const restoreBooking: Verb<typeof scheduling, 'restoreBooking'> = async (ctx, input) => {
  const facts = factsOf(await ctx.record.mustRead('Appointment', input.visitId));
  if (!facts) return refuse('notFound', { type: 'Appointment', id: input.visitId });
  if (facts.status !== 'cancelled') return ctx.fail('notCancelled');
  await ctx.record.patch('Appointment', input.visitId, (appointment) => {
    appointment.status = 'booked';
    delete appointment.cancelationReason;
    forgetKept(appointment);
    setExtension(appointment, cancelledAtUrl, undefined);
    raiseSequence(appointment);
  });
  const type = await serviceOf(ctx, facts);
  await nameKeptOf(ctx, input.visitId, type);
  return { visitId: input.visitId, status: 'booked', patientId: facts.patientIds[0] ?? null };
};
