import { type Age, ageAt } from '#platform/shared/age.ts';
import { roundTo } from '#platform/shared/quantities.ts';
import {
  diastolicCategory,
  type PressureJudgement,
  pressureCategory,
  systolicCategory,
} from './blood-pressure.ts';
import { adultBodyMassApplies, bodyMassBand, bodyMassIndex } from './body.ts';
import { criticalFindings } from './critical.ts';
import { type PlausibilityFinding, type PreviousMeasurements, plausibilityFindings } from './plausible.ts';
import { defaultRanges, type RangeTable } from './range-table.ts';
import { type AgeBand, type BandRanges, feverFromCelsius, normalTemperature, rangesFor } from './ranges.ts';
import type { Range, Reason, VitalSign, VitalsSettings, VitalValues } from './values.ts';

export type VitalLevel = 'normal' | 'outOfRange' | 'critical';
export type VitalFlag = Reason & { sign: VitalSign; level: VitalLevel };

export type Assessment = {
  /** Age on the day of measuring; null when the birth date is unknown or later, and adult limits were used. */
  age: Age | null;
  band: AgeBand;
  /** One flag for each measured sign that has limits, the gravest that applies; none for a rejected value. */
  flags: VitalFlag[];
  plausibility: PlausibilityFinding[];
  /** Category of the pair, from 13 years on, when both halves are measured and believable. */
  pressure: PressureJudgement | null;
  /** Unrounded, whenever height and weight are believable. */
  bodyMassIndex: number | null;
};

type Context = {
  age: Age | null;
  values: VitalValues;
  settings: VitalsSettings;
  ranges: BandRanges;
  table: RangeTable;
};

const flag = (sign: VitalSign, level: VitalLevel, key: string, params: Reason['params'] = {}): VitalFlag => ({
  sign,
  level,
  reasonKey: `vitals_${key}`,
  params,
});

function byRange(sign: VitalSign, value: number | undefined, normal: Range | undefined): VitalFlag[] {
  if (value === undefined || normal === undefined) return [];
  const params = { low: normal.low, high: normal.high };
  if (value < normal.low) return [flag(sign, 'outOfRange', 'below_range', params)];
  if (value > normal.high) return [flag(sign, 'outOfRange', 'above_range', params)];
  return [flag(sign, 'normal', 'in_range', params)];
}

function pressureFlags({ values, settings, ranges }: Context): VitalFlag[] {
  const { systolicMmHg, diastolicMmHg } = values;
  const { bloodPressureScheme: scheme } = settings;
  if (!ranges.pressureByCategory) {
    return [
      ...byRange('systolic', systolicMmHg, ranges.systolic),
      ...byRange('diastolic', diastolicMmHg, ranges.diastolic),
    ];
  }
  const halves: [VitalSign, string | undefined][] = [
    ['systolic', systolicMmHg === undefined ? undefined : systolicCategory(systolicMmHg, scheme)],
    ['diastolic', diastolicMmHg === undefined ? undefined : diastolicCategory(diastolicMmHg, scheme)],
  ];
  return halves.flatMap(([sign, category]) => {
    if (category === undefined) return [];
    if (sign === 'systolic' && systolicMmHg !== undefined && systolicMmHg < ranges.hypotensionBelow) {
      return [flag(sign, 'outOfRange', 'pressure_low', { limit: ranges.hypotensionBelow })];
    }
    return [flag(sign, category === 'normal' ? 'normal' : 'outOfRange', `pressure_${category}`)];
  });
}

function temperatureFlags({ values, table }: Context): VitalFlag[] {
  const { temperatureCelsius: celsius, temperatureSite: site } = values;
  if (celsius === undefined) return [];
  const feverFrom = feverFromCelsius(site, table);
  if (celsius >= feverFrom) return [flag('temperature', 'outOfRange', 'fever', { limit: feverFrom })];
  return byRange('temperature', celsius, normalTemperature(site, table));
}

/** Above an ordered target only oxygen that is being given can be too much. */
function saturationFlags({ values, settings, table }: Context): VitalFlag[] {
  const { oxygenSaturationPercent: percent, onOxygen } = values;
  const target = settings.oxygenTarget;
  if (target === undefined) return byRange('oxygenSaturation', percent, table.adult.oxygenSaturation);
  const high = onOxygen === true ? target.highPercent : 100;
  return byRange('oxygenSaturation', percent, { low: target.lowPercent, high });
}

