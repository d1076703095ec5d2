import type { ContactPoint, HumanName, Identifier, Patient, RelatedPerson } from '@medplum/fhirtypes';
import { type IdentifierKind, identifierKinds, type PatientForm } from '../contract.ts';
import { addressFromForm } from './address-codec.ts';
import { assign, setExtension } from './fhir-parts.ts';
import { mainName, patientToForm, phonesOf } from './patient-form.ts';
import { emergencyConcept, isEmergency, relationshipConcept } from './relationships.ts';
import { extensions, identifierSystems, identifierTypeSystem } from './systems.ts';

type Write = (patient: Patient, form: PatientForm, country: string) => void;

/** How each part of the form is written. A part that did not change is not touched. */
const writers: Partial<Record<keyof PatientForm, Write>> = {
  name: writeName,
  familyName: writeName,
  newbornOf: writeName,
  nickname: writeNickname,
  birthDate: writeBirthDate,
  birthDateUnknown: writeBirthDate,
  sex: (patient, form) => assign(patient, 'gender', form.sex),
  identifiers: writeIdentifiers,
  phone: writePhones,
  otherPhone: writePhones,
  email: writeEmail,
  contactBy: (patient, { contactBy }) =>
    setExtension(patient, extensions.contactBy, contactBy && { valueCode: contactBy }),
  mayLeaveMessage: (patient, { mayLeaveMessage: may }) =>
    setExtension(patient, extensions.mayLeaveMessage, may === undefined ? undefined : { valueBoolean: may }),
  interpreterNeeded: (patient, { interpreterNeeded: needed }) =>
    setExtension(
      patient,
      extensions.interpreter,
      needed === undefined ? undefined : { valueBoolean: needed },
    ),
  address: (patient, { address }, country) => {
    const [first, ...others] = patient.address ?? [];
    assign(patient, 'address', address ? [addressFromForm(address, first, country), ...others] : others);
  },
  language: writeLanguage,
  emergencyContact: writeEmergencyContact,
};

/**
 * Writes into a patient what the form says differently from it, and nothing else: other systems' names, identifiers
 * and extensions stay. The guardian is a RelatedPerson of its own.
 * @returns the same object
 */
export function applyForm(patient: Patient, form: PatientForm, country: string): Patient {
  const before = patientToForm(patient);
  for (const [part, write] of Object.entries(writers) as [keyof PatientForm, Write][]) {
    if (!sameJson(before[part], form[part])) write(patient, form, country);
  }
  return patient;
}

/** A newborn's name until there is one: `Bayi Ny. Siti` in Indonesia, `BB Smith` after the mother's family name elsewhere. */
export function newbornName(motherName: string, country: string): string {
  if (country === 'ID') return `Bayi Ny. ${motherName}`;
  return `BB ${motherName.trim().split(/\s+/).at(-1) ?? motherName}`;
}

function writeName(patient: Patient, form: PatientForm, country: string): void {
  const mother = form.newbornOf;
  const temporary =
    mother !== undefined && (!form.name || form.name === newbornName(mother.motherName, country));
  const before = mainName(patient);
  const others = (patient.name ?? []).filter((name) => name !== before);
  const name: HumanName = temporary
    ? { use: 'temp', text: newbornName(mother.motherName, country) }
    : officialName(form.name ?? '', form.familyName, before);
  // a baby's first own name does not replace a mistake: the temporary one was true
  const kept = before?.use === 'temp' && !temporary ? [{ ...before, use: 'old' as const }] : [];
  patient.name = [name, ...kept, ...others];
  if (mother) {
    const reference = mother.patientId ? { reference: `Patient/${mother.patientId}` } : {};
    setExtension(patient, extensions.newbornOf, {
      valueReference: { ...reference, display: mother.motherName },
    });
  }
}

function officialName(text: string, family: string | undefined, before: HumanName | undefined): HumanName {
  const use = before?.use === 'usual' ? 'usual' : 'official';
  const period = before?.period ? { period: before.period } : {};
  if (!family) return { use, text, ...period };
  const given = text
    .slice(0, text.length - family.length)
    .trim()
    .split(/\s+/)
    .filter(Boolean);
  return { use, text, family, ...(given.length > 0 && { given }), ...period };
}

function writeNickname(patient: Patient, { nickname }: PatientForm): void {
  const others = (patient.name ?? []).filter((name) => name.use !== 'nickname');
  assign(patient, 'name', nickname ? [...others, { use: 'nickname', text: nickname }] : others);
}

