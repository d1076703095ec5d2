import { canonicalUnit, ucumSystem } from './canonical-unit.ts';
import { rangeOfDate } from './date-range.ts';
import { cutExact, cutToken, cutUri, foldText } from './fold.ts';
import { numberLiteral } from './json-text.ts';
import { type ParsedReference, parseReference } from './references.ts';

/** The rows that a resource is found by. Numbers stand among the quantities, without system and code. */
export interface SearchRows {
  /**
   * `system` is empty where there is none. A code's words stand among the strings under `<param>:text`. A row with
   * neither system nor code says of any parameter that it has a value which no other row tells.
   */
  token: { param: string; system: string; code: string }[];
  string: { param: string; folded: string; exact: string }[];
  /** ISO text in UTC, or `-infinity`/`infinity`; half-open. `long` lasts more than a day. */
  date: { param: string; lo: string; hi: string; long: boolean }[];
  quantity: QuantityRow[];
  reference: { param: string; targetType: string; targetId: string }[];
  /** URIs, canonicals (with and without version), and references that are none of ours (URLs, `urn:uuid:`). */
  uri: { param: string; value: string }[];
}

/** Both ends are one for a plain value; infinite for `<` and `>`, and for a range that is open. */
export interface QuantityRow {
  param: string;
  system: string;
  code: string;
  /** The unit in words of whoever wrote it. */
  unit: string;
  lo: number;
  hi: number;
  /** UCUM's base units, and the ends in them; empty and 0 where the unit cannot be converted. */
  canonical: string;
  baseLo: number;
  baseHi: number;
}

/** The parameter at hand and where its rows go. */
export interface IndexContext {
  rows: SearchRows;
  /** Rows already made: a parameter may reach one value by several ways. */
  seen: Set<string>;
  zone: string;
  baseUrl: string | undefined;
  param: string;
  /** Whether a row tells a value of the parameter. */
  isTold: boolean;
  system: string;
  targets: readonly string[] | undefined;
  /** Of the references there, only those to the targets are meant. */
  narrowed: boolean;
}

/** Makes the rows of one value of a known FHIR type; false where the parameter does not mean such a value. */
// biome-ignore lint/suspicious/noConfusingVoidType: nearly every reader has nothing to say
export type ValueReader = (value: unknown, context: IndexContext) => boolean | void;

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
  context.isTold = true;
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
  const exact = cutExact(text(value));
  const folded = foldText(text(value));
  if (folded !== '' && isNew(context, 's', folded, exact))
    context.rows.string.push({ param: context.param, folded, exact });
}

function addUri(context: IndexContext, whole: string): void {
  const value = cutUri(whole);
  if (value !== '' && isNew(context, 'u', value)) context.rows.uri.push({ param: context.param, value });
}

const FIRST_MILLISECOND = Date.parse('0001-01-01T00:00:00Z');
const LAST_MILLISECOND = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * An instant as the search rows have it. PostgreSQL reads no year 0 and ISO text no year 10000; a zone can push the
 * first and the last day there.
 */
export function isoOf(milliseconds: number): string {
  if (milliseconds < FIRST_MILLISECOND) return '-infinity';
  if (milliseconds > LAST_MILLISECOND) return 'infinity';
  return new Date(milliseconds).toISOString();
}

/** The longest that is not `long`: a day on which clocks are set back. */
export const longestShortMs = 25 * 3_600_000;

function addDate(context: IndexContext, lo: number, hi: number): void {
  const isOpen = lo < FIRST_MILLISECOND || hi > LAST_MILLISECOND;
  const long = isOpen || hi - lo > longestShortMs;
  const row = { param: context.param, lo: isoOf(lo), hi: isoOf(hi), long };
  if (isNew(context, 'd', row.lo, row.hi)) context.rows.date.push(row);
}

function addQuantity(
  context: IndexContext,
  unit: { system: string; code: string; unit: string },
  lo: number,
  hi: number,
): void {
  const row = { system: cutToken(unit.system), code: cutToken(unit.code), unit: cutToken(unit.unit), lo, hi };
  if (!isNew(context, 'q', `${row.system}|${row.code}|${row.unit}`, `${lo} ${hi}`)) return;
  const base = unit.system === ucumSystem ? canonicalUnit(unit.code) : undefined;
  context.rows.quantity.push({
    param: context.param,
    ...row,
    canonical: base?.unit ?? '',
    baseLo: base?.baseOf(lo) ?? 0,
    baseHi: base?.baseOf(hi) ?? 0,
  });
}

function readDate(value: unknown, context: IndexContext): void {
  const range = rangeOfDate(text(value), context.zone);
  if (range) addDate(context, range.lo, range.hi);
}

function periodOf(value: unknown, context: IndexContext): { lo: number; hi: number } | undefined {
  const { start, end } = fields(value);
  if (start === undefined && end === undefined) return undefined;
  return {
    lo: rangeOfDate(text(start), context.zone)?.lo ?? Number.NEGATIVE_INFINITY,
    hi: rangeOfDate(text(end), context.zone)?.hi ?? Number.POSITIVE_INFINITY,
  };
}

