import { m } from '#messages';
import { localeFor } from '#platform/shared/languages.ts';
import { daysBetween, formatPlainDate } from '#platform/shared/time.ts';
import { currentLanguage } from '#platform/web/language.ts';

/** `31 Mar 2026`; a credential without an end says so. */
export function dayWords(day: string | null): string {
  return day === null
    ? m.workforce_credentials_never()
    : formatPlainDate(day, localeFor(currentLanguage()), 'short');
}

/** How far away a last day is, as seen from today. */
export function leftWords(today: string, lastDay: string | null): string {
  if (lastDay === null) return '';
  const days = daysBetween(today, lastDay);
  return days >= 0 ? m.workforce_credentials_left({ days }) : m.workforce_credentials_over({ days: -days });
}

/** `1.5`, as the reader's language writes it. */
export function pointsWords(points: number): string {
  return points.toLocaleString(localeFor(currentLanguage()));
}
