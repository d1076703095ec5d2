import { isDate } from '#platform/shared/time.ts';

/** A date in three fields, as it is typed. */
export interface DateParts {
  day: string;
  month: string;
  year: string;
}
export const noDate: DateParts = { day: '', month: '', year: '' };

/** The fields in the order in which a language says them. */
export function partsIn(language: 'en' | 'id') {
  return language === 'id' ? (['day', 'month', 'year'] as const) : (['month', 'day', 'year'] as const);
}

/** `YYYY-MM-DD`; undefined for a day that the calendar has not. */
export function dateOf({ day, month, year }: DateParts): string | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDate(text) ? text : undefined;
}
