import { roundTo } from '#platform/shared/quantities.ts';
import {
  adultBodyMassApplies,
  bodyMassBand,
  bodyMassIndex,
  surfaceAreaDuBois,
  surfaceAreaMosteller,
} from '../body.ts';
import { ageOf, type Fields, LineFault } from './fields.ts';
import { heightOf, mustBePossible, weightOf } from './read-values.ts';

function sizeOf(fields: Fields): { weight: number; height: number } {
  const [weight, height] = [weightOf(fields), heightOf(fields)];
  if (weight === undefined) throw new LineFault('is missing', 'weight');
  if (height === undefined) throw new LineFault('is missing', 'height');
  mustBePossible('weight', 'weight', weight);
  mustBePossible('height', 'height', height);
  return { weight, height };
}

/** Body mass index with the adult bands of both countries; no band below the age from which they hold. */
export function bmi(fields: Fields): Record<string, unknown> {
  const { weight, height } = sizeOf(fields);
  const age = ageOf(fields)?.age;
  fields.done();
  const index = bodyMassIndex(weight, height);
  const band = (country: 'US' | 'ID') =>
    age === undefined || adultBodyMassApplies(age, country) ? bodyMassBand(index, country) : null;
  return { bmi: roundTo(index, 1), unrounded: index, bands: { US: band('US'), ID: band('ID') } };
}

/** Body surface in m² by both formulae. */
export function bsa(fields: Fields): Record<string, unknown> {
  const { weight, height } = sizeOf(fields);
  fields.done();
  return {
    mosteller: roundTo(surfaceAreaMosteller(weight, height), 2),
    duBois: roundTo(surfaceAreaDuBois(weight, height), 2),
  };
}
