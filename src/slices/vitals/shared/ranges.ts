import type { Age } from '#platform/shared/age.ts';
import { type ChildBand, defaultRanges, type RangeTable } from './range-table.ts';
import type { Range, TemperatureSite } from './values.ts';

export type AgeBand = ChildBand | 'adult';

/** Normal ranges of one age. Adults have no pressure range: categories judge them, and from 13 years on also the young. */
export type BandRanges = {
  band: AgeBand;
  heartRate: Range;
  respiratoryRate: Range;
  systolic?: Range;
  diastolic?: Range;
  /** The pressure is judged by category, the range serving only to tell how far off a child is. */
  pressureByCategory: boolean;
  /** Systolic pressure below this is hypotension. */
  hypotensionBelow: number;
};

/** The row of the table that an age belongs to; 12 months old is a toddler. */
export function ageBand(age: Age): AgeBand {
  if (age.years >= 16) return 'adult';
  if (age.years >= 12) return 'adolescent';
  if (age.years >= 10) return 'preteen';
  if (age.years >= 6) return 'school';
  if (age.years >= 3) return 'preschool';
  if (age.years >= 1) return 'toddler';
  return age.totalDays < 28 ? 'neonate' : 'infant';
}

function hypotensionLimit(band: AgeBand, years: number): number {
  if (band === 'neonate') return 60;
  if (band === 'infant') return 70;
  return years < 10 ? 70 + 2 * years : 90;
}

/** The age from which the adult blood pressure categories apply instead of the table. */
export const adultPressureFromYears = 13;

/**
 * Normal ranges at an age, awake unless the patient slept while measured. Without an age the adult ranges serve;
 * whoever shows them must say so.
 */
export function rangesFor(age: Age | null, asleep = false, table: RangeTable = defaultRanges): BandRanges {
  const band = age === null ? 'adult' : ageBand(age);
  const hypotensionBelow = hypotensionLimit(band, age?.years ?? 18);
  if (band === 'adult') {
    const { heartRate, respiratoryRate } = table.adult;
    return { band, heartRate, respiratoryRate, pressureByCategory: true, hypotensionBelow };
  }
  const { heartRate, heartRateAsleep, respiratoryRate, systolic, diastolic } = table.children[band];
  return {
    band,
    heartRate: asleep ? heartRateAsleep : heartRate,
    ...{ respiratoryRate, systolic, diastolic, hypotensionBelow },
    pressureByCategory: age !== null && age.years >= adultPressureFromYears,
  };
}

/**
 * Which row of the temperatures a site belongs to. An unknown site counts as the armpit, the lowest limit: a fever is rather
 * asked about once too often than overlooked because the site was lost.
 */
function rowOf(site: TemperatureSite | undefined): 'oral' | 'axillary' | 'core' {
  if (site === 'oral') return 'oral';
  return site === undefined || site === 'axillary' ? 'axillary' : 'core';
}

/** Fever by site in °C. */
export function feverFromCelsius(
  site: TemperatureSite | undefined,
  table: RangeTable = defaultRanges,
): number {
  return table.fever[rowOf(site)];
}

/** Normal temperature by site in °C. */
export function normalTemperature(
  site: TemperatureSite | undefined,
  table: RangeTable = defaultRanges,
): Range {
  return table.temperature[rowOf(site)];
}
