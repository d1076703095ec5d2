import type { Booking } from './shapes.ts';
import { joined, type Span, without } from './spans.ts';

/** Whether a booking stands on the sheet and on lists; what was cancelled or did not come is told apart. */
export function isOnSheet(booking: Pick<Booking, 'status'>): boolean {
  return !['cancelled', 'noshow', 'entered-in-error', 'waitlist', 'proposed'].includes(booking.status);
}

/** A column of the day sheet as rules see it: stretches in milliseconds since 1970. */
export interface SheetColumn {
  open: readonly Span[];
  blocked: readonly Span[];
  /** What visits hold. */
  taken: readonly Span[];
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const shortestSlotMs = 10 * minuteMs;

/**
 * From when to when the sheet is drawn: all open hours and visits, in whole hours. An empty day shows eight hours.
 * @param dayStartMs the beginning of the day in the clinic's zone
 */
export function sheetSpan(columns: readonly SheetColumn[], dayStartMs: number): Span {
  const all = columns.flatMap((column) => [...column.open, ...column.taken]);
  if (all.length === 0) return { from: dayStartMs + 8 * hourMs, to: dayStartMs + 16 * hourMs };
  const from = Math.min(...all.map((one) => one.from));
  const to = Math.max(...all.map((one) => one.to));
  return {
    from: dayStartMs + Math.floor((from - dayStartMs) / hourMs) * hourMs,
    to: dayStartMs + Math.ceil((to - dayStartMs) / hourMs) * hourMs,
  };
}

/** The free stretches of a column, cut where a wall clock would cut them, as places to book into. */
export function freeSlots(column: SheetColumn, stepMinutes: number, nowMs: number): Span[] {
  const stepMs = stepMinutes * minuteMs;
  return without(column.open, [...column.taken, ...column.blocked]).flatMap((gap) => {
    const slots: Span[] = [];
    for (let from = gap.from; from < gap.to; ) {
      const to = Math.min(gap.to, (Math.floor(from / stepMs) + 1) * stepMs);
      slots.push({ from, to });
      from = to;
    }
    return slots.filter((slot) => slot.to - slot.from >= shortestSlotMs && slot.from >= nowMs);
  });
}

/** The stretches of the sheet in which a column is shut. */
export function closedSpans(column: SheetColumn, sheet: Span): Span[] {
  return without([sheet], joined(column.open));
}

/** Index of the stretch that lies nearest to an instant, for moving from one column to the next; -1 for none. */
export function nearestIndex(spans: readonly Span[], atMs: number): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, span] of spans.entries()) {
    const distance = Math.abs(span.from - atMs);
    if (distance < least) [best, least] = [index, distance];
  }
  return best;
}

/** How a stretch stands beside others: which of how many side-by-side lanes of its column. */
export interface Lane {
  lane: number;
  lanes: number;
}

/**
 * Lanes for visits that would cover one another on the sheet. A short visit still needs a line of text, so each counts
 * as lasting at least so many minutes. Answers in the order given.
 */
export function lanesOf(spans: readonly Span[], leastMinutes: number): Lane[] {
  const result: Lane[] = spans.map(() => ({ lane: 0, lanes: 1 }));
  const order = spans
    .map((_, index) => index)
    .toSorted((a, b) => (spans[a]?.from ?? 0) - (spans[b]?.from ?? 0));
  let group: number[] = [];
  let ends: number[] = [];
  const close = () => {
    for (const index of group) (result[index] as Lane).lanes = ends.length;
    group = [];
    ends = [];
  };
  for (const index of order) {
    const span = spans[index] as Span;
    if (ends.every((end) => end <= span.from)) close();
    const free = ends.findIndex((end) => end <= span.from);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = Math.max(span.to, span.from + leastMinutes * minuteMs);
    (result[index] as Lane).lane = lane;
    group.push(index);
  }
  close();
  return result;
}
