import type { Education, Requirement } from '../contract-careers.ts';

export interface Span {
  fromDay: string;
  /** Null: it goes on. */
  toDay: string | null;
}

/**
 * Whole months of work in spans that may lie across each other; a day is counted once. Thirty and a bit days make a
 * month (a twelfth of 365.25), since spans begin and end within months.
 */
export function monthsOf(spans: readonly Span[], today: string): number {
  const sorted = spans
    .map(({ fromDay, toDay }) => ({ from: dayOf(fromDay), to: dayOf(toDay && toDay < today ? toDay : today) }))
    .filter(({ from, to }) => to >= from)
    .toSorted((a, b) => a.from - b.from);
  let days = 0;
  let reached = Number.NEGATIVE_INFINITY;
  for (const { from, to } of sorted) {
    const begin = Math.max(from, reached + 1);
    if (to >= begin) days += to - begin + 1;
    reached = Math.max(reached, to);
  }
  return Math.floor(days / daysAMonth + 1e-9);
}
const daysAMonth = 365.25 / 12;
const dayOf = (day: string) => Date.parse(day) / 86_400_000;

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
