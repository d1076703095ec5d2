import { addMonths } from '#platform/shared/time.ts';
import type { Code } from './instruments.ts';

/** When a clinic asks: from which age, and again after how many months; off: only where somebody opens it. */
export interface Rule {
  code: Code;
  on: boolean;
  fromYears: number;
  everyMonths: number;
}

/** What a clinic starts with; each is the clinic's own to change. */
export const startingRules: readonly Rule[] = [
  { code: 'phq2', on: true, fromYears: 12, everyMonths: 12 },
  { code: 'phq9', on: false, fromYears: 12, everyMonths: 12 },
  { code: 'gad7', on: false, fromYears: 12, everyMonths: 12 },
  { code: 'auditC', on: false, fromYears: 18, everyMonths: 12 },
  { code: 'falls', on: true, fromYears: 65, everyMonths: 12 },
];

/**
 * Whether it is due on a day.
 * @param years age on that day; undefined where no birth date is known, and then none is due
 * @param lastOn day of the last answers that count
 */
export function isDue(
  rule: Rule,
  { day, years, lastOn }: { day: string; years: number | undefined; lastOn: string | undefined },
): boolean {
  if (!rule.on || years === undefined || years < rule.fromYears) return false;
  return lastOn === undefined || addMonths(lastOn, rule.everyMonths) <= day;
}
