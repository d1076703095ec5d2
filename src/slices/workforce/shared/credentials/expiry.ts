import { Temporal } from '#platform/shared/time.ts';
import type { CredentialRule } from './rule.ts';

/** Grace: it has ended, so it unlocks nothing, but points still renew it. */
export type CredentialStatus = 'active' | 'grace' | 'expired' | 'suspended';

/**
 * Last day on which a credential is good; null for one without an end.
 * @param from day of certification or of its last renewal, `YYYY-MM-DD`
 */
export function lastDayOf(
  rule: Pick<CredentialRule, 'validMonths' | 'fromMonthEnd'>,
  from: string,
): string | null {
  if (rule.validMonths === null) return null;
  const day = Temporal.PlainDate.from(from);
  if (!rule.fromMonthEnd) return day.add({ months: rule.validMonths }).toString();
  // first the month, then its end: February has fewer days than the month that it is counted from
  const month = day.toPlainYearMonth().add({ months: rule.validMonths });
  return month.toPlainDate({ day: month.daysInMonth }).toString();
}

/** @param lastDay as `lastDayOf` says, or as somebody who saw the certificate wrote it */
export function statusOn(
  day: string,
  { lastDay, suspended }: { lastDay: string | null; suspended: boolean },
  { graceDays }: Pick<CredentialRule, 'graceDays'>,
): CredentialStatus {
  if (suspended) return 'suspended';
  if (lastDay === null || day <= lastDay) return 'active';
  return day <= plusDays(lastDay, graceDays) ? 'grace' : 'expired';
}

/**
 * The ways in which it can still be renewed on a day; none where nothing ends.
 * `fee` is a renewal that asks for neither points nor an examination.
 */
export function routesOn(
  day: string,
  lastDay: string | null,
  rule: Pick<CredentialRule, 'graceDays' | 'examRenews' | 'points'>,
): ('points' | 'exam' | 'fee')[] {
  if (lastDay === null) return [];
  const inTime = day <= plusDays(lastDay, rule.graceDays);
  return [
    ...(rule.points && inTime ? (['points'] as const) : []),
    ...(!rule.points && inTime ? (['fee'] as const) : []),
    ...(rule.examRenews || !inTime ? (['exam'] as const) : []),
  ];
}

function plusDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}
