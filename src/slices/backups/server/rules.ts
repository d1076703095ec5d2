import type { Health } from '../contract.ts';

/** The night's backup is late when the last good one is older than a day and the time that one may take. */
const lateAfterMs = 26 * 3_600_000;

/**
 * How the backups stand as a whole.
 * @param last state of the newest one that has ended, undefined while there is none
 * @param goodSince when the last good one began, or Serambi's first start
 */
export function healthOf(
  now: string,
  found: { last?: 'good' | 'failed' | undefined; goodSince: string; fault: boolean; lost: boolean },
): Health {
  if (found.last === 'failed' || found.fault || found.lost) return 'failed';
  if (Date.parse(now) - Date.parse(found.goodSince) > lateAfterMs) return 'late';
  return found.last === 'good' ? 'good' : 'none';
}
