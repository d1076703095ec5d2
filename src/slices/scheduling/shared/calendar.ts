import { addDays, isDate, weekdayOf } from '#platform/shared/time.ts';

export const calendarViews = ['day', 'week', 'month'] as const;
export type CalendarView = (typeof calendarViews)[number];

/** What the calendar shows; its address holds all of it. */
export interface CalendarAt {
  view: CalendarView;
  day: string;
  /** Id of the one provider whose week or month it is; empty: of all. */
  provider: string;
}

/** Reads an address; what it does not say, or says wrongly, is today's day of all. */
export function calendarAt(search: Record<string, string>, today: string): CalendarAt {
  return {
    view: calendarViews.find((one) => one === search.view) ?? 'day',
    day: isDate(search.day ?? '') ? (search.day as string) : today,
    provider: search.provider ?? '',
  };
}

/** The address of what is shown, as short as it can be. */
export function calendarHref({ view, day, provider }: CalendarAt): string {
  const search = new URLSearchParams({ day });
  if (view !== 'day') search.set('view', view);
  if (provider) search.set('provider', provider);
  return `/calendar?${search}`;
}

/** A day, a week or a month further or back; the 31st becomes the last day of a shorter month. */
export function steppedDay({ view, day }: Pick<CalendarAt, 'view' | 'day'>, step: 1 | -1): string {
  if (view !== 'month') return addDays(day, view === 'week' ? 7 * step : step);
  const first = firstOfMonth(day);
  const other = firstOfMonth(addDays(first, step > 0 ? 31 : -1));
  const last = addDays(firstOfMonth(addDays(other, 31)), -1);
  const same = `${other.slice(0, 8)}${day.slice(8)}`;
  return same > last ? last : same;
}

/** The Monday on or before the day. */
export function mondayOf(day: string): string {
  return addDays(day, 1 - weekdayOf(day));
}

export function firstOfMonth(day: string): string {
  return `${day.slice(0, 8)}01`;
}

/** Whole weeks, Monday first, that hold the month of the day. */
export function weeksOfMonth(day: string): { fromDay: string; days: number } {
  const fromDay = mondayOf(firstOfMonth(day));
  const next = firstOfMonth(addDays(firstOfMonth(day), 31));
  let days = 28;
  while (addDays(fromDay, days) < next) days += 7;
  return { fromDay, days };
}
