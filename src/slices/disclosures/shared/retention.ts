import { addDays, addMonths } from '#platform/shared/time.ts';
import type { RetentionAction, StartEvent } from './codes.ts';

/** How long a kind of record is kept. `label` is empty for the kinds that we name. */
export interface Period {
  code: string;
  label: string;
  basis: string;
  start: StartEvent;
  years: number;
  action: RetentionAction;
}

const kept = (code: string, basis: string, start: StartEvent, years: number): Period => ({
  ...{ code, label: '', basis, start, years, action: 'review' },
});

const starting: Record<string, readonly Period[]> = {
  ID: [
    kept('chart', 'Permenkes 24/2022', 'lastVisit', 25),
    kept('disclosures', 'Permenkes 24/2022', 'creation', 25),
    kept('books', 'UU 8/1997', 'yearEnd', 10),
  ],
  US: [
    kept('chart', 'State law', 'lastVisit', 10),
    kept('minorChart', 'State law', 'majority', 10),
    kept('disclosures', '45 CFR 164.530(j)', 'creation', 6),
    kept('waivedTests', '42 CFR 493.1105', 'creation', 2),
    kept('exposure', '29 CFR 1910.1020', 'employmentEnd', 30),
    kept('books', '26 CFR 1.6001-1', 'yearEnd', 7),
  ],
};

/** Where a clinic begins; each checks them against the law of its place (verify). */
export function startingPeriods(country: string): readonly Period[] {
  return starting[country] ?? starting.US ?? [];
}

/** What is known of a patient when the periods of her chart are counted. */
export interface Chart {
  lastVisitOn?: string | undefined;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  birthDate?: string | undefined;
  diedOn?: string | undefined;
  held: boolean;
}

export type Kept = 'until' | 'hold' | 'forEver' | 'neverSeen' | 'ageUnknown' | 'noPeriod';

const majorityYears = 18;

/** Starts that are a patient's; the others are counted from papers and people. */
const ofCharts: readonly StartEvent[] = ['lastVisit', 'majority', 'death'];

/**
 * The first day on which this chart might be destroyed: the day after the last of its periods, so that the whole last day
 * still belongs to it.
 */
export function earliestDestruction(
  chart: Chart,
  periods: readonly Period[],
): { kept: Kept; earliestOn: string | null } {
  const none = (why: Kept) => ({ kept: why, earliestOn: null });
  const own = periods.filter((one) => ofCharts.includes(one.start));
  if (chart.held) return none('hold');
  if (own.length === 0) return none('noPeriod');
  if (own.some((one) => one.action === 'keep')) return none('forEver');
  if (!chart.lastVisitOn) return none('neverSeen');
  if (own.some((one) => one.start === 'majority') && !chart.birthDate) return none('ageUnknown');
  const ends = own.flatMap((one) => {
    const from = startOf(one.start, chart);
    return from ? [addMonths(from, one.years * 12)] : [];
  });
  const last = ends.sort().at(-1);
  return last ? { kept: 'until', earliestOn: addDays(last, 1) } : none('noPeriod');
}

function startOf(event: StartEvent, chart: Chart): string | undefined {
  if (event === 'lastVisit') return chart.lastVisitOn;
  if (event === 'death') return chart.diedOn;
  return chart.birthDate ? addMonths(latestDay(chart.birthDate), majorityYears * 12) : undefined;
}

/** The last day that a birth date known in part may mean: a chart is kept rather too long. */
function latestDay(date: string): string {
  const [year = '', month, day] = date.split('-');
  if (month && day) return date;
  return addDays(addMonths(`${year}-${month ?? '12'}-01`, 1), -1);
}
