import { wallToInstant } from '#platform/shared/time.ts';

/** The instant of a wall-clock time; a skipped one begins after the gap, a doubled one at its first coming. */
export function instantAt(day: string, time: string, zone: string): string {
  if (!day || !time) return '';
  const at = wallToInstant(day, time, zone, { disambiguation: 'earlier' });
  if ('instant' in at) return at.instant;
  return 'invalid' in at ? at.shiftedInstant : at.ambiguous[0];
}
