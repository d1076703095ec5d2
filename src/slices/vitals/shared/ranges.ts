import type { Age } from '#platform/shared/age.ts';
import type { Range, TemperatureSite } from './values.ts';

export type AgeBand =
  | 'neonate'
  | 'infant'
  | 'toddler'
  | 'preschool'
  | 'school'
  | 'preteen'
  | 'adolescent'
  | 'adult';

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

const range = (low: number, high: number): Range => ({ low, high });

type Row = { awake: Range; asleep: Range; breaths: Range; systolic: Range; diastolic: Range };

/** PALS 2015 by age; ages 16–17, which the table leaves out, count as adult. */
const table: Record<Exclude<AgeBand, 'adult'>, Row> = {
  neonate: {
    awake: range(100, 205),
    asleep: range(90, 160),
    breaths: range(30, 53),
    systolic: range(67, 84),
    diastolic: range(35, 53),
  },
  infant: {
    awake: range(100, 190),
    asleep: range(90, 160),
    breaths: range(30, 53),
    systolic: range(72, 104),
    diastolic: range(37, 56),
  },
  toddler: {
    awake: range(98, 140),
    asleep: range(80, 120),
    breaths: range(22, 37),
    systolic: range(86, 106),
    diastolic: range(42, 63),
  },
  preschool: {
    awake: range(80, 120),
    asleep: range(65, 100),
    breaths: range(20, 28),
    systolic: range(89, 112),
    diastolic: range(46, 72),
  },
  school: {
    awake: range(75, 118),
    asleep: range(58, 90),
    breaths: range(18, 25),
    systolic: range(97, 115),
    diastolic: range(57, 76),
  },
  preteen: {
    awake: range(75, 118),
    asleep: range(58, 90),
    breaths: range(18, 25),
    systolic: range(102, 120),
    diastolic: range(61, 80),
  },
  adolescent: {
    awake: range(60, 100),
    asleep: range(50, 90),
    breaths: range(12, 20),
    systolic: range(110, 131),
    diastolic: range(64, 83),
  },
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
export function rangesFor(age: Age | null, asleep = false): BandRanges {
  const band = age === null ? 'adult' : ageBand(age);
  const hypotensionBelow = hypotensionLimit(band, age?.years ?? 18);
  if (band === 'adult') {
    const rates = { heartRate: range(60, 100), respiratoryRate: range(12, 20) };
    return { band, ...rates, pressureByCategory: true, hypotensionBelow };
  }
  const { awake, asleep: sleeping, breaths, systolic, diastolic } = table[band];
  const pressureByCategory = age !== null && age.years >= adultPressureFromYears;
  const heartRate = asleep ? sleeping : awake;
  return {
    band,
    heartRate,
    respiratoryRate: breaths,
    systolic,
    diastolic,
    pressureByCategory,
    hypotensionBelow,
  };
}

/** Normal oxygen saturation without an ordered target. */
export const normalSaturation: Range = range(95, 100);

/**
 * Fever by site in °C: rectal, ear and temple from 38.0, mouth from 37.8, armpit from 37.5. An unknown site counts as the
 * armpit, the lowest limit: a fever is rather asked about once too often than overlooked because the site was lost.
 */
export function feverFromCelsius(site: TemperatureSite | undefined): number {
  if (site === 'oral') return 37.8;
  return site === undefined || site === 'axillary' ? 37.5 : 38.0;
}

/**
 * Normal temperature by site in °C. The mouth has 36.1–37.2; the armpit reads 0.3 lower at its low end, as its fever limit
 * does; elsewhere everything below fever is normal.
 */
export function normalTemperature(site: TemperatureSite | undefined): Range {
  if (site === 'oral') return range(36.1, 37.2);
  return site === undefined || site === 'axillary' ? range(35.8, 37.2) : range(36.1, 37.9);
}
