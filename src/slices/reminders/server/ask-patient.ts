import type { AppointmentResponse } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import type { OfferOutcome } from '../contract.ts';
import type { Channel } from '../shared/ways.ts';
import { noteAnswer } from './answer.ts';
import type { Way } from './booking.ts';
import { makeMessage } from './make-message.ts';
import { recipientOf } from './patient.ts';
import { type Asked, isAsked, type Question, questionOf, questionSystem } from './question.ts';
import { cascadeOf, loadSettings } from './settings.ts';
import { stopMessage } from './stop.ts';
import { endOfferTask } from './tasks.ts';

/** The night in which a patient is not written to. */
export async function askingHours(ctx: Context, patientId: string) {
  const { quiet } = cascadeOf((await loadSettings(ctx)).rules);
  return { quiet, zone: (await recipientOf(ctx, patientId))?.zone ?? ctx.clinic.zone };
}

/**
 * Asks a patient whether she takes a time, the ways that she is reminded. Where no message can reach her the desk is
 * asked to call.
 */
export async function askPatient(ctx: Context, question: Question): Promise<void> {
  const { id, appointmentId, patientId, startsAt, until } = question;
  await ctx.db
    .insertInto('reminders_question')
    .values({
      ...{ clinic_id: ctx.clinic.id, id, appointment_id: appointmentId, patient_id: patientId },
      ...{ starts_at: startsAt, ends_at: question.endsAt, until, moves: question.moves },
      ...{ screen: question.screen, asked_at: ctx.now },
    })
    .execute();
  const recipient = await recipientOf(ctx, patientId);
  if (!recipient) return;
  const settings = await loadSettings(ctx);
  const matter = {
    visitId: appointmentId,
    patientId,
    startsAt,
    question: { ...question, outcome: undefined },
  };
  const wanted = { matter, recipient, kind: 'offer' as const, occasion: id, tooLate: false };
  await makeMessage(ctx, settings, wanted);
}

/**
 * Says what came of a question: nobody is written to about it any more, and nobody is asked to call. The first word
 * holds.
 */
export async function endQuestion(ctx: Context, id: string, outcome: OfferOutcome): Promise<void> {
  await ctx.db
    .updateTable('reminders_question')
    .set({ outcome, ended_at: ctx.now })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .execute();
  const waiting = await ctx.db
    .selectFrom('reminders_message')
    .select(['id', 'patient_id', 'visit_id', 'kind'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('question_id', '=', id)
    .where('state', 'in', ['waiting', 'toHand'])
    .forUpdate()
    .execute();
  for (const row of waiting) await stopMessage(ctx, row, 'notNeeded');
  await endOfferTask(ctx, id);
}

/**
 * Writes an answer down as an AppointmentResponse, at which whoever asked does what follows from it.
 * @returns what came of it: `late` also where nobody said
 */
export async function answerQuestion(
  ctx: Context,
  question: Asked,
  given: { takes: boolean; way: Way; messageId?: string | undefined; incomingId?: string; said?: string },
): Promise<OfferOutcome | 'already'> {
  const { takes, ...noted } = given;
  const about = { patientId: question.patientId, visitId: question.appointmentId };
  const id = await noteAnswer(ctx, { ...noted, ...about, answer: takes ? 'accept' : 'decline' });
  if (!id || question.outcome === 'booked' || question.outcome === 'moved') return 'already';
  if (!isAsked(question, ctx.now)) return question.outcome === 'declined' && !takes ? 'already' : 'late';
  await writeResponse(ctx, question, takes);
  return (await questionOf(ctx, question.id))?.outcome ?? 'late';
}

/**
 * Lets go what patients are asked about on a channel on which they want no more messages: nobody waits for an answer
 * that cannot come.
 */
export async function letGoAsked(
  ctx: Context,
  patientIds: readonly string[],
  channel: Channel,
): Promise<void> {
  for (const patientId of patientIds) {
    const asked = await ctx.db
      .selectFrom('reminders_question as q')
      .innerJoin('reminders_message as m', (join) =>
        join.onRef('m.clinic_id', '=', 'q.clinic_id').onRef('m.question_id', '=', 'q.id'),
      )
      .select('q.id')
      .where('q.clinic_id', '=', ctx.clinic.id)
      .where('q.patient_id', '=', patientId)
      .where('q.outcome', 'is', null)
      .where('q.until', '>', ctx.now)
      .where('m.channel', '=', channel)
      .orderBy('q.asked_at')
      .execute();
    for (const { id } of asked) {
      const question = await questionOf(ctx, id);
      if (question && isAsked(question, ctx.now)) await writeResponse(ctx, question, false);
    }
  }
}

async function writeResponse(ctx: Context, question: Asked, takes: boolean): Promise<void> {
  const response: AppointmentResponse = {
    resourceType: 'AppointmentResponse',
    identifier: [{ system: questionSystem, value: question.id }],
    appointment: { reference: `Appointment/${question.appointmentId}` },
    ...{ start: question.startsAt, end: question.endsAt },
    actor: { reference: `Patient/${question.patientId}` },
    participantStatus: takes ? 'accepted' : 'declined',
  };
  await ctx.record.create(response);
}
