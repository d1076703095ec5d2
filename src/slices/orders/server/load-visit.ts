import type { Condition, DocumentReference } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { visitReference } from './fhir-parts.ts';
import { codeOf, isEncounterDiagnosis, isStanding } from './diagnosis-codec.ts';
import { documentKind } from './note-codec.ts';
import { kindOf, type OrderResource } from './order-codec.ts';
import { orderOf, type Performed, stands } from './performed-codec.ts';

/** Everything of this slice in one visit, as the record holds it. */
export interface VisitRecord {
  note: DocumentReference | undefined;
  addenda: DocumentReference[];
  sickNotes: DocumentReference[];
  /** Standing ones, the main diagnosis first. */
  conditions: Condition[];
  /** In the order in which they were placed. */
  orders: OrderResource[];
  /** By the order that each fulfils, `Type/id`; what was entered in error is not among them. */
  performed: Map<string, Performed>;
}

/** Reads a visit's notes, diagnoses and orders. */
export async function loadVisit(ctx: Context, visitId: string): Promise<VisitRecord> {
  const { reference } = visitReference(visitId);
  const inVisit = { where: [{ param: 'encounter', reference }] };
  // sent together, answered one after the other
  const [documents, conditions, services, medicines, procedures, given] = await Promise.all([
    ctx.record.search('DocumentReference', inVisit),
    ctx.record.search('Condition', inVisit),
    ctx.record.search('ServiceRequest', inVisit),
    ctx.record.search('MedicationRequest', inVisit),
    ctx.record.search('Procedure', inVisit),
    ctx.record.search('MedicationDispense', { where: [{ param: 'context', reference }] }),
  ]);
  const own = documents.filter((one) => one.status === 'current').sort(byDate((one) => one.date));
  return {
    note: documents.find((one) => one.id === visitId && documentKind(one) === 'consultationNote'),
    addenda: own.filter((one) => documentKind(one) === 'addendum'),
    sickNotes: own.filter((one) => documentKind(one) === 'sickNote'),
    conditions: conditions
      .filter((one) => isStanding(one) && isEncounterDiagnosis(one) && codeOf(one) !== '')
      .sort(byDate((one) => one.recordedDate)),
    orders: [...services, ...medicines].filter((one) => kindOf(one)).sort(byDate((one) => one.authoredOn)),
    performed: byOrder([...procedures, ...given]),
  };
}

function byOrder(all: Performed[]): Map<string, Performed> {
  const found = new Map<string, Performed>();
  for (const one of all.filter(stands)) {
    const order = orderOf(one);
    if (order) found.set(order, one);
  }
  return found;
}

/** By time and then by id, which for ids of ours is the order of making. */
function byDate<T extends { id?: string | undefined }>(dateOf: (one: T) => string | undefined) {
  return (a: T, b: T) =>
    (dateOf(a) ?? '').localeCompare(dateOf(b) ?? '') || (a.id ?? '').localeCompare(b.id ?? '');
}
