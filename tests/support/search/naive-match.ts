import type { Reached } from './naive.ts';

/** One value of a query as it was generated, before it was written into an address. */
export type Wanted =
  | { kind: 'token'; system?: string; code?: string }
  | { kind: 'string'; text: string; how: 'starts' | 'exact' | 'contains' | 'words' }
  | { kind: 'date'; prefix: string; text: string }
  | { kind: 'amount'; prefix: string; literal: string; system?: string; code?: string }
  | { kind: 'reference'; targetType?: string; id: string }
  | { kind: 'uri'; uri: string };

const list = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

/** Whether a value of a resource meets what is wanted, by the words of the standard. */
export function meets({ type, value }: Reached, wanted: Wanted): boolean {
  switch (wanted.kind) {
    case 'token':
      return codings(type, value).some(
        ({ system, code }) =>
          (wanted.system === undefined || system === wanted.system) &&
          (wanted.code === undefined || code === wanted.code),
      );
    case 'string': {
      const texts = wanted.how === 'words' ? wordsOf(type, value) : textsOf(type, value);
      return texts.some((text) => textMeets(text, wanted));
    }
    case 'date': {
      const range = rangeOf(type, value);
      return range !== undefined && dateMeets(range, wanted.prefix, spanOf(wanted.text));
    }
    case 'amount':
      return amountMeets(type, value, wanted);
    case 'reference':
      return referencesOf(type, value).some(
        (one) => one.id === wanted.id && (wanted.targetType === undefined || one.type === wanted.targetType),
      );
    case 'uri':
      return urisOf(type, value).includes(wanted.uri);
  }
}

// biome-ignore-start lint/suspicious/noExplicitAny: values of any FHIR type
export function codings(type: string, value: any): { system: string; code: string }[] {
  const one = (system: unknown, code: unknown) => ({
    system: String(system ?? ''),
    code: String(code ?? ''),
  });
  if (type === 'CodeableConcept')
    return list(value.coding).map((coding: any) => one(coding.system, coding.code));
  if (type === 'Coding') return [one(value.system, value.code)];
  if (type === 'Identifier') return [one(value.system, value.value)];
  if (type === 'ContactPoint') return [one('', value.value)];
  return [one('', value)];
}

/** The words that `:text` looks at. */
export function wordsOf(type: string, value: any): string[] {
  const all =
    type === 'CodeableConcept'
      ? [value.text, ...list(value.coding).map((coding: any) => coding.display)]
      : type === 'Coding'
        ? [value.display]
        : type === 'Identifier'
          ? [value.type?.text]
          : [];
  return all.filter((one) => typeof one === 'string');
}

export function textsOf(type: string, value: any): string[] {
  const parts: Record<string, string[]> = {
    HumanName: ['text', 'family', 'given', 'prefix', 'suffix'],
    Address: ['text', 'line', 'city', 'district', 'state', 'postalCode', 'country'],
  };
  const names = parts[type];
  return (names ? names.flatMap((name) => list(value[name])) : [value]).map(String);
}

export const plain = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().split(/\s+/).filter(Boolean).join(' ');

function textMeets(text: string, { text: wanted, how }: Wanted & { kind: 'string' }): boolean {
  if (how === 'exact') return text === wanted;
  if (how === 'contains') return plain(text).includes(plain(wanted));
  return plain(text).startsWith(plain(wanted));
}

interface Span {
  lo: number;
  hi: number;
}

/** Minutes east of UTC in the clinic of the test, which sets its clocks never. */
const offset = '+07:00';

