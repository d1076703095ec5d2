import { addDays, addMonths, daysBetween } from '#platform/shared/time.ts';
import type { Education, Requirement } from '../contract-careers.ts';

export interface Span {
  fromDay: string;
  /** Null: it goes on. */
  toDay: string | null;
}

/**
 * Whole months of work in spans that may lie across each other; a day is counted once. Each stretch counts its calendar
 * months, and thirty of the days that are left over make one more.
 */
export function monthsOf(spans: readonly Span[], today: string): number {
  let [months, left] = [0, 0];
  for (const { fromDay, afterDay } of stretches(spans, today)) {
    let whole = 0;
    while (addMonths(fromDay, whole + 1) <= afterDay) whole += 1;
    months += whole;
    left += daysBetween(addMonths(fromDay, whole), afterDay);
  }
  return months + Math.floor(left / 30);
}

/** The spans joined where they touch, up to today; `afterDay` is the first day that is not in it. */
function stretches(spans: readonly Span[], today: string): { fromDay: string; afterDay: string }[] {
  const joined: { fromDay: string; afterDay: string }[] = [];
  for (const { fromDay, toDay } of spans.toSorted((a, b) => (a.fromDay < b.fromDay ? -1 : 1))) {
    if (fromDay > today) continue;
    const afterDay = addDays(toDay && toDay < today ? toDay : today, 1);
    const last = joined.at(-1);
    if (last && fromDay <= last.afterDay) last.afterDay = afterDay > last.afterDay ? afterDay : last.afterDay;
    else joined.push({ fromDay, afterDay });
  }
  return joined;
}

export interface Held {
  /** Codes of certificates alive today. */
  credentials: ReadonlySet<string>;
  /** Codes of competencies that are good today. */
  skills: ReadonlySet<string>;
  educations: readonly { level: Education; confirmed: boolean }[];
  confirmedMonths: number;
  /** With what nobody has confirmed yet. */
  claimedMonths: number;
}

export type GapState = 'met' | 'waiting' | 'missing';

/** Whether a person meets what a rung asks; `waiting` is what a manager's word alone is missing for. */
export function judgeRequirement(requirement: Requirement, held: Held): GapState {
  switch (requirement.kind) {
    case 'credential':
      return requirement.anyOf.some((code) => held.credentials.has(code)) ? 'met' : 'missing';
    case 'competency':
      return held.skills.has(requirement.code) ? 'met' : 'missing';
    case 'education': {
      const fitting = held.educations.filter((one) => requirement.anyOf.includes(one.level));
      if (fitting.some((one) => one.confirmed)) return 'met';
      return fitting.length > 0 ? 'waiting' : 'missing';
    }
    case 'experience':
      if (held.confirmedMonths >= requirement.months) return 'met';
      return held.claimedMonths >= requirement.months ? 'waiting' : 'missing';
  }
}
