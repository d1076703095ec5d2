import { wallToInstant } from '#platform/shared/time.ts';
import { BackupFault } from './fault.ts';
import { stamp } from './stamp.ts';

/**
 * An instant from what somebody typed: ISO 8601 with its offset, or date and time of day in the clinic's zone.
 * @returns ISO 8601 UTC with milliseconds
 * @throws BackupFault `timeUnclear`, `zonesDiffer`
 */
export function parseClinicTime(typed: string, clinics: readonly { zone: string }[]): string {
  const text = typed.trim();
  const parts =
    /^(\d{4}-\d{2}-\d{2})[ T](\d{1,2}):(\d{2})(?::(\d{2})(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(text);
  if (!parts) throw new BackupFault('timeUnclear', { time: typed });
  const [, date = '', hour = '', minute = '', second = '00', fraction = '', offset] = parts;
  const time = `${hour.padStart(2, '0')}:${minute}`;
  if (offset) {
    const ms = Date.parse(`${date}T${time}:${second}${fraction}${offset}`);
    if (Number.isNaN(ms)) throw new BackupFault('timeUnclear', { time: typed });
    return stamp(ms);
  }
  const zones = new Set(clinics.map((clinic) => clinic.zone));
  if (zones.size > 1) throw new BackupFault('zonesDiffer');
  try {
    const wall = wallToInstant(date, time, [...zones][0] ?? 'UTC', { disambiguation: 'earlier' });
    const instantText =
      'shiftedInstant' in wall ? wall.shiftedInstant : 'instant' in wall ? wall.instant : '';
    return stamp(Date.parse(instantText) + Number(`${second}${fraction}`) * 1000);
  } catch {
    throw new BackupFault('timeUnclear', { time: typed });
  }
}
