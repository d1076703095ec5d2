import { isDate, weekdayOf } from '#platform/shared/time.ts';
import type { CallOf } from '#platform/shared/contract.ts';
import type { scheduling } from '../contract.ts';

export type RuleInput = CallOf<typeof scheduling, 'previewSeries'>['rule'];

/** A rule while it is being said: figures as text, one way of ending at a time. */
export interface RuleDraft {
  frequency: 'daily' | 'weekly' | 'monthly';
  every: string;
  weekdays: string[];
  /** `day`, `lastDay`, or `nth` and `last` of the first day's weekday. */
  monthWay: 'day' | 'lastDay' | 'nth' | 'last';
  ends: 'count' | 'until';
  count: string;
  until: string;
}

/** Weekly on the first day's weekday, four times: what is asked for most. */
export function draftFor(firstDay: string): RuleDraft {
  const weekdays = [String(weekdayOf(firstDay))];
  return { frequency: 'weekly', every: '1', weekdays, monthWay: 'day', ends: 'count', count: '4', until: '' };
}

/** Which weekday of its month a day is, 1 to 5. */
export const placeInMonth = (day: string): number => Math.ceil(Number(day.slice(8)) / 7);

/** The rule, or undefined while something of it is missing. */
export function ruleOf(draft: RuleDraft, firstDay: string, exceptDays: string[]): RuleInput | undefined {
  const [every, count] = [Number(draft.every), Number(draft.count)];
  const ended = draft.ends === 'count' ? Number.isInteger(count) && count > 0 : isDate(draft.until);
  if (!Number.isInteger(every) || every < 1 || !ended) return undefined;
  if (draft.frequency === 'weekly' && draft.weekdays.length === 0) return undefined;
  return {
    frequency: draft.frequency,
    every,
    exceptDays,
    ...(draft.frequency === 'weekly' && { weekdays: draft.weekdays.map(Number) }),
    ...(draft.frequency === 'monthly' && monthOf(draft, firstDay)),
    ...(draft.ends === 'count' ? { count } : { untilDay: draft.until }),
  };
}

function monthOf(draft: RuleDraft, firstDay: string): Pick<RuleInput, 'monthDay' | 'nth'> {
  const weekday = weekdayOf(firstDay);
  if (draft.monthWay === 'last') return { nth: { place: -1, weekday } };
  if (draft.monthWay === 'lastDay') return { monthDay: -1 };
  if (draft.monthWay === 'day') return { monthDay: Number(firstDay.slice(8)) };
  return { nth: { place: placeInMonth(firstDay) as 1 | 2 | 3 | 4, weekday } };
}
