import { ageAt } from '#platform/shared/age.ts';
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
  'consciousness',
];

/**
 * The order of measuring and what makes a complete set at an age.
 * @param eventDate `YYYY-MM-DD`
 */
export function measuringPlan(
  birthDate: string | null,
  eventDate: string,
  settings: MeasuringSettings,
): { order: Measure[]; required: Measure[] } {
  const age = birthDate === null ? null : ageAt(birthDate, eventDate);
  const small = age !== null && age.years < 3;
  const withPressure = age === null || age.years >= settings.pressureFromYears;
  const order = small ? calmFirst : measures.filter((one) => one !== 'headCircumference');
  return {
    order: [...order],
    required: settings.required.filter((one) => withPressure || one !== 'bloodPressure'),
  };
}

/** What is still to be measured: neither a value nor a reason why there is none. */
export function missingMeasures(required: readonly Measure[], readings: readonly Reading[]): Measure[] {
  const done = new Set(readings.map((one) => one.measure));
  return required.filter((one) => !done.has(one));
}
