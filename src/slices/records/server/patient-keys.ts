import type { Patient } from '@medplum/fhirtypes';
import type { Clinic } from '#platform/server/context.ts';
import { bareIdentifier } from '#platform/shared/identifiers.ts';
import { displayName, nameTokens, phoneticKeys } from '#platform/shared/names.ts';
import { parsePhone } from '#platform/shared/phones.ts';
import { identifierKinds } from '../contract.ts';
import { phonesOf } from './patient-form.ts';
import { countryOf, identifierSystems, recordNumberSystem } from './systems.ts';

export type KeyKind = 'name' | 'sound' | 'birth' | 'number' | 'phone';
export interface PatientKey {
  kind: KeyKind;
  key: string;
  detail: string;
}

/** Before the kind of an identifier that is not hers any more. */
export const oldKind = 'old ';

/** A b-tree entry holds about 2,700 bytes; no true identifier comes near this. */
const longestKey = 200;

/**
 * Everything a patient is found by: the words and sounds of all her names, the birth date as far as known, all
 * identifiers bare, and phone digits from the end, because people give "the last four".
 */
export function patientKeys(patient: Patient, clinic: Clinic, recordNumber: string): PatientKey[] {
  const keys = new Map<string, PatientKey>();
  const add = (kind: KeyKind, key: string, detail = '') => {
    const cut = key.slice(0, longestKey);
    if (cut) keys.set(`${kind} ${cut} ${detail}`, { kind, key: cut, detail });
  };
  for (const name of patient.name ?? []) {
    const text = displayName(name);
    for (const token of nameTokens(text)) add('name', token);
    for (const sound of phoneticKeys(text)) add('sound', sound);
  }
  if (patient.birthDate) add('birth', patient.birthDate);
  add('number', bareIdentifier(recordNumber), 'recordNumber');
  for (const identifier of patient.identifier ?? []) {
    const kind = kindOf(identifier.system, clinic);
    // by what she had before she is found, and by nothing of it is she identified or compared
    const detail = identifier.use === 'old' ? `${oldKind}${kind}` : kind;
    if (identifier.value) add('number', bareIdentifier(identifier.value), detail);
  }
  for (const phone of phonesOf(patient)) add('phone', reversedDigits(phone, clinic));
  return [...keys.values()];
}

function kindOf(system: string | undefined, clinic: Clinic): string {
  if (system === recordNumberSystem(clinic)) return 'recordNumber';
  return (
    identifierKinds.find((kind) => identifierSystems[kind].system === system) ??
    system?.slice(0, longestKey) ??
    ''
  );
}

/** The digits of a phone number from the last to the first; numbers that were stored as typed are read first. */
export function reversedDigits(phone: string, clinic: Clinic): string {
  const read = parsePhone(phone, countryOf(clinic));
  return [...(read.ok ? read.e164 : phone).replace(/\D/g, '')].reverse().join('');
}
