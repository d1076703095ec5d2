import { type Age, ageAt } from '#platform/shared/age.ts';
import { parseClinicalNumber } from '#platform/shared/quantities.ts';
import { isDate, Temporal } from '#platform/shared/time.ts';
import { daysPerMonth } from '../growth/tables.ts';

/** What is wrong with a line, and in which of its fields. */
export class LineFault extends Error {
  readonly field: string | undefined;
  constructor(message: string, field?: string) {
    super(message);
    this.field = field;
  }
}

/** Reads the fields of one line; what nobody asked for is a typing error and is told. */
export class Fields {
  readonly #given: Record<string, unknown>;
  readonly #asked = new Set<string>();

  constructor(given: unknown) {
    if (typeof given !== 'object' || given === null || Array.isArray(given))
      throw new LineFault('a line is one JSON object');
    this.#given = given as Record<string, unknown>;
  }

  #take(name: string): unknown {
    this.#asked.add(name);
    const value = Object.hasOwn(this.#given, name) ? this.#given[name] : undefined;
    return value === null ? undefined : value;
  }

  has(name: string): boolean {
    return this.#take(name) !== undefined;
  }

  /** A figure, as number or as decimal text with comma or point; undefined when it is not there. */
  number(name: string, low = -Infinity, high = Infinity): number | undefined {
    const value = this.#take(name);
    if (value === undefined) return undefined;
    const read = typeof value === 'string' ? readText(name, value) : value;
    if (typeof read !== 'number' || !Number.isFinite(read)) throw new LineFault('no number', name);
    if (read < low || read > high) throw new LineFault(`must be from ${low} to ${high}`, name);
    return read;
  }

  mustNumber(name: string, low?: number, high?: number): number {
    const value = this.number(name, low, high);
    if (value === undefined) throw new LineFault('is missing', name);
    return value;
  }

  boolean(name: string): boolean | undefined {
    const value = this.#take(name);
    if (value !== undefined && typeof value !== 'boolean') throw new LineFault('must be true or false', name);
    return value;
  }

  text(name: string): string | undefined {
    const value = this.#take(name);
    if (value !== undefined && typeof value !== 'string') throw new LineFault('must be text', name);
    return value;
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const found = allowed.find((one) => one.toLowerCase() === value.toLowerCase());
    if (found === undefined) throw new LineFault(`must be one of ${allowed.join(', ')}`, name);
    return found;
  }

  /** @throws LineFault that names the first field nobody asked for */
  done(): void {
    const unknown = Object.keys(this.#given).find((name) => !this.#asked.has(name));
    if (unknown !== undefined)
      throw new LineFault(`is not a field here; there are ${[...this.#asked].join(', ')}`, unknown);
  }
}

function readText(name: string, text: string): number {
  const entry = parseClinicalNumber(text, 'en-US');
  if (entry.ok) return entry.number.value;
  if (entry.code === 'ambiguous')
    throw new LineFault(`can be ${entry.readings[0]} or ${entry.readings[1]}`, name);
  throw new LineFault('no number', name);
}

/** `days` may be a part of a day, where months were given; the two dates are as far apart as the age is. */
export type LineAge = { age: Age; days: number; birthDate: string; eventDate: string };

/** Any day serves: only the time between the two counts. */
const anyDay = '2026-03-01';

/**
 * The age of a line: `birthDate` and `date`, or one of `ageYears`, `ageMonths`, `ageDays`. Parts of a year or month are allowed.
 * @returns undefined when the line says none
 */
export function ageOf(fields: Fields): LineAge | undefined {
  const [birthDate, date] = [fields.text('birthDate'), fields.text('date')];
  const years = fields.number('ageYears', 0, 130);
  const months = fields.number('ageMonths', 0, 1560);
  const days = fields.number('ageDays', 0, 47_500);
  const said = [birthDate, years, months, days].filter((one) => one !== undefined).length;
  if (said > 1) throw new LineFault('say the age once: birthDate, ageYears, ageMonths or ageDays', 'age');
  if (birthDate !== undefined) return byDates(birthDate, date);
  if (date !== undefined) throw new LineFault('needs birthDate', 'date');
  if (days !== undefined) return byMonthsAndDays(0, Math.floor(days), days);
  const all = months ?? (years === undefined ? undefined : years * 12);
  if (all === undefined) return undefined;
  const whole = Math.floor(all + 1e-9);
  return byMonthsAndDays(whole, Math.floor((all - whole) * daysPerMonth + 1e-9), all * daysPerMonth);
}

function byDates(birthDate: string, date: string | undefined): LineAge {
  if (!isDate(birthDate)) throw new LineFault('must be a date, YYYY-MM-DD', 'birthDate');
  if (date === undefined || !isDate(date)) throw new LineFault('must be a date, YYYY-MM-DD', 'date');
  const age = ageAt(birthDate, date);
  if (age === null) throw new LineFault('lies after the day of measuring', 'birthDate');
  return { age, days: age.totalDays, birthDate, eventDate: date };
}

function byMonthsAndDays(months: number, days: number, inDays: number): LineAge {
  const birth = Temporal.PlainDate.from(anyDay).subtract({ months }).subtract({ days }).toString();
  return { ...byDates(birth, anyDay), days: inDays };
}
