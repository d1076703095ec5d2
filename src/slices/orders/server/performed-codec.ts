import type { MedicationDispense, MedicationRequest, Procedure, ServiceRequest } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { authorOf } from '#slices/records/server/index.ts';
import type { Order } from '../contract.ts';
import { extensionText, hasExtension, idOf, patientReference, textExtension } from './fhir-parts.ts';
import { orderKindSystem, extensions } from './systems.ts';
import { kindOf } from './order-codec.ts';
import { groundOf, type StandingGround, withGround } from './standing-codec.ts';

/** What stands for "it was done": an act, or a medicine handed out. */
export type Performed = Procedure | MedicationDispense;

export interface Doing {
  note?: string | undefined;
  quantity?: string | undefined;
  /** A student's: final only when somebody co-signs. */
  preliminary: boolean;
  /** The standing order under which scope allows it. */
  ground?: StandingGround | undefined;
}

/** The act that fulfils a test or a procedure. */
export function procedureResource(ctx: Context, order: ServiceRequest, doing: Doing): Procedure {
  const more = [
    ...(doing.quantity ? [textExtension('quantity', doing.quantity)] : []),
    ...(doing.preliminary ? [{ url: extensions.preliminary, valueBoolean: true }] : []),
  ];
  const done: Procedure = {
    resourceType: 'Procedure',
    status: doing.preliminary ? 'in-progress' : 'completed',
    basedOn: [{ reference: `ServiceRequest/${order.id}` }],
    category: { coding: [{ system: orderKindSystem, code: kindOf(order) ?? 'procedure' }] },
    code: order.code,
    subject: patientReference(idOf(order.subject)),
    encounter: order.encounter,
    performedDateTime: ctx.now,
    recorder: authorOf(ctx),
    performer: [{ actor: authorOf(ctx) }],
    ...(doing.note && { note: [{ text: doing.note, time: ctx.now }] }),
    ...(more.length > 0 && { extension: more }),
  };
  return doing.ground ? withGround(done, doing.ground) : done;
}

/** The handing out of a medicine; its quantity is the line's unless another was given. */
export function dispenseResource(ctx: Context, order: MedicationRequest, doing: Doing): MedicationDispense {
  const ordered = order.dispenseRequest?.quantity;
  const value = doing.quantity ? Number(doing.quantity.replace(',', '.')) : ordered?.value;
  return {
    resourceType: 'MedicationDispense',
    status: doing.preliminary ? 'in-progress' : 'completed',
    medicationCodeableConcept: order.medicationCodeableConcept,
    subject: order.subject,
    context: order.encounter,
    performer: [{ actor: authorOf(ctx) }],
    authorizingPrescription: [{ reference: `MedicationRequest/${order.id}` }],
    quantity: { ...(value !== undefined && { value }), unit: ordered?.unit },
    whenHandedOver: ctx.now,
    dosageInstruction: order.dosageInstruction,
    ...(doing.note && { note: [{ text: doing.note, time: ctx.now }] }),
    ...(doing.preliminary && { extension: [{ url: extensions.preliminary, valueBoolean: true }] }),
  };
}

/** The order that it fulfils, `Type/id`. */
export function orderOf(performed: Performed): string | undefined {
  return performed.resourceType === 'Procedure'
    ? performed.basedOn?.[0]?.reference
    : performed.authorizingPrescription?.[0]?.reference;
}

export function isPreliminary(performed: Performed): boolean {
  return hasExtension(performed, 'preliminary');
}

export function stands(performed: Performed): boolean {
  return performed.status === 'completed' || (performed.status === 'in-progress' && isPreliminary(performed));
}

export function performedOf(performed: Performed): NonNullable<Order['performed']> {
  const procedure = performed.resourceType === 'Procedure';
  const at = procedure ? performed.performedDateTime : performed.whenHandedOver;
  const quantity = procedure ? extensionText(performed, 'quantity') : performed.quantity?.value?.toString();
  const note = performed.note?.[0]?.text;
  const ground = groundOf(performed);
  return {
    id: performed.id ?? '',
    at: at ?? '',
    by: performed.performer?.[0]?.actor.display ?? '',
    ...(note && { note }),
    ...(quantity && { quantity }),
    ...(ground && { protocol: ground.title }),
    preliminary: isPreliminary(performed),
  };
}
