import { m } from '#messages';
import { formatPlainDate } from '#platform/shared/time.ts';
import type { Locale } from '#platform/shared/languages.ts';
import {
  type Basis,
  bases,
  type ChartPart,
  chartParts,
  type DenyReason,
  denyReasons,
  type Element,
  type IdentityCheck,
  identityChecks,
  type RequesterKind,
  requesterKinds,
  type RetentionAction,
  retentionActions,
  type Special,
  specials,
  type StartEvent,
  startEvents,
  type State,
  type Way,
  ways,
} from '../shared/codes.ts';
import type { Kept } from '../shared/retention.ts';

type Words<Code extends string> = Record<Code, () => string>;

const kinds: Words<RequesterKind> = {
  patient: m.disclosures_kind_patient,
  representative: m.disclosures_kind_representative,
  physician: m.disclosures_kind_physician,
  insurer: m.disclosures_kind_insurer,
  court: m.disclosures_kind_court,
  lawEnforcement: m.disclosures_kind_lawEnforcement,
  publicHealth: m.disclosures_kind_publicHealth,
  registry: m.disclosures_kind_registry,
  employer: m.disclosures_kind_employer,
  school: m.disclosures_kind_school,
  other: m.disclosures_kind_other,
};
const basisNames: Words<Basis> = {
  treatment: m.disclosures_basis_treatment,
  payment: m.disclosures_basis_payment,
  operations: m.disclosures_basis_operations,
  authorisation: m.disclosures_basis_authorisation,
  patientAccess: m.disclosures_basis_patientAccess,
  courtOrder: m.disclosures_basis_courtOrder,
  lawEnforcement: m.disclosures_basis_lawEnforcement,
  publicHealth: m.disclosures_basis_publicHealth,
  registry: m.disclosures_basis_registry,
  otherLaw: m.disclosures_basis_otherLaw,
  incidental: m.disclosures_basis_incidental,
  limitedDataSet: m.disclosures_basis_limitedDataSet,
  nationalSecurity: m.disclosures_basis_nationalSecurity,
};
const parts: Words<ChartPart> = {
  whole: m.disclosures_part_whole,
  identification: m.disclosures_part_identification,
  problems: m.disclosures_part_problems,
  allergies: m.disclosures_part_allergies,
  medicines: m.disclosures_part_medicines,
  history: m.disclosures_part_history,
  immunisations: m.disclosures_part_immunisations,
  vitals: m.disclosures_part_vitals,
  notes: m.disclosures_part_notes,
  results: m.disclosures_part_results,
  imaging: m.disclosures_part_imaging,
  procedures: m.disclosures_part_procedures,
  referrals: m.disclosures_part_referrals,
  correspondence: m.disclosures_part_correspondence,
  photos: m.disclosures_part_photos,
  consents: m.disclosures_part_consents,
  billing: m.disclosures_part_billing,
};
const specialNames: Words<Special> = {
  psychotherapy: m.disclosures_special_psychotherapy,
  substanceUse: m.disclosures_special_substanceUse,
  hiv: m.disclosures_special_hiv,
  reproductive: m.disclosures_special_reproductive,
};
const wayNames: Words<Way> = {
  paper: m.disclosures_way_paper,
  fax: m.disclosures_way_fax,
  email: m.disclosures_way_email,
  portal: m.disclosures_way_portal,
  fhir: m.disclosures_way_fhir,
};
const stateNames: Words<State> = {
  received: m.disclosures_state_received,
  verified: m.disclosures_state_verified,
  scoped: m.disclosures_state_scoped,
  pulled: m.disclosures_state_pulled,
  reviewed: m.disclosures_state_reviewed,
  released: m.disclosures_state_released,
  denied: m.disclosures_state_denied,
  logged: m.disclosures_state_logged,
  closed: m.disclosures_state_closed,
};
const identities: Words<IdentityCheck> = {
  document: m.disclosures_identity_document,
  known: m.disclosures_identity_known,
  callBack: m.disclosures_identity_callBack,
  letterhead: m.disclosures_identity_letterhead,
  portal: m.disclosures_identity_portal,
};
const denials: Words<DenyReason> = {
  notVerified: m.disclosures_deny_notVerified,
  noAuthority: m.disclosures_deny_noAuthority,
  authorisation: m.disclosures_deny_authorisation,
  notHeld: m.disclosures_deny_notHeld,
  excluded: m.disclosures_deny_excluded,
  endangers: m.disclosures_deny_endangers,
  withdrawn: m.disclosures_deny_withdrawn,
  other: m.disclosures_deny_other,
};
const elementNames: Words<Element> = {
  description: m.disclosures_element_description,
  discloser: m.disclosures_element_discloser,
  recipient: m.disclosures_element_recipient,
  purpose: m.disclosures_element_purpose,
  expiry: m.disclosures_element_expiry,
  signature: m.disclosures_element_signature,
  authority: m.disclosures_element_authority,
  revocation: m.disclosures_element_revocation,
  redisclosure: m.disclosures_element_redisclosure,
  noConditioning: m.disclosures_element_noConditioning,
};
const startNames: Words<StartEvent> = {
  lastVisit: m.disclosures_start_lastVisit,
  majority: m.disclosures_start_majority,
  death: m.disclosures_start_death,
  creation: m.disclosures_start_creation,
  employmentEnd: m.disclosures_start_employmentEnd,
  yearEnd: m.disclosures_start_yearEnd,
};
const actionNames: Words<RetentionAction> = {
  review: m.disclosures_retain_review,
  destroy: m.disclosures_retain_destroy,
  keep: m.disclosures_retain_keep,
};
const standings = {
  valid: m.disclosures_standing_valid,
  incomplete: m.disclosures_standing_incomplete,
  expired: m.disclosures_standing_expired,
  revoked: m.disclosures_standing_revoked,
};
const periodNames: Record<string, () => string> = {
  chart: m.disclosures_period_chart,
  minorChart: m.disclosures_period_minorChart,
  disclosures: m.disclosures_period_disclosures,
  waivedTests: m.disclosures_period_waivedTests,
  exposure: m.disclosures_period_exposure,
  books: m.disclosures_period_books,
};