/** Of a date, dateTime or instant: from its first millisecond to the first after it. */
export function spanOf(text: string): Span {
  const [, year, month, day, minute, second, fraction, zone] =
    /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d:\d\d)(?::(\d\d)(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/.exec(text) ??
    [];
  const at = (y: string, m: string, d: string) => Date.parse(`${y}-${m}-${d}T00:00:00${offset}`);
  const two = (n: number) => String(n).padStart(2, '0');
  if (year === undefined) throw new Error(`${text} is no date`);
  if (month === undefined)
    return { lo: at(year, '01', '01'), hi: at(String(Number(year) + 1).padStart(4, '0'), '01', '01') };
  if (day === undefined) {
    const next = Number(month) === 12 ? [String(Number(year) + 1), '01'] : [year, two(Number(month) + 1)];
    return { lo: at(year, month, '01'), hi: at(next[0] ?? '', next[1] ?? '', '01') };
  }
  if (minute === undefined) return { lo: at(year, month, day), hi: at(year, month, day) + 86_400_000 };
  const lo = Date.parse(
    `${year}-${month}-${day}T${minute}:${second ?? '00'}${(fraction ?? '').slice(0, 4)}${zone ?? offset}`,
  );
  const width =
    second === undefined ? 60_000 : fraction === undefined ? 1000 : 10 ** Math.max(0, 4 - fraction.length);
  return { lo, hi: lo + width };
}

/** The time that a value takes up. */
export function rangeOf(type: string, value: any): Span | undefined {
  if (type === 'Period') {
    if (value.start === undefined && value.end === undefined) return undefined;
    return {
      lo: value.start === undefined ? -Infinity : spanOf(value.start).lo,
      hi: value.end === undefined ? Infinity : spanOf(value.end).hi,
    };
  }
  if (type === 'Timing') {
    const bounds = value.repeat?.boundsPeriod && rangeOf('Period', value.repeat.boundsPeriod);
    const spans = [...list(value.event).map((one) => spanOf(String(one))), ...(bounds ? [bounds] : [])];
    if (spans.length === 0) return undefined;
    return { lo: Math.min(...spans.map((one) => one.lo)), hi: Math.max(...spans.map((one) => one.hi)) };
  }
  return spanOf(String(value));
}

export function dateMeets(target: Span, prefix: string, wanted: Span): boolean {
  const contained = wanted.lo <= target.lo && target.hi <= wanted.hi;
  const above = target.hi > wanted.hi;
  const below = target.lo < wanted.lo;
  if (prefix === 'ne') return !contained;
  if (prefix === 'gt') return above;
  if (prefix === 'lt') return below;
  if (prefix === 'ge') return above || contained;
  if (prefix === 'le') return below || contained;
  if (prefix === 'sa') return target.lo >= wanted.hi;
  if (prefix === 'eb') return target.hi <= wanted.lo;
  return contained;
}

/** UCUM units of the tests, by what they measure and how many base units they are. */
const units: Record<string, [dimension: string, size: number]> = {
  kg: ['mass', 1e6],
  g: ['mass', 1e3],
  mg: ['mass', 1],
  ug: ['mass', 1e-3],
  m: ['length', 100],
  cm: ['length', 1],
  mm: ['length', 0.1],
  'mm[Hg]': ['pressure', 133.322],
  Pa: ['pressure', 1],
  kPa: ['pressure', 1000],
  min: ['time', 60],
  h: ['time', 3600],
  d: ['time', 86_400],
};
const ucum = 'http://unitsofmeasure.org';

export function amountsOf(
  type: string,
  value: any,
): { lo: number; hi: number; system: string; code: string; unit: string }[] {
  if (type === 'Range') {
    const { low, high } = value;
    if (low?.value === undefined && high?.value === undefined) return [];
    const of = low?.value === undefined ? high : low;
    return [{ lo: low?.value ?? -Infinity, hi: high?.value ?? Infinity, ...unitOf(of) }];
  }
  if (type === 'Money')
    return value.value === undefined
      ? []
      : [
          {
            lo: value.value,
            hi: value.value,
            system: 'urn:iso:std:iso:4217',
            code: value.currency ?? '',
            unit: '',
          },
        ];
  if (typeof value === 'number') return [{ lo: value, hi: value, system: '', code: '', unit: '' }];
  if (value.value === undefined) return [];
  const below = value.comparator === '<' || value.comparator === '<=';
  const above = value.comparator === '>' || value.comparator === '>=';
  return [{ lo: below ? -Infinity : value.value, hi: above ? Infinity : value.value, ...unitOf(value) }];
}

function unitOf({ system = '', code = '', unit = '' }: any): { system: string; code: string; unit: string } {
  return { system, code, unit };
}
// biome-ignore-end lint/suspicious/noExplicitAny: values of any FHIR type

function amountMeets(type: string, value: unknown, wanted: Wanted & { kind: 'amount' }): boolean {
  return amountsOf(type, value).some((given) => {
    if (wanted.system === undefined && wanted.code === undefined) return compare(given.lo, given.hi, wanted);
    if (wanted.system === '')
      return (
        (given.code === wanted.code || given.unit === wanted.code) && compare(given.lo, given.hi, wanted)
      );
    const [dimension, size] = (wanted.system === ucum && units[wanted.code ?? '']) || [undefined, 1];
    const [ofGiven, ownSize] = (given.system === ucum && units[given.code]) || [undefined, 1];
    if (dimension !== undefined && given.system === ucum)
      return dimension === ofGiven && compare(given.lo * ownSize, given.hi * ownSize, wanted, size);
    return (
      given.system === wanted.system && given.code === wanted.code && compare(given.lo, given.hi, wanted)
    );
  });
}

/** @param size base units of the unit that is asked for; undefined where nothing is converted, and so nothing lost */
function compare(
  rawLo: number,
  rawHi: number,
  { prefix, literal }: Wanted & { kind: 'amount' },
  size?: number,
): boolean {
  const digits = size === undefined ? 15 : 11;
  const rounded = (value: number) => (Number.isFinite(value) ? Number(value.toPrecision(digits)) : value);
  const asked = (value: number) => rounded(value * (size ?? 1));
  const [lo, hi] = [rounded(rawLo), rounded(rawHi)];
  const value = asked(Number(literal));
  const [mantissa = '', exponent = '0'] = literal.split('e');
  const decimals = mantissa.includes('.') ? (mantissa.split('.')[1] ?? '').length : 0;
  const half = 10 ** (Number(exponent) - decimals) / 2;
  const contained = asked(Number(literal) - half) <= lo && hi < asked(Number(literal) + half);
  if (prefix === 'ne') return !contained;
  if (prefix === 'gt') return hi > value;
  if (prefix === 'lt') return lo < value;
  if (prefix === 'ge') return hi >= value;
  if (prefix === 'le') return lo <= value;
  if (prefix === 'sa') return lo > value;
  if (prefix === 'eb') return hi < value;
  if (prefix === 'ap') return lo <= value + Math.abs(value) / 10 && hi >= value - Math.abs(value) / 10;
  return contained;
}

export function referencesOf(type: string, value: unknown): { type: string; id: string }[] {
  const written = type === 'Reference' ? (value as { reference?: string }).reference : undefined;
  const [, targetType, id] = /^([A-Z]\w+)\/([A-Za-z0-9.-]+)(\/_history\/.*)?$/.exec(written ?? '') ?? [];
  return targetType !== undefined && id !== undefined ? [{ type: targetType, id }] : [];
}

export function urisOf(type: string, value: unknown): string[] {
  if (type === 'Reference') {
    const written = (value as { reference?: string }).reference ?? '';
    return /^[a-z]+:/.test(written) ? [written] : [];
  }
  const written = String(value);
  return type === 'canonical' ? [written, written.replace(/\|.*$/, '')] : [written];
}