function writeBirthDate(patient: Patient, form: PatientForm): void {
  const marked = patient as Patient & { _birthDate?: { extension: { url: string; valueCode: string }[] } };
  assign(patient, 'birthDate', form.birthDate);
  assign(
    marked,
    '_birthDate',
    !form.birthDate && form.birthDateUnknown
      ? { extension: [{ url: extensions.absent, valueCode: 'unknown' }] }
      : undefined,
  );
}

function writeIdentifiers(patient: Patient, { identifiers = {} }: PatientForm): void {
  let all = patient.identifier ?? [];
  for (const kind of identifierKinds) {
    const { system } = identifierSystems[kind];
    const value = identifiers[kind];
    const stands = all.find((one) => one.system === system && one.use !== 'old');
    if (stands?.value === value) continue;
    if (!value) all = all.filter((one) => one !== stands);
    else if (stands) all = all.map((one) => (one === stands ? { ...one, value } : one));
    else all = [...all, newIdentifier(kind, value)];
  }
  assign(patient, 'identifier', all);
}

function newIdentifier(kind: IdentifierKind, value: string): Identifier {
  const { system, type } = identifierSystems[kind];
  return { type: { coding: [{ system: identifierTypeSystem, code: type }] }, system, value };
}

function writePhones(patient: Patient, form: PatientForm): void {
  const before = phonesOf(patient);
  const wanted = [form.phone, form.otherPhone];
  const points = [...(patient.telecom ?? [])];
  for (const [place, value] of wanted.entries()) {
    const old = before[place];
    const at =
      old === undefined ? -1 : points.findIndex((point) => point.value === old && point.use !== 'old');
    if (value === old) continue;
    if (at >= 0 && value) points[at] = { ...points[at], value } as ContactPoint;
    else if (at >= 0) points.splice(at, 1);
    else if (value)
      points.push({ system: 'phone', value, use: value.startsWith('+628') ? 'mobile' : 'home' });
  }
  assign(patient, 'telecom', points);
}

function writeEmail(patient: Patient, { email }: PatientForm): void {
  const others = (patient.telecom ?? []).filter(({ system, use }) => system !== 'email' || use === 'old');
  assign(patient, 'telecom', email ? [...others, { system: 'email', value: email }] : others);
}

function writeLanguage(patient: Patient, { language }: PatientForm): void {
  const before = patient.communication ?? [];
  const first = before.find((one) => one.preferred) ?? before[0];
  const others = before.filter((one) => one !== first);
  const spoken = language && {
    language: { coding: [{ system: 'urn:ietf:bcp:47', code: language }] },
    preferred: true,
  };
  assign(patient, 'communication', spoken ? [spoken, ...others] : others);
}

function writeEmergencyContact(patient: Patient, { emergencyContact: contact }: PatientForm): void {
  const others = (patient.contact ?? []).filter((one) => !isEmergency(one.relationship));
  if (!contact) {
    assign(patient, 'contact', others);
    return;
  }
  const phone: ContactPoint[] = contact.phone ? [{ system: 'phone', value: contact.phone }] : [];
  patient.contact = [
    {
      relationship: [emergencyConcept, relationshipConcept(contact.relationship)],
      name: { text: contact.name },
      ...(phone.length > 0 && { telecom: phone }),
    },
    ...others,
  ];
}

/** Writes the form's guardian into a RelatedPerson of the patient, new or existing. */
export function applyGuardian(
  person: RelatedPerson | undefined,
  guardian: NonNullable<PatientForm['guardian']>,
  patientId: string,
): RelatedPerson {
  const result: RelatedPerson = person ?? {
    resourceType: 'RelatedPerson',
    patient: { reference: `Patient/${patientId}` },
  };
  result.active = true;
  result.relationship = [relationshipConcept(guardian.relationship)];
  result.name = [{ use: 'official', text: guardian.name }];
  const others = (result.telecom ?? []).filter((point) => point.system !== 'phone');
  assign(
    result,
    'telecom',
    guardian.phone ? [{ system: 'phone', value: guardian.phone }, ...others] : others,
  );
  setExtension(
    result,
    extensions.relatedPatient,
    guardian.patientId ? { valueReference: { reference: `Patient/${guardian.patientId}` } } : undefined,
  );
  return result;
}

/** Whether two JSON values are the same but for the order of names. */
export function sameJson(left: unknown, right: unknown): boolean {
  return canonical(left) === canonical(right);
}

function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_, part) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
