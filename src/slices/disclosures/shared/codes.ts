/** Words of the duty that are kept as codes; what they are called stands in the messages. */

export const requesterKinds = [
  'patient',
  'representative',
  'physician',
  'insurer',
  'court',
  'lawEnforcement',
  'publicHealth',
  'registry',
  'employer',
  'school',
  'other',
] as const;
export type RequesterKind = (typeof requesterKinds)[number];

/** On what ground a part of a chart leaves the clinic. */
export const bases = [
  'treatment',
  'payment',
  'operations',
  'authorisation',
  'patientAccess',
  'courtOrder',
  'lawEnforcement',
  'publicHealth',
  'registry',
  'otherLaw',
  'incidental',
  'limitedDataSet',
  'nationalSecurity',
] as const;
export type Basis = (typeof bases)[number];

export const chartParts = [
  'whole',
  'identification',
  'problems',
  'allergies',
  'medicines',
  'history',
  'immunisations',
  'vitals',
  'notes',
  'results',
  'imaging',
  'procedures',
  'referrals',
  'correspondence',
  'photos',
  'consents',
  'billing',
] as const;
export type ChartPart = (typeof chartParts)[number];

/** What leaves only by a consent of its own. */
export const specials = ['psychotherapy', 'substanceUse', 'hiv', 'reproductive'] as const;
export type Special = (typeof specials)[number];

export const ways = ['paper', 'fax', 'email', 'portal', 'fhir'] as const;
export type Way = (typeof ways)[number];

/** States in their order; `released` or `denied` is the outcome, logged in the same moment. */
export const states = [
  'received',
  'verified',
  'scoped',
  'pulled',
  'reviewed',
  'released',
  'denied',
  'logged',
  'closed',
] as const;
export type State = (typeof states)[number];

export const identityChecks = ['document', 'known', 'callBack', 'letterhead', 'portal'] as const;
export type IdentityCheck = (typeof identityChecks)[number];

export const denyReasons = [
  'notVerified',
  'noAuthority',
  'authorisation',
  'notHeld',
  'excluded',
  'endangers',
  'withdrawn',
  'other',
] as const;
export type DenyReason = (typeof denyReasons)[number];

/** What an authorisation must say; which of them, the law of the country tells. */
export const elements = [
  'description',
  'discloser',
  'recipient',
  'purpose',
  'expiry',
  'signature',
  'authority',
  'revocation',
  'redisclosure',
  'noConditioning',
] as const;
export type Element = (typeof elements)[number];

export const startEvents = [
  'lastVisit',
  'majority',
  'death',
  'creation',
  'employmentEnd',
  'yearEnd',
] as const;
export type StartEvent = (typeof startEvents)[number];

export const retentionActions = ['review', 'destroy', 'keep'] as const;
export type RetentionAction = (typeof retentionActions)[number];
