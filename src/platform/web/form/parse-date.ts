import type { Locale } from '#platform/shared/languages.ts';
import { addDays, isDate } from '#platform/shared/time.ts';

export type DateEntry =
  | { ok: true; date: string }
  | { ok: false; code: 'empty' | 'notADate' | 'noSuchDay' | 'future' | 'incomplete' };

export interface DateRules {
  locale: Locale;
  /** Today at the clinic, `YYYY-MM-DD`. */
  today: string;
  /** The date has happened (birth, last period): two-digit years and missing years are taken from the past. */
  past?: boolean;
  /** `1990` and `8/1990` will do. */
  partial?: boolean;
}

/** First letters of the months in both languages; a person types in either on any screen. */
const months: Record<string, number> = {
  jan: 1,
  feb: 2,
  peb: 2,
  mar: 3,
  apr: 4,
  mei: 5,
  may: 5,
  jun: 6,
  jul: 7,
  agu: 8,
  agt: 8,
  ags: 8,
  aug: 8,
  sep: 9,
  okt: 10,
  oct: 10,
  nov: 11,
  nop: 11,
  des: 12,
  dec: 12,
};

const days: Record<string, number> = {
  today: 0,
  'hari ini': 0,
  tomorrow: 1,
  besok: 1,
  lusa: 2,
  yesterday: -1,
  kemarin: -1,
};

/**
 * Reads a date as a person types it: `5/8/1990` in the reader's order (day first in Indonesian, month first in American
 * English), `5 Agu 1990`, `Aug 5, 1990`, `05081990`, ISO, `today`, `besok`, `+7`. Where only one order makes a day
 * (`25/12` in English) that one is meant. The field shows what was understood, so a slip is seen.
 */
export function parseDate(text: string, rules: DateRules): DateEntry {
  const clean = text.trim().toLowerCase().replace(/\s+/g, ' ');
  if (clean === '') return { ok: false, code: 'empty' };
  const shift = days[clean] ?? (/^[+-]\s?\d{1,4}$/.test(clean) ? Number(clean.replace(' ', '')) : undefined);
  if (shift !== undefined) return judge(addDays(rules.today, shift), rules);
  if (/^\d{4}-\d{2}-\d{2}$/.test(clean))
    return isDate(clean) ? judge(clean, rules) : { ok: false, code: 'noSuchDay' };
  if (/^\d{4}$/.test(clean)) return rules.partial ? judge(clean, rules) : { ok: false, code: 'incomplete' };
  const parts = splitDate(clean);
  if (!parts) return { ok: false, code: 'notADate' };
  return compose(parts, rules);
}

type Parts = { month?: number; figures: string[] };

function splitDate(clean: string): Parts | undefined {
  const packed = /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(clean);
  if (packed) return { figures: packed.slice(1) as string[] };
  const words = clean.split(/[\s/.,-]+/).filter(Boolean);
  if (words.length < 2 || words.length > 3) return undefined;
  const named = words.filter((word) => /^[a-z]+$/.test(word));
  const figures = words.filter((word) => /^\d{1,4}$/.test(word));
  if (named.length > 1 || named.length + figures.length !== words.length) return undefined;
  if (named.length === 0) return { figures };
  const month = named[0] === undefined ? undefined : months[named[0].slice(0, 3)];
  return month === undefined ? undefined : { month, figures };
}

function compose({ month, figures }: Parts, rules: DateRules): DateEntry {
  const [first = '', second = '', third] = figures;
  if (month !== undefined) {
    if (figures.length === 1 && first.length === 4) return monthOnly(first, month, rules);
    // `1990 Aug 5` is as clear as `5 Aug 1990`.
    if (first.length === 4) return whole(first, month, Number(second), rules);
    return whole(second || undefined, month, Number(first), rules);
  }
  if (first.length === 4 && third !== undefined) return whole(first, Number(second), Number(third), rules);
  if (third === undefined && second.length === 4) return monthOnly(second, Number(first), rules);
  const dayFirst = rules.locale === 'id-ID';
  const [day, monthNumber] = dayFirst ? [Number(first), Number(second)] : [Number(second), Number(first)];
  if (monthNumber > 12 && day <= 12) return whole(third, day, monthNumber, rules);
  return whole(third, monthNumber, day, rules);
}

function monthOnly(year: string, month: number, rules: DateRules): DateEntry {
  if (!rules.partial) return { ok: false, code: 'incomplete' };
  if (month < 1 || month > 12) return { ok: false, code: 'noSuchDay' };
  return judge(`${year}-${String(month).padStart(2, '0')}`, rules);
}

function whole(year: string | undefined, month: number, day: number, rules: DateRules): DateEntry {
  const at = (fullYear: number) =>
    `${String(fullYear).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const thisYear = Number(rules.today.slice(0, 4));
  if (year !== undefined && year.length !== 2 && year.length !== 4) return { ok: false, code: 'notADate' };
  let date = at(year === undefined ? thisYear : Number(year));
  if (year === undefined && rules.past && date > rules.today) date = at(thisYear - 1);
  if (year?.length === 2) {
    const sameCentury = Math.floor(thisYear / 100) * 100 + Number(year);
    date = at(sameCentury);
    // A birth lies behind us; an expiry date at most twenty years ahead.
    const latest = rules.past ? rules.today : at(thisYear + 20);
    if (date > latest) date = at(sameCentury - 100);
  }
  return isDate(date) ? judge(date, rules) : { ok: false, code: 'noSuchDay' };
}

function judge(date: string, rules: DateRules): DateEntry {
  if (rules.past && date > rules.today.slice(0, date.length)) return { ok: false, code: 'future' };
  return { ok: true, date };
}
