import type { Context } from '#platform/server/context.ts';
import { mustBePatient } from '#slices/records/server/index.ts';
import { patientIn } from './appointment.ts';
import { requireSuited } from './check-time.ts';
import { loadVisitType } from './load-setup.ts';
import { openBooking } from './move-booking.ts';

/**
 * Says whose a booking is that was taken before anybody knew: it keeps its id, time, provider and room, and is booked from
 * then on. Refuses `notOpen` for one that is over or somebody's already, `notForPatient` by sex or age, `notFound`, and
 * with `scheduling.patientBusy` (from the keeper) where she has another visit then.
 */
export async function givePatient(
  ctx: Context<'notOpen' | 'notForPatient'>,
  visitId: string,
  patientId: string,
): Promise<void> {
  await mustBePatient(ctx, patientId);
  const facts = await openBooking(ctx, visitId);
  if (facts.patientIds.length > 0) return ctx.fail('notOpen');
  const type = facts.visitTypeCode === undefined ? undefined : await loadVisitType(ctx, facts.visitTypeCode);
  if (type) await requireSuited(ctx, type, { patientId, startsAt: facts.startsAt });
  await ctx.record.patch('Appointment', visitId, (appointment) => {
    appointment.status = 'booked';
    appointment.participant = [patientIn(patientId), ...appointment.participant];
  });
}
