import { addDays } from '#platform/shared/time.ts';

/** The last day of a week of a plan, the first being 1. */
export function weekEnds(startsOn: string, week: number): string {
  return addDays(startsOn, week * 7 - 1);
}

/** From so many days before it is due a review may be written and its preceptor is asked for it. */
export const reviewLeadDays = 7;

export type ReviewState = 'ahead' | 'due' | 'late' | 'written' | 'signed';

/** Where a review stands on a day. */
export function reviewState(
  { dueOn, written, signed }: { dueOn: string; written: boolean; signed: boolean },
  today: string,
): ReviewState {
  if (signed) return 'signed';
  if (written) return 'written';
  if (today > dueOn) return 'late';
  return today >= addDays(dueOn, -reviewLeadDays) ? 'due' : 'ahead';
}
