import { m } from '#messages';
import { formatPhone } from '#platform/shared/phones.ts';
import type { Locale } from '#platform/shared/languages.ts';
import type { Warning } from '../contract.ts';
import type { PatientForm } from '#slices/records/contract.ts';
import { dateWords, sexWords, spokenLanguages } from '#slices/records/web/index.tsx';

const fieldMessages: Record<string, () => string> = {
  name: m.merging_field_name,
  nickname: m.merging_field_nickname,
  birthDate: m.merging_field_birthDate,
  sex: m.merging_field_sex,
  phone: m.merging_field_phone,
  otherPhone: m.merging_field_otherPhone,
  email: m.merging_field_email,
  contactBy: m.merging_field_contactBy,
  mayLeaveMessage: m.merging_field_mayLeaveMessage,
  address: m.merging_field_address,
  language: m.merging_field_language,
  interpreterNeeded: m.merging_field_interpreterNeeded,
  emergencyContact: m.merging_field_emergencyContact,
  'identifiers.nik': () => 'NIK',
  'identifiers.kk': m.merging_field_kk,
  'identifiers.bpjs': () => 'BPJS',
  'identifiers.ssn': () => 'SSN',
  'identifiers.mbi': () => 'MBI',
  'identifiers.passport': m.merging_field_passport,
  'identifiers.driverLicense': m.merging_field_driverLicense,
  'identifiers.motherNik': m.merging_field_motherNik,
};

export function fieldWords(field: string): string {
  return fieldMessages[field]?.() ?? field;
}

/** A value of the form as a person reads it. */
export function valueWords(field: string, value: unknown, locale: Locale, country: 'ID' | 'US'): string {
  if (value === undefined || value === null) return m.merging_compare_nothing();
  if (typeof value === 'boolean') return value ? m.merging_yes() : m.merging_no();
  if (field === 'sex') return sexWords(value as PatientForm['sex']);
  if (field === 'birthDate') return dateWords(String(value), locale);
  if (field === 'phone' || field === 'otherPhone') return formatPhone(String(value), country);
  if (field === 'language') return spokenLanguages.find((one) => one.value === value)?.label ?? String(value);
  if (field === 'contactBy') return contactWords(String(value));
  if (typeof value === 'object') {
    const { relationship: _, ...parts } = value as Record<string, unknown>;
    return Object.values(parts).filter(Boolean).join(', ');
  }
  return String(value);
}

function contactWords(way: string): string {
  if (way === 'email') return m.merging_contact_email();
  return way === 'sms' ? m.merging_contact_sms() : m.merging_contact_phone();
}

export function warningWords(warning: Warning): string {
  return {
    sexDifferent: m.merging_warning_sexDifferent,
    identifierDifferent: m.merging_warning_identifierDifferent,
    siblingLikely: m.merging_warning_siblingLikely,
    birthDateDifferent: m.merging_warning_birthDateDifferent,
    nameDifferent: m.merging_warning_nameDifferent,
    saidDifferent: m.merging_warning_saidDifferent,
  }[warning]();
}
