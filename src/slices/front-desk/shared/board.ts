import { epochMsOf, minutesBetween } from '#platform/shared/time.ts';
import type { Stamps } from './flow.ts';
import { isClosed, isHere, isMain, type Priority, priorities, rankOf, type Step } from './steps.ts';

/** What order and lateness are read from. */
export interface Standing {
  step: Step;
  priority: Priority;
  walkIn: boolean;
  scheduledAt?: string | undefined;
  stamps: Stamps;
}

/** How late she came, or is by now, where that is more than the clinic allows; a walk-in is never late. */
export function lateMinutes(visit: Standing, now: string, limitMinutes: number): number | undefined {
  if (!visit.scheduledAt || visit.walkIn) return undefined;
  if (visit.step !== 'expected' && !visit.stamps.arrived) return undefined;
  const late = minutesBetween(visit.scheduledAt, visit.stamps.arrived ?? now);
  return late > limitMinutes ? late : undefined;
}

/** She sits in the lobby, or ready in a room, longer than the clinic wants; before a booked time nobody waits. */
export function waitsTooLong(
  visit: { step: Step; since: string; scheduledAt?: string | undefined },
  now: string,
  limitMinutes: number,
): boolean {
  if (visit.step !== 'waiting' && visit.step !== 'ready' && visit.step !== 'arrived') return false;
  const { since, scheduledAt } = visit;
  const from = scheduledAt && epochMsOf(scheduledAt) > epochMsOf(since) ? scheduledAt : since;
  return minutesBetween(from, now) >= limitMinutes;
}

/**
 * The order in which people are taken: emergency, urgent, then booked and on time by their time, then walk-ins and
 * late comers by arrival. Who is expected comes after those who are here, who is gone last of all.
 */
export function inBoardOrder<T extends Standing>(
  visits: readonly T[],
  now: string,
  lateLimitMinutes: number,
): T[] {
  const key = (visit: T): number[] => {
    const group = isHere(visit.step) ? 0 : isClosed(visit.step) ? 2 : 1;
    if (group === 2) return [2, 0, 0, -epochMsOf(visit.stamps.left ?? visit.scheduledAt ?? now)];
    const unbooked =
      visit.walkIn || !visit.scheduledAt || lateMinutes(visit, now, lateLimitMinutes) !== undefined;
    const at = (unbooked ? visit.stamps.arrived : visit.scheduledAt) ?? visit.scheduledAt ?? now;
    // among the expected nobody has come, so the booked time alone counts
    const late = group === 0 && unbooked ? 1 : 0;
    return [group, priorities.indexOf(visit.priority), late, epochMsOf(at)];
  };
  return visits
    .map((visit) => ({ visit, key: key(visit) }))
    .toSorted((a, b) => compare(a.key, b.key))
    .map((one) => one.visit);
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [place, value] of a.entries()) {
    const difference = value - (b[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Steps at which she is in a room and keeps others out of it. */
const inRoom: ReadonlySet<Step> = new Set(['roomed', 'vitalsDone', 'ready', 'withProvider', 'tasks']);

export function isInRoom(step: Step): boolean {
  return inRoom.has(step);
}

/**
 * Whether a person may move a visit by hand from one step to another: forward past steps that the clinic does not
 * use, and back among those between the lobby and the cashier. Waiting is reached by checking in alone (`checkedIn`);
 * an emergency goes to a room before any paper.
 */
export function isLegalMove(
  visit: { step: Step; priority: Priority; checkedIn: boolean },
  to: Step,
): boolean {
  const { step: from } = visit;
  if (from === to) return true;
  if (!isMain(to) || !isMain(from)) return false;
  if (isClosed(from) || to === 'expected') return false;
  const [a, b] = [rankOf(from), rankOf(to)];
  if (from === 'expected') return b <= rankOf('registering');
  if (b >= rankOf('waiting') && !visit.checkedIn) {
    return visit.priority === 'emergency' && b >= rankOf('roomed') && b <= rankOf('checkout');
  }
  if (b < a) return b >= rankOf('waiting') && a <= rankOf('checkout');
  // nobody is out of the house from the lobby: that is "left unseen", with its reason
  return to !== 'left' || a >= rankOf('withProvider');
}
