import { idOf } from '#platform/server/record/reference-id.ts';
import type { HumanName, Patient, RelatedPerson } from '@medplum/fhirtypes';
import { displayName } from '#platform/shared/names.ts';
import { type IdentifierKind, identifierKinds, type PatientForm } from '../contract.ts';
import { addressToForm } from './address-codec.ts';
import { extensionOf } from './fhir-parts.ts';
import { isEmergency, relationshipOf } from './relationships.ts';
import { extensions, identifierSystems } from './systems.ts';

/** What the form shows of a patient and her guardian; parts that it does not know stay in the resource. */
export function patientToForm(patient: Patient, guardian?: RelatedPerson): PatientForm {
  const name = mainName(patient);
  const newborn = extensionOf(patient, extensions.newbornOf)?.valueReference;
  const emergency = patient.contact?.find((contact) => isEmergency(contact.relationship));
  const phones = phonesOf(patient);
  return dropAbsent({
    name: displayName(name),
    familyName: name?.family,
    nickname: patient.name?.find((one) => one.use === 'nickname')?.text,
    newbornOf:
      name?.use === 'temp' && newborn?.display
        ? dropAbsent({ motherName: newborn.display, patientId: idOf(newborn.reference) })
        : undefined,
    birthDate: patient.birthDate,
    birthDateUnknown: isBirthDateUnknown(patient) || undefined,
    sex: patient.gender ?? 'unknown',
    identifiers: identifiersToForm(patient),
    phone: phones[0],
    otherPhone: phones[1],
    email: patient.telecom?.find((point) => point.system === 'email' && point.use !== 'old')?.value,
    contactBy: contactWay(extensionOf(patient, extensions.contactBy)?.valueCode),
    mayLeaveMessage: extensionOf(patient, extensions.mayLeaveMessage)?.valueBoolean,
    address: addressToForm(patient.address?.[0]),
    language: languageOf(patient),
    interpreterNeeded: extensionOf(patient, extensions.interpreter)?.valueBoolean,
    guardian: guardian && guardianToForm(guardian),
    emergencyContact: emergency?.name
      ? dropAbsent({
          name: displayName(emergency.name),
          relationship: relationshipOf(emergency.relationship),
          phone: emergency.telecom?.find((point) => point.system === 'phone')?.value,
        })
      : undefined,
  });
}

function guardianToForm(guardian: RelatedPerson): PatientForm['guardian'] {
  return dropAbsent({
    name: displayName(guardian.name),
    relationship: relationshipOf(guardian.relationship),
    phone: guardian.telecom?.find((point) => point.system === 'phone')?.value,
    patientId: idOf(extensionOf(guardian, extensions.relatedPatient)?.valueReference?.reference),
  });
}

/** The name that stands for the person: official first, then usual, then a newborn's temporary one. */
export function mainName(patient: Patient): HumanName | undefined {
  const uses = ['official', 'usual', undefined, 'temp', 'anonymous', 'nickname', 'maiden', 'old'];
  return [...(patient.name ?? [])].sort((a, b) => uses.indexOf(a.use) - uses.indexOf(b.use))[0];
}

/** Phone numbers in the order of the record; faxes and pagers are no way to reach a person. */
export function phonesOf(patient: Patient): string[] {
  const points = (patient.telecom ?? []).filter(
    (point) => point.system === 'phone' || point.system === 'sms',
  );
  return points.filter((point) => point.use !== 'old').flatMap((point) => (point.value ? [point.value] : []));
}

/** BCP 47 code of the language to speak with the patient. */
export function languageOf(patient: Patient): string | undefined {
  const spoken = patient.communication ?? [];
  const first = spoken.find((one) => one.preferred) ?? spoken[0];
  return first?.language.coding?.find((coding) => coding.code)?.code;
}

/** Asked and not known; the mark stands on the primitive, where TypeScript's FHIR types do not reach. */
export function isBirthDateUnknown(patient: Patient): boolean {
  const element = (patient as { _birthDate?: { extension?: { url: string }[] } })._birthDate;
  return !patient.birthDate && (element?.extension ?? []).some((one) => one.url === extensions.absent);
}

function identifiersToForm(patient: Patient): PatientForm['identifiers'] {
  const found: Partial<Record<IdentifierKind, string>> = {};
  for (const kind of identifierKinds) {
    const { system } = identifierSystems[kind];
    const value = patient.identifier?.find((one) => one.system === system && one.use !== 'old')?.value;
    if (value) found[kind] = value;
  }
  return Object.keys(found).length > 0 ? found : undefined;
}

function contactWay(code: string | undefined): PatientForm['contactBy'] {
  return (['phone', 'sms', 'email'] as const).find((way) => way === code);
}

function dropAbsent<T extends object>(form: T): T {
  return Object.fromEntries(
    Object.entries(form).filter(([, value]) => value !== undefined && value !== ''),
  ) as T;
}
