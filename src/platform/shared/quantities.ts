import { numberFormat } from './formatters.ts';
import type { Locale } from './languages.ts';

/**
 * A clinical number as it was entered, beside what the computer compares with.
 * `text` is what was typed, `decimal` the same digits with a point (what FHIR stores: `1.10` keeps its zero).
 */
export type ClinicalNumber = { text: string; decimal: string; value: number };

export type ClinicalNumberCode = 'empty' | 'notANumber' | 'ambiguous' | 'tooLong';

/** For `ambiguous`, `readings` are the two numbers it can mean, written for the reader, so that the screen can ask. */
export type ClinicalNumberEntry =
  | { ok: true; number: ClinicalNumber }
  | { ok: false; code: 'ambiguous'; readings: [string, string] }
  | { ok: false; code: Exclude<ClinicalNumberCode, 'ambiguous'> };

/** More digits than any instrument shows; beyond fifteen a number no longer holds them exactly. */
const mostDigits = 15;

/**
 * Reads a clinical number with a decimal comma or point. `1.250` and `1,250` are refused in either language: to one
 * colleague they are 1.25, to the next 1250, and both use the same keyboard. Typing 1.25 or 1250 settles it.
 */
export function parseClinicalNumber(text: string, locale: Locale): ClinicalNumberEntry {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: false, code: 'empty' };
  const [, sign = '', whole = '', fraction] = /^([+\-−]?)(\d*)(?:[.,](\d+))?$/.exec(trimmed) ?? [];
  if (whole === '' && fraction === undefined) return { ok: false, code: 'notANumber' };
  if (whole.length + (fraction?.length ?? 0) > mostDigits) return { ok: false, code: 'tooLong' };
  const minus = sign === '' || sign === '+' ? '' : '-';
  if (fraction?.length === 3 && /^[1-9]\d{0,2}$/.test(whole)) {
    const write = (reading: string) => minus + (locale === 'id-ID' ? reading.replace('.', ',') : reading);
    const short = `${whole}.${fraction}`.replace(/\.?0+$/, '');
    return { ok: false, code: 'ambiguous', readings: [write(short), write(whole + fraction)] };
  }
  const integer = whole.replace(/^0+(?=\d)/, '') || '0';
  const decimal = minus + integer + (fraction === undefined ? '' : `.${fraction}`);
  return { ok: true, number: { text: trimmed, decimal, value: Number(decimal) + 0 } };
}

/**
 * Rounded to so many decimals, a half away from zero. For display and for bands that the field defines on rounded
 * figures, never for what is stored. Works on the decimal text, since 1.005 × 100 is 100.49999 in binary.
 */
export function roundTo(value: number, digits: number): number {
  const size = Math.abs(value);
  // Values written with an exponent are too small or too large for the text shift below to matter.
  if (!Number.isFinite(value) || `${size}`.includes('e')) return Number(value.toFixed(digits));
  return Math.sign(value) * Number(`${Math.round(Number(`${size}e${digits}`))}e-${digits}`) + 0;
}

/**
 * A clinical figure for the reader with exactly so many decimals: `36,8` in Indonesian, `36.8` in English. Never
 * grouped: a grouped 1.250 is the very misreading that entry refuses.
 */
export function formatNumber(value: number, digits: number, locale: Locale): string {
  return numberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: false,
  }).format(roundTo(value, digits));
}

/** A stored decimal (`1.10`) for the reader with every digit it was entered with (`1,10`). */
export function formatDecimal(decimal: string, locale: Locale): string {
  return locale === 'id-ID' ? decimal.replace('.', ',') : decimal;
}

/** Factors as defined: pound and inch exactly (1959 agreement), mmHg by convention. */
const kgPerPound = 0.45359237;
const cmPerInch = 2.54;
const kPaPerMmHg = 0.133322;
/** Molar mass of glucose 180.182 g/mol over ten. */
const glucoseMgPerDlPerMmolPerL = 18.0182;

/** °C to °F, unrounded as all conversions here. */
export const celsiusToFahrenheit = (celsius: number): number => (celsius * 9) / 5 + 32;
/** °F to °C. */
export const fahrenheitToCelsius = (fahrenheit: number): number => ((fahrenheit - 32) * 5) / 9;
/** Avoirdupois pounds to kg. */
export const poundsToKg = (pounds: number): number => pounds * kgPerPound;
/** kg to avoirdupois pounds. */
export const kgToPounds = (kg: number): number => kg / kgPerPound;
/** Inches to cm. */
export const inchesToCm = (inches: number): number => inches * cmPerInch;
/** cm to inches. */
export const cmToInches = (cm: number): number => cm / cmPerInch;
/** mmHg to kPa. */
export const mmHgToKPa = (mmHg: number): number => mmHg * kPaPerMmHg;
/** kPa to mmHg. */
export const kPaToMmHg = (kPa: number): number => kPa / kPaPerMmHg;
/** Glucose from mg/dL to mmol/L. */
export const glucoseToMmolPerL = (mgPerDl: number): number => mgPerDl / glucoseMgPerDlPerMmolPerL;
/** Glucose from mmol/L to mg/dL. */
export const glucoseToMgPerDl = (mmolPerL: number): number => mmolPerL * glucoseMgPerDlPerMmolPerL;
/** HbA1c from NGSP per cent to IFCC mmol/mol (NGSP master equation). */
export const a1cToMmolPerMol = (percent: number): number => (percent - 2.15) * 10.929;
/** Estimated average glucose in mg/dL from HbA1c in NGSP per cent (ADAG study, 2008). */
export const a1cToAverageGlucoseMgPerDl = (percent: number): number => 28.7 * percent - 46.7;
