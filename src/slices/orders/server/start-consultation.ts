import type { Verb } from '#platform/server/slice.ts';
import { advance, requireOpenVisit } from '#slices/front-desk/server/index.ts';
import { mustBePatient } from '#slices/records/server/index.ts';
import type { orders } from '../contract.ts';
import { consultationOf } from './consultation.ts';
import { consultationRow } from './done.ts';

export const startConsultation: Verb<typeof orders, 'startConsultation'> = async (ctx, { visitId }) => {
  if (await consultationRow(ctx, visitId)) return consultationOf(ctx, visitId);
  const visit = await requireOpenVisit(ctx, visitId);
  await mustBePatient(ctx, visit.patientId);
  const opened = await ctx.db
    .insertInto('orders_consultation')
    .values({
      clinic_id: ctx.clinic.id,
      visit_id: visitId,
      patient_id: visit.patientId,
      practitioner_id: visit.practitionerId ?? ctx.actor.practitionerId ?? null,
      started_at: ctx.now,
    })
    // two hands at once: the first one's task is enough
    .onConflict((conflict) => conflict.doNothing())
    .returning('visit_id')
    .executeTakeFirst();
  await advance(ctx, visitId, 'withProvider');
  if (opened) {
    await ctx.work.open({
      kind: 'orders.signPending',
      subject: `Encounter/${visitId}`,
      patientId: visit.patientId,
      visitId,
      ...(ctx.actor.kind === 'staff' && { ownerId: ctx.actor.id }),
    });
    ctx.emit('orders.visitChanged', { visitId, patientId: visit.patientId });
  }
  return consultationOf(ctx, visitId);
};
