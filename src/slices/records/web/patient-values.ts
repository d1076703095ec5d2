import type { Country } from '#platform/shared/languages.ts';
import { type IdentifierKind, identifierKinds, type PatientForm } from '../contract.ts';
import type { Relationship } from './words.ts';

interface PersonValues {
  name: string;
  relationship: Relationship | '';
  phone: string;
}

/** The registration form as it is typed: every part is there, blank where nothing was said. */
export interface PatientValues {
  /** In the US first and middle names, elsewhere the whole name. */
  name: string;
  familyName: string;
  nickname: string;
  newborn: boolean;
  motherName: string;
  motherId: string;
  birthDate: string;
  birthDateUnknown: boolean;
  sex: string;
  identifiers: Record<IdentifierKind, string>;
  phone: string;
  otherPhone: string;
  email: string;
  contactBy: string;
  mayLeaveMessage: 'yes' | 'no' | '';
  address: {
    line: string;
    rt: string;
    rw: string;
    village: string;
    subdistrict: string;
    city: string;
    state: string;
    postalCode: string;
  };
  language: string;
  interpreterNeeded: 'yes' | 'no' | '';
  guardian: PersonValues & { patientId: string };
  emergencyContact: PersonValues;
}

const noIdentifiers = Object.fromEntries(
  identifierKinds.map((kind) => [kind, '']),
) as PatientValues['identifiers'];

/** The values of a form, or of a new patient. */
export function valuesOf(form: PatientForm | undefined, country: Country): PatientValues {
  const whole = form?.name ?? '';
  const family = form?.familyName ?? '';
  const split = country === 'US' && family !== '' && whole.endsWith(family);
  return {
    name: split ? whole.slice(0, -family.length).trim() : whole,
    familyName: family,
    nickname: form?.nickname ?? '',
    newborn: form?.newbornOf !== undefined,
    motherName: form?.newbornOf?.motherName ?? '',
    motherId: form?.newbornOf?.patientId ?? '',
    birthDate: form?.birthDate ?? '',
    birthDateUnknown: form?.birthDateUnknown ?? false,
    sex: form?.sex ?? '',
    identifiers: { ...noIdentifiers, ...form?.identifiers },
    phone: form?.phone ?? '',
    otherPhone: form?.otherPhone ?? '',
    email: form?.email ?? '',
    contactBy: form?.contactBy ?? '',
    mayLeaveMessage: askedOf(form?.mayLeaveMessage),
    address: {
      line: '',
      rt: '',
      rw: '',
      village: '',
      subdistrict: '',
      city: '',
      state: '',
      postalCode: '',
      ...form?.address,
    },
    language: form?.language ?? '',
    interpreterNeeded: askedOf(form?.interpreterNeeded),
    guardian: { name: '', relationship: '', phone: '', patientId: '', ...form?.guardian },
    emergencyContact: { name: '', relationship: '', phone: '', ...form?.emergencyContact },
  };
}

function askedOf(value: boolean | undefined): 'yes' | 'no' | '' {
  if (value === undefined) return '';
  return value ? 'yes' : 'no';
}

/** What the values say, without what was not said. A part that is begun is sent, so that the server names what it lacks. */
export function formOf(values: PatientValues, country: Country): PatientForm {
  const family = values.familyName.trim();
  const whole =
    country === 'US' ? [values.name.trim(), family].filter(Boolean).join(' ') : values.name.trim();
  const form = {
    name: values.newborn && values.name === '' ? '' : whole,
    familyName: country === 'US' || whole.endsWith(family) ? family : '',
    nickname: values.nickname,
    newbornOf: values.newborn ? { motherName: values.motherName, patientId: values.motherId } : undefined,
    birthDate: values.birthDate,
    birthDateUnknown: values.birthDate === '' && values.birthDateUnknown ? true : undefined,
    sex: values.sex,
    identifiers: values.identifiers,
    phone: values.phone,
    otherPhone: values.otherPhone,
    email: values.email,
    contactBy: values.contactBy,
    mayLeaveMessage: values.mayLeaveMessage === '' ? undefined : values.mayLeaveMessage === 'yes',
    address: values.address,
    language: values.language,
    interpreterNeeded: values.interpreterNeeded === '' ? undefined : values.interpreterNeeded === 'yes',
    guardian: begun(values.guardian) ? values.guardian : undefined,
    emergencyContact: begun(values.emergencyContact) ? values.emergencyContact : undefined,
  };
  return (said(form) ?? {}) as PatientForm;
}

/** A relationship alone is a choice that stood there; a name or a phone is somebody. */
function begun(person: PersonValues): boolean {
  return person.name.trim() !== '' || person.phone.trim() !== '';
}

function said(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value === '' ? undefined : value;
  const parts = Object.entries(value).map(([name, part]) => [name, said(part)] as const);
  const kept = parts.filter(([, part]) => part !== undefined);
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}
