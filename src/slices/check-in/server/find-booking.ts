import type { Context } from '#platform/server/context.ts';
import { zonedDay } from '#platform/shared/time.ts';
import { agreesWithVisit, type Found } from './find-visit.ts';
import { type Booked, missesOf, visitBehind } from './links.ts';
import { countMiss, linkLimit } from './misses.ts';

/**
 * The visit that a booking's code stands for, where she may check in for it today. A code is worth at the kiosk what it
 * is worth on a phone, no more: the same five birth dates, and nothing once it is used up.
 */
export async function findBooking(
  ctx: Context,
  booked: Booked,
  said: { name: string; birthDate: string; place: string },
): Promise<Found | undefined> {
  const visit = await visitBehind(ctx, booked);
  if (visit?.day !== zonedDay(ctx.now, ctx.clinic.zone)) return undefined;
  const agreed = await agreesWithVisit(ctx, visit, said);
  if (agreed) return { visit, agreed: [...agreed, 'booking'], identifies: agreed.length >= 2 };
  await countMiss(ctx, missesOf(visit), linkLimit, {
    ...{ patientId: visit.patientId, subject: `Encounter/${visit.visitId}` },
    details: { way: 'kiosk', place: said.place },
  });
  return undefined;
}
