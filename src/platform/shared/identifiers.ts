import { isDate } from './time.ts';

export type IdentifierCode = 'length' | 'notDigits' | 'pattern' | 'range' | 'checkDigit';

/** `value` is the bare form to store, always text: leading zeros and sixteen digits do not survive a number. */
export type IdentifierResult = { valid: true; value: string } | { valid: false; reasons: IdentifierCode[] };

/** Drops the blanks, dots and hyphens with which people and cards group an identifier; upper case. */
export function bareIdentifier(text: string): string {
  return text.replace(/[\s.\-–]/g, '').toUpperCase();
}

function fail(...reasons: IdentifierCode[]): IdentifierResult {
  return { valid: false, reasons };
}

function digitsOf(text: string, length: number): IdentifierResult {
  const value = bareIdentifier(text);
  if (!/^\d+$/.test(value)) return fail('notDigits');
  return value.length === length ? { valid: true, value } : fail('length');
}

function patternOf(text: string, length: number, pattern: RegExp): IdentifierResult {
  const value = bareIdentifier(text);
  if (value.length !== length) return fail('length');
  return pattern.test(value) ? { valid: true, value } : fail('pattern');
}

/** Luhn mod 10 over digits, the rightmost being the check digit. */
function passesLuhn(digits: string): boolean {
  return luhnSum(digits, false) % 10 === 0;
}

