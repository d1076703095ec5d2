import { converted, units } from '../convert.ts';
import { approximate, exact, written } from '../exact.ts';
import { type Fields, LineFault } from './fields.ts';

/** As people write the units; UCUM codes serve too. */
const aliases: Readonly<Record<string, string>> = {
  C: 'Cel',
  F: '[degF]',
  lb: '[lb_av]',
  in: '[in_i]',
  mmHg: 'mm[Hg]',
  eAG: '{eAG}mg/dL',
};

function unitOf(fields: Fields, name: string): string {
  const said = fields.text(name);
  if (said === undefined) throw new LineFault('is missing', name);
  const known = Object.hasOwn(aliases, said) ? (aliases[said] as string) : said;
  if (Object.hasOwn(units, known)) return known;
  throw new LineFault(
    `is no unit here; there are ${[...Object.keys(aliases), ...Object.keys(units)].join(' ')}`,
    name,
  );
}

/** The first unit of a quantity is the canonical one. */
const canonicalOf = (unit: string) =>
  Object.keys(units).find((one) => units[one]?.of === units[unit]?.of) as string;
/** Absolute zero in °C; of everything else there is nothing below none. */
const least = (unit: string) => (units[unit]?.of === 'temperature' ? -273.15 : 0);

/** One value in another unit of its quantity, rounded as the field reads it (or to `digits`). */
export function convert(fields: Fields): Record<string, unknown> {
  const value = fields.mustNumber('value');
  const [from, to] = [unitOf(fields, 'from'), unitOf(fields, 'to')];
  const digits = fields.number('digits', 0, 12) ?? units[to]?.digits ?? 0;
  fields.done();
  if (!Number.isInteger(digits)) throw new LineFault('must be a whole number', 'digits');
  const found = converted(exact(value), from, to);
  if (found === undefined) throw new LineFault(`${from} is not converted to ${to}`, 'to');
  const canonical = converted(exact(value), from, canonicalOf(from));
  if (canonical && approximate(canonical) < least(from))
    throw new LineFault('is less than there is', 'value');
  return { result: Number(written(found, digits)), text: written(found, digits), from, to };
}
