import { isRawNumber, numberLiteral } from './json-text.ts';

/** Why a primitive value is refused; undefined when it is good. The words are `fhir_primitive_<fault>`. */
export type PrimitiveFault =
  | 'boolean'
  | 'number'
  | 'text'
  | 'integer'
  | 'integer_range'
  | 'positive_integer'
  | 'unsigned_integer'
  | 'empty'
  | 'blank'
  | 'control_character'
  | 'surrogate'
  | 'too_long'
  | 'base64'
  | 'code'
  | 'id'
  | 'oid'
  | 'uuid'
  | 'uri'
  | 'date'
  | 'date_time'
  | 'instant'
  | 'time'
  | 'no_such_day'
  | 'zone_missing';

type Check = (text: string) => PrimitiveFault | undefined;

/** R4 lets a string be one megabyte (http://hl7.org/fhir/R4/datatypes.html#string). */
const STRING_LIMIT_CHARACTERS = 1024 * 1024;

const ZONE = '(?:Z|[+-](?:(?:0\\d|1[0-3]):[0-5]\\d|14:00))';
const CLOCK = '(?:[01]\\d|2[0-3]):[0-5]\\d:(?:[0-5]\\d|60)(?:\\.\\d{1,9})?';
const DATE = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/;
const DATE_TIME = new RegExp(`^\\d{4}-\\d\\d-\\d\\dT${CLOCK}${ZONE}$`);
const DATE_TIME_WITHOUT_ZONE = new RegExp(`^\\d{4}-\\d\\d-\\d\\dT${CLOCK}$`);
const TIME = new RegExp(`^${CLOCK}$`);
// biome-ignore lint/suspicious/noControlCharactersInRegex: it looks for them
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;

const TEXT_CHECKS: Readonly<Record<string, Check>> = {
  string: () => undefined,
  markdown: () => undefined,
  xhtml: () => undefined,
  base64Binary: checkBase64,
  code: (text) => (/^\S+(?:\s\S+)*$/.test(text) ? undefined : 'code'),
  id: (text) => (/^[A-Za-z0-9.-]{1,64}$/.test(text) ? undefined : 'id'),
  oid: (text) => (/^urn:oid:[0-2](?:\.(?:0|[1-9]\d*))+$/.test(text) ? undefined : 'oid'),
  uuid: (text) => (/^urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? undefined : 'uuid'),
  uri: checkUri,
  url: checkUri,
  canonical: checkUri,
  date: (text) => (DATE.test(text) ? checkDay(text) : 'date'),
  dateTime: checkDateTime,
  instant: (text) => (DATE_TIME.test(text) ? checkDay(text.slice(0, 10)) : 'instant'),
  time: (text) => (TIME.test(text) ? undefined : 'time'),
};

const NUMBER_TYPES = new Set(['decimal', 'integer', 'positiveInt', 'unsignedInt']);

/** Is this a FHIR type that JSON writes as one bare value? */
export function isPrimitive(type: string): boolean {
  return type === 'boolean' || NUMBER_TYPES.has(type) || Object.hasOwn(TEXT_CHECKS, type);
}

/**
 * Checks a value against the format of a primitive type, the calendar included.
 *
 * @param type a primitive FHIR type
 * @param value the JSON value
 * @returns the fault, or undefined for a good value
 */
export function checkPrimitive(type: string, value: unknown): PrimitiveFault | undefined {
  if (type === 'boolean') return typeof value === 'boolean' ? undefined : 'boolean';
  if (NUMBER_TYPES.has(type)) return checkNumber(type, value);
  if (typeof value !== 'string') return 'text';
  if (value === '') return 'empty';
  if (CONTROL.test(value)) return 'control_character';
  // PostgreSQL keeps neither; a lone surrogate would silently become another character.
  if (!value.isWellFormed()) return 'surrogate';
  if (type !== 'base64Binary' && value.length > STRING_LIMIT_CHARACTERS) return 'too_long';
  if (!/\S/.test(value)) return 'blank';
  return TEXT_CHECKS[type]?.(value);
}

function checkNumber(type: string, value: unknown): PrimitiveFault | undefined {
  if (typeof value !== 'number' && !isRawNumber(value)) return 'number';
  const literal = numberLiteral(value) ?? '';
  // 1e400 is a number in JSON and none that can be compared or stored.
  if (!Number.isFinite(Number(literal))) return 'number';
  if (type === 'decimal') return undefined;
  if (!/^-?(?:0|[1-9]\d*)$/.test(literal) || literal === '-0') return 'integer';
  const whole = Number(literal);
  if (whole > 2147483647 || whole < -2147483648) return 'integer_range';
  if (type === 'positiveInt' && whole < 1) return 'positive_integer';
  if (type === 'unsignedInt' && whole < 0) return 'unsigned_integer';
  return undefined;
}

function checkUri(text: string): PrimitiveFault | undefined {
  return /\s/.test(text) ? 'uri' : undefined;
}

function checkBase64(text: string): PrimitiveFault | undefined {
  const bare = /\s/.test(text) ? text.replace(/\s+/g, '') : text;
  return bare.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(bare) ? undefined : 'base64';
}

function checkDateTime(text: string): PrimitiveFault | undefined {
  if (DATE.test(text)) return checkDay(text);
  if (DATE_TIME.test(text)) return checkDay(text.slice(0, 10));
  return DATE_TIME_WITHOUT_ZONE.test(text) ? 'zone_missing' : 'date_time';
}

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Has the calendar this day, month or year (`2026`, `2026-02`, `2026-02-28`)? */
export function isCalendarDate(date: string): boolean {
  return DATE.test(date) && checkDay(date) === undefined;
}

/** Does the calendar have this year, month or day? `2026-02-30` fits the pattern and is no day. */
function checkDay(date: string): PrimitiveFault | undefined {
  const year = Number(date.slice(0, 4));
  if (year === 0) return 'no_such_day';
  if (date.length < 7) return undefined;
  const month = Number(date.slice(5, 7));
  const longest = DAYS_IN_MONTH[month - 1];
  if (longest === undefined) return 'no_such_day';
  if (date.length < 10) return undefined;
  const day = Number(date.slice(8, 10));
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day >= 1 && day <= (month === 2 && isLeap ? 29 : longest) ? undefined : 'no_such_day';
}
