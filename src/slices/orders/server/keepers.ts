import type { DocumentReference, MedicationRequest, Procedure, ServiceRequest } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { keeper } from '#platform/server/record/keepers.ts';
import { Refusal } from '#platform/shared/errors.ts';
import { aboutOrder } from './about.ts';
import { idOf } from './fhir-parts.ts';
import { favouriteLabels } from './favourites.ts';
import { mustMay } from './must-may.ts';
import { documentKind, documentText, isFinal, signatureOf } from './note-codec.ts';
import { actionOf, detailOf, isWorkHere, kindOf, type OrderResource } from './order-codec.ts';
import { performedAct } from './performed-act.ts';
import { stands } from './performed-codec.ts';
import { orderLine } from './word-of.ts';

/** Tells every screen that shows the visit. */
function changed(ctx: Context, visitId: string, patientId: string): void {
  if (visitId) ctx.emit('orders.visitChanged', { visitId, patientId });
}

/**
 * Signed words stay as they are, whichever way a write comes in, and only those who may sign make them final. The
 * visit's row takes its signature from here.
 */
export const documentKeeper = keeper<DocumentReference>('DocumentReference', {
  async put(ctx, document, before) {
    const kind = documentKind(document);
    if (!kind) return;
    const visitId = idOf(document.context?.encounter?.[0]);
    if (before && isFinal(before)) {
      const same = documentText(before) === documentText(document) && isFinal(document);
      if (!same) throw new Refusal('orders', 'signed', 409);
    } else if (isFinal(document)) {
      // an addendum is its author's own word; a note and a sick note are the physician's
      await mustMay(ctx, kind === 'addendum' ? 'orders.writeNote' : 'orders.sign');
    }
    if (kind === 'consultationNote' && isFinal(document)) await keepSignature(ctx, document, visitId);
    changed(ctx, visitId, idOf(document.subject));
  },
  async moved(ctx, document) {
    if (documentKind(document)) changed(ctx, idOf(document.context?.encounter?.[0]), idOf(document.subject));
  },
  async remove(_ctx, document) {
    if (documentKind(document) && isFinal(document)) throw new Refusal('orders', 'signed', 409);
  },
});

async function keepSignature(ctx: Context, document: DocumentReference, visitId: string): Promise<void> {
  const signature = signatureOf(document);
  await ctx.db
    .updateTable('orders_consultation')
    .set({
      signed_at: signature?.at ?? ctx.now,
      signed_by: signature?.name ?? document.authenticator?.display ?? '',
    })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', visitId)
    .where('signed_at', 'is', null)
    .execute();
}

/** An order that becomes active is somebody's task; one that ends, ends it. */
async function putOrder(
  ctx: Context,
  order: OrderResource,
  before: OrderResource | undefined,
): Promise<void> {
  if (!kindOf(order)) return;
  const visitId = idOf(order.encounter);
  const subject = `${order.resourceType}/${order.id}`;
  const [was, is] = [before?.status === 'active', order.status === 'active'];
  if (is && !was && isWorkHere(order)) await openTask(ctx, order, subject, visitId);
  if (was && !is) await ctx.work.finish(subject, order.status === 'completed' ? 'done' : 'cancelled');
  changed(ctx, visitId, idOf(order.subject));
}

const taskKinds = {
  test: 'orders.labTest',
  procedure: 'orders.procedure',
  medicine: 'orders.dispense',
  referral: 'orders.referral',
  followUp: 'orders.followUp',
} as const;

/** Opens the task of an active order, for those who may carry it out. */
export async function openTask(
  ctx: Context,
  order: OrderResource,
  subject: string,
  visitId: string,
): Promise<void> {
  const detail = detailOf(order);
  if (!detail) return;
  const { language } = ctx.clinic;
  const label = detail.code
    ? (await favouriteLabels(ctx, [detail.code])).get(detail.code)?.[language]
    : undefined;
  await ctx.work.open({
    kind: taskKinds[detail.kind],
    subject,
    patientId: idOf(order.subject),
    visitId,
    params: { item: orderLine(detail, label, language).slice(0, 120) },
    action: actionOf(order),
    urgent: 'urgency' in detail && detail.urgency === 'urgent',
  });
}

async function removeOrder(ctx: Context, order: OrderResource): Promise<void> {
  if (kindOf(order)) await ctx.work.finish(`${order.resourceType}/${order.id}`, 'cancelled');
}

export const serviceKeeper = keeper<ServiceRequest>('ServiceRequest', { put: putOrder, remove: removeOrder });
export const medicationKeeper = keeper<MedicationRequest>('MedicationRequest', {
  put: putOrder,
  remove: removeOrder,
});

/** The FHIR address is no way around the skill that an order takes. */
export const procedureKeeper = keeper<Procedure>('Procedure', {
  async put(ctx, procedure, before) {
    if (ctx.actor.kind !== 'staff' || !stands(procedure) || (before && stands(before))) return;
    const done = await performedAct(ctx, procedure);
    if (done) await mustMay(ctx, done.act, await aboutOrder(ctx, done.ordered));
  },
  async moved() {},
  async remove() {},
});
