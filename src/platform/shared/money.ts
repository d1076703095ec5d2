import type { Locale } from './languages.ts';

/** An amount: whole minor units (rupiah, cents) with the currency they are counted in. Never a float. */
export type Money = { readonly minor: bigint; readonly currency: string };

/** Money as it travels in JSON, which has no bigint. */
export type MoneyJson = { minor: string; currency: string };

export type Rounding = 'halfEven' | 'halfUp';
export type Ratio = { readonly numerator: bigint; readonly denominator: bigint };

export type MoneyErrorCode = 'currencyMismatch' | 'unknownCurrency' | 'badJson' | 'badRatio' | 'badWeights';

/** A mistake of the calling code; what a person types wrong comes back from `parseMoney` as a code instead. */
export class MoneyError extends Error {
  readonly code: MoneyErrorCode;
  constructor(code: MoneyErrorCode, message: string) {
    super(message);
    this.name = 'MoneyError';
    this.code = code;
  }
}

/**
 * Decimal places of a currency: IDR 0, USD 2, others as ISO 4217 has them.
 * ISO gives the rupiah two; nobody pays or books sen, so the ledger counts whole rupiah.
 * @throws MoneyError `unknownCurrency` when the code is not three capital letters.
 */
export function minorDigits(currency: string): number {
  if (currency === 'IDR') return 0;
  if (currency === 'USD') return 2;
  if (!/^[A-Z]{3}$/.test(currency))
    throw new MoneyError('unknownCurrency', 'A currency is three capital letters');
  return (
    new Intl.NumberFormat('en-US', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ??
    2
  );
}

/** An amount of minor units: `money(1250000n, 'IDR')` is Rp1.250.000, `money(125000n, 'USD')` is $1,250.00. */
export function money(minor: bigint, currency: string): Money {
  return { minor, currency };
}

function sameCurrency(left: Money, right: Money): string {
  if (left.currency !== right.currency) {
    throw new MoneyError('currencyMismatch', `${left.currency} and ${right.currency} do not add up`);
  }
  return left.currency;
}

/** The sum. @throws MoneyError `currencyMismatch`. */
export function add(left: Money, right: Money): Money {
  return { minor: left.minor + right.minor, currency: sameCurrency(left, right) };
}

/** Left less right. @throws MoneyError `currencyMismatch`. */
export function subtract(left: Money, right: Money): Money {
  return { minor: left.minor - right.minor, currency: sameCurrency(left, right) };
}

/** The sum of any number of amounts; none makes zero of the named currency. @throws MoneyError `currencyMismatch`. */
export function sum(amounts: Iterable<Money>, currency: string): Money {
  let total = money(0n, currency);
  for (const amount of amounts) total = add(total, amount);
  return total;
}

/** The same amount with the opposite sign. */
export function negate(amount: Money): Money {
  return { minor: -amount.minor, currency: amount.currency };
}

/** -1, 0 or 1, for sorting and limits. @throws MoneyError `currencyMismatch`. */
export function compare(left: Money, right: Money): -1 | 0 | 1 {
  sameCurrency(left, right);
  if (left.minor === right.minor) return 0;
  return left.minor < right.minor ? -1 : 1;
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** The quotient rounded to a whole number; a half goes away from zero (`halfUp`) or to the even neighbour. */
function divideRounded(dividend: bigint, divisor: bigint, rounding: Rounding): bigint {
  const negative = dividend < 0n !== divisor < 0n;
  const [top, bottom] = [absolute(dividend), absolute(divisor)];
  const whole = top / bottom;
  const twiceRest = (top % bottom) * 2n;
  const up = twiceRest > bottom || (twiceRest === bottom && (rounding === 'halfUp' || whole % 2n === 1n));
  const rounded = up ? whole + 1n : whole;
  return negative ? -rounded : rounded;
}

/**
 * The amount times a ratio, so that a rate never passes through a float: 11 % is `{ numerator: 11n, denominator: 100n }`.
 * @throws MoneyError `badRatio` when the denominator is zero.
 */
export function multiply(amount: Money, by: Ratio, rounding: Rounding): Money {
  if (by.denominator === 0n) throw new MoneyError('badRatio', 'A ratio needs a denominator other than zero');
  return {
    minor: divideRounded(amount.minor * by.numerator, by.denominator, rounding),
    currency: amount.currency,
  };
}

/**
 * Splits an amount by weights without losing or inventing a unit: the parts always add up to the amount.
 * Units left over go to the largest remainders, earlier parts first, so that the same split always gives the same parts.
 * @throws MoneyError `badWeights` when there is none, one is negative, or all are zero.
 */
export function allocate(amount: Money, weights: readonly bigint[]): Money[] {
  const whole = weights.reduce((total, weight) => total + weight, 0n);
  if (weights.some((weight) => weight < 0n) || whole === 0n) {
    throw new MoneyError('badWeights', 'Weights must not be negative and not all zero');
  }
  const sign = amount.minor < 0n ? -1n : 1n;
  const size = absolute(amount.minor);
  const parts = weights.map((weight) => (size * weight) / whole);
  const remainders = weights.map((weight, index) => ({ index, rest: (size * weight) % whole }));
  remainders.sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest < b.rest ? 1 : -1));
  const left = Number(size - parts.reduce((total, part) => total + part, 0n));
  const extra = new Set(remainders.slice(0, left).map(({ index }) => index));
  return parts.map((part, index) => money(sign * (extra.has(index) ? part + 1n : part), amount.currency));
}

