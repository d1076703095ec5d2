import { addDays, epochMsOf, wallToInstant, weekdayOf } from '#platform/shared/time.ts';
import type { WallStretch } from './kinds.ts';

/** A half-open stretch of time `[from, to)` in milliseconds since 1970. */
export interface Span {
  from: number;
  to: number;
}

export function overlaps(a: Span, b: Span): boolean {
  return a.from < b.to && b.from < a.to;
}

/** Whether stretches hold the whole of another, those that touch taken together. */
export function covers(spans: readonly Span[], whole: Span): boolean {
  let reached = whole.from;
  for (const span of spans.toSorted((a, b) => a.from - b.from))
    if (span.from <= reached) reached = Math.max(reached, span.to);
  return reached >= whole.to;
}

/** What is left of stretches when others are cut out. */
export function without(spans: readonly Span[], cuts: readonly Span[]): Span[] {
  return cuts.reduce<Span[]>(
    (left, cut) =>
      left.flatMap((span) =>
        overlaps(span, cut)
          ? [
              { from: span.from, to: cut.from },
              { from: cut.to, to: span.to },
            ].filter((part) => part.from < part.to)
          : [span],
      ),
    [...spans],
  );
}

export function minutesIn(spans: readonly Span[]): number {
  return Math.round(spans.reduce((sum, span) => sum + span.to - span.from, 0) / 60_000);
}

/** Monday of the week of a day. */
export function mondayOf(day: string): string {
  return addDays(day, 1 - weekdayOf(day));
}

/** The seven days from a Monday on. */
export function daysOfWeek(monday: string): string[] {
  return [0, 1, 2, 3, 4, 5, 6].map((ahead) => addDays(monday, ahead));
}

/**
 * When a kind of shift is that begins on a day. A time that the clocks skip is the next one that exists; of one that
 * comes twice it is the first.
 */
export function stretchesOn(day: string, stretches: readonly WallStretch[], zone: string): Span[] {
  return stretches.map(({ from, until }) => ({
    from: instantAt(day, from, zone),
    to: instantAt(until <= from ? addDays(day, 1) : day, until, zone),
  }));
}

/** A time of the clinic's clock in milliseconds since 1970. */
export function instantAt(day: string, time: string, zone: string): number {
  const found = wallToInstant(day, time, zone, { disambiguation: 'earlier' });
  if ('instant' in found) return epochMsOf(found.instant);
  return epochMsOf('ambiguous' in found ? found.ambiguous[0] : found.shiftedInstant);
}
