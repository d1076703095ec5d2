import type { SteadyClock } from '../clock/steady.ts';
import type { Platform } from '../platform.ts';
import type { Notice } from './notice.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** A minute wrong on a record is noise; devices differ by that. */
const leastMs = 60_000;

/** What the manager should see to now. */
export function noticesOf(platform: Pick<Platform, 'disk' | 'clock' | 'lostKeys'>): Notice[] {
  const notices: Notice[] = [];
  const low = platform.disk.low();
  if (low) notices.push({ key: 'diskLow', params: { freeMegabytes: Math.floor(low.freeBytes / 2 ** 20) } });
  for (const name of platform.lostKeys ?? [])
    notices.push({ key: name === 'audit' ? 'auditKeyLost' : 'factorsKeyLost', params: {} });
  if ('jumps' in platform.clock) notices.push(...clockNotices(platform.clock as SteadyClock));
  return notices;
}

/** A jump that was taken back within the day cancels out. */
function clockNotices(clock: SteadyClock): Notice[] {
  const since = clock.steady() - dayMs;
  const jumps = clock.jumps.filter((jump) => Date.parse(jump.steadyAt) > since);
  const byMs = jumps.reduce((sum, jump) => sum + jump.byMs, 0);
  const last = jumps.at(-1);
  const notices: Notice[] = [];
  if (last && Math.abs(byMs) >= leastMs) {
    const shownMs = Date.parse(last.shownAt);
    const [before, after] = [shownMs - byMs, shownMs].map((ms) => new Date(ms).toISOString());
    const params = { beforeAt: before ?? '', afterAt: after ?? '' };
    notices.push({ key: byMs < 0 ? 'clockBack' : 'clockAhead', params });
  }
  if (Math.abs(clock.databaseAheadMs) >= leastMs)
    notices.push({ key: 'clocksDiffer', params: { seconds: Math.round(clock.databaseAheadMs / 1000) } });
  return notices;
}
