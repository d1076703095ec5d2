import { Temporal } from '#platform/shared/time.ts';
import { isCalendarDate } from './primitives.ts';

/** Half-open range of epoch milliseconds that a FHIR date, dateTime or instant stands for. */
export interface MillisecondRange {
  lo: number;
  hi: number;
}

const WITH_CLOCK = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)?$/;

/** Days of a clinic's records come again and again; a look-up in the zone data costs a hundred times the rest. */
const CACHE_LIMIT = 20_000;
const zonelessRanges = new Map<string, MillisecondRange>();

/**
 * The range of time that a FHIR date means: `2026-05` the whole month, `2026-05-01T08:30:00Z` that one second.
 *
 * @param text a date, dateTime or instant; as search has it, seconds and zone may be missing too
 * @param zone IANA zone in which a text without a zone is meant
 * @returns undefined when the text is none of those or names a day that the calendar does not have
 */
export function rangeOfDate(text: string, zone: string): MillisecondRange | undefined {
  const clock = WITH_CLOCK.exec(text);
  if (clock) return rangeOfClock(clock, zone);
  return isCalendarDate(text) ? rangeOfDay(text, zone) : undefined;
}

function rangeOfClock(match: RegExpExecArray, zone: string): MillisecondRange | undefined {
  const [, day = '', minute = '', second, fraction = '', offset] = match;
  if (!isCalendarDate(day) || minute > '23:59') return undefined;
  // A leap second has no number of its own in Unix time: it is the second after :59.
  const isLeap = second === '60';
  const wall = `${day}T${minute}:${isLeap ? '59' : (second ?? '00')}`;
  const instant = offset === undefined ? zonedTime(wall, zone) : Date.parse(wall + offset);
  if (instant === undefined || Number.isNaN(instant)) return undefined;
  const start = instant + (isLeap ? 1000 : 0);
  if (second === undefined) return { lo: start, hi: start + 60_000 };
  if (fraction === '') return { lo: start, hi: start + 1000 };
  const lo = start + Number(fraction.slice(0, 3).padEnd(3, '0'));
  return { lo, hi: lo + (fraction.length === 1 ? 100 : fraction.length === 2 ? 10 : 1) };
}

function zonedTime(wall: string, zone: string): number | undefined {
  try {
    return Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds;
  } catch {
    return undefined;
  }
}

function rangeOfDay(text: string, zone: string): MillisecondRange | undefined {
  const key = `${zone} ${text}`;
  const known = zonelessRanges.get(key);
  if (known) return known;
  const match = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(text);
  if (!match) return undefined;
  const [, year, month, day] = match;
  const first = Temporal.PlainDate.from({
    year: Number(year),
    month: Number(month ?? 1),
    day: Number(day ?? 1),
  });
  const next = first.add(day ? { days: 1 } : month ? { months: 1 } : { years: 1 });
  const range = { lo: startOfDay(first, zone), hi: startOfDay(next, zone) };
  if (zonelessRanges.size >= CACHE_LIMIT) zonelessRanges.clear();
  zonelessRanges.set(key, range);
  return range;
}

function startOfDay(day: Temporal.PlainDate, zone: string): number {
  return day.toZonedDateTime(zone).epochMilliseconds;
}

/** No place on earth is further than this from UTC. */
const WIDEST_OFFSET_MS = 14 * 3_600_000;

/**
 * Does `start` certainly lie after `end`? Partial dates count with their whole range, and a date without a zone
 * beside a time with one is given every zone on earth.
 */
export function isSurelyAfter(start: string, end: string): boolean {
  const from = rangeOfDate(start, 'UTC');
  const to = rangeOfDate(end, 'UTC');
  if (!from || !to) return false;
  const slack = start.includes('T') === end.includes('T') ? 0 : WIDEST_OFFSET_MS;
  return from.lo >= to.hi + slack;
}
