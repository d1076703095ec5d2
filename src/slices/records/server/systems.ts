import type { Clinic } from '#platform/server/context.ts';
import type { Country } from '#platform/shared/languages.ts';
import type { IdentifierKind } from '../contract.ts';

const kemkes = 'https://fhir.kemkes.go.id';
const ours = 'https://serambi.health/fhir';
const hl7 = 'http://hl7.org/fhir/StructureDefinition';

/** Extensions that Patient, RelatedPerson and Address carry of ours or of HL7's. */
export const extensions = {
  interpreter: `${hl7}/patient-interpreterRequired`,
  absent: `${hl7}/data-absent-reason`,
  contactBy: `${ours}/StructureDefinition/contact-by`,
  mayLeaveMessage: `${ours}/StructureDefinition/may-leave-message`,
  newbornOf: `${ours}/StructureDefinition/newborn-of`,
  notThese: `${ours}/StructureDefinition/looked-at-and-different`,
  relatedPatient: `${ours}/StructureDefinition/related-patient`,
  village: `${ours}/StructureDefinition/address-village`,
  administrativeCode: `${kemkes}/r4/StructureDefinition/administrativeCode`,
} as const;

/** Where each identifier lives in FHIR, with its v2-0203 type. */
export const identifierSystems: Record<IdentifierKind, { system: string; type: string }> = {
  nik: { system: `${kemkes}/id/nik`, type: 'NI' },
  kk: { system: `${kemkes}/id/kk`, type: 'U' },
  bpjs: { system: `${ours}/bpjs`, type: 'HC' },
  ssn: { system: 'http://hl7.org/fhir/sid/us-ssn', type: 'SS' },
  mbi: { system: 'http://hl7.org/fhir/sid/us-mbi', type: 'MC' },
  passport: { system: `${ours}/passport`, type: 'PPN' },
  driverLicense: { system: `${ours}/driver-license`, type: 'DL' },
  motherNik: { system: `${kemkes}/id/nik-ibu`, type: 'NI' },
};

export const identifierTypeSystem = 'http://terminology.hl7.org/CodeSystem/v2-0203';

/** Identifiers that belong to one person alone. A family card is shared, a mother's NIK is somebody else's. */
export const strongKinds: readonly string[] = ['nik', 'bpjs', 'ssn', 'mbi', 'passport'];

/** The system of this clinic's record numbers: another clinic's numbers mean other people. */
export function recordNumberSystem(clinic: Clinic): string {
  return `${ours}/record-number/${clinic.slug}`;
}

/** The rules of the clinic's country; any other country than Indonesia is read by the American ones. */
export function countryOf(clinic: Clinic): Country {
  return clinic.country === 'ID' ? 'ID' : 'US';
}
