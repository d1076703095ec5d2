import { roundTo } from '#platform/shared/quantities.ts';
import { bodyMassIndex } from '../body.ts';
import { type GrowthIndicator, growthIndicators } from './indicators.ts';
import { type GrowthLabel, growthLabel } from './labels.ts';
import { type GrowthReference, growthZ, percentileOfZ, restrictedGrowthZ } from './lms.ts';
import { type GrowthStandard, referenceAt, type Sex, standingFromDay, weightAtLength } from './tables.ts';
import { lyingOverStandingCm } from './weight-for-length.ts';

export type GrowthMeasured = {
  sex: Sex;
  /** Completed days on the day of measuring; a part of a day where months were given. */
  ageDays: number;
  weightKg?: number | undefined;
  heightCm?: number | undefined;
  /** Left out: as one measures at that age (lying below 24 months). */
  lying?: boolean | undefined;
  headCm?: number | undefined;
  /** Completed weeks at birth; below 37 the age is corrected until 24 months. */
  gestationWeeks?: number | undefined;
  country: 'US' | 'ID';
  /** Instead of what the country uses at that age. */
  standard?: GrowthStandard | undefined;
};

export type GrowthResult = {
  indicator: GrowthIndicator;
  standard: GrowthStandard;
  /** In kg, cm or kg/m², after the rule for lying and standing. */
  measured: number;
  reference: GrowthReference;
  /** Unrounded; of weight-based WHO indicators restricted beyond ±3. */
  z: number;
  unrestrictedZ: number;
  /** 0 to 100. */
  percentile: number;
  label: GrowthLabel | null;
  /** Beyond what the WHO takes for possible: measure again. */
  implausible: boolean;
};

export type Growth = {
  /** The age that the tables were read at. */
  ageDays: number;
  corrected: boolean;
  heightCm: number | undefined;
  /** +0.7 for a young child measured standing, −0.7 for an older one lying, 0 as usual. */
  heightMovedByCm: number;
  results: GrowthResult[];
};

/** Term, in weeks; only who is born before 37 completed weeks is corrected for. */
const termWeeks = 40;

/**
 * Age at which the tables are read: of a child born before 37 weeks less the weeks to term, until 24 months.
 * @returns below zero when the child has not reached term yet, for which these tables have no row
 */
export function growthAgeDays(ageDays: number, gestationWeeks: number | undefined): number {
  const early = gestationWeeks !== undefined && gestationWeeks < 37 && ageDays < standingFromDay;
  return early ? ageDays - (termWeeks - gestationWeeks) * 7 : ageDays;
}

/** US: WHO below 24 months, then CDC, which has no head circumference there. Indonesia: WHO. */
function standardAt(indicator: GrowthIndicator, input: GrowthMeasured): GrowthStandard {
  if (input.standard !== undefined) return input.standard;
  const older = input.ageDays >= standingFromDay;
  const hasCdc = indicator !== 'headForAge' && indicator !== 'weightForHeight';
  return input.country === 'US' && older && hasCdc ? 'cdc2000' : 'who2006';
}

/** Median z-scores beyond these are errors of measuring (WHO Anthro). */
const possible: Record<GrowthIndicator, [number, number]> = {
  weightForAge: [-6, 5],
  heightForAge: [-6, 6],
  weightForHeight: [-5, 5],
  bodyMassForAge: [-5, 5],
  headForAge: [-5, 5],
};
const weightBased = new Set<GrowthIndicator>(['weightForAge', 'weightForHeight', 'bodyMassForAge']);

/** Every indicator that the measurements, the age and the country's tables allow. */
export function growthOf(input: GrowthMeasured): Growth {
  const ageDays = growthAgeDays(input.ageDays, input.gestationWeeks);
  const { heightCm, movedByCm } = movedHeight(input);
  const values: Record<GrowthIndicator, number | undefined> = {
    weightForAge: input.weightKg,
    heightForAge: heightCm,
    weightForHeight: input.weightKg,
    bodyMassForAge:
      input.weightKg === undefined || heightCm === undefined
        ? undefined
        : bodyMassIndex(input.weightKg, heightCm),
    headForAge: input.headCm,
  };
  const results = growthIndicators.flatMap((indicator): GrowthResult[] => {
    const measured = values[indicator];
    const standard = standardAt(indicator, input);
    if (measured === undefined) return [];
    const reference =
      indicator === 'weightForHeight'
        ? weightReference(input, standard, heightCm)
        : referenceAt(standard, indicator, input.sex, ageDays);
    return reference === undefined ? [] : [judge(indicator, standard, measured, reference, input)];
  });
  return {
    ageDays,
    corrected: ageDays !== input.ageDays,
    heightCm,
    heightMovedByCm: movedByCm,
    results,
  };
}

/** A child measured in the other way than its age is: standing makes shorter by 0.7 cm. */
function movedHeight({ heightCm, lying, ageDays }: GrowthMeasured): {
  heightCm: number | undefined;
  movedByCm: number;
} {
  const young = ageDays < standingFromDay;
  if (heightCm === undefined || lying === undefined || lying === young) return { heightCm, movedByCm: 0 };
  const movedByCm = young ? lyingOverStandingCm : -lyingOverStandingCm;
  return { heightCm: roundTo(heightCm + movedByCm, 6), movedByCm };
}

function weightReference(
  { sex, ageDays }: GrowthMeasured,
  standard: GrowthStandard,
  heightCm: number | undefined,
): GrowthReference | undefined {
  if (heightCm === undefined || standard !== 'who2006' || ageDays > 1856) return undefined;
  const young = ageDays < standingFromDay;
  const [low, high] = young ? [45, 110] : [65, 120];
  if (heightCm < low || heightCm > high) return undefined;
  return weightAtLength(sex, young ? heightCm : heightCm + lyingOverStandingCm);
}

function judge(
  indicator: GrowthIndicator,
  standard: GrowthStandard,
  measured: number,
  reference: GrowthReference,
  { country, ageDays }: GrowthMeasured,
): GrowthResult {
  const unrestrictedZ = growthZ(measured, reference);
  const restricted = standard === 'who2006' && weightBased.has(indicator);
  const z = restricted ? restrictedGrowthZ(measured, reference) : unrestrictedZ;
  const [low, high] = possible[indicator];
  return {
    ...{ indicator, standard, measured, reference, z, unrestrictedZ },
    percentile: percentileOfZ(z),
    label: growthLabel(indicator, z, country, ageDays),
    implausible: z < low || z > high,
  };
}
