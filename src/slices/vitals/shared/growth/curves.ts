import type { GrowthIndicator } from './indicators.ts';
import { measurementAtZ } from './lms.ts';
import { daysPerMonth, type GrowthStandard, referenceAt, type Sex, weightAtLength } from './tables.ts';
import { lyingOverStandingCm } from './weight-for-length.ts';

export type Curve = { name: string; points: [number, number][] };

/** The lines that each organisation draws: the WHO by standard deviations, the CDC by percentiles (with their z-scores). */
const lines: Record<GrowthStandard, readonly (readonly [name: string, z: number])[]> = {
  who2006: [
    ['−3', -3],
    ['−2', -2],
    ['−1', -1],
    ['0', 0],
    ['+1', 1],
    ['+2', 2],
    ['+3', 3],
  ],
  cdc2000: [
    ['P3', -1.880794],
    ['P5', -1.644854],
    ['P10', -1.281552],
    ['P25', -0.67449],
    ['P50', 0],
    ['P75', 0.67449],
    ['P85', 1.036433],
    ['P90', 1.281552],
    ['P95', 1.644854],
    ['P97', 1.880794],
  ],
};

/** Places along the axis at which a chart's lines are drawn. */
function places(indicator: GrowthIndicator, standard: GrowthStandard): number[] {
  const steps = (from: number, to: number, by: number) =>
    Array.from({ length: Math.round((to - from) / by) + 1 }, (_, place) => from + place * by);
  if (indicator === 'weightForHeight') return steps(45, 120, 1);
  return standard === 'who2006' ? steps(0, 60, 1) : steps(24, 240, 3);
}

/**
 * The lines of one chart, lowest first, from which the eye reads a percentile.
 * @returns points of months (or cm lying) and the measurement; a line ends where the table does
 */
export function curvesOf(indicator: GrowthIndicator, standard: GrowthStandard, sex: Sex): Curve[] {
  // overweight begins at the 85th percentile of body mass; the other charts draw no such line
  const drawn = lines[standard].filter(([name]) => name !== 'P85' || indicator === 'bodyMassForAge');
  return drawn.map(([name, z]) => ({
    name,
    points: places(indicator, standard).flatMap((x): [number, number][] => {
      const reference =
        indicator === 'weightForHeight'
          ? weightAtLength(sex, x)
          : referenceAt(standard, indicator, sex, x * daysPerMonth);
      const y = reference && measurementAtZ(z, reference);
      return y === undefined || !Number.isFinite(y) ? [] : [[x, Math.round(y * 1000) / 1000]];
    }),
  }));
}

/** Where a measurement of weight for height stands on the axis, which is of lengths lying. */
export function lengthOnAxis(heightCm: number, lying: boolean): number {
  return lying ? heightCm : heightCm + lyingOverStandingCm;
}
