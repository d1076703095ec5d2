const ours = 'https://serambi.health/fhir';
const hl7 = 'http://terminology.hl7.org/CodeSystem';

export const extensions = {
  payerKind: `${ours}/StructureDefinition/payer-kind`,
  payerCopay: `${ours}/StructureDefinition/payer-copay`,
  careClass: `${ours}/StructureDefinition/care-class`,
  registeredAt: `${ours}/StructureDefinition/registered-at`,
  endedWhy: `${ours}/StructureDefinition/coverage-ended-why`,
  participantState: `${ours}/StructureDefinition/participant-state`,
} as const;

export const systems = {
  organizationType: `${hl7}/organization-type`,
  identifierType: `${hl7}/v2-0203`,
  relationship: `${hl7}/subscriber-relationship`,
  coverageClass: `${hl7}/coverage-class`,
  copayType: `${hl7}/coverage-copay-type`,
  electronicId: `${ours}/payer-electronic-id`,
} as const;
