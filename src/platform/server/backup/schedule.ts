import { addDays, daysBetween, wallToInstant, weekdayOf, zonedDay } from '#platform/shared/time.ts';

const hourMs = 3_600_000;
/** The night's backup is late when the last good one is older than a day and the time that one may take. */
export const lateAfterMs = 26 * hourMs;
/** After a failure the next try; a disk may have been plugged in again. */
const retryAfterMs = hourMs;

/** The last moment at which the night's backup was to begin. */
export function lastNight(nowMs: number, zone: string, hour: number): number {
  const today = zonedDay(new Date(nowMs).toISOString(), zone);
  const tonight = instantMs(today, hour, zone);
  return tonight <= nowMs ? tonight : instantMs(addDays(today, -1), hour, zone);
}

function instantMs(day: string, hour: number, zone: string): number {
  const wall = wallToInstant(day, `${String(hour).padStart(2, '0')}:00`, zone, { disambiguation: 'earlier' });
  // an hour that the spring change skips begins when the clock goes on
  return Date.parse('instant' in wall ? wall.instant : 'shiftedInstant' in wall ? wall.shiftedInstant : '');
}

/**
 * Whether the night's backup is to begin: the hour has passed since the last good one began (a machine that was off
 * at night makes it when it comes on), and the last try is not too fresh.
 */
export function isDue(
  now: { nowMs: number; zone: string; hour: number },
  last: { goodMs?: number | undefined; triedMs?: number | undefined },
): boolean {
  if (last.triedMs !== undefined && now.nowMs - last.triedMs < retryAfterMs && last.triedMs !== last.goodMs)
    return false;
  return (last.goodMs ?? 0) < lastNight(now.nowMs, now.zone, now.hour);
}

/** A base by its name and the instant from which it can be restored. */
export interface KeptBase {
  id: string;
  atMs: number;
}

/**
 * Which bases are kept: the newest of each of the last days, one that is old enough for every minute of them, and
 * the newest of each week before.
 * @returns names, and the oldest base from which the log is still needed
 */
export function basesToKeep(
  bases: readonly KeptBase[],
  now: { nowMs: number; zone: string; days: number; weeks: number },
): { keep: Set<string>; logFrom?: string } {
  const newestFirst = [...bases].sort((a, b) => b.atMs - a.atMs);
  const dayOf = (base: KeptBase) => zonedDay(new Date(base.atMs).toISOString(), now.zone);
  const horizonMs = now.nowMs - now.days * 24 * hourMs;
  const recent = newestOf(
    newestFirst.filter((base) => base.atMs > horizonMs),
    dayOf,
  );
  // from this one on the log reaches over every minute of the days that were promised
  const before = newestFirst.find((base) => base.atMs <= horizonMs);
  const daily = before ? [...recent, before] : recent;
  const weekOf = (base: KeptBase) => addDays(dayOf(base), 1 - weekdayOf(dayOf(base)));
  const today = zonedDay(new Date(now.nowMs).toISOString(), now.zone);
  const old = newestFirst.filter(
    (base) => base.atMs <= horizonMs && daysBetween(dayOf(base), today) <= now.days + now.weeks * 7,
  );
  const weekly = newestOf(old, weekOf);
  const oldest = before ?? newestFirst.findLast((base) => base.atMs > horizonMs);
  return {
    keep: new Set([...daily, ...(oldest ? [oldest] : []), ...weekly].map((base) => base.id)),
    ...(oldest && { logFrom: oldest.id }),
  };
}

/** The first of each group, in a list that is newest first. */
function newestOf(bases: readonly KeptBase[], groupOf: (base: KeptBase) => string): KeptBase[] {
  const seen = new Set<string>();
  return bases.filter((base) => !seen.has(groupOf(base)) && seen.add(groupOf(base)));
}