function luhnSum(digits: string, doubleRightmost: boolean): number {
  return [...digits].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * ((index % 2 === 0) === doubleRightmost ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
}

/** Family card (Kartu Keluarga) number: 16 digits, no check digit. */
export function parseKk(text: string): IdentifierResult {
  return digitsOf(text, 16);
}

/** BPJS card number: 13 digits with their leading zeros, no check digit. */
export function parseBpjs(text: string): IdentifierResult {
  return digitsOf(text, 13);
}

/** US National Provider Identifier: 10 digits, first 1 or 2, Luhn over `80840` + NPI (45 CFR 162.406). */
export function parseNpi(text: string): IdentifierResult {
  const result = digitsOf(text, 10);
  if (!result.valid) return result;
  if (!/^[12]/.test(result.value)) return fail('range');
  return passesLuhn(`80840${result.value}`) ? result : fail('checkDigit');
}

/** US Social Security number: area not 000, 666 or 900–999, group not 00, serial not 0000 (SSA). */
export function parseSsn(text: string): IdentifierResult {
  const result = digitsOf(text, 9);
  if (!result.valid) return result;
  return /^(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}$/.test(result.value) ? result : fail('range');
}

/** The only form of a Social Security number on a screen: all but the last four hidden. */
export function maskSsn(value: string): string {
  return `***-**-${bareIdentifier(value).slice(-4)}`;
}

const mbiLetter = '[AC-HJKMNP-RT-Y]';
const mbiEither = '[0-9AC-HJKMNP-RT-Y]';
const mbiPattern = new RegExp(
  `^[1-9]${mbiLetter}${mbiEither}\\d${mbiLetter}${mbiEither}\\d${mbiLetter}${mbiLetter}\\d\\d$`,
);

/** Medicare Beneficiary Identifier: 11 characters in the CMS pattern, letters without S L O I B Z. */
export function parseMbi(text: string): IdentifierResult {
  return patternOf(text, 11, mbiPattern);
}

/** BPJS letter of eligibility (SEP): facility 8, month and year, `V`, 6 digits; 19 characters. */
export function parseSep(text: string): IdentifierResult {
  return patternOf(text, 19, /^[0-9A-Z]{8}(0[1-9]|1[0-2])\d{2}V\d{6}$/);
}

/** SATUSEHAT patient number: 12 opaque characters, fetched by NIK; nothing beyond the length is promised. */
export function parseIhs(text: string): IdentifierResult {
  return patternOf(text, 12, /^[0-9A-Z]+$/);
}

/** A record number for reading aloud: six digits show as `12-34-56` in Indonesia; anything else stays as issued. */
export function displayRecordNumber(recordNumber: string, country: string): string {
  if (country !== 'ID' || !/^\d{6}$/.test(recordNumber)) return recordNumber;
  return recordNumber.replace(/(\d{2})(?=\d)/g, '$1-');
}

/** The Luhn check digit of the part of a LOINC code before the hyphen. @throws RangeError when it is not digits. */
export function loincCheckDigit(part: string): number {
  if (!/^\d{1,7}$/.test(part)) throw new RangeError('The number part of a LOINC code is 1 to 7 digits');
  return (10 - (luhnSum(part, true) % 10)) % 10;
}

/** Whether a LOINC code is well formed. It may still mean something else than its user thinks. */
export function isLoinc(code: string): boolean {
  const [, part, digit] = /^(\d{1,7})-(\d)$/.exec(code) ?? [];
  return part !== undefined && loincCheckDigit(part) === Number(digit);
}

// Verhoeff's dihedral group D5: position of the row is permuted by the digit's place, then multiplied in the group.
const permutation = [0, 1, 2, 3, 4, 5, 6, 7].map((power) =>
  Array.from({ length: 10 }, (_, digit) => {
    const step = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
    let value = digit;
    for (let round = 0; round < power; round += 1) value = step[value] ?? 0;
    return value;
  }),
);

function dihedralProduct(left: number, right: number): number {
  if (left < 5) return right < 5 ? (left + right) % 5 : 5 + ((left + right) % 5);
  return right < 5 ? 5 + ((left - right) % 5) : (left - right + 5) % 5;
}

/** Whether a SNOMED CT identifier is well formed: 6–18 digits, no leading zero, Verhoeff check digit last. */
export function isSnomedIdentifier(code: string): boolean {
  if (!/^[1-9]\d{5,17}$/.test(code)) return false;
  const check = [...code]
    .reverse()
    .reduce((sum, digit, place) => dihedralProduct(sum, permutation[place % 8]?.[Number(digit)] ?? 0), 0);
  return check === 0;
}

export type NikReason = 'length' | 'notDigits' | 'day' | 'month' | 'serial';
export type NikWarning = 'unknownProvince' | 'noSuchDate' | 'sexDiffers' | 'birthDateDiffers';

export type NikResult =
  | {
      valid: true;
      value: string;
      sex: 'male' | 'female';
      /** Inferred, hence editable; null when the digits name a day that never was (31 February). */
      birthDate: string | null;
      /** Regency of first issue (6 digits), never the present address. */
      region: string;
      warnings: NikWarning[];
    }
  | { valid: false; reasons: NikReason[] };

/** Province codes of the Ministry of Home Affairs in use, as the ranges they come in. */
const provinceRanges = [
  [11, 21],
  [31, 36],
  [51, 53],
  [61, 65],
  [71, 76],
  [81, 82],
  [91, 96],
] as const;

/**
 * Indonesian national identity number: region 6, day (women +40) month year 6, serial 4; no check digit. What it says of
 * a person can be wrong for life, so disagreement with the chart is a warning and only a malformed number is invalid.
 * @param today `YYYY-MM-DD`; the two-digit year means the latest century that does not lie ahead of it
 * @param stated what the chart says, to be compared
 */
export function parseNik(
  text: string,
  today: string,
  stated: { sex?: string | undefined; birthDate?: string | undefined } = {},
): NikResult {
  const value = bareIdentifier(text);
  if (!/^\d+$/.test(value)) return { valid: false, reasons: ['notDigits'] };
  if (value.length !== 16) return { valid: false, reasons: ['length'] };
  const [dayCode, month, year] = [value.slice(6, 8), value.slice(8, 10), value.slice(10, 12)];
  const sex = Number(dayCode) > 40 ? 'female' : 'male';
  const day = Number(dayCode) - (sex === 'female' ? 40 : 0);
  const reasons: NikReason[] = [];
  if (day < 1 || day > 31) reasons.push('day');
  if (Number(month) < 1 || Number(month) > 12) reasons.push('month');
  if (value.endsWith('0000')) reasons.push('serial');
  if (reasons.length > 0) return { valid: false, reasons };
  const birthDate = inferBirthDate(year, month, String(day).padStart(2, '0'), today);
  const region = value.slice(0, 6);
  return {
    valid: true,
    value,
    sex,
    birthDate,
    region,
    warnings: nikWarnings(region, sex, birthDate, stated),
  };
}

function inferBirthDate(year: string, month: string, day: string, today: string): string | null {
  const century = Number(today.slice(0, 2));
  const candidates = [`${century}${year}-${month}-${day}`, `${century - 1}${year}-${month}-${day}`];
  return candidates.find((date) => isDate(date) && date <= today) ?? null;
}

function nikWarnings(
  region: string,
  sex: string,
  birthDate: string | null,
  stated: { sex?: string | undefined; birthDate?: string | undefined },
): NikWarning[] {
  const province = Number(region.slice(0, 2));
  const warnings: NikWarning[] = [];
  if (!provinceRanges.some(([first, last]) => province >= first && province <= last))
    warnings.push('unknownProvince');
  if (birthDate === null) warnings.push('noSuchDate');
  if ((stated.sex === 'male' || stated.sex === 'female') && stated.sex !== sex) warnings.push('sexDiffers');
  // Only the last two digits of the year are known, so a centenarian's true century is no disagreement.
  if (birthDate !== null && stated.birthDate !== undefined) {
    if (!birthDate.slice(2).startsWith(stated.birthDate.slice(2))) warnings.push('birthDateDiffers');
  }
  return warnings;
}
