import { m } from '#messages';
import { formatDateTime, formatPlainDate } from '#platform/shared/time.ts';
import type { Locale } from '#platform/shared/languages.ts';
import type { Entry, Freed, Look } from '../contract.ts';

export const reasonWords = (reason: Look['reason']) => m[`waitlist_reason_${reason}`]();
export const causeWords = (cause: Freed['cause']) => m[`waitlist_cause_${cause}`]();
export const stateWords = (state: Entry['state']) => m[`waitlist_state_${state}`]();
export const partWords = (part: Entry['parts'][number]) => m[`waitlist_part_${part}`]();
export const priorityWords = (priority: number) =>
  priority === 1
    ? m.waitlist_priority_1()
    : priority === 2
      ? m.waitlist_priority_2()
      : m.waitlist_priority_3();
const weekdays = [
  ...[m.waitlist_weekday_1, m.waitlist_weekday_2, m.waitlist_weekday_3, m.waitlist_weekday_4],
  ...[m.waitlist_weekday_5, m.waitlist_weekday_6, m.waitlist_weekday_7],
];
/** Monday is 1. */
export const weekdayWords = (weekday: number) => weekdays[weekday - 1]?.() ?? '';

/** When somebody wants to come, in one line. */
export function wishWords(entry: Entry, locale: Locale, zone: string): string {
  const [from, to] = [entry.fromDay, entry.toDay].map((day) => day && formatPlainDate(day, locale, 'short'));
  return [
    to ? `${from} – ${to}` : m.waitlist_paper_from({ day: from ?? '' }),
    entry.weekdays.map(weekdayWords).join(', '),
    entry.parts.map(partWords).join(', '),
    entry.keepsAt && m.waitlist_paper_keeps({ time: formatDateTime(entry.keepsAt, locale, zone, 'short') }),
  ]
    .filter(Boolean)
    .join(' · ');
}
