import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  displayRecordNumber,
  isLoinc,
  isSnomedIdentifier,
  loincCheckDigit,
  maskSsn,
  parseBpjs,
  parseIhs,
  parseKk,
  parseMbi,
  parseNik,
  parseNpi,
  parseSep,
  parseSsn,
} from './identifiers.ts';

const today = '2026-03-10';

describe('A5.1: NIK', () => {
  test('3171014508900002 is a woman born on 1990-08-05, region 317101', () => {
    expect(parseNik('3171014508900002', today)).toEqual({
      valid: true,
      value: '3171014508900002',
      sex: 'female',
      birthDate: '1990-08-05',
      region: '317101',
      warnings: [],
    });
  });

  test('3171013213900001 is invalid: day 32, month 13', () => {
    expect(parseNik('3171013213900001', today)).toEqual({ valid: false, reasons: ['day', 'month'] });
  });

  test('317101450890000 (15 digits) has the wrong length', () => {
    expect(parseNik('317101450890000', today)).toEqual({ valid: false, reasons: ['length'] });
  });
});

describe('NIK', () => {
  test('the century is the latest that does not lie in the future', () => {
    expect(parseNik('3171011003260001', today)).toMatchObject({ birthDate: '2026-03-10' });
    expect(parseNik('3171011103260001', today)).toMatchObject({ birthDate: '1926-03-11' });
    expect(parseNik('3171012902000001', today)).toMatchObject({ birthDate: '2000-02-29' });
  });

  test('disagreement with the chart warns and never blocks', () => {
    expect(parseNik('3171014508900002', today, { sex: 'male', birthDate: '1990-08-06' })).toMatchObject({
      valid: true,
      warnings: ['sexDiffers', 'birthDateDiffers'],
    });
    expect(parseNik('3171014508900002', today, { sex: 'unknown', birthDate: '1990' })).toMatchObject({
      warnings: [],
    });
    expect(parseNik('9971013102900002', today)).toMatchObject({
      birthDate: null,
      warnings: ['unknownProvince', 'noSuchDate'],
    });
  });

  test('a zero serial and letters are invalid', () => {
    expect(parseNik('3171014508900000', today)).toEqual({ valid: false, reasons: ['serial'] });
    expect(parseNik('3.17E+15', today)).toEqual({ valid: false, reasons: ['notDigits'] });
  });

  test('any sixteen digits get an answer, and a birth date is never in the future', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{16}$/), (digits) => {
        const result = parseNik(digits, today);
        if (result.valid && result.birthDate !== null) expect(result.birthDate <= today).toBe(true);
        if (!result.valid) expect(result.reasons.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('A5.2: NPI and SSN', () => {
  test('NPI 1234567893 is valid, 1234567890 is not', () => {
    expect(parseNpi('1234567893')).toEqual({ valid: true, value: '1234567893' });
    expect(parseNpi('1234567890')).toEqual({ valid: false, reasons: ['checkDigit'] });
    expect(parseNpi('3234567893')).toEqual({ valid: false, reasons: ['range'] });
  });

  test('SSN 666-12-3456 and 900-12-3456 are invalid', () => {
    expect(parseSsn('666-12-3456').valid).toBe(false);
    expect(parseSsn('900-12-3456').valid).toBe(false);
    expect(parseSsn('000-12-3456').valid).toBe(false);
    expect(parseSsn('123-00-3456').valid).toBe(false);
    expect(parseSsn('123-45-0000').valid).toBe(false);
    expect(parseSsn('123-45-6789')).toEqual({ valid: true, value: '123456789' });
    expect(maskSsn('123-45-6789')).toBe('***-**-6789');
  });
});

test('A5.5: BPJS 0001234567890 keeps its 13 characters as text through a comma-separated line', () => {
  const [, fromLine] = ['Suharto', '0001234567890'].join(',').split(',');
  expect(parseBpjs(fromLine ?? '')).toEqual({ valid: true, value: '0001234567890' });
  expect(parseBpjs(String(Number('0001234567890')))).toEqual({ valid: false, reasons: ['length'] });
});

test('A6.4: SEP 0301R0010326V000123 has 19 characters; 18 are refused', () => {
  expect(parseSep('0301R0010326V000123')).toEqual({ valid: true, value: '0301R0010326V000123' });
  expect(parseSep('0301R0010326V00012')).toEqual({ valid: false, reasons: ['length'] });
  expect(parseSep('0301R0011326V000123')).toEqual({ valid: false, reasons: ['pattern'] });
});

test('KK, MBI, IHS and record numbers', () => {
  expect(parseKk('3171 0101 0101 0001').valid).toBe(true);
  expect(parseMbi('1EG4-TE5-MK73')).toEqual({ valid: true, value: '1EG4TE5MK73' });
  expect(parseMbi('1SG4TE5MK73')).toEqual({ valid: false, reasons: ['pattern'] });
  expect(parseIhs('P02478375538').valid).toBe(true);
  expect(displayRecordNumber('123456', 'ID')).toBe('12-34-56');
  expect(displayRecordNumber('123456', 'US')).toBe('123456');
  expect(displayRecordNumber('RM-7', 'ID')).toBe('RM-7');
});

describe('code integrity (conventions 0.4)', () => {
  test('LOINC: 8480-6 and 3150-0 pass, 3150-6 fails', () => {
    expect(isLoinc('8480-6')).toBe(true);
    expect(isLoinc('3150-0')).toBe(true);
    expect(isLoinc('3150-6')).toBe(false);
    expect(isLoinc('8480')).toBe(false);
  });

  test('SNOMED CT: 716186003 passes and every single wrong digit or swap of neighbours fails', () => {
    const code = '716186003';
    expect(isSnomedIdentifier(code)).toBe(true);
    for (let place = 0; place < code.length; place += 1) {
      for (let digit = 0; digit <= 9; digit += 1) {
        const changed = code.slice(0, place) + digit + code.slice(place + 1);
        if (changed !== code) expect(isSnomedIdentifier(changed)).toBe(false);
      }
      const swapped = code.slice(0, place) + code[place + 1] + code[place] + code.slice(place + 2);
      if (place + 1 < code.length && swapped !== code) expect(isSnomedIdentifier(swapped)).toBe(false);
    }
  });

  test('SNOMED CT codes of the field are well formed', () => {
    for (const code of [
      '409137002',
      '266919005',
      '8517006',
      '368209003',
      '33586001',
      '248234008',
      '422107003',
    ]) {
      expect(isSnomedIdentifier(code)).toBe(true);
    }
  });

  test('a LOINC check digit always passes its own check', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999_999 }), (part) => {
        expect(isLoinc(`${part}-${loincCheckDigit(String(part))}`)).toBe(true);
      }),
    );
    expect(() => loincCheckDigit('84a0')).toThrow(RangeError);
  });
});
