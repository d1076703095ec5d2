import { numberFormat } from './formatters.ts';
import { type Language, localeFor } from './languages.ts';
import { isDate, Temporal } from './time.ts';

/**
 * Age at an event: completed years, then months and days beyond them, and the totals that the rules by age use.
 * When the birth date is partial (`precision` month or year) every figure is the least the person can have completed.
 */
export type Age = {
  years: number;
  months: number;
  days: number;
  totalMonths: number;
  totalDays: number;
  precision: 'day' | 'month' | 'year';
};

/** The last day that a partial birth date can mean, or undefined when the text is no date. */
function latestBirth(
  birthDate: string,
): { date: Temporal.PlainDate; precision: Age['precision'] } | undefined {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(birthDate) ?? [];
  if (year === undefined || !isDate(`${year}-${month ?? '12'}-${day ?? '01'}`)) return undefined;
  const first = Temporal.PlainDate.from(`${year}-${month ?? '12'}-${day ?? '01'}`);
  if (day !== undefined) return { date: first, precision: 'day' };
  return { date: first.with({ day: first.daysInMonth }), precision: month === undefined ? 'year' : 'month' };
}

/**
 * Age on the event date (clinic's calendar day), never on today's: a chart printed next year shows the same age.
 * @param birthDate `YYYY`, `YYYY-MM` or `YYYY-MM-DD`
 * @param eventDate `YYYY-MM-DD`
 * @returns null when either is no date, or the event lies before the birth (a data error that no rule may guess around).
 */
export function ageAt(birthDate: string, eventDate: string): Age | null {
  const birth = latestBirth(birthDate);
  if (birth === undefined || !isDate(eventDate)) return null;
  const event = Temporal.PlainDate.from(eventDate);
  if (Temporal.PlainDate.compare(birth.date, event) > 0) return unborn(birthDate, event, birth.precision);
  const { years, months, days } = birth.date.until(event, { largestUnit: 'year' });
  const totalDays = birth.date.until(event, { largestUnit: 'day' }).days;
  return { years, months, days, totalMonths: years * 12 + months, totalDays, precision: birth.precision };
}

/** Born in the very month or year of the event: age zero as far as anyone can tell. */
function unborn(birthDate: string, event: Temporal.PlainDate, precision: Age['precision']): Age | null {
  if (precision === 'day' || !event.toString().startsWith(birthDate)) return null;
  return { years: 0, months: 0, days: 0, totalMonths: 0, totalDays: 0, precision };
}

/**
 * The age as it is spoken: days under 90 days, months under 24 months, else years ("12 hari", "5 months", "34 tahun").
 * `short` is for boards ("34 thn", "34 yrs"). A partial birth date is marked with "~".
 */
export function ageLabel(age: Age, language: Language, style: 'long' | 'short' = 'long'): string {
  const [count, unit] = spokenAge(age);
  const text = numberFormat(localeFor(language), { style: 'unit', unit, unitDisplay: style }).format(count);
  return age.precision === 'day' ? text : `~${text}`;
}

function spokenAge(age: Age): [number, 'day' | 'month' | 'year'] {
  if (age.precision === 'year') return [age.years, 'year'];
  if (age.totalDays < 90 && age.precision === 'day') return [age.totalDays, 'day'];
  return age.totalMonths < 24 ? [age.totalMonths, 'month'] : [age.years, 'year'];
}
