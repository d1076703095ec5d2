import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import { addMinutes } from '#platform/shared/time.ts';
import type { reminders } from '../contract.ts';
import { noticeDue } from '../shared/cascade.ts';
import { waysTo } from '../shared/ways.ts';
import { bookedVisit } from './booking.ts';
import { recipientOf } from './patient.ts';
import { cascadeOf, loadSettings, offerOf } from './settings.ts';
import { visitToTell } from './told.ts';

/** Asks the cascade itself what it would say if the booking had another time. */
export const tellsOfMove: Verb<typeof reminders, 'tellsOfMove'> = async (ctx, { visitId }) => {
  const booked = await bookedVisit(ctx, visitId);
  const recipient = booked && (await recipientOf(ctx, booked.patientId));
  if (!booked || !recipient) return refuse('notFound', { type: 'Appointment', id: visitId });
  const settings = await loadSettings(ctx);
  const nobody = (why: 'off' | 'notToldBefore') => ({ channel: null, by: null, why });
  if (!settings.rules.on) return nobody('off');
  const visit = await visitToTell(ctx, booked);
  const moved = { ...visit, startsAt: addMinutes(visit.startsAt, 60), sequence: visit.sequence + 1 };
  if (!noticeDue(moved, cascadeOf(settings.rules), ctx.now)) {
    return nobody(settings.rules.moved ? 'notToldBefore' : 'off');
  }
  const ways = waysTo(recipient, offerOf(settings));
  if (typeof ways === 'string') return { channel: null, by: null, why: ways };
  const [best] = ways;
  return best
    ? { channel: best.channel, by: best.by, why: null }
    : { channel: null, by: null, why: 'noChannel' };
};
