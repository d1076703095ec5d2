import type { VitalsSettings } from './values.ts';

export type PressureCategory = 'normal' | 'elevated' | 'stage1' | 'stage2' | 'hypertension' | 'severe';
export type PressureJudgement = { category: PressureCategory; decidedBy: 'systolic' | 'diastolic' | 'both' };
type Scheme = VitalsSettings['bloodPressureScheme'];

/** From mild to grave; both schemes use part of it. */
const gravity: readonly PressureCategory[] = [
  'normal',
  'elevated',
  'stage1',
  'stage2',
  'hypertension',
  'severe',
];

/** The category of the systolic half alone, in mmHg. */
export function systolicCategory(systolic: number, scheme: Scheme): PressureCategory {
  if (systolic > 180) return 'severe';
  if (scheme === 'from140') return systolic >= 140 ? 'hypertension' : 'normal';
  if (systolic >= 140) return 'stage2';
  if (systolic >= 130) return 'stage1';
  return systolic >= 120 ? 'elevated' : 'normal';
}

/** The category of the diastolic half alone, in mmHg; it knows no "elevated". */
export function diastolicCategory(diastolic: number, scheme: Scheme): PressureCategory {
  if (diastolic > 120) return 'severe';
  if (scheme === 'from140') return diastolic >= 90 ? 'hypertension' : 'normal';
  if (diastolic >= 90) return 'stage2';
  return diastolic >= 80 ? 'stage1' : 'normal';
}

/**
 * Blood pressure category from 13 years on (below, percentiles decide): ACC/AHA 2017, or the 140/90 label by setting.
 * The graver half wins and is named.
 */
export function pressureCategory(systolic: number, diastolic: number, scheme: Scheme): PressureJudgement {
  const [upper, lower] = [systolicCategory(systolic, scheme), diastolicCategory(diastolic, scheme)];
  if (upper === lower) return { category: upper, decidedBy: 'both' };
  const systolicWins = gravity.indexOf(upper) > gravity.indexOf(lower);
  return systolicWins
    ? { category: upper, decidedBy: 'systolic' }
    : { category: lower, decidedBy: 'diastolic' };
}

/** Mean arterial pressure in mmHg: diastolic plus a third of the pulse pressure. Unrounded. */
export function meanArterialPressure(systolic: number, diastolic: number): number {
  return diastolic + (systolic - diastolic) / 3;
}

/** Whether a first reading asks for two more at least a minute apart. */
export function needsMoreReadings(first: { systolic: number; diastolic: number }, scheme: Scheme): boolean {
  const [upper, lower] = scheme === 'from140' ? [140, 90] : [130, 80];
  return first.systolic >= upper || first.diastolic >= lower;
}

/**
 * The pressure to report from all readings in order: the mean of the last two (a first reading runs high), or the only
 * one. Unrounded; null when there is none.
 */
export function reportedPressure(
  readings: readonly { systolic: number; diastolic: number }[],
): { systolic: number; diastolic: number } | null {
  const last = readings.slice(-2);
  if (last.length === 0) return null;
  const mean = (half: 'systolic' | 'diastolic') =>
    last.reduce((total, one) => total + one[half], 0) / last.length;
  return { systolic: mean('systolic'), diastolic: mean('diastolic') };
}

/** The arm to use from now on when both were measured: the higher one if they differ by more than 10 mmHg. */
export function armToUse(leftSystolic: number, rightSystolic: number): 'left' | 'right' | 'either' {
  if (Math.abs(leftSystolic - rightSystolic) <= 10) return 'either';
  return leftSystolic > rightSystolic ? 'left' : 'right';
}
