import type { Language } from './languages.ts';
import { type Money, minorDigits } from './money.ts';

/** The first number too large to be put in words: both languages stop below 10^18. */
const wordLimit = 10n ** 18n;

const unitsId = ['', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan'];
const scalesId = ['', 'ribu', 'juta', 'miliar', 'triliun', 'kuadriliun'];

const unitsEn = [
  ...['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'],
  ...['thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'],
];
const tensEn = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const scalesEn = ['', 'thousand', 'million', 'billion', 'trillion', 'quadrillion'];

function joined(...words: string[]): string {
  return words.filter((word) => word !== '').join(' ');
}

/** 0–999 in Indonesian; "satu" becomes "se" before belas, puluh and ratus. */
function hundredsId(value: number): string {
  if (value >= 100) {
    const count = Math.floor(value / 100);
    return joined(count === 1 ? 'seratus' : `${unitsId[count]} ratus`, hundredsId(value % 100));
  }
  if (value >= 20) return joined(`${unitsId[Math.floor(value / 10)]} puluh`, unitsId[value % 10] ?? '');
  if (value === 10) return 'sepuluh';
  if (value === 11) return 'sebelas';
  return value > 11 ? `${unitsId[value - 10]} belas` : (unitsId[value] ?? '');
}

function hundredsEn(value: number): string {
  if (value >= 100) return joined(`${unitsEn[Math.floor(value / 100)]} hundred`, hundredsEn(value % 100));
  if (value < 20) return unitsEn[value] ?? '';
  const unit = unitsEn[value % 10];
  return unit === '' ? `${tensEn[Math.floor(value / 10)]}` : `${tensEn[Math.floor(value / 10)]}-${unit}`;
}

/** Groups of three digits, smallest first. */
function thousands(value: bigint): number[] {
  const groups: number[] = [];
  for (let rest = value; rest > 0n; rest /= 1000n) groups.push(Number(rest % 1000n));
  return groups;
}

function assertSpeakable(value: bigint): void {
  if (value >= wordLimit || value <= -wordLimit) throw new RangeError('Words end below 10^18');
}

/**
 * A whole number in Indonesian words: 1250000n → "satu juta dua ratus lima puluh ribu". Only 1,000 contracts to
 * "seribu"; 1,000,000 is "satu juta". Below zero "minus" stands in front.
 * @throws RangeError from 10^18 on.
 */
export function terbilang(value: bigint): string {
  assertSpeakable(value);
  if (value === 0n) return 'nol';
  if (value < 0n) return `minus ${terbilang(-value)}`;
  const words = thousands(value).map((group, scale) => {
    if (group === 0) return '';
    return group === 1 && scale === 1 ? 'seribu' : joined(hundredsId(group), scalesId[scale] ?? '');
  });
  return joined(...words.reverse());
}

/** A whole number in English words: 1250n → "one thousand two hundred fifty". @throws RangeError from 10^18 on. */
export function englishWords(value: bigint): string {
  assertSpeakable(value);
  if (value === 0n) return 'zero';
  if (value < 0n) return `minus ${englishWords(-value)}`;
  const words = thousands(value).map((group, scale) =>
    group === 0 ? '' : joined(hundredsEn(group), scalesEn[scale] ?? ''),
  );
  return joined(...words.reverse());
}

function currencyWord(currency: string, whole: bigint, language: Language): string {
  if (currency === 'IDR') return 'rupiah';
  if (currency !== 'USD') return currency;
  if (language === 'id') return 'dolar Amerika Serikat';
  return whole === 1n ? 'dollar' : 'dollars';
}

/**
 * The line "amount in words" of a receipt (kuitansi). Indonesian ends with the currency, then sen where the currency
 * has them ("… rupiah", "… dolar Amerika Serikat lima puluh sen"); English writes cents as the cheque does ("… dollars and 50/100").
 * @throws RangeError when the whole part is 10^18 or more.
 */
export function amountInWords(amount: Money, language: Language): string {
  const digits = minorDigits(amount.currency);
  const scale = 10n ** BigInt(digits);
  const size = amount.minor < 0n ? -amount.minor : amount.minor;
  const [whole, rest] = [size / scale, size % scale];
  const minus = amount.minor < 0n ? 'minus' : '';
  const name = currencyWord(amount.currency, whole, language);
  if (language === 'id')
    return joined(minus, terbilang(whole), name, rest === 0n ? '' : `${terbilang(rest)} sen`);
  const cents = digits === 0 ? '' : `and ${rest.toString().padStart(digits, '0')}/${scale}`;
  return joined(minus, englishWords(whole), name, cents);
}
