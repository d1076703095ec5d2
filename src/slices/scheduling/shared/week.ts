import { Temporal } from '#platform/shared/time.ts';
import type { SheetDay } from './shapes.ts';
import { freeSlots, isOnSheet } from './sheet.ts';
import { type Span, without } from './spans.ts';

/** Minutes after midnight on the clinic's clock. */
export function wallMinutes(ms: number, zone: string): number {
  const { hour, minute } = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
  return hour * 60 + minute;
}

/** `HH:MM` on the clinic's clock. */
export function wallTime(instant: string, zone: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainTime().toString().slice(0, 5);
}

/** The whole hours of the clock in which anything is open or booked; an empty week shows eight of them. */
export function hoursOfWeek(days: readonly SheetDay[], zone: string): number[] {
  const spans = days.flatMap((day) => [...day.open, ...day.bookings]);
  if (spans.length === 0) return range(8, 16);
  const starts = spans.map((one) => wallMinutes(Date.parse(one.startsAt), zone));
  // what ends at midnight ends in the last hour of its day
  const ends = spans.map((one) => wallMinutes(Date.parse(one.endsAt) - 1, zone) + 1);
  return range(Math.floor(Math.min(...starts) / 60), Math.ceil(Math.max(...starts, ...ends) / 60));
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

const spanOf = (one: { startsAt: string; endsAt: string }): Span => ({
  from: Date.parse(one.startsAt),
  to: Date.parse(one.endsAt),
});

/** The free times of a day, cut where a clock would cut them; those of one provider only make sense. */
export function freeOfDay(day: SheetDay, stepMinutes: number, nowMs: number): Span[] {
  const open = without(day.open.map(spanOf), day.blocks.map(spanOf));
  const taken = day.bookings.filter(isOnSheet).map(spanOf);
  return freeSlots({ open, taken, blocked: day.holds.map(spanOf) }, stepMinutes, nowMs);
}
