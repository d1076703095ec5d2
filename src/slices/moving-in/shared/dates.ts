import { isDate } from '#platform/shared/time.ts';
import type { DateOrder } from '../contract.ts';

/** A date as far as it is known (`YYYY`, `YYYY-MM`, `YYYY-MM-DD`), or why it cannot be told. */
export type DateReading =
  | { date: string }
  | { problem: 'dateForm' | 'dateTwoDigits' | 'dateNone' | 'dateOrder' };

/** The first three letters of a month in English or Indonesian; longer names begin with them. */
const months: Record<string, number> = {
  ...{ jan: 1, feb: 2, peb: 2, mar: 3, apr: 4, may: 5, mei: 5, jun: 6, jul: 7 },
  ...{ aug: 8, agu: 8, ags: 8, agt: 8, sep: 9, oct: 10, okt: 10, nov: 11, nop: 11, dec: 12, des: 12 },
};

/**
 * Reads a date as systems write it: `1988-05-05`, `5/5/1988`, `5 Mei 1988`, `May 5, 1988`, and parts of one (`1988`,
 * `05/1988`, `Mei 1988`). A midnight that a system put behind it is nothing. Which of two numbers is the day is said
 * by the column's order and never guessed from the value.
 */
export function readDate(text: string, order: DateOrder | undefined): DateReading {
  const bare = text
    .trim()
    .replace(/[T ]00[:.]00([:.]00([.,]0+)?)?(Z| ?AM)?$/i, '')
    .replace(/ 12:00(:00)? AM$/i, '');
  const byName = readMonthName(bare);
  if (byName) return byName;
  const parts = bare.split(/[-/.\s]+/);
  if (!parts.every((part) => /^\d{1,4}$/.test(part))) return { problem: 'dateForm' };
  const [a = '', b = '', c = ''] = parts;
  if (parts.length === 1) return a.length === 4 ? { date: a } : { problem: 'dateForm' };
  if (parts.length === 2) {
    if (a.length === 4) return whole(a, b);
    return b.length === 4 ? whole(b, a) : { problem: 'dateForm' };
  }
  if (parts.length !== 3) return { problem: 'dateForm' };
  if (a.length === 4) return whole(a, b, c);
  if (c.length === 2) return { problem: 'dateTwoDigits' };
  if (c.length !== 4) return { problem: 'dateForm' };
  if (!order) return a === b ? whole(c, b, a) : { problem: 'dateOrder' };
  return order === 'dmy' ? whole(c, b, a) : whole(c, a, b);
}

function readMonthName(text: string): DateReading | undefined {
  const parts = text
    .toLowerCase()
    .split(/[\s,./-]+/)
    .filter(Boolean);
  const at = parts.findIndex((part) => /^[a-z]{3,}$/.test(part) && months[part.slice(0, 3)]);
  if (at < 0) return undefined;
  const month = String(months[parts[at]?.slice(0, 3) ?? '']);
  const numbers = parts.filter((_, place) => place !== at);
  if (!numbers.every((part) => /^\d{1,4}$/.test(part))) return { problem: 'dateForm' };
  const year = numbers.at(-1) ?? '';
  if (year.length === 2 && numbers.length === 2) return { problem: 'dateTwoDigits' };
  if (year.length !== 4 || numbers.length > 2) return { problem: 'dateForm' };
  return numbers.length === 1 ? whole(year, month) : whole(year, month, numbers[0]);
}

function whole(year: string, month: string, day?: string): DateReading {
  if (month.length > 2 || (day?.length ?? 1) > 2) return { problem: 'dateForm' };
  const date = [year, month.padStart(2, '0'), ...(day ? [day.padStart(2, '0')] : [])].join('-');
  const valid = day ? isDate(date) : isDate(`${date}-01`);
  return valid ? { date } : { problem: 'dateNone' };
}

/** A date and a time of day that one cell holds together: `2026-03-10 09:00:00`, `3/10/2026 9:00 AM`. */
export function splitTime(text: string): { date: string; time?: string } {
  const [, date, time] =
    /^(.*\d{4}.*?|\d{4}-\d{2}-\d{2})[T ,]+(\d{1,2}[:.]\d{2}([:.]\d{2})?( ?[AP]M)?)$/i.exec(text.trim()) ?? [];
  return date === undefined || time === undefined ? { date: text } : { date, time };
}

/** How often the numeric dates of a column could be read: day first only, month first only, or both ways. */
export interface DateTally {
  dmyOnly: number;
  mdyOnly: number;
  either: number;
}

/** Counts one value of a column in; what is no date in numbers tells nothing. */
export function tallyDate(tally: DateTally, cell: string): void {
  const text = splitTime(cell).date;
  const day = readDate(text, 'dmy');
  const month = readDate(text, 'mdy');
  const [d, m] = ['date' in day, 'date' in month];
  if (d && m && JSON.stringify(day) !== JSON.stringify(month)) tally.either += 1;
  else if (d && !m) tally.dmyOnly += 1;
  else if (m && !d) tally.mdyOnly += 1;
}

/** The order that the values themselves say; undefined where they say none, or two. */
export function orderSaid(tally: DateTally): DateOrder | undefined {
  if (tally.dmyOnly > 0 && tally.mdyOnly === 0) return 'dmy';
  if (tally.mdyOnly > 0 && tally.dmyOnly === 0) return 'mdy';
  return undefined;
}

/** Whether somebody has to say which order is meant. */
export function orderAsked(tally: DateTally): boolean {
  return orderSaid(tally) === undefined && tally.either + tally.dmyOnly + tally.mdyOnly > 0;
}
