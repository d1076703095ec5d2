import type { Verb } from '#platform/server/slice.ts';
import type { frontDesk } from '../contract.ts';
import { changeAlert, endAlertTasks, openAlert } from './alerts.ts';
import { goOn } from './go-on.ts';
import { hurry } from './talk.ts';
import { findVisit, requireOpenVisit } from './visits.ts';

/** The desk is with her; where it is known who she is, the visit becomes an emergency. Taken twice, the first stands. */
export const takeAlert: Verb<typeof frontDesk, 'takeAlert'> = async (ctx, { alertId, visitId }) => {
  const alert = await openAlert(ctx, alertId);
  if (!alert) return ctx.fail('alertClosed');
  if (visitId && alert.visit_id && alert.visit_id !== visitId) return ctx.fail('alertOfAnother');
  const visit = visitId && !alert.visit_id ? await requireOpenVisit(ctx, visitId, true) : undefined;
  const change = {
    ...(!alert.taken_by && { taken_by: ctx.actor.name, taken_at: ctx.now }),
    ...(visit && { visit_id: visit.visitId, patient_id: visit.patientId }),
  };
  if (Object.keys(change).length > 0) await changeAlert(ctx, alertId, change);
  const subject = alert.visit_id ? `Encounter/${alert.visit_id}` : `Basic/${alertId}`;
  await ctx.work.finish(subject, 'done', 'frontDesk.redFlagDesk');
  if (visit) await hurry(ctx, visit, alert.level as 'emergency' | 'urgent');
  return { alertId, patientId: visit?.patientId ?? alert.patient_id ?? undefined };
};

/** A clinician has seen to it: the visit is free to end, and goes on to where it was held back from. */
export const acknowledgeAlert: Verb<typeof frontDesk, 'acknowledgeAlert'> = async (
  ctx,
  { alertId, outcome },
) => {
  const alert = await openAlert(ctx, alertId);
  if (!alert) return ctx.fail('alertClosed');
  await ctx.db
    .updateTable('front_desk_alert')
    .set({ acknowledged_at: ctx.now, acknowledged_by: ctx.actor.name, outcome })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', alertId)
    .execute();
  ctx.emit('frontDesk.alertChanged', { alertId, visitId: alert.visit_id ?? undefined });
  const free = await endAlertTasks(ctx, alertId, alert.visit_id);
  // a visit that was entered in error is no more, its red flag is closed all the same
  const visit = free && alert.visit_id ? await findVisit(ctx, alert.visit_id) : undefined;
  if (visit) await goOn(ctx, visit);
  return { alertId, patientId: alert.patient_id ?? undefined };
};
