import { epochMsOf } from '#platform/shared/time.ts';
import type { Stamps } from './flow.ts';

export const measures = ['registration', 'lobbyWait', 'roomWait', 'providerTime', 'cycle'] as const;
export type Measure = (typeof measures)[number];

/** A provider begins on time up to so many minutes after the booked start. */
export const onTimeMinutes = 10;

function between(from: string | undefined, to: string | undefined): number | undefined {
  if (from === undefined || to === undefined) return undefined;
  return Math.trunc((epochMsOf(to) - epochMsOf(from)) / 60_000);
}

/** When the provider was done with her: the first stamp of what comes after. */
export function providerOutOf(stamps: Stamps): string | undefined {
  return [stamps.tasks, stamps.checkout, stamps.pharmacy, stamps.left]
    .filter((at) => at !== undefined)
    .toSorted()[0];
}

/**
 * The waits of one visit in whole minutes; a measure with a stamp missing is missing. The lobby wait of somebody who
 * came early counts from the booked start, and nobody who is taken in before that has waited less than nothing.
 */
export function waitsOf(stamps: Stamps, scheduledAt: string | undefined): Partial<Record<Measure, number>> {
  const { arrived, waiting, roomed, withProvider, left } = stamps;
  const lobbyFrom =
    arrived && scheduledAt && epochMsOf(scheduledAt) > epochMsOf(arrived) ? scheduledAt : arrived;
  const lobby = between(lobbyFrom, roomed);
  const all = {
    registration: between(arrived, waiting),
    lobbyWait: lobby === undefined ? undefined : Math.max(0, lobby),
    roomWait: between(roomed, withProvider),
    providerTime: between(withProvider, providerOutOf(stamps)),
    cycle: between(arrived, left),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** Minutes from the booked start to the provider's coming; undefined where either is missing. */
export function startDelayMinutes(stamps: Stamps, scheduledAt: string | undefined): number | undefined {
  return between(scheduledAt, stamps.withProvider);
}

/**
 * Quantile by linear interpolation between the closest ranks, as PostgreSQL's `percentile_cont`.
 * @param q 0.5 is the median
 */
export function quantile(values: readonly number[], q: number): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * q;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) return undefined;
  return below + (above - below) * (place - Math.floor(place));
}