/**
 * Rounds to what the till can pay (`stepMinor` 100n: the nearest Rp100), a half away from zero.
 * `difference` is rounded less exact, the line for the rounding account.
 * @throws MoneyError `badRatio` when the step is not positive.
 */
export function roundCash(amount: Money, stepMinor: bigint): { rounded: Money; difference: Money } {
  if (stepMinor <= 0n) throw new MoneyError('badRatio', 'A cash step must be positive');
  const rounded = money(divideRounded(amount.minor, stepMinor, 'halfUp') * stepMinor, amount.currency);
  return { rounded, difference: subtract(rounded, amount) };
}

/** The JSON form; `minor` is text because a JSON number loses digits beyond 2^53. */
export function moneyToJson(amount: Money): MoneyJson {
  return { minor: amount.minor.toString(), currency: amount.currency };
}

/** Reads the JSON form back. @throws MoneyError `badJson` when the shape is another. */
export function moneyFromJson(json: unknown): Money {
  if (typeof json === 'object' && json !== null && 'minor' in json && 'currency' in json) {
    const { minor, currency } = json;
    const wellFormed = typeof minor === 'string' && /^-?\d{1,30}$/.test(minor);
    if (wellFormed && typeof currency === 'string' && /^[A-Z]{3}$/.test(currency)) {
      return { minor: BigInt(minor), currency };
    }
  }
  throw new MoneyError(
    'badJson',
    'Money in JSON is { minor: digits as text, currency: three capital letters }',
  );
}

/** How amounts of a currency are written. */
export type MoneyStyle = { symbol: string; group: '.' | ','; decimal: '.' | ',' };

/**
 * The rupiah and the dollar are written as at home in either language (Rp1.250.000, $1,250.00): one receipt must not
 * show one sum in two ways. Any other currency carries its code and the separators of the reader.
 */
export function moneyStyle(currency: string, locale: Locale): MoneyStyle {
  if (currency === 'IDR') return { symbol: 'Rp', group: '.', decimal: ',' };
  if (currency === 'USD') return { symbol: '$', group: ',', decimal: '.' };
  const [group, decimal] = locale === 'id-ID' ? (['.', ','] as const) : ([',', '.'] as const);
  return { symbol: `${currency} `, group, decimal };
}

/** The amount as people write it: `Rp1.250.000`, `$1,250.00`, `-Rp500`, `EUR 12,50`. No blank after Rp or $. */
export function formatMoney(amount: Money, locale: Locale): string {
  const { symbol, group, decimal } = moneyStyle(amount.currency, locale);
  const digits = minorDigits(amount.currency);
  const padded = absolute(amount.minor)
    .toString()
    .padStart(digits + 1, '0');
  const whole = padded.slice(0, padded.length - digits).replace(/\B(?=(\d{3})+$)/g, group);
  const fraction = digits === 0 ? '' : decimal + padded.slice(-digits);
  return `${amount.minor < 0n ? '-' : ''}${symbol}${whole}${fraction}`;
}

export type MoneyEntryCode =
  | 'empty'
  | 'notANumber'
  | 'ambiguous'
  | 'badGrouping'
  | 'tooManyDecimals'
  | 'wrongCurrency'
  | 'tooLarge';

export type MoneyEntry = { ok: true; money: Money } | { ok: false; code: MoneyEntryCode };

/** Eighteen digits of minor units: more does not fit the bigint columns of the ledger. */
const largestMinorDigits = 18;

