import { dateFormat } from './formatters.ts';
import type { Locale } from './languages.ts';
import { Temporal } from './temporal.ts';
import { offsetMsAt } from './zone-offset.ts';

export { Temporal };

/** Where the present comes from: milliseconds since 1970 in UTC. Always an argument, so that tests own the time. */
export type Clock = {
  now(): number;
  /**
   * The same count, going on evenly when somebody sets the computer's clock: for what lasts so and so long (sessions,
   * lock-outs, links, answers kept for retries). Absent where nobody can set the clock.
   */
  steady?(): number;
};

export const systemClock: Clock = { now: () => Date.now() };

/** ISO 8601 in UTC with Z and no needless zeros: `2026-03-10T02:00:00Z`. @throws RangeError outside Temporal's range. */
export function instantOf(epochMs: number): string {
  // of whole milliseconds with a year of four digits `Date` writes the same, a dozen times as fast
  if (!Number.isInteger(epochMs) || epochMs < firstPlainMs || epochMs > lastPlainMs)
    return Temporal.Instant.fromEpochMilliseconds(epochMs).toString();
  const text = new Date(epochMs).toISOString();
  const milliseconds = ((epochMs % 1000) + 1000) % 1000;
  if (milliseconds === 0) return `${text.slice(0, 19)}Z`;
  const needless = milliseconds % 100 === 0 ? 2 : milliseconds % 10 === 0 ? 1 : 0;
  return `${text.slice(0, 23 - needless)}Z`;
}

const firstPlainMs = Date.UTC(1000, 0, 1);
const lastPlainMs = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** Now as ISO 8601 in UTC, by the clock that nobody can set. Never shown or recorded: compare it with itself only. */
export function steadyNow(clock: Clock): string {
  return instantOf(clock.steady?.() ?? clock.now());
}

/**
 * What the two hands of the clock show, milliseconds since 1970. When somebody has set the computer's clock wrong, the
 * steady one still shows what the telephones and watches around it show; when he has set it right, the other does.
 */
export function handsOf(clock: Clock): number[] {
  const [shown, steady] = [clock.now(), clock.steady?.()];
  return steady === undefined || steady === shown ? [shown] : [shown, steady];
}

/** Whether an instant lies ahead of both hands by more than devices differ. */
export function liesAhead(clock: Clock, instant: string, skewMinutes: number): boolean {
  return epochMsOf(instant) > Math.max(...handsOf(clock)) + skewMinutes * 60_000;
}

/** What the computer's clock will show at an instant of the steady one, if nobody sets it until then. */
export function shownAt(clock: Clock, steadyInstant: string): string {
  const aheadMs = clock.now() - (clock.steady?.() ?? clock.now());
  return instantOf(epochMsOf(steadyInstant) + aheadMs);
}

/** Milliseconds since 1970 of an ISO instant. @throws RangeError when the text is no instant. */
export function epochMsOf(instant: string): number {
  if (plainInstant.test(instant)) {
    const [year, month, day] = [digits(instant, 0, 4), digits(instant, 5, 7), digits(instant, 8, 10)];
    const [hour, minute, second] = [
      digits(instant, 11, 13),
      digits(instant, 14, 16),
      digits(instant, 17, 19),
    ];
    // of years before 100 `Date.UTC` makes ones of the last century; a second 60 and the hour 24 are Temporal's matter
    if (year >= 1000 && isCalendarDay(year, month, day) && hour < 24 && minute < 60 && second < 60) {
      const milliseconds = instant.length === 20 ? 0 : Number(`0${instant.slice(19, -1)}`) * 1000;
      return Date.UTC(year, month - 1, day, hour, minute, second, Math.round(milliseconds));
    }
  }
  return Temporal.Instant.from(instant).epochMilliseconds;
}

const plainInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/;

/** The number that digits of a text write; a board of a day reads some thousands. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let place = from; place < to; place += 1) number = number * 10 + text.charCodeAt(place) - 48;
  return number;
}

/** Whether the text is a calendar-valid `YYYY-MM-DD`. 2026-02-30 is not. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  return isCalendarDay(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8)));
}

function isCalendarDay(year: number, month: number, day: number): boolean {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const most = month === 2 && isLeap ? 29 : (daysOfMonths[month - 1] ?? 0);
  return day >= 1 && day <= most;
}

const daysOfMonths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether this machine knows the IANA zone. Fixed offsets such as `-05:00` are no zones: they forget daylight saving. */
export function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z]+([/_+-][A-Za-z0-9]+)*$/.test(zone)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

