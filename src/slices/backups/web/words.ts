import { m } from '#messages';
import type { Backup, Health } from '../contract.ts';

/** `312 MB`, in the reader's way of writing figures. */
export function sizeWords(bytes: string, locale: string): string {
  const units = ['kilobyte', 'megabyte', 'gigabyte', 'terabyte'];
  let value = Number(bytes) / 1000;
  let unit = 0;
  for (; value >= 1000 && unit < units.length - 1; unit += 1) value /= 1000;
  const digits = value < 10 ? 1 : 0;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[unit] ?? 'kilobyte',
    maximumFractionDigits: digits,
  }).format(value);
}

/** How long ago, in whole minutes, hours or days. */
export function ageWords(at: string, nowMs: number): string {
  const minutes = Math.max(0, Math.floor((nowMs - Date.parse(at)) / 60_000));
  const age =
    minutes < 60
      ? m.backups_ageMinutes({ count: minutes })
      : minutes < 48 * 60
        ? m.backups_ageHours({ count: Math.floor(minutes / 60) })
        : m.backups_ageDays({ count: Math.floor(minutes / 1440) });
  return m.backups_age({ age });
}

export const healthTone = { good: 'green', late: 'amber', failed: 'red', none: 'grey' } as const;

export function healthWords(health: Health): string {
  const words = {
    good: m.backups_health_good,
    late: m.backups_health_late,
    failed: m.backups_health_failed,
    none: m.backups_health_none,
  };
  return words[health]();
}

export function reasonWords(reason: Backup['reason']): string {
  const words = {
    nightly: m.backups_reason_nightly,
    asked: m.backups_reason_asked,
    migration: m.backups_reason_migration,
    gap: m.backups_reason_gap,
  };
  return words[reason]();
}

export function stateWords(state: Backup['state']): string {
  const words = {
    asked: m.backups_state_asked,
    running: m.backups_state_running,
    good: m.backups_state_good,
    failed: m.backups_state_failed,
  };
  return words[state]();
}

export function trialWords(backup: Backup, locale: string): string {
  if (backup.trial === 'good')
    return m.backups_trial_good({
      tables: backup.trialTables ?? 0,
      rows: new Intl.NumberFormat(locale).format(Number(backup.trialRows ?? 0)),
    });
  const words = {
    none: m.backups_trial_none,
    running: m.backups_trial_running,
    failed: m.backups_trial_failed,
  };
  return words[backup.trial]();
}