/**
 * What a person typed, as money of the expected currency. IDR `150.000` is 150000 rupiah in either language; a single
 * separator before three digits that one reader takes for thousands and another for decimals (`1.250` dollars on an
 * Indonesian screen) is refused as `ambiguous`, because guessing wrong is a factor of a thousand.
 * @returns the amount, or the code of what is wrong; a leading minus is kept, so forms that want none must check.
 */
export function parseMoney(text: string, currency: string, locale: Locale): MoneyEntry {
  const bare = stripSymbol(text.trim(), currency);
  if (typeof bare === 'object') return bare;
  const [, sign, body] = /^([-−]?)\s*(\d[\d.,]*|[.,]\d+)$/.exec(bare) ?? [];
  if (body === undefined) return { ok: false, code: bare === '' ? 'empty' : 'notANumber' };
  const read = readFigures(body, currency, locale);
  if (typeof read === 'string') return { ok: false, code: read };
  const digits = minorDigits(currency);
  const fraction = read.fraction.slice(0, digits).padEnd(digits, '0');
  if (/[1-9]/.test(read.fraction.slice(digits))) return { ok: false, code: 'tooManyDecimals' };
  const minor = BigInt(`${read.whole}${fraction}`);
  if (minor.toString().length > largestMinorDigits) return { ok: false, code: 'tooLarge' };
  return { ok: true, money: money(sign ? -minor : minor, currency) };
}

const symbols: Record<string, string> = { rp: 'IDR', idr: 'IDR', $: 'USD', us$: 'USD', usd: 'USD' };

/** Takes `Rp`, `$` or a code off the front or the back; a symbol of another currency is an error, not a decoration. */
function stripSymbol(text: string, currency: string): string | { ok: false; code: MoneyEntryCode } {
  const [, minus = '', front = '', middle = '', back = ''] =
    /^([-−]?)\s*([a-z]*\$?)\.?\s*([^a-z$]*?)\s*([a-z]*\$?)$/i.exec(text) ?? [];
  for (const symbol of [front, back]) {
    if (symbol === '') continue;
    const meant = symbols[symbol.toLowerCase()] ?? symbol.toUpperCase();
    if (meant === currency) continue;
    return { ok: false, code: /^[A-Z]{3}$/.test(meant) ? 'wrongCurrency' : 'notANumber' };
  }
  if (front !== '' || back !== '') return minus + middle;
  return text;
}

type Figures = { whole: string; fraction: string };

/** Decides which separator is which. Strings are error codes. */
function readFigures(body: string, currency: string, locale: Locale): Figures | MoneyEntryCode {
  const separators = body.replace(/\d/g, '');
  const last = separators.at(-1);
  if (last === undefined) return { whole: body, fraction: '' };
  const lastAt = body.lastIndexOf(last);
  const mixed = /\./.test(separators) && /,/.test(separators);
  if (mixed) {
    if (separators.indexOf(last) !== separators.length - 1) return 'badGrouping';
    return grouped(body.slice(0, lastAt), body.slice(lastAt + 1));
  }
  if (separators.length > 1) return grouped(body, '');
  const [whole, fraction] = [body.slice(0, lastAt), body.slice(lastAt + 1)];
  return readSingleSeparator(
    whole,
    fraction,
    last,
    moneyStyle(currency, locale),
    locale,
    minorDigits(currency),
  );
}

function grouped(whole: string, fraction: string): Figures | MoneyEntryCode {
  if (!/^[1-9]\d{0,2}([.,]\d{3})+$/.test(whole)) return 'badGrouping';
  return { whole: whole.replace(/[.,]/g, ''), fraction };
}

/** One separator, once: the only case in which thousands and decimals can be mistaken for each other. */
function readSingleSeparator(
  whole: string,
  fraction: string,
  separator: string,
  style: MoneyStyle,
  locale: Locale,
  digits: number,
): Figures | MoneyEntryCode {
  const localeGroup = locale === 'id-ID' ? '.' : ',';
  const looksGrouped = fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
  if (looksGrouped) {
    // A currency without decimals cannot mean decimals by its own thousands mark, whatever the reader's language.
    const groupForAll = separator === style.group && (separator === localeGroup || digits === 0);
    return groupForAll || (digits === 0 && separator === localeGroup)
      ? { whole: whole + fraction, fraction: '' }
      : 'ambiguous';
  }
  if (separator === style.decimal || (digits > 0 && separator !== localeGroup)) {
    return fraction === '' ? 'notANumber' : { whole: whole === '' ? '0' : whole, fraction };
  }
  return 'badGrouping';
}