const optionsOf = <Code extends string>(codes: readonly Code[], names: Words<Code>) =>
  codes.map((value) => ({ value, label: capital(names[value]()) }));

export const kindOptions = () => optionsOf(requesterKinds, kinds);
export const basisOptions = () => optionsOf(bases, basisNames);
export const partOptions = () => optionsOf(chartParts, parts);
export const specialOptions = () => optionsOf(specials, specialNames);
export const wayOptions = () => optionsOf(ways, wayNames);
export const identityOptions = () => optionsOf(identityChecks, identities);
export const denyOptions = () => optionsOf(denyReasons, denials);
export const startOptions = () => optionsOf(startEvents, startNames);
export const actionOptions = () => optionsOf(retentionActions, actionNames);

export const kindWords = (code: RequesterKind) => kinds[code]();
export const basisWords = (code: Basis) => basisNames[code]();
export const specialWords = (code: Special) => specialNames[code]();
export const stateWords = (code: State) => stateNames[code]();
export const standingWords = (code: keyof typeof standings) => standings[code]();
export const gapWords = (codes: readonly Element[]) => codes.map((one) => elementNames[one]()).join(', ');
export const periodWords = (one: { code: string; label: string }) =>
  one.label || (periodNames[one.code]?.() ?? one.code);
export const wayWords = (code: Way) => wayNames[code]();

/** Parts, what of them, and the dates of service. */
export function whatWords(
  one: { parts: ChartPart[]; partsNote: string; fromOn: string | null; toOn: string | null },
  locale: Locale,
): string {
  const dates = [one.fromOn, one.toOn].map((day) => (day ? formatPlainDate(day, locale, 'short') : ''));
  const range = one.fromOn || one.toOn ? dates.join(' – ') : '';
  return [one.parts.map((part) => parts[part]()).join(', '), one.partsNote, range]
    .filter(Boolean)
    .join(' · ');
}

/** Until when a chart is kept, in a sentence. */
export function keptWords(found: { kept: Kept; earliestOn: string | null }, locale: Locale): string {
  const { kept, earliestOn } = found;
  if (kept === 'hold') return m.disclosures_kept_hold();
  if (kept === 'forEver') return m.disclosures_kept_forEver();
  if (kept === 'neverSeen') return m.disclosures_kept_neverSeen();
  if (kept === 'ageUnknown') return m.disclosures_kept_ageUnknown();
  if (kept === 'noPeriod' || !earliestOn) return m.disclosures_kept_noPeriod();
  return m.disclosures_kept_until({ day: formatPlainDate(earliestOn, locale) });
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
