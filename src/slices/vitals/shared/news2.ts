import type { Age } from '#platform/shared/age.ts';
import { roundTo } from '#platform/shared/quantities.ts';
import type { Consciousness, VitalSign, VitalValues } from './values.ts';

export type NewsParameter =
  | 'respiratoryRate'
  | 'oxygenSaturation'
  | 'oxygen'
  | 'systolic'
  | 'heartRate'
  | 'consciousness'
  | 'temperature';

/** `lowMedium` is a single 3: an urgent review although the sum is low. */
export type NewsRisk = 'low' | 'lowMedium' | 'medium' | 'high';

export type News2 =
  | {
      status: 'complete';
      score: number;
      risk: NewsRisk;
      singleThree: boolean;
      parts: Record<NewsParameter, number>;
    }
  | { status: 'incomplete'; missing: NewsParameter[] }
  | { status: 'notApplicable'; reason: 'under16' | 'pregnant' | 'ageUnknown' };

/** What it is made of, each by the sign that is measured for it: whether on oxygen is said with the saturation. */
const newsSigns: readonly VitalSign[] = [
  ...(['respiratoryRate', 'oxygenSaturation', 'systolic', 'heartRate'] as const),
  ...(['consciousness', 'temperature'] as const),
];

/** Signs that an incomplete score lacks, in the order in which they are measured; none of a set that holds no part of it. */
export function lackingSigns(missing: readonly string[]): VitalSign[] {
  const lacking = newsSigns.filter((sign) => missing.includes(sign));
  return lacking.length === newsSigns.length ? [] : lacking;
}

/** Points for the first upper limit that the value does not exceed. */
function points(value: number, steps: readonly (readonly [number, number])[]): number {
  return steps.find(([upTo]) => value <= upTo)?.[1] ?? 0;
}

const breathSteps = [
  [8, 3],
  [11, 1],
  [20, 0],
  [24, 2],
  [Infinity, 3],
] as const;
const systolicSteps = [
  [90, 3],
  [100, 2],
  [110, 1],
  [219, 0],
  [Infinity, 3],
] as const;
const pulseSteps = [
  [40, 3],
  [50, 1],
  [90, 0],
  [110, 1],
  [130, 2],
  [Infinity, 3],
] as const;
const temperatureSteps = [
  [35.0, 3],
  [36.0, 1],
  [38.0, 0],
  [39.0, 1],
  [Infinity, 2],
] as const;
const scale1Steps = [
  [91, 3],
  [93, 2],
  [95, 1],
  [Infinity, 0],
] as const;
const scale2Steps = [
  [83, 3],
  [85, 2],
  [87, 1],
  [92, 0],
] as const;
const scale2OnOxygenSteps = [...scale2Steps, [94, 1], [96, 2], [Infinity, 3]] as const;

function saturationPoints(percent: number, onOxygen: boolean, scale: 1 | 2): number {
  if (scale === 1) return points(percent, scale1Steps);
  return points(percent, onOxygen ? scale2OnOxygenSteps : [...scale2Steps, [Infinity, 0]]);
}

/**
 * National Early Warning Score 2 (Royal College of Physicians, 2017), from 16 years, not in pregnancy. A parameter that
 * was not measured makes the score incomplete; it never counts as zero.
 * @param options `scale` 2 only by a documented clinician's order (target 88–92 %)
 */
export function news2(
  age: Age | null,
  values: VitalValues,
  options: { scale: 1 | 2; pregnant: boolean } = { scale: 1, pregnant: false },
): News2 {
  if (age === null) return { status: 'notApplicable', reason: 'ageUnknown' };
  if (age.years < 16) return { status: 'notApplicable', reason: 'under16' };
  if (options.pregnant) return { status: 'notApplicable', reason: 'pregnant' };
  const { oxygenSaturationPercent: saturation, onOxygen } = values;
  const scored: Record<NewsParameter, number | undefined> = {
    respiratoryRate: scoreOf(values.respiratoryRatePerMinute, 0, breathSteps),
    oxygenSaturation:
      saturation === undefined || onOxygen === undefined
        ? undefined
        : saturationPoints(roundTo(saturation, 0), onOxygen, options.scale),
    oxygen: onOxygen === undefined ? undefined : onOxygen ? 2 : 0,
    systolic: scoreOf(values.systolicMmHg, 0, systolicSteps),
    heartRate: scoreOf(values.heartRatePerMinute, 0, pulseSteps),
    consciousness: consciousnessPoints(values.consciousness),
    temperature: scoreOf(values.temperatureCelsius, 1, temperatureSteps),
  };
  return total(scored);
}

/** The bands are defined on figures of so many decimals, so the value is rounded to them first. */
function scoreOf(value: number | undefined, digits: number, steps: readonly (readonly [number, number])[]) {
  return value === undefined ? undefined : points(roundTo(value, digits), steps);
}

function consciousnessPoints(consciousness: Consciousness | undefined): number | undefined {
  if (consciousness === undefined) return undefined;
  return consciousness === 'alert' ? 0 : 3;
}

function total(scored: Record<NewsParameter, number | undefined>): News2 {
  const names = Object.keys(scored) as NewsParameter[];
  const missing = names.filter((name) => scored[name] === undefined);
  if (missing.length > 0) return { status: 'incomplete', missing };
  const parts = scored as Record<NewsParameter, number>;
  const score = names.reduce((sum, name) => sum + parts[name], 0);
  const singleThree = names.some((name) => parts[name] === 3);
  const low: NewsRisk = singleThree ? 'lowMedium' : 'low';
  const risk: NewsRisk = score >= 7 ? 'high' : score >= 5 ? 'medium' : low;
  return { status: 'complete', score, risk, singleThree, parts };
}
