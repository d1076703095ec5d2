import type { CodeableConcept } from '@medplum/fhirtypes';
import { relationships } from '../contract.ts';

export type Relationship = (typeof relationships)[number];

const ourSystem = 'https://serambi.health/fhir/CodeSystem/relationship';
const roleSystem = 'http://terminology.hl7.org/CodeSystem/v3-RoleCode';
const contactSystem = 'http://terminology.hl7.org/CodeSystem/v2-0131';

/** HL7 RoleCode of each; a caregiver and "other" have none that means just that. */
const roleCodes: Partial<Record<Relationship, string>> = {
  mother: 'MTH',
  father: 'FTH',
  guardian: 'GUARD',
  spouse: 'SPS',
  child: 'CHILD',
  sibling: 'SIB',
  grandparent: 'GRPRN',
  relative: 'FAMMEMB',
  friend: 'FRND',
};

/** Our word with HL7's code beside it, so that other systems understand the relationship too. */
export function relationshipConcept(relationship: Relationship): CodeableConcept {
  const code = roleCodes[relationship];
  return {
    coding: [{ system: ourSystem, code: relationship }, ...(code ? [{ system: roleSystem, code }] : [])],
  };
}

/** The relationship that any of these concepts names; `other` when none is known. */
export function relationshipOf(concepts: readonly CodeableConcept[] | undefined): Relationship {
  const codings = (concepts ?? []).flatMap((concept) => concept.coding ?? []);
  for (const { system, code } of codings) {
    const own = system === ourSystem ? relationships.find((one) => one === code) : undefined;
    const role = system === roleSystem ? relationships.find((one) => roleCodes[one] === code) : undefined;
    if (own ?? role) return own ?? role ?? 'other';
  }
  return 'other';
}

export const emergencyConcept: CodeableConcept = { coding: [{ system: contactSystem, code: 'C' }] };

/** Whether a contact is the one to call in an emergency. */
export function isEmergency(concepts: readonly CodeableConcept[] | undefined): boolean {
  return (concepts ?? []).some((concept) =>
    concept.coding?.some((coding) => coding.system === contactSystem && coding.code === 'C'),
  );
}
