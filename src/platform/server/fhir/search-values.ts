import { rangeOfDate } from './date-range.ts';
import { cutToken, cutUri, foldText } from './fold.ts';
import { numberLiteral } from './json-text.ts';
import { parseReference } from './references.ts';

/** The rows that a resource is found by. Numbers stand among the quantities, without system and code. */
export interface SearchRows {
  /** `system` is empty where there is none. */
  token: { param: string; system: string; code: string }[];
  string: { param: string; folded: string }[];
  /** ISO text in UTC, or `-infinity`/`infinity`; half-open. */
  date: { param: string; lo: string; hi: string }[];
  /** The range that the written digits stand for (`5.40` is 5.395 to 5.405); infinite for `<` and `>`. */
  quantity: { param: string; system: string; code: string; lo: number; hi: number }[];
  reference: { param: string; targetType: string; targetId: string }[];
  /** URIs, canonicals (with and without version), and references that are none of ours (URLs, `urn:uuid:`). */
  uri: { param: string; value: string }[];
}

/** The parameter at hand and where its rows go. */
export interface IndexContext {
  rows: SearchRows;
  /** Rows already made: parameters such as `combo-code` reach one value by several ways. */
  seen: Set<string>;
  zone: string;
  baseUrl: string | undefined;
  param: string;
  system: string;
  targets: readonly string[] | undefined;
}

/** Makes the rows of one value of a known FHIR type. */
export type ValueReader = (value: unknown, context: IndexContext) => void;

type Fields = Readonly<Record<string, unknown>>;

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isNew(context: IndexContext, kind: string, first: string, second = ''): boolean {
  const key = `${kind}\u0000${context.param}\u0000${first}\u0000${second}`;
  if (context.seen.has(key)) return false;
  context.seen.add(key);
  return true;
}

function addToken(context: IndexContext, wholeSystem: string, wholeCode: string): void {
  const system = cutToken(wholeSystem);
  const code = cutToken(wholeCode);
  if (code === '' && system === '') return;
  if (isNew(context, 't', system, code)) context.rows.token.push({ param: context.param, system, code });
}

function addString(value: unknown, context: IndexContext): void {
  const folded = foldText(text(value));
  if (folded !== '' && isNew(context, 's', folded))
    context.rows.string.push({ param: context.param, folded });
}

function addUri(context: IndexContext, whole: string): void {
  const value = cutUri(whole);
  if (value !== '' && isNew(context, 'u', value)) context.rows.uri.push({ param: context.param, value });
}

const FIRST_MILLISECOND = Date.parse('0001-01-01T00:00:00Z');
const LAST_MILLISECOND = Date.parse('9999-12-31T23:59:59.999Z');

/** PostgreSQL reads no year 0 and ISO text no year 10000; a zone can push the first and the last day there. */
function isoOf(milliseconds: number): string {
  if (milliseconds < FIRST_MILLISECOND) return '-infinity';
  if (milliseconds > LAST_MILLISECOND) return 'infinity';
  return new Date(milliseconds).toISOString();
}

function addDate(context: IndexContext, lo: number, hi: number): void {
  const row = { param: context.param, lo: isoOf(lo), hi: isoOf(hi) };
  if (isNew(context, 'd', row.lo, row.hi)) context.rows.date.push(row);
}

function addQuantity(context: IndexContext, wholeSystem: string, unit: string, lo: number, hi: number): void {
  const system = cutToken(wholeSystem);
  const code = cutToken(unit);
  if (isNew(context, 'q', `${system}|${code}`, `${lo} ${hi}`)) {
    context.rows.quantity.push({ param: context.param, system, code, lo, hi });
  }
}

function readDate(value: unknown, context: IndexContext): void {
  const range = rangeOfDate(text(value), context.zone);
  if (range) addDate(context, range.lo, range.hi);
}

function readPeriod(value: unknown, context: IndexContext): void {
  const { start, end } = fields(value);
  if (start === undefined && end === undefined) return;
  const lo = rangeOfDate(text(start), context.zone)?.lo ?? Number.NEGATIVE_INFINITY;
  const hi = rangeOfDate(text(end), context.zone)?.hi ?? Number.POSITIVE_INFINITY;
  addDate(context, lo, hi);
}

/** The whole span of a Timing: its events, or the bounds of its repeat. */
function readTiming(value: unknown, context: IndexContext): void {
  const { event, repeat } = fields(value);
  const ranges = list(event).flatMap((one) => rangeOfDate(text(one), context.zone) ?? []);
  if (ranges.length > 0) {
    addDate(
      context,
      Math.min(...ranges.map((range) => range.lo)),
      Math.max(...ranges.map((range) => range.hi)),
    );
  }
  readPeriod(fields(repeat).boundsPeriod, context);
}

function readCoding(value: unknown, context: IndexContext): void {
  const { system, code } = fields(value);
  addToken(context, text(system), text(code));
}

function readIdentifier(value: unknown, context: IndexContext): void {
  const { system, value: number } = fields(value);
  addToken(context, text(system), text(number));
}

