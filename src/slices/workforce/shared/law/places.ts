import { indonesia } from './id.ts';
import type { PlaceLaw, Subject } from './law-rule.ts';
import { california, newYork, unitedStates, washington } from './us.ts';

const places: readonly PlaceLaw[] = [unitedStates, california, newYork, washington, indonesia];

export const subjects: readonly Subject[] = ['injections', 'bloodDraw'];

/** Places in which a clinic of a country can lie, the one that it begins with first; none where we know no law. */
export function placesOf(country: string): readonly PlaceLaw[] {
  return places.filter((one) => one.country === country);
}

/** What is known of a place. @param place ISO 3166, `US-CA` */
export function lawOfPlace(place: string): PlaceLaw | undefined {
  return places.find((one) => one.place === place);
}

/** Codes of the places in which a clinic of a country can lie, the one that it begins with first. */
export function placesIn(country: string): string[] {
  return placesOf(country).map((one) => one.place);
}
