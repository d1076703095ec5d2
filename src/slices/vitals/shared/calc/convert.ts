import { converted, units } from '../convert.ts';
import { exact, written } from '../exact.ts';
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

/** One value in another unit of its quantity, rounded as the field reads it (or to `digits`). */
export function convert(fields: Fields): Record<string, unknown> {
  const value = fields.mustNumber('value');
  const [from, to] = [unitOf(fields, 'from'), unitOf(fields, 'to')];
  const digits = Math.floor(fields.number('digits', 0, 12) ?? units[to]?.digits ?? 0);
  fields.done();
  const found = converted(exact(value), from, to);
  if (found === undefined) throw new LineFault(`${from} is not converted to ${to}`, 'to');
  return { result: Number(written(found, digits)), text: written(found, digits), from, to };
}
