import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { epochMsOf } from '#platform/shared/time.ts';
import { type BookingFacts, bookingOf, bookingsOfSeries } from '#slices/scheduling/server/index.ts';
import { isOpen } from './booking.ts';

export type Other = BookingFacts;

/** The other visits of a visit's series, by time, in whatever state; none where it belongs to none. */
export async function othersOf(
  ctx: Context,
  { seriesId, patientId, visitId }: Pick<BookingFacts, 'seriesId' | 'patientId' | 'visitId'>,
): Promise<Other[]> {
  if (!seriesId || !patientId) return [];
  const all = await bookingsOfSeries(ctx, seriesId, patientId);
  return all.filter((one) => one.visitId !== visitId).toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
}

/** Whether a visit is booked and still to come. */
export function isAhead(ctx: Context, one: Other): boolean {
  return isOpen(one) && epochMsOf(one.startsAt) > epochMsOf(ctx.now);
}

/** When the other visits of its series begin, of those that are still to come. */
export async function furtherTimes(ctx: Context, booking: Other): Promise<string[]> {
  const others = await othersOf(ctx, booking);
  return others.filter((one) => isAhead(ctx, one)).map((one) => one.startsAt);
}

/** Has the other visits of a series looked at again: the message that was to tell of them has been stopped. */
export async function lookAtSeries(ctx: Context, visitId: string): Promise<void> {
  const booking = await bookingOf(ctx, visitId);
  const ids = booking ? (await othersOf(ctx, booking)).map((one) => one.visitId) : [];
  if (ids.length === 0) return;
  await ctx.db
    .updateTable('reminders_visit')
    .set({ next_at: ctx.now })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', sql<string>`ANY(${ids})`)
    .execute();
}
