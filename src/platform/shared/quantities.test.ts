import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  countLabel,
  isLanguage,
  type Locale,
  languageOf,
  languageOfCountry,
  localeFor,
} from './languages.ts';
import {
  a1cToAverageGlucoseMgPerDl,
  a1cToMmolPerMol,
  celsiusToFahrenheit,
  cmToInches,
  fahrenheitToCelsius,
  formatDecimal,
  formatNumber,
  glucoseToMgPerDl,
  glucoseToMmolPerL,
  inchesToCm,
  kgToPounds,
  kPaToMmHg,
  mmHgToKPa,
  parseClinicalNumber,
  poundsToKg,
  roundTo,
} from './quantities.ts';

const locales = fc.constantFrom<Locale>('en-US', 'id-ID');

describe('A8.5: conversions', () => {
  test('38.0 °C = 100.4 °F', () => expect(formatNumber(celsiusToFahrenheit(38.0), 1, 'en-US')).toBe('100.4'));
  test('101.3 °F = 38.5 °C', () => expect(roundTo(fahrenheitToCelsius(101.3), 1)).toBe(38.5));
  test('154 lb = 69.85 kg', () => expect(roundTo(poundsToKg(154), 2)).toBe(69.85));
  test('126 mg/dL = 6.99 mmol/L', () => expect(roundTo(glucoseToMmolPerL(126), 2)).toBe(6.99));
  test('A1c 7.0 % = 53 mmol/mol, eAG 154', () => {
    expect(roundTo(a1cToMmolPerMol(7.0), 0)).toBe(53);
    expect(roundTo(a1cToAverageGlucoseMgPerDl(7.0), 0)).toBe(154);
  });

  test('every conversion comes back', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 1000, noNaN: true }), (value) => {
        expect(fahrenheitToCelsius(celsiusToFahrenheit(value))).toBeCloseTo(value, 9);
        expect(kgToPounds(poundsToKg(value))).toBeCloseTo(value, 9);
        expect(cmToInches(inchesToCm(value))).toBeCloseTo(value, 9);
        expect(kPaToMmHg(mmHgToKPa(value))).toBeCloseTo(value, 9);
        expect(glucoseToMgPerDl(glucoseToMmolPerL(value))).toBeCloseTo(value, 9);
      }),
    );
    expect(roundTo(mmHgToKPa(120), 1)).toBe(16.0);
  });
});

describe('A15.2: figures for the reader', () => {
  test('36,8 in Indonesian, 36.8 in English, the same stored 36.8', () => {
    for (const [typed, locale] of [
      ['36,8', 'id-ID'],
      ['36.8', 'en-US'],
    ] as const) {
      const entry = parseClinicalNumber(typed, locale);
      expect(entry).toEqual({ ok: true, number: { text: typed, decimal: '36.8', value: 36.8 } });
      if (entry.ok) expect(formatNumber(entry.number.value, 1, locale)).toBe(typed);
    }
  });

  test('1 pasien, 5 pasien; 1 patient, 5 patients', () => {
    const patients = { one: 'patient', other: 'patients' };
    expect(countLabel(1, { other: 'pasien' }, 'id-ID')).toBe('1 pasien');
    expect(countLabel(5, { other: 'pasien' }, 'id-ID')).toBe('5 pasien');
    expect(countLabel(1, patients, 'en-US')).toBe('1 patient');
    expect(countLabel(5, patients, 'en-US')).toBe('5 patients');
    expect(countLabel(0, patients, 'en-US')).toBe('0 patients');
  });
});

describe('parseClinicalNumber', () => {
  test.each([
    ['1.10', '1.10', 1.1],
    ['1,1', '1.1', 1.1],
    ['0.125', '0.125', 0.125],
    ['0,125', '0.125', 0.125],
    [',5', '0.5', 0.5],
    ['120', '120', 120],
    ['007', '7', 7],
    ['-1,25', '-1.25', -1.25],
    ['−1.25', '-1.25', -1.25],
    ['+2.5', '2.5', 2.5],
    ['1234.567', '1234.567', 1234.567],
  ])('reads %s as %s in both languages', (text, decimal, value) => {
    for (const locale of ['en-US', 'id-ID'] as const) {
      expect(parseClinicalNumber(text, locale)).toEqual({ ok: true, number: { text, decimal, value } });
    }
  });

  test('1.250 is ambiguous, and the two readings are offered', () => {
    expect(parseClinicalNumber('1.250', 'id-ID')).toEqual({
      ok: false,
      code: 'ambiguous',
      readings: ['1,25', '1250'],
    });
    expect(parseClinicalNumber('3,250', 'en-US')).toEqual({
      ok: false,
      code: 'ambiguous',
      readings: ['3.25', '3250'],
    });
    expect(parseClinicalNumber('-1.000', 'en-US')).toEqual({
      ok: false,
      code: 'ambiguous',
      readings: ['-1', '-1000'],
    });
  });

  test.each([
    ['', 'empty'],
    [' ', 'empty'],
    ['120/80', 'notANumber'],
    ['1.250,5', 'notANumber'],
    ['12 5', 'notANumber'],
    ['5.', 'notANumber'],
    ['.', 'notANumber'],
    ['-', 'notANumber'],
    ['1e3', 'notANumber'],
    ['1234567890123456', 'tooLong'],
  ])('refuses "%s": %s', (text, code) => {
    expect(parseClinicalNumber(text, 'id-ID')).toEqual({ ok: false, code });
  });

  test('what is shown of an entry reads back as the same entry', () => {
    const decimals = fc.stringMatching(/^(0|[1-9]\d{0,3})(\.\d{1,2})?$/);
    fc.assert(
      fc.property(decimals, locales, (decimal, locale) => {
        const entry = parseClinicalNumber(formatDecimal(decimal, locale), locale);
        expect(entry).toMatchObject({ ok: true, number: { decimal, value: Number(decimal) } });
      }),
    );
  });
});

test('rounding goes away from zero at the half, on the decimal and not on the binary figure', () => {
  expect(roundTo(1.005, 2)).toBe(1.01);
  expect(roundTo(-2.5, 0)).toBe(-3);
  expect(roundTo(22.857, 1)).toBe(22.9);
  expect(Object.is(roundTo(-0.04, 1), 0)).toBe(true);
  expect(formatNumber(1250, 0, 'id-ID')).toBe('1250');
  expect(formatNumber(1.5e-9, 1, 'en-US')).toBe('0.0');
});

test('languages, locales and countries belong together', () => {
  expect(localeFor('id')).toBe('id-ID');
  expect(languageOf('en-US')).toBe('en');
  expect(languageOfCountry('ID')).toBe('id');
  expect(isLanguage('id')).toBe(true);
  expect(isLanguage('in')).toBe(false);
});
