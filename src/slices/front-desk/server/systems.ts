const ours = 'https://serambi.health/fhir';

/** Where our own facts about a visit stand in the Encounter, the Appointment and the Consent. */
export const flowStepUrl = `${ours}/StructureDefinition/flow-step`;
export const walkInUrl = `${ours}/StructureDefinition/walk-in`;
export const payerUrl = `${ours}/StructureDefinition/visit-payer`;
export const coverageUrl = `${ours}/StructureDefinition/visit-coverage`;
export const identityUrl = `${ours}/StructureDefinition/identity-check`;
export const contactUrl = `${ours}/StructureDefinition/contact-confirmed`;
export const companionUrl = `${ours}/StructureDefinition/accompanied-by`;
export const signerUrl = `${ours}/StructureDefinition/signer-relationship`;
export const visitUrl = `${ours}/StructureDefinition/visit`;
export const needsUrl = `${ours}/StructureDefinition/visit-needs`;
export const noteUrl = `${ours}/StructureDefinition/visit-note`;
export const talkChannelUrl = `${ours}/StructureDefinition/talk-channel`;
export const talkTopicUrl = `${ours}/StructureDefinition/talk-topic`;
/** Canonical of the talk's questions; the version stands behind `|`, 0 for those of the program. */
export const talkQuestionnaire = `${ours}/Questionnaire/front-desk-talk`;
export const queueNumberSystem = `${ours}/queue-number`;
export const formSystem = `${ours}/CodeSystem/consent-form`;
/** The system of scheduling's visit types: a code of the clinic's own. */
export const visitTypeSystem = `${ours}/CodeSystem/visit-type`;

export const actCodeSystem = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
export const actPrioritySystem = 'http://terminology.hl7.org/CodeSystem/v3-ActPriority';
export const consentScopeSystem = 'http://terminology.hl7.org/CodeSystem/consentscope';
export const cancellationSystem = 'http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason';
export const loincSystem = 'http://loinc.org';
export const yesNoSystem = 'http://terminology.hl7.org/CodeSystem/v2-0136';
export const absentSystem = 'http://terminology.hl7.org/CodeSystem/data-absent-reason';