function bodyMassFlags({ age, settings }: Context, index: number | null): VitalFlag[] {
  if (index === null || age === null || !adultBodyMassApplies(age, settings.country)) return [];
  const band = bodyMassBand(index, settings.country);
  const key = {
    severelyThin: 'severely_thin',
    underweight: 'underweight',
    normal: 'normal',
    overweight: 'overweight',
    obese: 'obese',
  }[band];
  return [
    flag('bodyMassIndex', band === 'normal' ? 'normal' : 'outOfRange', `bmi_${key}`, {
      index: roundTo(index, 1),
    }),
  ];
}

/** Takes out what plausibility rejected, so that a typing error is never told as a critical value. */
function believable(values: VitalValues, findings: PlausibilityFinding[]): VitalValues {
  const rejected = new Set(findings.filter(({ level }) => level === 'reject').map(({ sign }) => sign));
  const keep = <T>(sign: VitalSign, value: T | undefined) => (rejected.has(sign) ? undefined : value);
  return {
    ...values,
    systolicMmHg: keep('systolic', values.systolicMmHg),
    diastolicMmHg: keep('diastolic', values.diastolicMmHg),
    heartRatePerMinute: keep('heartRate', values.heartRatePerMinute),
    respiratoryRatePerMinute: keep('respiratoryRate', values.respiratoryRatePerMinute),
    temperatureCelsius: keep('temperature', values.temperatureCelsius),
    oxygenSaturationPercent: keep('oxygenSaturation', values.oxygenSaturationPercent),
    glucoseMgPerDl: keep('glucose', values.glucoseMgPerDl),
    heightCm: keep('height', values.heightCm),
    weightKg: keep('weight', values.weightKg),
  };
}

/** One flag for each sign: the gravest, and of equals the first. */
function gravest(flags: VitalFlag[]): VitalFlag[] {
  const gravity: Record<VitalLevel, number> = { normal: 0, outOfRange: 1, critical: 2 };
  const bySign = new Map<VitalSign, VitalFlag>();
  for (const one of flags) {
    const known = bySign.get(one.sign);
    if (known === undefined || gravity[one.level] > gravity[known.level]) bySign.set(one.sign, one);
  }
  return [...bySign.values()];
}

function indexOf({ weightKg, heightCm }: VitalValues): number | null {
  return weightKg === undefined || heightCm === undefined ? null : bodyMassIndex(weightKg, heightCm);
}

/**
 * Judges one set of measurements by the age on the day of measuring: what is normal, out of range or critical, and what
 * is not believable. Pure and the same on both sides: the form shows it while typing, the verb decides by it.
 * @param input.birthDate `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, or null when unknown
 * @param input.eventDate `YYYY-MM-DD`, the day of measuring in the clinic's zone
 * @returns reasons as keys of the vitals messages; write their numbers with `readableParams`
 */
export function assessVitals(input: {
  birthDate: string | null;
  eventDate: string;
  values: VitalValues;
  settings: VitalsSettings;
  previous?: PreviousMeasurements | undefined;
}): Assessment {
  const age = input.birthDate === null ? null : ageAt(input.birthDate, input.eventDate);
  const plausibility = plausibilityFindings({ ...input, age });
  const values = believable(input.values, plausibility);
  const table = input.settings.ranges ?? defaultRanges;
  const ranges = rangesFor(age, values.asleep === true, table);
  const context: Context = { age, values, settings: input.settings, ranges, table };
  const { systolicMmHg, diastolicMmHg, consciousness } = values;
  const paired = ranges.pressureByCategory && systolicMmHg !== undefined && diastolicMmHg !== undefined;
  const index = indexOf(values);
  const flags = gravest([
    ...criticalFindings(context).map((critical): VitalFlag => ({ ...critical, level: 'critical' })),
    ...pressureFlags(context),
    ...byRange('heartRate', values.heartRatePerMinute, ranges.heartRate),
    ...byRange('respiratoryRate', values.respiratoryRatePerMinute, ranges.respiratoryRate),
    ...temperatureFlags(context),
    ...saturationFlags(context),
    ...(consciousness === undefined ? [] : [flag('consciousness', 'normal', 'alert')]),
    ...bodyMassFlags(context, index),
  ]);
  const pressure = paired
    ? pressureCategory(systolicMmHg, diastolicMmHg, input.settings.bloodPressureScheme)
    : null;
  return { age, band: ranges.band, flags, plausibility, pressure, bodyMassIndex: index };
}
