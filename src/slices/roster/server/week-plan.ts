import type { Context } from '#platform/server/context.ts';
import { addDays, epochMsOf } from '#platform/shared/time.ts';
import { type Finding, findingsOf, workedMinutes, type WorkedShift } from '../shared/rules.ts';
import { daysOfWeek } from '../shared/stretches.ts';
import { weekRange } from './compile.ts';
import { approvedLeaves, type LeaveSpan } from './leave-rows.ts';
import { loadSettings } from './settings.ts';
import { shiftsBetween, type StoredShift, workedOf } from './store.ts';
import { hoursWords, say, shortDay } from './words.ts';

/** A week as it is planned, with a day on either side, so that rest is seen over its edges. */
export interface WeekPlan {
  days: string[];
  /** Those that begin on its days. */
  shifts: StoredShift[];
  leaves: LeaveSpan[];
  findings: ReadonlyMap<string, Finding[]>;
  minutes: ReadonlyMap<string, number>;
}

export async function planOfWeek(ctx: Context, monday: string): Promise<WeekPlan> {
  const days = daysOfWeek(monday);
  const around = await shiftsBetween(ctx, addDays(monday, -1), addDays(monday, 7));
  const { start, end } = weekRange(ctx, monday);
  const aDay = 24 * 3_600_000;
  const leaves = await approvedLeaves(ctx, {
    from: epochMsOf(start) - aDay,
    to: epochMsOf(end) + 2 * aDay,
  });
  const settings = await loadSettings(ctx);
  const shifts = around.filter((one) => days.includes(one.day));
  const byPerson = Map.groupBy(around, (one) => one.staffId ?? '');
  byPerson.delete('');
  const findings = new Map<string, Finding[]>();
  const minutes = new Map<string, number>();
  for (const [staffId, ones] of byPerson) {
    const worked = ones.map(
      (one): WorkedShift => ({
        ...{ day: one.day, breakMinutes: one.breakMinutes, stretches: workedOf(one, leaves) },
      }),
    );
    findings.set(staffId, findingsOf(monday, worked, settings));
    const week = worked.filter((one) => days.includes(one.day) && one.stretches.length > 0);
    minutes.set(
      staffId,
      week.reduce((sum, one) => sum + workedMinutes(one), 0),
    );
  }
  return { days, shifts, leaves, findings, minutes };
}

/** What a week breaks, in the reader's words. */
export function findingWords(ctx: Context, finding: Finding): string {
  const { language } = ctx;
  if (finding.rule === 'restDays')
    return say(language, 'finding_restDays', { days: finding.days, limit: finding.limit });
  const [have, limit] = [finding.minutes, finding.limit].map((one) => hoursWords(one, language));
  const params = { have: have ?? '', limit: limit ?? '' };
  if (finding.rule === 'week') {
    // beyond the law's week it is overtime in the United States, no breach of it
    const key = ctx.clinic.country === 'US' ? 'finding_overtime' : 'finding_week';
    return say(language, key, params);
  }
  return say(language, `finding_${finding.rule}`, { ...params, day: shortDay(finding.day, language) });
}
