import type { Age } from '#platform/shared/age.ts';
import { fahrenheitToCelsius, roundTo } from '#platform/shared/quantities.ts';
import { daysBetween, isDate } from '#platform/shared/time.ts';
import { rangesFor } from './ranges.ts';
import type { Range, Reason, VitalSign, VitalsSettings, VitalValues } from './values.ts';

/** `reject`: cannot be true and is not stored. `confirm`: rare; the person says once that it was read correctly. */
export type PlausibilityFinding = Reason & { sign: VitalSign; level: 'reject' | 'confirm' };

/** Earlier measurements to compare with, each with its date `YYYY-MM-DD`. */
export type PreviousMeasurements = {
  height?: { cm: number; date: string } | undefined;
  weight?: { kg: number; date: string } | undefined;
};

type Case = {
  age: Age | null;
  eventDate: string;
  values: VitalValues;
  previous?: PreviousMeasurements | undefined;
  settings?: VitalsSettings | undefined;
};

function finding(
  sign: VitalSign,
  level: PlausibilityFinding['level'],
  reason: string,
  params: Reason['params'] = {},
): PlausibilityFinding {
  return { sign, level, reasonKey: `vitals_${reason}`, params };
}

/** Beyond these nothing was measured; in the canonical unit of the sign. */
export const hardLimits = {
  heartRate: { low: 20, high: 300 },
  respiratoryRate: { low: 3, high: 120 },
  systolic: { low: 30, high: 300 },
  diastolic: { low: 10, high: 200 },
  temperature: { low: 25, high: 45 },
  oxygenSaturation: { low: 30, high: 100 },
  height: { low: 20, high: 260 },
  weight: { low: 0.3, high: 500 },
  headCircumference: { low: 20, high: 70 },
  pain: { low: 0, high: 10 },
  waist: { low: 20, high: 250 },
  gestationAtBirth: { low: 20, high: 45 },
} satisfies Partial<Record<VitalSign, Range>>;

/** Soft limits, widened to what is normal at the age: 190 beats are an everyday newborn. */
function softLimits({ age, values, settings }: Case): Partial<Record<VitalSign, Range>> {
  const normal = rangesFor(age, values.asleep === true, settings?.ranges);
  const widen = (soft: Range, { low, high }: Range): Range => ({
    low: Math.min(soft.low, low),
    high: Math.max(soft.high, high),
  });
  return {
    heartRate: widen({ low: 40, high: 180 }, normal.heartRate),
    respiratoryRate: widen({ low: 8, high: 40 }, normal.respiratoryRate),
    temperature: { low: 35, high: 40.5 },
    oxygenSaturation: { low: 85, high: 100 },
  };
}

/** The measured numbers by sign. */
export function measured(values: VitalValues): [VitalSign, number][] {
  const all: [VitalSign, number | undefined][] = [
    ['systolic', values.systolicMmHg],
    ['diastolic', values.diastolicMmHg],
    ['heartRate', values.heartRatePerMinute],
    ['respiratoryRate', values.respiratoryRatePerMinute],
    ['temperature', values.temperatureCelsius],
    ['oxygenSaturation', values.oxygenSaturationPercent],
    ['glucose', values.glucoseMgPerDl],
    ['height', values.heightCm],
    ['weight', values.weightKg],
    ['headCircumference', values.headCircumferenceCm],
    ['pain', values.painScore],
    ['waist', values.waistCm],
    ['gestationAtBirth', values.gestationWeeks],
  ];
  return all.filter((pair): pair is [VitalSign, number] => pair[1] !== undefined);
}

function checkOne(sign: VitalSign, value: number, soft: Range | undefined): PlausibilityFinding[] {
  if (!Number.isFinite(value)) return [finding(sign, 'reject', 'reject_not_a_number')];
  if (sign === 'temperature' && value >= 86 && value <= 113) {
    return [
      finding(sign, 'reject', 'reject_fahrenheit', { celsius: roundTo(fahrenheitToCelsius(value), 1) }),
    ];
  }
  const hard: Range | undefined = (hardLimits as Partial<Record<VitalSign, Range>>)[sign];
  if (hard !== undefined && (value < hard.low || value > hard.high)) {
    return [finding(sign, 'reject', 'reject_range', { low: hard.low, high: hard.high })];
  }
  if (sign === 'glucose' && value <= 0) return [finding(sign, 'reject', 'reject_positive')];
  if ((sign === 'pain' || sign === 'gestationAtBirth') && !Number.isInteger(value)) {
    return [finding(sign, 'reject', `reject_${sign === 'pain' ? 'pain' : 'weeks'}_whole`)];
  }
  const rare = soft !== undefined && (value < soft.low || value > soft.high);
  return rare ? [finding(sign, 'confirm', 'confirm_range', { low: soft.low, high: soft.high })] : [];
}

function checkPulsePressure({ systolicMmHg, diastolicMmHg }: VitalValues): PlausibilityFinding[] {
  if (systolicMmHg === undefined || diastolicMmHg === undefined) return [];
  const pulsePressure = systolicMmHg - diastolicMmHg;
  // Either half may be the wrong one, so neither may be judged on.
  const halves = ['systolic', 'diastolic'] as const;
  if (pulsePressure <= 0) return halves.map((sign) => finding(sign, 'reject', 'reject_pressure_order'));
  const usual = pulsePressure >= 20 && pulsePressure <= 120;
  return usual ? [] : [finding('diastolic', 'confirm', 'confirm_pulse_pressure', { pulsePressure })];
}

/** Half a year in days, the span in which a tenth of the weight is too much to pass unasked. */
const weightMemoryDays = 183;

function checkChanges({ age, eventDate, values, previous }: Case): PlausibilityFinding[] {
  const findings: PlausibilityFinding[] = [];
  const { heightCm, weightKg } = values;
  const grown = age === null || age.years >= 18;
  if (heightCm !== undefined && previous?.height !== undefined && grown) {
    const change = Math.abs(heightCm - previous.height.cm);
    if (change > 3)
      findings.push(finding('height', 'confirm', 'confirm_height_change', { change: roundTo(change, 1) }));
  }
  if (weightKg !== undefined && previous?.weight !== undefined && isDate(previous.weight.date)) {
    const days = daysBetween(previous.weight.date, eventDate);
    const percent = (Math.abs(weightKg - previous.weight.kg) / previous.weight.kg) * 100;
    // Children under two are meant to gain a tenth in months; asking each time would teach to click it away.
    const growing = age !== null && age.totalMonths < 24;
    if (days >= 0 && days <= weightMemoryDays && percent > 10 && !growing) {
      findings.push(finding('weight', 'confirm', 'confirm_weight_change', { percent: roundTo(percent, 1) }));
    }
  }
  return findings;
}

/**
 * What in a set of measurements cannot be (reject) or should be read again (confirm).
 * @param input.eventDate `YYYY-MM-DD`, the day of measuring
 */
export function plausibilityFindings(input: Case): PlausibilityFinding[] {
  const soft = softLimits(input);
  const each = measured(input.values).flatMap(([sign, value]) => checkOne(sign, value, soft[sign]));
  const rejected = new Set(each.filter(({ level }) => level === 'reject').map(({ sign }) => sign));
  const related = [...checkPulsePressure(input.values), ...checkChanges(input)];
  return [...each, ...related.filter(({ sign }) => !rejected.has(sign))];
}
