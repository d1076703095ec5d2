import type { Appointment } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { Refusal, refuse } from '#platform/shared/errors.ts';
import { zonedDay } from '#platform/shared/time.ts';
import { factsOf, noShowUndoneUrl } from './appointment.ts';

/**
 * Takes a no-show back on its own day, with the reason: the patient came after all, or somebody slipped. The reason
 * stays in the record; the count of no-shows follows from the status.
 * @param to `arrived` where she stands here (her time may have been given away; she is not refused for it)
 */
export async function takeBackNoShow(
  ctx: Context,
  visitId: string,
  reason: string,
  to: 'booked' | 'arrived',
): Promise<void> {
  const facts = factsOf(await ctx.record.mustRead('Appointment', visitId));
  if (!facts) return refuse('notFound', { type: 'Appointment', id: visitId });
  if (facts.status !== 'noshow') throw new Refusal('scheduling', 'notNoShow', 409);
  const { zone } = ctx.clinic;
  if (zonedDay(facts.startsAt, zone) !== zonedDay(ctx.now, zone))
    throw new Refusal('scheduling', 'dayOver', 409);
  await ctx.record.patch('Appointment', visitId, (appointment: Appointment) => {
    appointment.status = to;
    const by = { url: 'by', valueString: ctx.actor.name };
    const undone = [{ url: 'at', valueDateTime: ctx.now }, by, { url: 'reason', valueString: reason }];
    appointment.extension = [...(appointment.extension ?? []), { url: noShowUndoneUrl, extension: undone }];
  });
}
