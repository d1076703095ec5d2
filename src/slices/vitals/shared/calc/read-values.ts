import { approximate, exact } from '../exact.ts';
import { converted } from '../convert.ts';
import { hardLimits } from '../plausible.ts';
import type { Consciousness, Reason, TemperatureSite, VitalValues } from '../values.ts';
import { type Fields, LineFault } from './fields.ts';

const levels: Record<string, Consciousness> = {
  A: 'alert',
  C: 'confused',
  V: 'voice',
  P: 'pain',
  U: 'unresponsive',
};
const words: readonly Consciousness[] = ['alert', 'confused', 'voice', 'pain', 'unresponsive'];
const sites: readonly TemperatureSite[] = ['oral', 'axillary', 'rectal', 'tympanic', 'temporal'];

/** ACVPU by word or by letter. */
export function consciousnessOf(fields: Fields): Consciousness | undefined {
  const said = fields.oneOf('consciousness', [...words, ...Object.keys(levels)]);
  return said === undefined ? undefined : (levels[said] ?? (said as Consciousness));
}

/** `value` in its unit as the first unit of its quantity; the field `<name>Unit` says another one. */
function measured(
  fields: Fields,
  name: string,
  allowed: Readonly<Record<string, string>>,
  canonical: string,
): number | undefined {
  const value = fields.number(name);
  const said = fields.oneOf(`${name}Unit`, Object.keys(allowed));
  if (value === undefined) return undefined;
  if (said === undefined) return value;
  const found = converted(exact(value), allowed[said] as string, canonical);
  if (found === undefined) throw new LineFault('does not fit', `${name}Unit`);
  return approximate(found);
}

const massUnits = { kg: 'kg', g: 'g', lb: '[lb_av]', '[lb_av]': '[lb_av]' };
const lengthUnits = { cm: 'cm', m: 'm', in: '[in_i]', '[in_i]': '[in_i]' };
const temperatureUnits = { C: 'Cel', Cel: 'Cel', F: '[degF]', '[degF]': '[degF]' };

export const weightOf = (fields: Fields) => measured(fields, 'weight', massUnits, 'kg');
export const heightOf = (fields: Fields) => measured(fields, 'height', lengthUnits, 'cm');
export const temperatureOf = (fields: Fields) => measured(fields, 'temperature', temperatureUnits, 'Cel');

/** A size nobody has is a figure in another unit (1.75 for 175 cm); the answer to it would look like one. */
export function mustBePossible(
  name: string,
  sign: 'weight' | 'height' | 'headCircumference',
  value?: number,
) {
  const { low, high } = hardLimits[sign];
  if (value !== undefined && (value < low || value > high))
    throw new LineFault(`must be from ${low} to ${high} ${sign === 'weight' ? 'kg' : 'cm'}`, name);
}

/** The signs that NEWS2 and the ranges share. */
export function coreValues(fields: Fields): VitalValues {
  return {
    respiratoryRatePerMinute: fields.number('respiratoryRate'),
    oxygenSaturationPercent: fields.number('oxygenSaturation'),
    onOxygen: fields.boolean('onOxygen'),
    systolicMmHg: fields.number('systolic'),
    heartRatePerMinute: fields.number('heartRate'),
    consciousness: consciousnessOf(fields),
    temperatureCelsius: temperatureOf(fields),
  };
}

/** All that the ranges judge. */
export function allValues(fields: Fields): VitalValues {
  return {
    ...coreValues(fields),
    diastolicMmHg: fields.number('diastolic'),
    temperatureSite: fields.oneOf('site', sites),
    glucoseMgPerDl: fields.number('glucose'),
    heightCm: heightOf(fields),
    weightKg: weightOf(fields),
    headCircumferenceCm: fields.number('head'),
    painScore: fields.number('pain'),
    asleep: fields.boolean('asleep'),
    pressureSymptoms: fields.boolean('pressureSymptoms'),
  };
}

/** A reason as the calculators tell it: without the place where its words stand. */
export const shortReason = ({ reasonKey }: Reason): string => reasonKey.replace(/^vitals_/, '');
