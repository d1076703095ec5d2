import { m } from '#messages';
import type { GrowthChart } from '../contract.ts';
import type { GrowthLabel } from '../shared/growth/labels.ts';

const charts: Record<GrowthChart['indicator'], () => string> = {
  weightForAge: m.vitals_growth_weightForAge,
  heightForAge: m.vitals_growth_heightForAge,
  weightForHeight: m.vitals_growth_weightForHeight,
  bodyMassForAge: m.vitals_growth_bodyMassForAge,
  headForAge: m.vitals_growth_headForAge,
};
const standards = { who2006: m.vitals_growth_who2006, cdc2000: m.vitals_growth_cdc2000 };
export const standardWords = (chart: GrowthChart): string => standards[chart.standard]();
export const chartWords = (chart: GrowthChart): string => charts[chart.indicator]();

const labels: Record<GrowthLabel, () => string> = {
  severelyStunted: m.vitals_label_severelyStunted,
  stunted: m.vitals_label_stunted,
  normalHeight: m.vitals_label_normalHeight,
  tall: m.vitals_label_tall,
  severelyUnderweight: m.vitals_label_severelyUnderweight,
  underweight: m.vitals_label_underweight,
  normalWeight: m.vitals_label_normalWeight,
  riskOfExcessWeight: m.vitals_label_riskOfExcessWeight,
  severelyWasted: m.vitals_label_severelyWasted,
  wasted: m.vitals_label_wasted,
  wellNourished: m.vitals_label_wellNourished,
  riskOfOverweight: m.vitals_label_riskOfOverweight,
  overweight: m.vitals_label_overweight,
  obese: m.vitals_label_obese,
  underweightForAge: m.vitals_label_underweightForAge,
  healthyWeight: m.vitals_label_healthyWeight,
  overweightForAge: m.vitals_label_overweightForAge,
  obesity: m.vitals_label_obesity,
};
export const labelWords = (label: string): string => labels[label as GrowthLabel]?.() ?? '';
/** Labels that need nobody's attention. */
export const calm: ReadonlySet<string> = new Set<GrowthLabel>([
  'normalHeight',
  'tall',
  'normalWeight',
  'wellNourished',
  'healthyWeight',
]);
