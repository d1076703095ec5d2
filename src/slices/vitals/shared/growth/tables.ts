import * as cdc from './cdc2000-months.ts';
import type { GrowthIndicator } from './indicators.ts';
import type { GrowthReference } from './lms.ts';
import { unpackDays } from './packed.ts';
import { type LengthRow, weightForLengthRows } from './weight-for-length.ts';
import * as who from './who2006-days.ts';

export type Sex = 'male' | 'female';
/** WHO Child Growth Standards 2006 (0 to 5 years), CDC growth charts 2000 (2 to 20 years). */
export type GrowthStandard = 'who2006' | 'cdc2000';
export type AgeIndicator = Exclude<GrowthIndicator, 'weightForHeight'>;

type MonthRow = GrowthReference & { months: number };

const packed: Record<AgeIndicator, Record<Sex, string>> = {
  weightForAge: { male: who.weightBoys, female: who.weightGirls },
  heightForAge: { male: who.lengthBoys, female: who.lengthGirls },
  bodyMassForAge: { male: who.bodyMassBoys, female: who.bodyMassGirls },
  headForAge: { male: who.headBoys, female: who.headGirls },
};
const monthly: Partial<Record<AgeIndicator, Record<Sex, string>>> = {
  weightForAge: { male: cdc.weightBoys, female: cdc.weightGirls },
  heightForAge: { male: cdc.lengthBoys, female: cdc.lengthGirls },
  bodyMassForAge: { male: cdc.bodyMassBoys, female: cdc.bodyMassGirls },
};

/** Days in a month as both the WHO and the CDC count them. */
export const daysPerMonth = 30.4375;
/** 24 months, from which children are measured standing: in whole days the WHO's length table ends at 730, heights begin at 731. */
export const standingFromDay = 24 * daysPerMonth;

const kept = new Map<string, unknown>();
/** Tables are unfolded when they are first asked for; most days nobody asks. */
function once<T>(key: string, make: () => T): T {
  if (!kept.has(key)) kept.set(key, make());
  return kept.get(key) as T;
}

/** All days of a WHO table from birth on. */
export function whoDays(indicator: AgeIndicator, sex: Sex): readonly GrowthReference[] {
  return once(`who ${indicator} ${sex}`, () => unpackDays(packed[indicator][sex]));
}

/** All rows of a CDC table; none where the CDC's charts from 2 years on have no such indicator. */
export function cdcMonths(indicator: AgeIndicator, sex: Sex): readonly MonthRow[] {
  return once(`cdc ${indicator} ${sex}`, () =>
    (monthly[indicator]?.[sex].split(';') ?? []).map((row) => {
      const [months = 0, l = 0, m = 0, s = 0] = row.split(' ').map(Number);
      return { months, l, m, s };
    }),
  );
}

function between(from: GrowthReference, to: GrowthReference, share: number): GrowthReference {
  const mix = (a: number, b: number) => (share === 0 ? a : a + (b - a) * share);
  return { l: mix(from.l, to.l), m: mix(from.m, to.m), s: mix(from.s, to.s) };
}

function along<Row extends GrowthReference>(
  rows: readonly Row[],
  at: (row: Row) => number,
  wanted: number,
): GrowthReference | undefined {
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined || wanted < at(first) || wanted > at(last)) return undefined;
  const after = rows.findIndex((row) => at(row) >= wanted);
  const [low, high] = [rows[Math.max(0, after - 1)] as Row, rows[after] as Row];
  const span = at(high) - at(low);
  return between(low, high, span === 0 ? 0 : (wanted - at(low)) / span);
}

/**
 * L, M and S of an indicator at an age, linear between two rows of the table.
 * @param ageDays may be a part of a day, where months were given
 * @returns undefined outside the table: WHO to day 1856, CDC from 24 to 240 months
 */
export function referenceAt(
  standard: GrowthStandard,
  indicator: AgeIndicator,
  sex: Sex,
  ageDays: number,
): GrowthReference | undefined {
  if (standard === 'cdc2000') {
    const months = ageDays / daysPerMonth;
    return months < 24 ? undefined : along(cdcMonths(indicator, sex), (row) => row.months, months);
  }
  const rows = whoDays(indicator, sex);
  const before = Math.floor(ageDays);
  // from length to height the table jumps; nothing lies between the two
  const jumps = before === Math.floor(standingFromDay) && ageDays > before;
  if (jumps) return rows[ageDays < standingFromDay ? before : before + 1];
  // 60 months are a quarter of a day more than the last row of head circumference
  const [low, high] = [rows[before], rows[Math.ceil(ageDays)] ?? rows[before]];
  return low === undefined || high === undefined ? undefined : between(low, high, ageDays - before);
}

/** L, M and S of weight at a length lying, in cm (WHO 2006, 45.0 to 120.7). */
export function weightAtLength(sex: Sex, lengthCm: number): GrowthReference | undefined {
  return along<LengthRow>(weightForLengthRows(sex), (row) => row.lengthCm, lengthCm);
}
