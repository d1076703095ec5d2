import { roundTo } from '#platform/shared/quantities.ts';
import type { GrowthIndicator } from './indicators.ts';
import { percentileOfZ } from './lms.ts';
import { standingFromDay } from './tables.ts';

export type GrowthLabel =
  | 'severelyStunted'
  | 'stunted'
  | 'normalHeight'
  | 'tall'
  | 'severelyUnderweight'
  | 'underweight'
  | 'normalWeight'
  | 'riskOfExcessWeight'
  | 'severelyWasted'
  | 'wasted'
  | 'wellNourished'
  | 'riskOfOverweight'
  | 'overweight'
  | 'obese'
  | 'underweightForAge'
  | 'healthyWeight'
  | 'overweightForAge'
  | 'obesity';

type Step = readonly [below: number, label: GrowthLabel];

/** Permenkes 2/2020: below each z-score its label; what lies above the last takes the one that is named there. */
const indonesian: Partial<Record<GrowthIndicator, { steps: readonly Step[]; above: readonly Step[] }>> = {
  heightForAge: {
    steps: [
      [-3, 'severelyStunted'],
      [-2, 'stunted'],
    ],
    above: [
      [3, 'tall'],
      [-2, 'normalHeight'],
    ],
  },
  weightForAge: {
    steps: [
      [-3, 'severelyUnderweight'],
      [-2, 'underweight'],
    ],
    above: [
      [1, 'riskOfExcessWeight'],
      [-2, 'normalWeight'],
    ],
  },
  weightForHeight: {
    steps: [
      [-3, 'severelyWasted'],
      [-2, 'wasted'],
    ],
    above: [
      [3, 'obese'],
      [2, 'overweight'],
      [1, 'riskOfOverweight'],
      [-2, 'wellNourished'],
    ],
  },
};

/** CDC: percentiles of body mass from 2 years on. */
const american: readonly Step[] = [
  [5, 'underweightForAge'],
  [85, 'healthyWeight'],
  [95, 'overweightForAge'],
  [Infinity, 'obesity'],
];

/**
 * What a z-score is called: in Indonesia by Permenkes 2/2020, in the US for body mass from 2 years on. Judged on the figure that
 * is shown (two decimals of z, one of a percentile), so that words and figures never disagree.
 */
export function growthLabel(
  indicator: GrowthIndicator,
  z: number,
  country: 'US' | 'ID',
  ageDays: number,
): GrowthLabel | null {
  if (country === 'US') {
    if (indicator !== 'bodyMassForAge' || ageDays < standingFromDay) return null;
    const percentile = roundTo(percentileOfZ(z), 1);
    return american.find(([below]) => percentile < below)?.[1] ?? null;
  }
  const table = indonesian[indicator === 'bodyMassForAge' ? 'weightForHeight' : indicator];
  if (table === undefined) return null;
  const shown = roundTo(z, 2);
  const low = table.steps.find(([below]) => shown < below);
  return (low ?? table.above.find(([from]) => shown > from || from === -2))?.[1] ?? null;
}
