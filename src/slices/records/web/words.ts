import { m } from '#messages';
import { ageAt, ageLabel } from '#platform/shared/age.ts';
import { displayRecordNumber } from '#platform/shared/identifiers.ts';
import { type Country, type Locale, languageOf } from '#platform/shared/languages.ts';
import { formatPlainDate, isDate } from '#platform/shared/time.ts';
import type { LookAlike, PatientForm } from '../contract.ts';

/** The country whose forms and numbers a clinic uses. */
export function countryOf(clinic: { country: string }): Country {
  return clinic.country === 'ID' ? 'ID' : 'US';
}

export function recordNumberWords(recordNumber: string, clinic: { country: string }): string {
  return displayRecordNumber(recordNumber, countryOf(clinic));
}

/** A birth date as far as it is known, with the age on that day beside it. */
export function birthWords(birthDate: string | undefined, day: string, locale: Locale): string {
  if (!birthDate) return m.records_birthDateUnknown();
  const age = ageAt(birthDate, day);
  const date = dateWords(birthDate, locale);
  return age ? `${date} (${ageLabel(age, languageOf(locale))})` : date;
}

/** A date that another system wrote may be none; it is then shown as it is. */
export function dateWords(date: string, locale: Locale): string {
  const whole = /^\d{4}$/.test(date) ? `${date}-01-01` : /^\d{4}-\d{2}$/.test(date) ? `${date}-01` : date;
  return isDate(whole) ? formatPlainDate(date, locale, 'short') : date;
}

export function sexWords(sex: PatientForm['sex']): string {
  return {
    male: m.records_sex_male,
    female: m.records_sex_female,
    other: m.records_sex_other,
    unknown: m.records_sex_unknown,
  }[sex]();
}

export function sexOptions() {
  return (['female', 'male', 'other', 'unknown'] as const).map((value) => ({
    value,
    label: sexWords(value),
  }));
}

const relationshipMessages = {
  mother: m.records_relationship_mother,
  father: m.records_relationship_father,
  guardian: m.records_relationship_guardian,
  spouse: m.records_relationship_spouse,
  child: m.records_relationship_child,
  sibling: m.records_relationship_sibling,
  grandparent: m.records_relationship_grandparent,
  relative: m.records_relationship_relative,
  friend: m.records_relationship_friend,
  caregiver: m.records_relationship_caregiver,
  other: m.records_relationship_other,
} as const;

export type Relationship = keyof typeof relationshipMessages;

export function relationshipWords(relationship: Relationship): string {
  return relationshipMessages[relationship]();
}

export function relationshipOptions() {
  return (Object.keys(relationshipMessages) as Relationship[]).map((value) => ({
    value,
    label: relationshipWords(value),
  }));
}

const reasonMessages: Record<string, () => string> = {
  nameSame: m.records_reason_nameSame,
  nameSimilar: m.records_reason_nameSimilar,
  nameDifferent: m.records_reason_nameDifferent,
  birthDateSame: m.records_reason_birthDateSame,
  birthDatePartlyKnown: m.records_reason_birthDatePartlyKnown,
  birthDateSwapped: m.records_reason_birthDateSwapped,
  birthDateOneDigit: m.records_reason_birthDateOneDigit,
  birthDateDifferent: m.records_reason_birthDateDifferent,
  sexDifferent: m.records_reason_sexDifferent,
  phoneSame: m.records_reason_phoneSame,
  addressSimilar: m.records_reason_addressSimilar,
  identifierSame: m.records_reason_identifierSame,
  identifierDifferent: m.records_reason_identifierDifferent,
  identifierConflict: m.records_reason_identifierConflict,
  familyNameChanged: m.records_reason_familyNameChanged,
};

/** Why two charts look alike; what says nothing by itself (the same sex) is left out. */
export function reasonWords(reasons: LookAlike['reasons']): string {
  return reasons.flatMap((reason) => reasonMessages[reason]?.() ?? []).join(' · ');
}

/** Languages that clinics of both countries meet, each in its own name. */
export const spokenLanguages = [
  { value: 'id', label: 'Bahasa Indonesia' },
  { value: 'en', label: 'English' },
  { value: 'jv', label: 'Basa Jawa' },
  { value: 'su', label: 'Basa Sunda' },
  { value: 'mad', label: 'Madura' },
  { value: 'ban', label: 'Basa Bali' },
  { value: 'min', label: 'Minangkabau' },
  { value: 'bug', label: 'Basa Ugi' },
  { value: 'es', label: 'Español' },
  { value: 'zh', label: '中文' },
  { value: 'vi', label: 'Tiếng Việt' },
  { value: 'ar', label: 'العربية' },
  { value: 'ru', label: 'Русский' },
  { value: 'ht', label: 'Kreyòl ayisyen' },
  { value: 'ase', label: 'American Sign Language' },
] as const;