/** The calendar day `YYYY-MM-DD` on which the instant falls in the zone. @throws RangeError on bad input. */
export function zonedDay(instant: string, zone: string): string {
  if (plainInstant.test(instant)) {
    const epochMs = epochMsOf(instant);
    const localMs = epochMs + offsetMsAt(epochMs, zone);
    if (localMs >= firstPlainMs && localMs <= lastPlainMs)
      return new Date(localMs).toISOString().slice(0, 10);
  }
  const day = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
  // 9999-12-31T23:59:59Z says "never"; east of Greenwich it lies in a year whose five digits no text order knows
  return day.startsWith('+') ? '9999-12-31' : day;
}

/** The day it is now in the zone. */
export function today(clock: Clock, zone: string): string {
  return zonedDay(instantOf(clock.now()), zone);
}

/**
 * The day as the half-open range of instants `[start, end)`: 23 or 25 hours long when the clocks change.
 * @throws RangeError on a bad date or zone.
 */
export function dayRange(date: string, zone: string): { start: string; end: string } {
  const day = Temporal.PlainDate.from(date, { overflow: 'reject' });
  const start = day.toZonedDateTime(zone).startOfDay();
  const end = day.add({ days: 1 }).toZonedDateTime(zone).startOfDay();
  return { start: start.toInstant().toString(), end: end.toInstant().toString() };
}

/** `ask` hands back both instants of an hour that comes twice; the others choose. */
export type Disambiguation = 'ask' | 'earlier' | 'later';

/**
 * What a wall-clock time means. A time that the spring change skips is `invalid` and names the next time that exists
 * (the same distance after the gap); one that autumn repeats is `ambiguous`, earlier instant first.
 */
export type WallResult =
  | { instant: string }
  | { invalid: 'skipped'; shiftedInstant: string }
  | { ambiguous: [string, string] };

/**
 * `2026-03-10`, `09:00`, `Asia/Jakarta` → `{ instant: '2026-03-10T02:00:00Z' }`.
 * @throws RangeError on a bad date, time or zone.
 */
export function wallToInstant(
  date: string,
  time: string,
  zone: string,
  options: { disambiguation?: Disambiguation } = {},
): WallResult {
  const wall = Temporal.PlainDate.from(date, { overflow: 'reject' }).toPlainDateTime(
    Temporal.PlainTime.from(time),
  );
  const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) =>
    wall.toZonedDateTime(zone, { disambiguation }),
  ) as [Temporal.ZonedDateTime, Temporal.ZonedDateTime];
  if (earlier.equals(later)) return { instant: earlier.toInstant().toString() };
  if (!earlier.toPlainDateTime().equals(wall)) {
    return { invalid: 'skipped', shiftedInstant: later.toInstant().toString() };
  }
  const pair: [string, string] = [earlier.toInstant().toString(), later.toInstant().toString()];
  if (options.disambiguation === 'earlier') return { instant: pair[0] };
  if (options.disambiguation === 'later') return { instant: pair[1] };
  return { ambiguous: pair };
}

/** One place in a series: the local day and what its wall-clock time means on that day. */
export type Occurrence = { date: string; at: WallResult };

/**
 * A weekly series in the wall time of the zone, so that nine o'clock stays nine o'clock over a clock change.
 * Give `count` (1–520, occurrences before exceptions) or `untilDate` (inclusive); of both, the shorter wins.
 * @throws RangeError on bad input or when neither end is given.
 */
export function weeklyOccurrences(series: {
  firstDate: string;
  time: string;
  zone: string;
  count?: number;
  untilDate?: string;
  everyWeeks?: number;
  exceptDates?: readonly string[];
  disambiguation?: Disambiguation;
}): Occurrence[] {
  const { firstDate, time, zone, count, untilDate, everyWeeks = 1, exceptDates = [] } = series;
  if (count === undefined && untilDate === undefined)
    throw new RangeError('A series needs a count or a last day');
  if (!Number.isInteger(everyWeeks) || everyWeeks < 1)
    throw new RangeError('A series repeats every whole week or more');
  const first = Temporal.PlainDate.from(firstDate, { overflow: 'reject' });
  const last =
    untilDate === undefined ? undefined : Temporal.PlainDate.from(untilDate, { overflow: 'reject' });
  const occurrences: Occurrence[] = [];
  // Ten years of weeks bound the loop whatever a caller or an import asks for.
  for (let index = 0; index < Math.min(count ?? 520, 520); index += 1) {
    const day = first.add({ weeks: index * everyWeeks });
    if (last !== undefined && Temporal.PlainDate.compare(day, last) > 0) break;
    const date = day.toString();
    if (exceptDates.includes(date)) continue;
    const options = series.disambiguation === undefined ? {} : { disambiguation: series.disambiguation };
    occurrences.push({ date, at: wallToInstant(date, time, zone, options) });
  }
  return occurrences;
}

