import type { Appointment } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { keeper } from '#platform/server/record/keepers.ts';
import { epochMsOf, instantOf } from '#platform/shared/time.ts';
import { askWhose } from './ask-whose.ts';
import { writeCancelledLetter } from './letters.ts';
import { matchTask, setRequest, subjectOf } from './request-rows.ts';

/** A booking that is called off before anybody knew whose it was: whoever asked is told, and nobody is asked any more. */
export const appointmentKeeper = keeper<Appointment>('Appointment', {
  async put(ctx, appointment, before) {
    if (!before || before.status === appointment.status) return;
    const { id = '', status } = appointment;
    if (['cancelled', 'entered-in-error', 'noshow'].includes(status)) await end(ctx, id);
    else if (before.status === 'cancelled') await takeBack(ctx, id);
  },
  async remove(ctx, appointment) {
    await end(ctx, appointment.id ?? '');
  },
});

/** A cancellation that is taken back before anybody knew whose booking it was: it waits for the desk again. */
async function takeBack(ctx: Context, visitId: string): Promise<void> {
  const row = await ctx.db
    .selectFrom('self_booking_request')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', visitId)
    .where('state', 'in', ['cancelled', 'turnedDown'])
    .where('patient_id', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return;
  const startsAt = instantOf(epochMsOf(row.starts_at));
  await setRequest(ctx, row.id, { state: 'booked', ended_at: null, decided_by: null, decided_reason: null });
  await askWhose(ctx, visitId, startsAt);
}

async function end(ctx: Context, visitId: string): Promise<void> {
  const row = await ctx.db
    .selectFrom('self_booking_request')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', visitId)
    .where('state', '=', 'booked')
    .forUpdate()
    .executeTakeFirst();
  if (!row) return;
  await setRequest(ctx, row.id, { state: 'cancelled', ended_at: ctx.now, decided_by: ctx.actor.name });
  await ctx.work.finish(subjectOf(visitId), 'cancelled', matchTask);
  const startsAt = instantOf(epochMsOf(row.starts_at));
  if (epochMsOf(startsAt) <= epochMsOf(ctx.now)) return;
  await writeCancelledLetter(ctx, {
    ...{ mobile: row.mobile, email: row.email, language: row.language as 'en' | 'id', startsAt },
  });
}