/** Half a unit of the last digit written: http://hl7.org/fhir/R4/search.html#number */
function halfStep(literal: string): number {
  const [mantissa = '', exponent = '0'] = literal.toLowerCase().split('e');
  const decimals = mantissa.includes('.') ? mantissa.length - mantissa.indexOf('.') - 1 : 0;
  return 0.5 * 10 ** (Number(exponent) - decimals);
}

/** A value and half a step as one decimal, so that 5.4 − 0.05 is 5.35 and not 5.3500000000000005. */
function shifted(literal: string, step: number): number {
  return Number((Number(literal) + step).toPrecision(15));
}

function rangeOfNumber(value: unknown): { lo: number; hi: number } | undefined {
  const literal = numberLiteral(value);
  if (literal === undefined) return undefined;
  const half = halfStep(literal);
  return { lo: shifted(literal, -half), hi: shifted(literal, half) };
}

function readNumber(value: unknown, context: IndexContext): void {
  const range = rangeOfNumber(value);
  if (range) addQuantity(context, '', '', range.lo, range.hi);
}

function readQuantity(value: unknown, context: IndexContext): void {
  const { value: amount, comparator, system, code, unit } = fields(value);
  const range = rangeOfNumber(amount);
  if (!range) return;
  const literal = Number(numberLiteral(amount));
  const isBelow = comparator === '<' || comparator === '<=';
  const isAbove = comparator === '>' || comparator === '>=';
  const lo = isBelow ? Number.NEGATIVE_INFINITY : isAbove ? literal : range.lo;
  const hi = isAbove ? Number.POSITIVE_INFINITY : isBelow ? literal : range.hi;
  addQuantity(context, text(system), text(code) || text(unit), lo, hi);
}

function readMoney(value: unknown, context: IndexContext): void {
  const { value: amount, currency } = fields(value);
  const range = rangeOfNumber(amount);
  if (range) addQuantity(context, 'urn:iso:std:iso:4217', text(currency), range.lo, range.hi);
}

function readRange(value: unknown, context: IndexContext): void {
  const low = fields(fields(value).low);
  const high = fields(fields(value).high);
  const lo = rangeOfNumber(low.value)?.lo ?? Number.NEGATIVE_INFINITY;
  const hi = rangeOfNumber(high.value)?.hi ?? Number.POSITIVE_INFINITY;
  const unit = low.value === undefined ? high : low;
  if (Number.isFinite(lo) || Number.isFinite(hi)) {
    addQuantity(context, text(unit.system), text(unit.code) || text(unit.unit), lo, hi);
  }
}

function readReference(value: unknown, context: IndexContext): void {
  const { reference, identifier } = fields(value);
  if (identifier !== undefined) {
    const own = context.param;
    context.param = `${own}:identifier`;
    readIdentifier(identifier, context);
    context.param = own;
  }
  const written = text(reference);
  const { baseUrl } = context;
  const isOurs = baseUrl !== undefined && written.startsWith(`${baseUrl}/`);
  const parsed = parseReference(
    isOurs && baseUrl !== undefined ? written.slice(baseUrl.length + 1) : written,
  );
  if (parsed.kind === 'absolute') addUri(context, parsed.url);
  else if (parsed.kind === 'urn') addUri(context, parsed.urn);
  else if (parsed.kind === 'relative') {
    const { type, id } = parsed;
    if (context.targets && !context.targets.includes(type)) return;
    if (isNew(context, 'r', type, id))
      context.rows.reference.push({ param: context.param, targetType: type, targetId: id });
  }
}

function readUri(value: unknown, context: IndexContext): void {
  addUri(context, text(value));
}

function readCanonical(value: unknown, context: IndexContext): void {
  const whole = text(value);
  addUri(context, whole);
  addUri(context, whole.replace(/\|.*$/, ''));
}

/** Gives every part of a name or an address its own row, so that each is found by its beginning. */
function readParts(...names: string[]): ValueReader {
  return (value, context) => {
    const parts = fields(value);
    for (const name of names) for (const part of list(parts[name])) addString(part, context);
  };
}

/** Readers by search type and FHIR type; the search type alone for all other FHIR types. */
export const readers: Readonly<Record<string, ValueReader>> = {
  token: (value, context) =>
    addToken(context, context.system, typeof value === 'boolean' ? String(value) : text(value)),
  'token Coding': readCoding,
  'token CodeableConcept': (value, context) => {
    for (const coding of list(fields(value).coding)) readCoding(coding, context);
  },
  'token Identifier': readIdentifier,
  'token ContactPoint': (value, context) => addToken(context, '', text(fields(value).value)),
  string: addString,
  'string HumanName': readParts('text', 'family', 'given', 'prefix', 'suffix'),
  'string Address': readParts('text', 'line', 'city', 'district', 'state', 'postalCode', 'country'),
  date: readDate,
  'date Period': readPeriod,
  'date Timing': readTiming,
  number: readNumber,
  'number Range': readRange,
  quantity: readQuantity,
  'quantity Money': readMoney,
  'quantity Range': readRange,
  reference: readReference,
  'reference canonical': readCanonical,
  'reference uri': readUri,
  'reference url': readUri,
  uri: readUri,
  'uri canonical': readCanonical,
};
