import { addDays } from '#platform/shared/time.ts';
import type { RosterSettings } from './settings.ts';
import { daysOfWeek, minutesIn, type Span } from './stretches.ts';

/** A shift as the rules see it: what is worked of it, leave cut out. */
export interface WorkedShift {
  /** The day on which it begins; its work counts to that day and week. */
  day: string;
  stretches: readonly Span[];
  breakMinutes: number;
}

/** A rule that one person's week breaks. Minutes are what it comes to, and the clinic's limit. */
export type Finding =
  | { rule: 'rest' | 'day'; day: string; minutes: number; limit: number }
  | { rule: 'week'; minutes: number; limit: number }
  | { rule: 'restDays'; days: number; limit: number };

/** Minutes of work in a shift; its break is none. */
export function workedMinutes({ stretches, breakMinutes }: WorkedShift): number {
  return Math.max(0, minutesIn(stretches) - breakMinutes);
}

/**
 * What is broken in the week from a Monday on.
 * @param shifts hers from the day before that week to the day after, so that rest is seen over its edges
 */
export function findingsOf(
  monday: string,
  shifts: readonly WorkedShift[],
  settings: RosterSettings,
): Finding[] {
  const days = daysOfWeek(monday);
  const real = shifts.filter((one) => one.stretches.length > 0);
  const week = real.filter((one) => days.includes(one.day));
  if (week.length === 0) return [];
  const byDay = Map.groupBy(week, (one) => one.day);
  const dayLimit = byDay.size > 5 ? settings.sixDayMinutes : settings.dayMinutes;
  const findings: Finding[] = [];
  for (const [day, ones] of [...byDay].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const minutes = sum(ones.map(workedMinutes));
    if (minutes > dayLimit) findings.push({ rule: 'day', day, minutes, limit: dayLimit });
  }
  findings.push(...shortRests(real, settings.restMinutes, [...days, addDays(monday, 7)]));
  const minutes = sum(week.map(workedMinutes));
  if (minutes > settings.weekMinutes) findings.push({ rule: 'week', minutes, limit: settings.weekMinutes });
  const free = 7 - byDay.size;
  if (free < settings.restDays) findings.push({ rule: 'restDays', days: free, limit: settings.restDays });
  return findings;
}

/** Between two shifts, not between the halves of a split one. */
function shortRests(shifts: readonly WorkedShift[], limit: number, days: readonly string[]): Finding[] {
  const inOrder = shifts.toSorted((a, b) => beginOf(a) - beginOf(b));
  return inOrder.flatMap((next, place) => {
    const last = inOrder[place - 1];
    if (!last || !days.includes(next.day)) return [];
    const minutes = Math.round((beginOf(next) - endOf(last)) / 60_000);
    return minutes < limit ? [{ rule: 'rest' as const, day: next.day, minutes, limit }] : [];
  });
}

const beginOf = (shift: WorkedShift) => Math.min(...shift.stretches.map((one) => one.from));
const endOf = (shift: WorkedShift) => Math.max(...shift.stretches.map((one) => one.to));
const sum = (figures: readonly number[]) => figures.reduce((total, one) => total + one, 0);
