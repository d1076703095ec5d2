/** Box-Cox power, median and coefficient of variation of a growth reference at one age and sex. */
export type GrowthReference = { l: number; m: number; s: number };

/** z-score of a measurement: ((X/M)^L − 1)/(L·S), or ln(X/M)/S when L is 0 (Cole's LMS method). */
export function growthZ(measurement: number, { l, m, s }: GrowthReference): number {
  return l === 0 ? Math.log(measurement / m) / s : ((measurement / m) ** l - 1) / (l * s);
}

/** The measurement that has a given z-score; NaN beyond where the curve ends. */
export function measurementAtZ(z: number, { l, m, s }: GrowthReference): number {
  return l === 0 ? m * Math.exp(s * z) : m * (1 + l * s * z) ** (1 / l);
}

/**
 * z-score of weight-based WHO indicators: beyond ±3 the distance is counted in steps of SD2 to SD3, because the fitted
 * tails exaggerate there (WHO Child Growth Standards 2006, chapter 7).
 */
export function restrictedGrowthZ(measurement: number, reference: GrowthReference): number {
  const z = growthZ(measurement, reference);
  if (Math.abs(z) <= 3) return z;
  const side = Math.sign(z);
  const third = measurementAtZ(3 * side, reference);
  const step = Math.abs(third - measurementAtZ(2 * side, reference));
  return 3 * side + (measurement - third) / step;
}

/** Percentile 0–100 of a z-score (Abramowitz and Stegun 26.2.17, error under 7.5e-8). */
export function percentileOfZ(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const series =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const upperTail = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
  return 100 * (z >= 0 ? 1 - upperTail : upperTail);
}
