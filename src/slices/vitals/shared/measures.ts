import { type Age, ageAt } from '#platform/shared/age.ts';
import { type Measure, measures } from '../contract.ts';
import type { Reading } from './reading.ts';

/** What the clinic has set about measuring. */
export type MeasuringSettings = {
  /** Signs of a complete set. */
  required: readonly Measure[];
  /** Below this age blood pressure is not asked for. */
  pressureFromYears: number;
};

export const defaultMeasuring: MeasuringSettings = {
  required: [
    'bloodPressure',
    'pulse',
    'breathing',
    'temperature',
    'oxygenSaturation',
    'weight',
    'height',
    'pain',
  ],
  pressureFromYears: 3,
};

/** Ages at which pregnancy and the last period may be asked for. */
const fertile = { fromYears: 10, untilYears: 55 };

/** What is asked for where somebody thinks of it, in no fixed order of measuring. */
const rareOnes: readonly Measure[] = [
  'consciousness',
  'waist',
  'pregnancy',
  'lastMenses',
  'gestationAtBirth',
];

function isAsked(measure: Measure, age: Age | null, sex: string | undefined): boolean {
  if (measure === 'pregnancy' || measure === 'lastMenses') {
    const inYears = age === null || (age.years >= fertile.fromYears && age.years <= fertile.untilYears);
    return sex !== 'male' && inYears;
  }
  if (measure === 'waist') return age === null || age.years >= 2;
  // the age of a child is corrected for an early birth until then
  if (measure === 'gestationAtBirth') return age !== null && age.totalMonths < 24;
  return true;
}

/** Breath and pulse first, while the child is calm; the cuff and the scales make it cry. */
const calmFirst: readonly Measure[] = [
  'breathing',
  'pulse',
  'oxygenSaturation',
  'temperature',
  'weight',
  'height',
  'headCircumference',
  'bloodPressure',
  'pain',
];

/**
 * The order of measuring and what makes a complete set at an age.
 * @param eventDate `YYYY-MM-DD`
 */
export function measuringPlan(
  birthDate: string | null,
  eventDate: string,
  settings: MeasuringSettings,
  sex?: string,
): { order: Measure[]; required: Measure[]; rare: Measure[] } {
  const age = birthDate === null ? null : ageAt(birthDate, eventDate);
  const small = age !== null && age.years < 3;
  const withPressure = age === null || age.years >= settings.pressureFromYears;
  const grown = measures.filter((one) => one !== 'headCircumference' && !rareOnes.includes(one));
  return {
    order: small ? [...calmFirst] : grown,
    rare: rareOnes.filter((one) => isAsked(one, age, sex)),
    required: settings.required.filter((one) => withPressure || one !== 'bloodPressure'),
  };
}

/** What is still to be measured: neither a value nor a reason why there is none. */
export function missingMeasures(required: readonly Measure[], readings: readonly Reading[]): Measure[] {
  const done = new Set(readings.map((one) => one.measure));
  return required.filter((one) => !done.has(one));
}
