import type { Context } from '#platform/server/context.ts';
import { epochMsOf } from '#platform/shared/time.ts';
import type { MessageCode } from '../contract.ts';
import { type Booked, isOpen } from './booking.ts';
import { lookAtSeries } from './series-visits.ts';
import { endTasksFor } from './tasks.ts';

interface Told {
  kind: string;
  starts_at: string;
}

/** Why a message that waits must not go out any more; undefined where it still holds. */
export function obsoleteBecause(
  ctx: Context,
  told: Told,
  booked: Booked | undefined,
): MessageCode | undefined {
  if (!booked) return 'cancelled';
  if (epochMsOf(booked.startsAt) <= epochMsOf(ctx.now)) return 'over';
  if (told.kind === 'cancelled') return booked.status === 'cancelled' ? undefined : 'moved';
  if (!isOpen(booked)) return booked.status === 'cancelled' ? 'cancelled' : 'over';
  if (epochMsOf(told.starts_at) !== epochMsOf(booked.startsAt)) return 'moved';
  return told.kind === 'reminder' && booked.confirmedAt ? 'confirmed' : undefined;
}

/** Stops what waits for a visit and no longer holds, and the call that was asked for where nobody needs it. */
export async function stopObsolete(ctx: Context, visitId: string, booked: Booked | undefined): Promise<void> {
  const waiting = await ctx.db
    .selectFrom('reminders_message')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', visitId)
    .where('question_id', 'is', null)
    .where('state', 'in', ['waiting', 'toHand'])
    .forUpdate()
    .execute();
  for (const row of waiting) {
    const code = obsoleteBecause(ctx, row, booked);
    if (code) await stopMessage(ctx, row, code);
  }
  const needsNobody =
    !booked || !isOpen(booked) || booked.confirmedAt || epochMsOf(booked.startsAt) <= epochMsOf(ctx.now);
  if (needsNobody && booked?.status !== 'cancelled') await endTasksFor(ctx, visitId);
}

export async function stopMessage(
  ctx: Context,
  row: { id: string; patient_id: string; visit_id: string; kind: string },
  code: MessageCode,
): Promise<void> {
  const { id, patient_id, visit_id, kind } = row;
  await ctx.db
    .updateTable('reminders_message')
    .set({ state: 'stopped', code, next_at: null, ended_at: ctx.now })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', id)
    .execute();
  if (kind === 'confirmation') await lookAtSeries(ctx, visit_id);
  ctx.emit('reminders.messageChanged', { messageId: id, patientId: patient_id, visitId: visit_id });
}
