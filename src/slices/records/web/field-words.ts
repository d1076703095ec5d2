import { m } from '#messages';
import type { Country, Locale } from '#platform/shared/languages.ts';
import { formatPhone } from '#platform/shared/phones.ts';
import type { PatientForm } from '../contract.ts';
import { dateWords, type Relationship, relationshipWords, sexWords, spokenLanguages } from './words.ts';

const words: Record<string, () => string> = {
  name: m.records_field_wholeName,
  familyName: m.records_field_familyName,
  nickname: m.records_field_nickname,
  'newbornOf.motherName': m.records_field_motherName,
  birthDate: m.records_field_birthDate,
  birthDateUnknown: m.records_field_birthDateNobodyKnows,
  sex: m.records_field_sex,
  phone: m.records_field_phone,
  otherPhone: m.records_field_otherPhone,
  email: m.records_field_email,
  contactBy: m.records_field_contactBy,
  mayLeaveMessage: m.records_field_mayLeaveMessage,
  language: m.records_field_spokenLanguage,
  interpreterNeeded: m.records_field_interpreter,
  'address.line': m.records_field_street,
  'address.rt': m.records_field_rt,
  'address.rw': m.records_field_rw,
  'address.village': m.records_field_village,
  'address.subdistrict': m.records_field_subdistrict,
  'address.city': m.records_field_city,
  'address.state': m.records_field_state,
  'address.postalCode': m.records_field_postalCode,
  'identifiers.nik': m.records_id_nik,
  'identifiers.motherNik': m.records_id_motherNik,
  'identifiers.kk': m.records_id_kk,
  'identifiers.bpjs': m.records_id_bpjs,
  'identifiers.ssn': m.records_id_ssn,
  'identifiers.mbi': m.records_id_mbi,
  'identifiers.passport': m.records_id_passport,
  'identifiers.driverLicense': m.records_id_driverLicense,
  'emergencyContact.name': m.records_part_emergency,
  status: m.records_status_label,
  deceasedOn: m.records_status_date,
};

/** The label under which a field stands in the form. */
export function fieldWords(path: string): string {
  const part = path.startsWith('emergencyContact') ? 'emergencyContact.name' : path;
  return words[part]?.() ?? m.records_history_otherField();
}

/** A stored value as people read it: dates, phones, choices and yes or no in words. */
export function valueWords(path: string, value: string, locale: Locale, country: Country): string {
  if (path.endsWith('irthDate') || path === 'deceasedOn') return dateWords(value, locale);
  if (/phone$/i.test(path)) return formatPhone(value, country);
  if (path === 'sex') return sexWords(value as PatientForm['sex']);
  if (path === 'language') return spokenLanguages.find((one) => one.value === value)?.label ?? value;
  if (path.endsWith('.relationship')) return relationshipWords(value as Relationship);
  if (path === 'contactBy') return contactWords[value]?.() ?? value;
  if (path === 'status')
    return value === 'deceased' ? m.records_flag_deceased() : m.records_status_inactive();
  if (value === 'true') return m.web_yes();
  return value === 'false' ? m.web_no() : value;
}

const contactWords: Record<string, () => string> = {
  phone: m.records_contact_phone,
  sms: m.records_contact_sms,
  email: m.records_contact_email,
};