/** Whole minutes from one instant to the other, cut toward zero; negative when `to` is earlier. */
export function minutesBetween(from: string, to: string): number {
  return Math.trunc((epochMsOf(to) - epochMsOf(from)) / 60_000) + 0;
}

/** The instant so many minutes later. */
export function addMinutes(instant: string, minutes: number): string {
  return instantOf(epochMsOf(instant) + minutes * 60_000);
}

/** The date so many days later. @throws RangeError on a bad date. */
export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date, { overflow: 'reject' }).add({ days }).toString();
}

/** The same day so many months later, or the month's last one where it has no such day. @throws RangeError on a bad date. */
export function addMonths(date: string, months: number): string {
  return Temporal.PlainDate.from(date, { overflow: 'reject' }).add({ months }).toString();
}

/** Calendar days from one date to the other, as ageing and intervals count them. @throws RangeError on a bad date. */
export function daysBetween(from: string, to: string): number {
  const start = Temporal.PlainDate.from(from, { overflow: 'reject' });
  return start.until(Temporal.PlainDate.from(to, { overflow: 'reject' }), { largestUnit: 'day' }).days;
}

/** Day of the week, 1 Monday to 7 Sunday (ISO 8601). @throws RangeError on a bad date. */
export function weekdayOf(date: string): number {
  return Temporal.PlainDate.from(date, { overflow: 'reject' }).dayOfWeek;
}

export type DateStyle = 'long' | 'short';

function monthName(year: number, month: number, locale: Locale, style: DateStyle): string {
  return dateFormat(locale, { month: style, timeZone: 'UTC' }).format(Date.UTC(year, month - 1, 15));
}

/**
 * A date without a zone (birth date, day of a list), also partial: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
 * Long: `10 Maret 2026`, `March 10, 2026`. Short: `10 Mar 2026` in both languages; the month is always a word, because
 * 03/10/2026 is two different days on two continents.
 * @throws RangeError when the text is no such date.
 */
export function formatPlainDate(date: string, locale: Locale, style: DateStyle = 'long'): string {
  const [, yearText, monthText, dayText] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date) ?? [];
  const valid = yearText !== undefined && isDate(`${yearText}-${monthText ?? '01'}-${dayText ?? '01'}`);
  if (!valid) throw new RangeError('A date is YYYY, YYYY-MM or YYYY-MM-DD');
  if (monthText === undefined) return yearText;
  const month = monthName(Number(yearText), Number(monthText), locale, style);
  if (dayText === undefined) return `${month} ${yearText}`;
  const day = Number(dayText);
  return locale === 'en-US' && style === 'long'
    ? `${month} ${day}, ${yearText}`
    : `${day} ${month} ${yearText}`;
}

/** The day of an instant in the zone, written as `formatPlainDate` does. @throws RangeError on bad input. */
export function formatDate(instant: string, locale: Locale, zone: string, style: DateStyle = 'long'): string {
  return formatPlainDate(zonedDay(instant, zone), locale, style);
}

const indonesianZones: Record<string, string> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
};

/**
 * The time of day: `09.00 WIB` in Indonesian, `9:00 AM` in English. Assembled here because `Intl` puts a narrow
 * no-break space before AM in some versions, which receipt printers print as a question mark.
 * @throws RangeError on bad input.
 */
export function formatTime(instant: string, locale: Locale, zone: string): string {
  const { hour, minute } = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  const minutes = String(minute).padStart(2, '0');
  if (locale === 'en-US') return `${hour % 12 === 0 ? 12 : hour % 12}:${minutes} ${hour < 12 ? 'AM' : 'PM'}`;
  const label = indonesianZones[zone];
  return `${String(hour).padStart(2, '0')}.${minutes}${label === undefined ? '' : ` ${label}`}`;
}

/** `10 Maret 2026, 09.00 WIB` or `March 10, 2026, 9:00 AM`; short: `10 Mar 2026, …`. @throws RangeError on bad input. */
export function formatDateTime(
  instant: string,
  locale: Locale,
  zone: string,
  style: DateStyle = 'long',
): string {
  return `${formatDate(instant, locale, zone, style)}, ${formatTime(instant, locale, zone)}`;
}
