import type { MedicationDispense, Procedure } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { idOf } from '#platform/server/record/reference-id.ts';
import { visitOf } from '#slices/front-desk/server/index.ts';
import { nameOf } from './signer.ts';
import { extensions, orderItemSystem } from './systems.ts';

/** An act that was carried out. `code` is the favourite's, absent for one that was typed; `quantity` is text. */
export interface ActDone {
  code: string | undefined;
  label: string;
  quantity: string;
  performerId: string | undefined;
  performerName: string;
  at: string;
  /** FHIR id of the Procedure or MedicationDispense, the same whenever it is asked. */
  id: string;
}

/** What a visit's work gives to charge for. A student's entries count from their co-signing on. */
export interface WorkDone {
  consultation?: { visitTypeCode?: string; practitionerId: string; name: string };
  acts: ActDone[];
  /** Handed out here; `unit` is the form, `tablet`. */
  medicines: (ActDone & { unit: string })[];
}

/** What was done in this visit and stands: entered in error and preliminary entries are not among it. */
export async function workDone(ctx: Context, visitId: string): Promise<WorkDone> {
  const visit = await visitOf(ctx, visitId);
  const row = await consultationRow(ctx, visitId);
  const about = `Encounter/${visitId}`;
  const procedures = await ctx.record.search('Procedure', {
    where: [{ param: 'encounter', reference: about }],
  });
  const given = await ctx.record.search('MedicationDispense', {
    where: [{ param: 'context', reference: about }],
  });
  const practitionerId = row?.practitioner_id ?? visit.practitionerId;
  return {
    ...(row && practitionerId && { consultation: await seenBy(ctx, practitionerId, visit.visitTypeCode) }),
    acts: procedures
      .filter((one) => one.status === 'completed')
      .map(actOf)
      .sort(byTime),
    medicines: given
      .filter((one) => one.status === 'completed')
      .map(givenOf)
      .sort(byTime),
  };
}

async function seenBy(ctx: Context, practitionerId: string, visitTypeCode: string | undefined) {
  return { ...(visitTypeCode && { visitTypeCode }), practitionerId, name: await nameOf(ctx, practitionerId) };
}

/** Whether the visit's note is signed. */
export async function isSigned(ctx: Context, visitId: string): Promise<boolean> {
  const row = await consultationRow(ctx, visitId);
  return row?.signed_at != null;
}

/** The visit's row, when a physician has opened it. */
export async function consultationRow(ctx: Context, visitId: string) {
  return ctx.db
    .selectFrom('orders_consultation')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', visitId)
    .executeTakeFirst();
}

function actOf(one: Procedure): ActDone {
  const quantity = one.extension?.find((extension) => extension.url === extensions.quantity)?.valueString;
  const actor = one.performer?.[0]?.actor;
  return {
    id: one.id ?? '',
    code: one.code?.coding?.find((coding) => coding.system === orderItemSystem)?.code,
    label: one.code?.text ?? '',
    quantity: quantity ?? '1',
    performerId: idOf(actor?.reference),
    performerName: actor?.display ?? '',
    at: one.performedDateTime ?? one.performedPeriod?.end ?? '',
  };
}

function givenOf(one: MedicationDispense): ActDone & { unit: string } {
  const actor = one.performer?.[0]?.actor;
  return {
    id: one.id ?? '',
    code: one.medicationCodeableConcept?.coding?.find((coding) => coding.system === orderItemSystem)?.code,
    label: one.medicationCodeableConcept?.text ?? '',
    quantity: String(one.quantity?.value ?? ''),
    unit: one.quantity?.unit ?? '',
    performerId: idOf(actor?.reference),
    performerName: actor?.display ?? '',
    at: one.whenHandedOver ?? '',
  };
}

function byTime(a: ActDone, b: ActDone): number {
  return a.at.localeCompare(b.at) || a.id.localeCompare(b.id);
}
