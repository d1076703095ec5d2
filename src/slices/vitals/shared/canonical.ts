import { fahrenheitToCelsius, inchesToCm, poundsToKg } from '#platform/shared/quantities.ts';
import type { ReadingMeasure } from './reading.ts';

/** Measures whose value is a code or a day and no figure. */
export type WordedMeasure = 'consciousness' | 'pregnancy' | 'lastMenses';
const worded: readonly ReadingMeasure[] = ['consciousness', 'pregnancy', 'lastMenses'];
export function isWorded(measure: ReadingMeasure): measure is WordedMeasure {
  return worded.includes(measure);
}

/** UCUM unit in which a measure is compared. */
export const canonicalUnits: Record<Exclude<ReadingMeasure, WordedMeasure>, string> = {
  bloodPressure: 'mm[Hg]',
  meanPressure: 'mm[Hg]',
  pulse: '/min',
  breathing: '/min',
  temperature: 'Cel',
  oxygenSaturation: '%',
  weight: 'kg',
  height: 'cm',
  headCircumference: 'cm',
  pain: '{score}',
  bodyMassIndex: 'kg/m2',
  waist: 'cm',
  gestationAtBirth: 'wk',
};

const toCanonical: Record<string, { unit: string; convert: (value: number) => number }> = {
  '[degF]': { unit: 'Cel', convert: fahrenheitToCelsius },
  '[lb_av]': { unit: 'kg', convert: poundsToKg },
  g: { unit: 'kg', convert: (grams) => grams / 1000 },
  '[in_i]': { unit: 'cm', convert: inchesToCm },
  m: { unit: 'cm', convert: (metres) => metres * 100 },
};

/**
 * A figure in the unit that rules compare in.
 * @param unit UCUM code
 * @returns undefined when the unit does not belong to the measure: an unknown unit is never guessed
 */
export function canonicalValue(
  measure: ReadingMeasure,
  value: number,
  unit: string | undefined,
): number | undefined {
  if (isWorded(measure)) return undefined;
  const wanted = canonicalUnits[measure];
  if (unit === wanted) return value;
  // counts of pulse and breath go without a unit in many systems, or as {beats}/min
  if (wanted === '/min' && unit !== undefined && unit.endsWith('/min')) return value;
  const known = unit === undefined ? undefined : toCanonical[unit];
  return known?.unit === wanted ? known.convert(value) : undefined;
}
