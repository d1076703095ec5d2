import type { MedicationRequest, ServiceRequest } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { actionSystem } from '#platform/server/work/task-codec.ts';
import { authorOf } from '#slices/records/server/index.ts';
import { type OrderDetail, orderDetail, type orderStates } from '../contract.ts';
import { type OrderKind, orderKinds } from '../shared/order-words.ts';
import { medicineName } from '../shared/describe.ts';
import {
  extensionText,
  idOf,
  itemCode,
  itemConcept,
  patientReference,
  textExtension,
  visitReference,
} from './fhir-parts.ts';
import { medicineElements, medicineOf } from './medicine-codec.ts';
import { actionFor, orderKindSystem, orderSkillSystem } from './systems.ts';
import { wordOf } from './word-of.ts';

/** An order as the record holds it. */
export type OrderResource = ServiceRequest | MedicationRequest;
export type OrderState = (typeof orderStates)[number];

interface NewOrder {
  patientId: string;
  visitId: string;
  detail: OrderDetail;
  now: boolean;
  allergyOverride?: string | undefined;
}

/** The FHIR resource of a new order by the acting person. */
export function orderResource(ctx: Context, order: NewOrder): OrderResource {
  const { detail } = order;
  const invasive = 'invasive' in detail && detail.invasive;
  const skill = 'skill' in detail ? detail.skill : undefined;
  const takes = skill ? [{ system: orderSkillSystem, code: skill }] : [];
  const head = {
    status: order.now ? ('active' as const) : ('draft' as const),
    intent: 'order' as const,
    category: [{ coding: [{ system: orderKindSystem, code: detail.kind }] }],
    subject: patientReference(order.patientId),
    encounter: visitReference(order.visitId),
    authoredOn: ctx.now,
    requester: authorOf(ctx),
    performerType: { coding: [{ system: actionSystem, code: actionFor(detail.kind, invasive) }, ...takes] },
  };
  if (detail.kind !== 'medicine') return { resourceType: 'ServiceRequest', ...head, ...asked(detail) };
  const { extension, ...dosage } = medicineElements(ctx, detail.medicine);
  const override = order.allergyOverride ? [textExtension('allergyOverride', order.allergyOverride)] : [];
  return {
    resourceType: 'MedicationRequest',
    ...head,
    medicationCodeableConcept: itemConcept(
      medicineName(detail.medicine, wordOf(ctx.clinic.language)),
      detail.code,
    ),
    ...dosage,
    extension: [...(extension ?? []), ...override],
  };
}

function asked(detail: Exclude<OrderDetail, { kind: 'medicine' }>): Partial<ServiceRequest> {
  switch (detail.kind) {
    case 'referral':
      return {
        code: itemConcept(detail.to, detail.code),
        priority: detail.urgency,
        reasonCode: [{ text: detail.question }],
      };
    case 'followUp':
      return {
        code: itemConcept('follow-up', detail.code),
        occurrenceDateTime: detail.on,
        ...(detail.withWhom && { performer: [{ display: detail.withWhom }] }),
        ...(detail.purpose && { reasonCode: [{ text: detail.purpose }] }),
      };
    default:
      return {
        code: itemConcept(detail.label, detail.code),
        priority: detail.urgency,
        ...(detail.instructions && { note: [{ text: detail.instructions }] }),
      };
  }
}

/** Which kind of ours a resource is; undefined for requests from elsewhere, which are no work of this clinic. */
export function kindOf(order: OrderResource): OrderKind | undefined {
  const code = order.category
    ?.flatMap((one) => one.coding ?? [])
    .find((one) => one.system === orderKindSystem)?.code;
  return orderKinds.find((kind) => kind === code);
}

/** What was ordered, in the contract's words; undefined where they cannot say it: it was not ordered here. */
export function detailOf(order: OrderResource): OrderDetail | undefined {
  // another system may have written over ours what no screen of ours could have said
  return orderDetail.safeParse(elementsOf(order)).data;
}

function elementsOf(order: OrderResource): OrderDetail | undefined {
  const kind = kindOf(order);
  if (order.resourceType === 'MedicationRequest') {
    const medicine = medicineOf(order);
    const code = itemCode(order.medicationCodeableConcept);
    return medicine && { kind: 'medicine', ...(code && { code }), medicine };
  }
  const code = itemCode(order.code);
  const own = { ...(code && { code }) };
  const words = order.reasonCode?.[0]?.text;
  const urgency = order.priority === 'urgent' ? ('urgent' as const) : ('routine' as const);
  if (kind === 'referral')
    return { kind, ...own, to: order.code?.text ?? '', question: words ?? '', urgency };
  if (kind === 'followUp') {
    const withWhom = order.performer?.[0]?.display;
    const on = order.occurrenceDateTime ?? '';
    return { kind, ...own, on, ...(withWhom && { withWhom }), ...(words && { purpose: words }) };
  }
  if (kind !== 'test' && kind !== 'procedure') return undefined;
  const instructions = order.note?.[0]?.text;
  const invasive = actionOf(order) === 'orders.performInvasive';
  const skill = skillOf(order);
  return {
    kind,
    ...own,
    label: order.code?.text ?? '',
    invasive,
    ...(skill && { skill }),
    urgency,
    ...(instructions && { instructions }),
  };
}

/** The action that carrying it out needs. */
export function actionOf(order: OrderResource): string {
  const type = 'performerType' in order ? order.performerType : undefined;
  return type?.coding?.find((one) => one.system === actionSystem)?.code ?? 'orders.performInvasive';
}

function skillOf(order: OrderResource): string | undefined {
  const type = 'performerType' in order ? order.performerType : undefined;
  return type?.coding?.find((one) => one.system === orderSkillSystem)?.code;
}

/** What scope is asked for who carries it out: the action, or the skill within it. */
export function actOf(order: OrderResource): string {
  const skill = skillOf(order);
  return skill ? `${actionOf(order)}/${skill}` : actionOf(order);
}

export function stateOf(order: OrderResource): OrderState {
  if (order.status === 'draft' || order.status === 'active') return order.status;
  return order.status === 'completed' ? 'done' : 'cancelled';
}

/** Whether somebody here has to do something about it: a prescription for a pharmacy is done with the paper. */
export function isWorkHere(order: OrderResource): boolean {
  const detail = detailOf(order);
  return detail !== undefined && (detail.kind !== 'medicine' || detail.medicine.dispensedHere);
}

/** What a list needs of an order beside its detail. */
export function orderFacts(order: OrderResource) {
  return {
    id: order.id ?? '',
    patientId: idOf(order.subject),
    visitId: idOf(order.encounter),
    orderedAt: order.authoredOn ?? '',
    orderedBy: order.requester?.display ?? '',
    cancelledFor: extensionText(order, 'reason'),
    allergyOverride: extensionText(order, 'allergyOverride'),
  };
}
