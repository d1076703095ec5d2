import type { Clinic } from '#platform/server/context.ts';
import type { OrderKind } from '../shared/order-words.ts';

const ours = 'https://serambi.health/fhir';

/** Code systems and extensions of ours on what this slice writes. */
export const orderKindSystem = `${ours}/CodeSystem/order-kind`;
export const orderItemSystem = `${ours}/CodeSystem/order-item`;
/** The skill that an order takes, beside the action that carrying it out needs. */
export const orderSkillSystem = `${ours}/CodeSystem/order-skill`;
export const documentSystem = `${ours}/CodeSystem/document`;
export const extensions = {
  medicine: `${ours}/StructureDefinition/medicine-line`,
  dispensedHere: `${ours}/StructureDefinition/dispensed-here`,
  allergyOverride: `${ours}/StructureDefinition/allergy-override`,
  signature: `${ours}/StructureDefinition/signature`,
  preliminary: `${ours}/StructureDefinition/preliminary`,
  reason: `${ours}/StructureDefinition/reason`,
  coSignedBy: `${ours}/StructureDefinition/co-signed-by`,
  main: `${ours}/StructureDefinition/main-diagnosis`,
  standingOrder: `${ours}/StructureDefinition/standing-order-title`,
  startedBy: `${ours}/StructureDefinition/started-by`,
  quantity: `${ours}/StructureDefinition/quantity-given`,
} as const;

/** Names a version of a standing order of the clinic, in `instantiatesUri`. */
export const standingOrderUri = `${ours}/standing-order/`;

/** ICD-10-CM and ICD-10 of WHO are different lists with codes that look alike; a clinic codes in its country's. */
export function diagnosisSystem(clinic: Pick<Clinic, 'country'>): string {
  return clinic.country === 'US' ? 'http://hl7.org/fhir/sid/icd-10-cm' : 'http://hl7.org/fhir/sid/icd-10';
}

/** What carrying an order out needs. */
export function actionFor(kind: OrderKind, invasive: boolean): string {
  if (kind === 'referral' || kind === 'followUp') return 'scheduling.book';
  return invasive ? 'orders.performInvasive' : 'orders.perform';
}