function readPeriod(value: unknown, context: IndexContext): void {
  const period = periodOf(value, context);
  if (period) addDate(context, period.lo, period.hi);
}

/** The whole span of a Timing: its events and the bounds of its repeat. */
function readTiming(value: unknown, context: IndexContext): void {
  const { event, repeat } = fields(value);
  const ranges = list(event).flatMap((one) => rangeOfDate(text(one), context.zone) ?? []);
  const bounds = periodOf(fields(repeat).boundsPeriod, context);
  if (bounds) ranges.push(bounds);
  if (ranges.length === 0) return;
  addDate(
    context,
    Math.min(...ranges.map((range) => range.lo)),
    Math.max(...ranges.map((range) => range.hi)),
  );
}

function readCoding(value: unknown, context: IndexContext): void {
  const { system, code, display } = fields(value);
  addToken(context, text(system), text(code));
  addWords(display, context);
}

/** Rows under a name beside the parameter's own; they tell none of its values. */
function aside(context: IndexContext, suffix: string, make: () => void): void {
  const { param, isTold } = context;
  context.param = `${param}:${suffix}`;
  make();
  context.param = param;
  context.isTold = isTold;
}

/** The words of a code, for `:text`. */
function addWords(value: unknown, context: IndexContext): void {
  if (value !== undefined) aside(context, 'text', () => addString(value, context));
}

function readIdentifier(value: unknown, context: IndexContext): void {
  const { system, value: number, type } = fields(value);
  addToken(context, text(system), text(number));
  addWords(fields(type).text, context);
}

function numberOf(value: unknown): number | undefined {
  const literal = numberLiteral(value);
  return literal === undefined ? undefined : Number(literal);
}

const noUnit = { system: '', code: '', unit: '' };

/** What is searched decides about the precision, not what was written: a resource's number is itself alone. */
function readNumber(value: unknown, context: IndexContext): void {
  const amount = numberOf(value);
  if (amount !== undefined) addQuantity(context, noUnit, amount, amount);
}

function unitOf(quantity: Fields): { system: string; code: string; unit: string } {
  return { system: text(quantity.system), code: text(quantity.code), unit: text(quantity.unit) };
}

function readQuantity(value: unknown, context: IndexContext): void {
  const quantity = fields(value);
  const amount = numberOf(quantity.value);
  if (amount === undefined) return;
  const { comparator } = quantity;
  const isBelow = comparator === '<' || comparator === '<=';
  const isAbove = comparator === '>' || comparator === '>=';
  addQuantity(
    context,
    unitOf(quantity),
    isBelow ? Number.NEGATIVE_INFINITY : amount,
    isAbove ? Number.POSITIVE_INFINITY : amount,
  );
}

function readMoney(value: unknown, context: IndexContext): void {
  const { value: given, currency } = fields(value);
  const amount = numberOf(given);
  const unit = { system: 'urn:iso:std:iso:4217', code: text(currency), unit: '' };
  if (amount !== undefined) addQuantity(context, unit, amount, amount);
}

function readRange(value: unknown, context: IndexContext): void {
  const low = fields(fields(value).low);
  const high = fields(fields(value).high);
  const lo = numberOf(low.value) ?? Number.NEGATIVE_INFINITY;
  const hi = numberOf(high.value) ?? Number.POSITIVE_INFINITY;
  if (Number.isFinite(lo) || Number.isFinite(hi))
    addQuantity(context, unitOf(low.value === undefined ? high : low), lo, hi);
}

function isTo(parsed: ParsedReference, targets: readonly string[] | undefined): boolean {
  const type = parsed.kind === 'relative' || parsed.kind === 'absolute' ? parsed.type : undefined;
  return type !== undefined && targets?.includes(type) === true;
}

function readReference(value: unknown, context: IndexContext): boolean {
  const { reference, identifier } = fields(value);
  if (identifier !== undefined) aside(context, 'identifier', () => readIdentifier(identifier, context));
  const written = text(reference);
  const { baseUrl } = context;
  const isOurs = baseUrl !== undefined && written.startsWith(`${baseUrl}/`);
  const parsed = parseReference(
    isOurs && baseUrl !== undefined ? written.slice(baseUrl.length + 1) : written,
  );
  if (context.narrowed && !isTo(parsed, context.targets)) return false;
  if (parsed.kind === 'absolute') addUri(context, parsed.url);
  else if (parsed.kind === 'urn') addUri(context, parsed.urn);
  else if (parsed.kind === 'relative') {
    const { type, id } = parsed;
    if (context.targets && !context.targets.includes(type)) return false;
    if (isNew(context, 'r', type, id))
      context.rows.reference.push({ param: context.param, targetType: type, targetId: id });
  }
  return true;
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
    addWords(fields(value).text, context);
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
