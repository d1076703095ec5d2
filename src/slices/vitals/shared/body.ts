import type { Age } from '#platform/shared/age.ts';
import { approximate, exact, over, times } from './exact.ts';
import { roundTo } from '#platform/shared/quantities.ts';

/** Body mass index in kg/m², unrounded; shown with one decimal. Computed whenever shown, never stored as typed. */
export function bodyMassIndex(weightKg: number, heightCm: number): number {
  const height = exact(heightCm);
  return approximate(over(times(exact(weightKg), exact(10_000)), times(height, height)));
}

/** Body surface area in m² by Mosteller (1987), unrounded. */
export function surfaceAreaMosteller(weightKg: number, heightCm: number): number {
  return Math.sqrt((heightCm * weightKg) / 3600);
}

/** Body surface area in m² by Du Bois and Du Bois (1916), unrounded. */
export function surfaceAreaDuBois(weightKg: number, heightCm: number): number {
  return 0.007184 * weightKg ** 0.425 * heightCm ** 0.725;
}

export type BodyMassBand = 'severelyThin' | 'underweight' | 'normal' | 'overweight' | 'obese';

/**
 * Adult band of a body mass index, judged on one decimal as it is shown.
 * US (CDC): below 18.5, 18.5–24.9, 25–29.9, from 30. Indonesia (Kemenkes): below 17.0, 17.0–18.4, 18.5–25.0, 25.1–27.0, above.
 */
export function bodyMassBand(index: number, country: 'US' | 'ID'): BodyMassBand {
  const shown = roundTo(index, 1);
  if (country === 'ID') {
    if (shown < 17) return 'severelyThin';
    if (shown < 18.5) return 'underweight';
    if (shown <= 25) return 'normal';
    return shown <= 27 ? 'overweight' : 'obese';
  }
  if (shown < 18.5) return 'underweight';
  if (shown < 25) return 'normal';
  return shown < 30 ? 'overweight' : 'obese';
}

/** Whether adult bands apply: after the growth curves end, at 20 years in the US (CDC), at 19 in Indonesia (WHO 2007). */
export function adultBodyMassApplies(age: Age, country: 'US' | 'ID'): boolean {
  return age.years >= (country === 'US' ? 20 : 19);
}
