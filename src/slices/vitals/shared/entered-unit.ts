import { celsiusToFahrenheit, cmToInches, kgToPounds, roundTo } from '#platform/shared/quantities.ts';
import type { Reason, VitalSign } from './values.ts';

const fromCanonical: Record<string, { signs: readonly VitalSign[]; convert: (value: number) => number }> = {
  '[degF]': { signs: ['temperature'], convert: celsiusToFahrenheit },
  '[lb_av]': { signs: ['weight'], convert: kgToPounds },
  g: { signs: ['weight'], convert: (kg) => kg * 1000 },
  '[in_i]': { signs: ['height', 'headCircumference'], convert: cmToInches },
};

/** Reasons whose words name the unit. */
const namingCelsius = new Set([
  'vitals_fever',
  'vitals_critical_young_infant_fever',
  'vitals_critical_young_infant_cold',
]);

/**
 * A reason with its limits in the unit that was typed: beside 101.1 °F a range of 36.1–37.2 helps nobody. Rounded to one
 * decimal, for reading alone.
 * @param unit UCUM code of the entered value
 */
export function inEnteredUnit<R extends Reason & { sign: VitalSign }>(
  reason: R,
  unit: string | undefined,
): R {
  const way = unit === undefined ? undefined : fromCanonical[unit];
  if (way === undefined || !way.signs.includes(reason.sign)) return reason;
  const limits = ['low', 'high', 'limit'].flatMap((name) => {
    const value = reason.params[name];
    return typeof value === 'number' ? [[name, roundTo(way.convert(value), 1)] as const] : [];
  });
  const fahrenheit = unit === '[degF]' && namingCelsius.has(reason.reasonKey);
  return {
    ...reason,
    reasonKey: fahrenheit ? `${reason.reasonKey}_fahrenheit` : reason.reasonKey,
    params: { ...reason.params, ...Object.fromEntries(limits) },
  };
}
