import { Temporal } from '#platform/shared/time.ts';
import type { CredentialRule, EducationCategory, PointsRule } from './rule.ts';

export interface EducationEntry {
  /** `YYYY-MM-DD`. */
  day: string;
  category: EducationCategory;
  /** Hundredths of a point. */
  points: number;
  approvedBy: string;
}

/** What is asked for and how much of it is there, in hundredths of a point. */
export interface Counted {
  what: EducationCategory | 'approved' | 'total';
  has: number;
  needs: number;
}

export interface Eligibility {
  eligible: boolean;
  counts: Counted[];
  /** First and last day of the cycle, both counted. */
  cycle: { from: string; to: string };
}

/**
 * Whether points renew a credential: only what was learnt inside of the cycle counts.
 * @param from day of certification or of the last renewal
 */
export function eligibilityOf(
  rule: { points: PointsRule } & Pick<CredentialRule, 'validMonths'>,
  { from, lastDay }: { from: string; lastDay: string },
  entries: readonly EducationEntry[],
): Eligibility {
  const cycle = { from: cycleStart(rule, from, lastDay), to: lastDay };
  const inside = entries.filter((one) => cycle.from <= one.day && one.day <= cycle.to);
  const sum = (some: (one: EducationEntry) => boolean) =>
    inside.filter(some).reduce((all, one) => all + one.points, 0);
  const { points } = rule;
  const of = (category: EducationCategory): Counted => ({
    what: category,
    has: sum((one) => one.category === category),
    needs: points[category],
  });
  const approved = (one: EducationEntry) => folded(one.approvedBy) === folded(points.approvedBy);
  const all: Counted[] = [
    { what: 'total', has: sum(() => true), needs: points.total },
    ...(['administrative', 'clinical', 'general'] as const).map(of),
    { what: 'approved', has: sum(approved), needs: points.approved },
  ];
  const counts = all.filter((one) => one.needs > 0);
  return { eligible: counts.every((one) => one.has >= one.needs), counts, cycle };
}

/** What is still missing, in hundredths. */
export function stillMissing({ counts }: Eligibility): Counted[] {
  return counts.filter((one) => one.has < one.needs);
}

/** The cycle is as long as the credential, or, where points of several years renew one, counted back from its end. */
function cycleStart(
  rule: { points: PointsRule } & Pick<CredentialRule, 'validMonths'>,
  from: string,
  lastDay: string,
): string {
  if (rule.points.cycleMonths === rule.validMonths) return from;
  const back = Temporal.PlainDate.from(lastDay).subtract({ months: rule.points.cycleMonths });
  return back.add({ days: 1 }).toString();
}

function folded(text: string): string {
  return text.trim().toLowerCase();
}
