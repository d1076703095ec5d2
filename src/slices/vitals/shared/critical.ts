import type { Age } from '#platform/shared/age.ts';
import { defaultRanges, type RangeTable } from './range-table.ts';
import { type BandRanges, rangesFor } from './ranges.ts';
import type { Range, Reason, VitalSign, VitalsSettings, VitalValues } from './values.ts';

/** A value that a clinician must hear of by word of mouth, now. */
export type CriticalFinding = Reason & { sign: VitalSign };

type Case = { age: Age | null; values: VitalValues; settings: VitalsSettings };

const found = (sign: VitalSign, reasonKey: string, params: Reason['params'] = {}): CriticalFinding => ({
  sign,
  reasonKey: `vitals_critical_${reasonKey}`,
  params,
});

/** Low and high limits that are themselves critical. */
function beyond(sign: VitalSign, value: number | undefined, { low, high }: Range): CriticalFinding[] {
  if (value === undefined) return [];
  if (value <= low) return [found(sign, 'low', { limit: low })];
  return value >= high ? [found(sign, 'high', { limit: high })] : [];
}

/** More than a fifth outside the normal range of the age. In whole numbers, since 53 × 1.2 is 63.59999 in binary. */
function farOutside(
  sign: VitalSign,
  value: number | undefined,
  normal: Range | undefined,
): CriticalFinding[] {
  if (value === undefined || normal === undefined) return [];
  if (value * 10 < normal.low * 8) return [found(sign, 'child_low', { low: normal.low, high: normal.high })];
  return value * 10 > normal.high * 12
    ? [found(sign, 'child_high', { low: normal.low, high: normal.high })]
    : [];
}

const tableOf = (settings: VitalsSettings): RangeTable => settings.ranges ?? defaultRanges;

function saturation({ age, values, settings }: Case): CriticalFinding[] {
  const percent = values.oxygenSaturationPercent;
  if (percent === undefined) return [];
  const target = settings.oxygenTarget;
  if (target !== undefined) {
    return percent < target.lowPercent
      ? [found('oxygenSaturation', 'target', { low: target.lowPercent })]
      : [];
  }
  const child = age !== null && age.years < 16;
  const limit = tableOf(settings).critical.oxygenSaturationLow;
  const low = child ? percent < limit + 1 : percent <= limit;
  return low ? [found('oxygenSaturation', 'low', { limit })] : [];
}

/** Below 90 days fever and chill are both signs of serious infection, whatever the site. */
function temperature({ age, values, settings }: Case): CriticalFinding[] {
  const celsius = values.temperatureCelsius;
  if (celsius === undefined) return [];
  if (age !== null && age.precision === 'day' && age.totalDays < 90) {
    if (celsius >= 38.0) return [found('temperature', 'young_infant_fever', { limit: 38 })];
    if (celsius < 36.0) return [found('temperature', 'young_infant_cold', { limit: 36 })];
  }
  return beyond('temperature', celsius, tableOf(settings).critical.temperature);
}

function severePressure({
  systolicMmHg = 0,
  diastolicMmHg = 0,
  pressureSymptoms,
}: VitalValues): CriticalFinding[] {
  if (pressureSymptoms !== true) return [];
  const findings: CriticalFinding[] = [];
  if (systolicMmHg > 180) findings.push(found('systolic', 'pressure_symptoms', { limit: 180 }));
  if (diastolicMmHg > 120) findings.push(found('diastolic', 'pressure_symptoms', { limit: 120 }));
  return findings;
}

function adultCirculation(values: VitalValues, limits: RangeTable['critical']): CriticalFinding[] {
  return [
    ...beyond('respiratoryRate', values.respiratoryRatePerMinute, limits.respiratoryRate),
    ...beyond('systolic', values.systolicMmHg, limits.systolic),
    ...beyond('heartRate', values.heartRatePerMinute, limits.heartRate),
  ];
}

function childCirculation(values: VitalValues, ranges: BandRanges): CriticalFinding[] {
  const { systolicMmHg: systolic } = values;
  // Falling pressure is the last thing a child's circulation gives up, so hypotension needs no further fifth.
  const hypotension =
    systolic !== undefined && systolic < ranges.hypotensionBelow
      ? [found('systolic', 'hypotension', { limit: ranges.hypotensionBelow })]
      : [];
  return [
    ...hypotension,
    ...farOutside('respiratoryRate', values.respiratoryRatePerMinute, ranges.respiratoryRate),
    ...farOutside('heartRate', values.heartRatePerMinute, ranges.heartRate),
    ...farOutside('systolic', systolic, ranges.systolic),
    ...farOutside('diastolic', values.diastolicMmHg, ranges.diastolic),
  ];
}

function glucoseFindings(value: number | undefined, { low, high }: Range): CriticalFinding[] {
  if (value === undefined || (value >= low && value <= high)) return [];
  return [
    value < low ? found('glucose', 'below', { limit: low }) : found('glucose', 'above', { limit: high }),
  ];
}

/**
 * Everything in one set of measurements that calls for immediate verbal notice; adult limits follow a NEWS2 score of 3,
 * children's a fifth beyond the table of their age. A sign may appear twice; its first reason is the weightier.
 * Limits are the clinic's design and its clinicians answer for them. A missing age counts as adult.
 */
export function criticalFindings(input: Case): CriticalFinding[] {
  const { age, values } = input;
  const table = tableOf(input.settings);
  const ranges = rangesFor(age, values.asleep === true, table);
  const { consciousness } = values;
  const changed = consciousness !== undefined && consciousness !== 'alert';
  return [
    ...(ranges.band === 'adult'
      ? adultCirculation(values, table.critical)
      : childCirculation(values, ranges)),
    ...severePressure(values),
    ...saturation(input),
    ...temperature(input),
    ...(changed ? [found('consciousness', 'consciousness')] : []),
    ...glucoseFindings(values.glucoseMgPerDl, table.critical.glucose),
  ];
}
