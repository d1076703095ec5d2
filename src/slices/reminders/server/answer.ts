import type { Context } from '#platform/server/context.ts';
import { words } from '#platform/server/words.ts';
import { cancelBooking } from '#slices/scheduling/server/index.ts';
import type { Answer } from '../shared/replies.ts';
import type { Channel } from '../shared/ways.ts';
import { type Booked, isOpen, type Way, writeConfirmation } from './booking.ts';
import { putChoice } from './patient.ts';
import { stopMessage } from './stop.ts';
import { endTasksFor } from './tasks.ts';

export type Did = 'confirmed' | 'cancelled' | 'stopped' | 'already' | 'notOpen';

export interface Given {
  answer: Answer;
  way: Way;
  booked: Booked;
  messageId?: string | undefined;
  /** Of a text: the gateway's own id. */
  incomingId?: string | undefined;
  said?: string | undefined;
}

/** Does what a patient answered about a visit, once. What it finds done already it says so. */
export async function giveAnswer(ctx: Context, given: Given): Promise<Did> {
  const { answer, booked, way } = given;
  if (!isOpen(booked) || booked.startsAt <= ctx.now) return 'notOpen';
  if (!(await noteAnswer(ctx, { ...given, patientId: booked.patientId, visitId: booked.visitId })))
    return 'already';
  if (answer === 'confirm') {
    if (booked.confirmedAt) return 'already';
    await writeConfirmation(ctx, booked, way);
    await endTasksFor(ctx, booked.visitId);
    return 'confirmed';
  }
  const reason = words(ctx.clinic.language, `reminders_cancelReason_${way}`);
  await cancelBooking(ctx as Context<'notOpen'>, { visitId: booked.visitId, reason, askedBy: 'patient' });
  return 'cancelled';
}

/** @returns false where the same was said before in the same way */
export async function noteAnswer(
  ctx: Context,
  given: Omit<Given, 'booked' | 'answer'> & {
    answer: Answer | 'unclear' | 'accept' | 'decline';
    patientId?: string | undefined;
    visitId?: string | undefined;
    reply?: string;
  },
): Promise<string | undefined> {
  const id = ctx.newId();
  const noted = await ctx.db
    .insertInto('reminders_answer')
    .values({
      ...{ clinic_id: ctx.clinic.id, id, answer: given.answer, way: given.way, at: ctx.now },
      ...{ message_id: given.messageId ?? null, incoming_id: given.incomingId ?? null },
      ...{ patient_id: given.patientId ?? null, visit_id: given.visitId ?? null },
      ...{ said: given.said ?? null, reply: given.reply ?? null },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!noted) return undefined;
  if (given.patientId) {
    ctx.note('reminders.answered', {
      patientId: given.patientId,
      ...(given.visitId && { subject: `Appointment/${given.visitId}` }),
      details: { answer: given.answer, way: given.way },
    });
    ctx.emit('reminders.messageChanged', { patientId: given.patientId, visitId: given.visitId });
  }
  return noted.id;
}

/** Nobody writes to these patients on this channel any more, and what waits there stops. */
export async function optOut(
  ctx: Context,
  patientIds: readonly string[],
  channel: Channel,
  way: Way,
): Promise<void> {
  for (const patientId of patientIds) {
    await putChoice(ctx, { patientId, channel, allowed: false, way });
    const waiting = await ctx.db
      .selectFrom('reminders_message')
      .select(['id', 'patient_id', 'visit_id', 'kind'])
      .where('clinic_id', '=', ctx.clinic.id)
      .where('patient_id', '=', patientId)
      .where('state', 'in', ['waiting', 'toHand'])
      .where('channel', '=', channel)
      .forUpdate()
      .execute();
    for (const row of waiting) await stopMessage(ctx, row, 'optedOut');
  }
}
