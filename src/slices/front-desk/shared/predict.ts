import { addMinutes, epochMsOf, instantOf } from '#platform/shared/time.ts';
import type { Stamps } from './flow.ts';
import { isHere, isMain, type Priority, priorities, rankOf, type Step } from './steps.ts';
import { quantile, waitsOf } from './waits.ts';

/** What a prediction is made from. */
export interface Queued {
  visitId: string;
  practitionerId?: string | undefined;
  scheduledAt?: string | undefined;
  step: Step;
  since: string;
  stamps: Stamps;
  priority: Priority;
}

const fiveMinutesMs = 5 * 60_000;

/**
 * When each waiting patient's provider is likely to begin with her, as the day goes: after whoever is inside has had the
 * median of today's times with that provider, and everybody before her the same; never before her booked time, and
 * rounded up to five minutes, for more would be a promise.
 * @param visits of one day, in the order of the board
 * @param usualMinutes what a visit lasts where nobody has been seen yet today
 * @returns instants by visit; who has no provider has none
 */
export function predictedStarts<V extends Queued>(
  visits: readonly V[],
  now: string,
  usualMinutes: (visit: V) => number,
): Map<string, string> {
  const predicted = new Map<string, string>();
  const byProvider = Map.groupBy(
    visits.filter((one) => one.practitionerId !== undefined),
    (one) => one.practitionerId,
  );
  for (const theirs of byProvider.values()) {
    const minutes = medianWith(theirs);
    const inside = theirs.filter((one) => one.step === 'withProvider');
    let freeAt = now;
    for (const one of inside) freeAt = later(freeAt, addMinutes(one.since, minutes ?? usualMinutes(one)));
    for (const one of waitingFirst(theirs)) {
      const startsAt = one.scheduledAt ? later(freeAt, one.scheduledAt) : freeAt;
      predicted.set(one.visitId, instantOf(Math.ceil(epochMsOf(startsAt) / fiveMinutesMs) * fiveMinutesMs));
      freeAt = addMinutes(startsAt, minutes ?? usualMinutes(one));
    }
  }
  return predicted;
}

/** Who is not with the provider yet: a red flag first, then who is nearest to the room, then the order of the board. */
function waitingFirst<V extends Queued>(visits: readonly V[]): V[] {
  const rank = (one: V) => (isMain(one.step) ? rankOf(one.step) : 0);
  return visits
    .filter((one) => isHere(one.step) && isMain(one.step) && rankOf(one.step) < rankOf('withProvider'))
    .toSorted((a, b) => priorities.indexOf(a.priority) - priorities.indexOf(b.priority) || rank(b) - rank(a));
}

/** Whole minutes; undefined before the first patient of the day is out. */
function medianWith(visits: readonly Queued[]): number | undefined {
  const times = visits.map((one) => waitsOf(one.stamps, one.scheduledAt).providerTime);
  const median = quantile(
    times.filter((one) => one !== undefined),
    0.5,
  );
  return median === undefined ? undefined : Math.max(1, Math.round(median));
}

function later(a: string, b: string): string {
  return epochMsOf(a) >= epochMsOf(b) ? a : b;
}
