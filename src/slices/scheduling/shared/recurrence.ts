import { addDays, Temporal, type WallResult, wallToInstant, weekdayOf } from '#platform/shared/time.ts';
import type { SeriesRule } from './series-shapes.ts';

/** No series is booked further ahead than this, whatever it says. */
const mostPeriods = 4000;

/**
 * The days of a rule, in order: those of RFC 5545 with weeks that begin on Monday. What a month does not have (the 31st,
 * a fifth Friday) is left out, never moved. The first day is where the rule begins, and one of its days only where it
 * fits; `count` counts before the exceptions are taken out, and of count and last day the earlier end holds.
 * @param firstDay `YYYY-MM-DD`
 * @param most no more days than this are made, whatever the rule says
 * @throws RangeError on a bad date
 */
export function daysOfRule(rule: SeriesRule, firstDay: string, most: number): string[] {
  const days: string[] = [];
  const last = rule.untilDay ?? '9999-12-31';
  const count = Math.min(rule.count ?? most, most);
  for (let period = 0; period < mostPeriods; period += 1) {
    for (const day of daysOfPeriod(rule, firstDay, period)) {
      if (day < firstDay) continue;
      if (day > last || days.length >= count) return kept(rule, days);
      days.push(day);
    }
  }
  return kept(rule, days);
}

function kept(rule: SeriesRule, days: string[]): string[] {
  return days.filter((day) => !rule.exceptDays.includes(day));
}

/** The days of the rule in its nth day, week or month, in order; those before the first day included. */
function daysOfPeriod(rule: SeriesRule, firstDay: string, period: number): string[] {
  const step = period * rule.every;
  if (rule.frequency === 'daily') return [addDays(firstDay, step)];
  if (rule.frequency === 'weekly') {
    const monday = addDays(firstDay, 1 - weekdayOf(firstDay) + step * 7);
    const weekdays = rule.weekdays.length > 0 ? rule.weekdays : [weekdayOf(firstDay)];
    return [...new Set(weekdays)].toSorted((a, b) => a - b).map((weekday) => addDays(monday, weekday - 1));
  }
  const month = Temporal.PlainYearMonth.from(firstDay.slice(0, 7)).add({ months: step });
  const day = rule.nth ? nthOf(month, rule.nth) : dayOf(month, rule.monthDay ?? Number(firstDay.slice(8)));
  return day === undefined ? [] : [day];
}

/** A day of a month; -1 is its last one. Undefined where the month has no such day. */
function dayOf(month: Temporal.PlainYearMonth, day: number): string | undefined {
  const wanted = day === -1 ? month.daysInMonth : day;
  return wanted > month.daysInMonth ? undefined : month.toPlainDate({ day: wanted }).toString();
}

function nthOf(month: Temporal.PlainYearMonth, nth: { place: number; weekday: number }): string | undefined {
  if (nth.place === -1) {
    const last = month.toPlainDate({ day: month.daysInMonth });
    return last.subtract({ days: (last.dayOfWeek - nth.weekday + 7) % 7 }).toString();
  }
  const first = month.toPlainDate({ day: 1 });
  const day = 1 + ((nth.weekday - first.dayOfWeek + 7) % 7) + (nth.place - 1) * 7;
  return dayOf(month, day);
}

/** What is done about a wall-clock time that the clocks skip or repeat; undefined asks. */
export interface ClockChoice {
  skipped?: 'shift' | undefined;
  twice?: 'earlier' | 'later' | undefined;
}

/** One place of a series: its day by the rule, and what its wall-clock time means there. */
export interface Occurrence {
  day: string;
  /** An instant, or why there is none yet. */
  at: WallResult;
  /** The clocks skip its time, and it stands at the next one that there is. */
  shifted: boolean;
}

/** The occurrences of a rule in the wall time of a zone: nine o'clock stays nine o'clock when the clocks change. */
export function occurrencesOf(
  series: { rule: SeriesRule; firstDay: string; time: string; zone: string } & ClockChoice,
  most: number,
): Occurrence[] {
  return daysOfRule(series.rule, series.firstDay, most).map((day) => occurrenceOn(day, series));
}

/** The occurrence of a series on a day. */
export function occurrenceOn(day: string, series: { time: string; zone: string } & ClockChoice): Occurrence {
  const at = wallToInstant(day, series.time, series.zone, { disambiguation: series.twice ?? 'ask' });
  if ('invalid' in at && series.skipped === 'shift') {
    return { day, at: { instant: at.shiftedInstant }, shifted: true };
  }
  return { day, at, shifted: false };
}

/**
 * The same rule so many days later: its weekdays, its day of the month or its nth weekday move along with its first
 * day, and so do its exceptions and its last day.
 * @param newFirstDay the first day after the move
 */
export function shiftedRule(rule: SeriesRule, days: number, newFirstDay: string): SeriesRule {
  const turned = (weekday: number) => ((((weekday - 1 + days) % 7) + 7) % 7) + 1;
  return {
    ...rule,
    weekdays: rule.weekdays.map(turned).toSorted((a, b) => a - b),
    ...(rule.monthDay && { monthDay: monthDayOf(rule.monthDay, days, newFirstDay) }),
    ...(rule.nth && {
      nth: { place: placeOf(newFirstDay, rule.nth.place === -1), weekday: weekdayOf(newFirstDay) },
    }),
    exceptDays: rule.exceptDays.map((day) => addDays(day, days)),
    ...(rule.untilDay && { untilDay: addDays(rule.untilDay, days) }),
  };
}

/** The last day of the month stays that where nothing is shifted, or where the new first day is its month's last too. */
function monthDayOf(before: number, days: number, newFirstDay: string): number {
  const isLast = addDays(newFirstDay, 1).slice(0, 7) !== newFirstDay.slice(0, 7);
  return before === -1 && (days === 0 || isLast) ? -1 : Number(newFirstDay.slice(8));
}

/** Which of its weekday a day is in its month; of the last one -1 where the rule spoke of the last. */
function placeOf(day: string, last: boolean): number {
  const place = Math.ceil(Number(day.slice(8)) / 7);
  const isLast = addDays(day, 7).slice(0, 7) !== day.slice(0, 7);
  return isLast && (last || place === 5) ? -1 : place;
}

/**
 * The day after a move of a place that was on `day`: so many days later; of a monthly rule the day of the changed rule in
 * that place's month, moved by as many months, where that month has one.
 * @param to the day to which the move of one of the places was asked
 * @param shift whole days between the two
 */
export function dayInRule(rule: SeriesRule, day: string, shift: number, to: string): string {
  if (rule.frequency !== 'monthly') return addDays(day, shift);
  const months = monthsOf(to) - monthsOf(addDays(to, -shift));
  const month = Temporal.PlainYearMonth.from(day.slice(0, 7)).add({ months });
  const found = rule.nth ? nthOf(month, rule.nth) : dayOf(month, rule.monthDay ?? Number(to.slice(8)));
  return found ?? addDays(day, shift);
}

function monthsOf(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
}
