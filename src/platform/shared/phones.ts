import type { Country } from './languages.ts';

export type PhoneCode = 'empty' | 'notAPhone' | 'length' | 'areaCode';
export type PhoneKind = 'mobile' | 'landline' | 'unknown';

/** `e164` is the stored form (`+6281234567890`); US numbers do not tell mobile from landline. */
export type PhoneResult = { ok: true; e164: string; kind: PhoneKind } | { ok: false; code: PhoneCode };

const indonesianMobile = /^\+628[1-9]\d{7,10}$/;

/**
 * A phone number as people write it, to E.164. Without `+` it is read as a number of the clinic's country:
 * `0812-3456-7890` → `+6281234567890`, `(212) 555-0134` → `+12125550134`. Numbers of third countries need their `+`.
 */
export function parsePhone(text: string, country: Country): PhoneResult {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: false, code: 'empty' };
  if (!/^\+?[\d\s().\-–/]+$/.test(trimmed)) return { ok: false, code: 'notAPhone' };
  const digits = trimmed.replace(/\D/g, '');
  if (trimmed.startsWith('+')) return international(digits);
  return country === 'ID' ? indonesian(national(digits, '62')) : american(national(digits, '1'));
}

/** Drops the trunk zero, or the country code that people type without its plus. */
function national(digits: string, countryCode: string): string {
  if (digits.startsWith('0')) return digits.slice(1);
  const longEnough = countryCode === '1' ? digits.length === 11 : digits.length >= 10;
  return longEnough && digits.startsWith(countryCode) ? digits.slice(countryCode.length) : digits;
}

function international(digits: string): PhoneResult {
  if (digits.startsWith('62')) return indonesian(digits.slice(2).replace(/^0/, ''));
  if (digits.startsWith('1')) return american(digits.slice(1));
  if (digits.startsWith('0')) return { ok: false, code: 'notAPhone' };
  const fits = digits.length >= 7 && digits.length <= 15;
  return fits ? { ok: true, e164: `+${digits}`, kind: 'unknown' } : { ok: false, code: 'length' };
}

function indonesian(digits: string): PhoneResult {
  const e164 = `+62${digits}`;
  if (digits.startsWith('8')) {
    if (indonesianMobile.test(e164)) return { ok: true, e164, kind: 'mobile' };
    return { ok: false, code: /^8[1-9]/.test(digits) ? 'length' : 'areaCode' };
  }
  if (!/^[2-79]/.test(digits)) return { ok: false, code: 'areaCode' };
  return digits.length >= 7 && digits.length <= 11
    ? { ok: true, e164, kind: 'landline' }
    : { ok: false, code: 'length' };
}

/** North American plan: NXX NXX XXXX with N 2–9; N11 are service codes, never area codes. */
function american(digits: string): PhoneResult {
  if (digits.length !== 10) return { ok: false, code: 'length' };
  if (!/^[2-9](?!11)\d{2}[2-9]\d{6}$/.test(digits)) return { ok: false, code: 'areaCode' };
  return { ok: true, e164: `+1${digits}`, kind: 'unknown' };
}

/** For reading and dialling at home: `(212) 555-0134`, `0812-3456-7890`; numbers of other countries stay E.164. */
export function formatPhone(e164: string, country: Country): string {
  const american = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(e164);
  if (country === 'US' && american) return `(${american[1]}) ${american[2]}-${american[3]}`;
  const mobile = indonesianMobile.test(e164) ? /^\+62(\d{3})(\d{4})(\d+)$/.exec(e164) : null;
  if (country === 'ID' && mobile) return `0${mobile[1]}-${mobile[2]}-${mobile[3]}`;
  if (country === 'ID' && e164.startsWith('+62')) return `0${e164.slice(3)}`;
  return e164;
}
