import { canonicalUnit, ucumSystem } from '#platform/server/fhir/canonical-unit.ts';
import { rangeOfDate } from '#platform/server/fhir/date-range.ts';
import { isResourceType } from '#platform/server/fhir/definitions.ts';
import { cutExact, cutToken, cutUri, foldText } from '#platform/server/fhir/fold.ts';
import type { SearchParameter } from '#platform/server/fhir/search-parameters.ts';
import { isoOf } from '#platform/server/fhir/search-values.ts';
import { type Amount, type Prefix, prefixes, type SearchTest } from '#platform/server/record/query.ts';
import { splitEscaped, unescaped } from './search-words.ts';

/** Where values are read: the clinic's zone for dates without one, now for `ap`, our own address for references. */
export interface Setting {
  zone: string;
  nowMs?: number;
  baseUrl?: string;
}

/** @returns undefined where the text is no value of that kind */
export type ValueParser = (
  text: string,
  parameter: SearchParameter,
  setting: Setting,
) => SearchTest | undefined;

function token(text: string): SearchTest | undefined {
  const [first = '', second, ...more] = splitEscaped(text, '|').map(unescaped);
  if (more.length > 0) return undefined;
  if (second === undefined) return first === '' ? undefined : { on: 'token', code: cutToken(first) };
  if (second === '') return first === '' ? undefined : { on: 'token', system: cutToken(first) };
  return { on: 'token', system: cutToken(first), code: cutToken(second) };
}

/** @param match how much of a text must be equal */
export function stringTest(text: string, match: 'starts' | 'exact' | 'contains'): SearchTest | undefined {
  const whole = unescaped(text);
  const folded = foldText(whole);
  return folded === '' ? undefined : { on: 'string', match, folded, exact: cutExact(whole) };
}

function withPrefix(text: string): { prefix: Prefix; rest: string } {
  const found = prefixes.find((one) => text.startsWith(one));
  return found ? { prefix: found, rest: text.slice(2) } : { prefix: 'eq', rest: text };
}

function date(text: string, _parameter: SearchParameter, { zone, nowMs }: Setting): SearchTest | undefined {
  const { prefix, rest } = withPrefix(text);
  // the plus of a zone arrives as a blank where it was not escaped
  const range = rangeOfDate(rest.replace(' ', '+'), zone);
  if (!range) return undefined;
  const slack = prefix === 'ap' && nowMs !== undefined ? Math.abs(nowMs - range.lo) / 10 : 0;
  return { on: 'date', prefix, lo: isoOf(range.lo - slack), hi: isoOf(range.hi + slack) };
}

const decimal = /^-?\d{1,30}(?:\.\d{1,30})?(?:[eE][+-]?\d{1,2})?$/;

/** The number and the range that its digits stand for: half a unit of the last one to either side. */
export function amountOf(literal: string): Amount | undefined {
  if (!decimal.test(literal)) return undefined;
  const [mantissa = '', exponent = '0'] = literal.toLowerCase().split('e');
  const point = mantissa.indexOf('.');
  const decimals = point < 0 ? 0 : mantissa.length - point - 1;
  const half = 0.5 * 10 ** (Number(exponent) - decimals);
  const value = Number(literal);
  return { value, lo: exactly(value - half), hi: exactly(value + half) };
}

/** 5.4 − 0.05 is 5.35 and not 5.3500000000000005. */
function exactly(value: number): number {
  return Number(value.toPrecision(15));
}

function number(text: string): SearchTest | undefined {
  const { prefix, rest } = withPrefix(text);
  const amount = amountOf(rest);
  return amount && { on: 'quantity', prefix, ...amount };
}

function quantity(text: string): SearchTest | undefined {
  const { prefix, rest } = withPrefix(text);
  const [literal = '', system, code, ...more] = splitEscaped(rest, '|').map(unescaped);
  const amount = amountOf(literal);
  if (!amount || more.length > 0 || (system !== undefined && code === undefined)) return undefined;
  const test = { on: 'quantity' as const, prefix, ...amount };
  if (system === undefined || code === undefined) return test;
  if (system === '') return code === '' ? test : { ...test, anyUnit: cutToken(code) };
  if (code === '') return { ...test, system: cutToken(system) };
  const unit = system === ucumSystem ? canonicalUnit(code) : undefined;
  if (!unit) return { ...test, system: cutToken(system), code: cutToken(code) };
  const base = {
    unit: unit.unit,
    value: unit.baseOf(amount.value),
    lo: unit.baseOf(amount.lo),
    hi: unit.baseOf(amount.hi),
  };
  return { ...test, base };
}

const id = /^[A-Za-z0-9.-]{1,64}$/;

function reference(text: string, { targets }: SearchParameter, { baseUrl }: Setting): SearchTest | undefined {
  const whole = unescaped(text);
  const isOurs = baseUrl !== undefined && whole.startsWith(`${baseUrl}/`);
  const local = isOurs ? whole.slice((baseUrl?.length ?? 0) + 1) : whole;
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(local)) return { on: 'uri', value: cutUri(local) };
  const [first = '', second, ...more] = local.split('/');
  if (more.length > 0) return undefined;
  if (second !== undefined)
    return isResourceType(first) && id.test(second)
      ? { on: 'reference', targetType: first, targetId: second }
      : undefined;
  if (!id.test(first)) return undefined;
  const [only, ...others] = targets ?? [];
  return {
    on: 'reference',
    targetId: first,
    ...(only !== undefined && others.length === 0 && { targetType: only }),
  };
}

function uri(text: string): SearchTest | undefined {
  const value = unescaped(text);
  return value === '' ? undefined : { on: 'uri', value: cutUri(value) };
}

/** How a value of each kind of parameter is read; kinds that are not here are not searched by. */
export const valueParsers: Readonly<Partial<Record<SearchParameter['type'], ValueParser>>> = {
  token,
  string: (text) => stringTest(text, 'starts'),
  date,
  number,
  quantity,
  reference,
  uri,
};
