import { whatsAppLink } from '#platform/server/outgoing/wa-link.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import { epochMsOf, instantOf } from '#platform/shared/time.ts';
import type { reminders, ToHand } from '../contract.ts';
import { noteAnswer } from './answer.ts';
import { bookedVisit, isOpen, writeConfirmation } from './booking.ts';
import { writeCommunication } from './communication.ts';
import { linkOf } from './link.ts';
import { matterOf, outdatedBecause } from './matter.ts';
import { loadSettings } from './settings.ts';
import { stopMessage } from './stop.ts';
import { endOfferTask, endTasksFor } from './tasks.ts';
import { withLink } from './text.ts';

type Reminders = typeof reminders;
const mostShown = 200;
const states = { whatsapp: 'handed', called: 'called', notNeeded: 'stopped' } as const;

/** What waits for somebody to open WhatsApp, the nearest visit first. */
export const handOverList: Verb<Reminders, 'handOverList'> = async (ctx) => {
  const rows = await ctx.db
    .selectFrom('reminders_message')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('state', '=', 'toHand')
    .where('starts_at', '>', ctx.now)
    .orderBy('starts_at')
    .orderBy('id')
    .limit(mostShown)
    .execute();
  const settings = await loadSettings(ctx);
  const names = await ctx.patientNames(rows.map((row) => row.patient_id));
  const messages = rows.map((row) => {
    const text = withLink(row.text, linkOf(ctx, settings, row.id));
    return {
      ...{ messageId: row.id, patientId: row.patient_id, visitId: row.visit_id },
      patientName: names.get(row.patient_id)?.name ?? '',
      visitAt: instantOf(epochMsOf(row.starts_at)),
      kind: row.kind as ToHand['kind'],
      ...{ text, link: whatsAppLink(row.address ?? '', text) },
    };
  });
  return { messages };
};

/** Writes down what the desk did with a message. Whether it was sent, only WhatsApp knows. */
export const handOver: Verb<Reminders, 'handOver'> = async (ctx, { messageId, how }) => {
  const row = await ctx.db
    .selectFrom('reminders_message')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', messageId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return refuse('notFound', { type: 'Communication', id: messageId });
  const answer = { messageId, patientId: row.patient_id };
  const state = states[how];
  if (row.state === state && row.done_by === ctx.actor.name) return answer;
  const calledAbout = how === 'called' && row.state === 'failed';
  if (row.state !== 'toHand' && !calledAbout) return ctx.fail('notWaiting');
  const obsolete = outdatedBecause(ctx, row, await matterOf(ctx, row));
  if (obsolete && how === 'whatsapp') {
    await stopMessage(ctx, row, obsolete);
    return answer;
  }
  await ctx.db
    .updateTable('reminders_message')
    .set({
      ...{ state, done_by: ctx.actor.name, ended_at: ctx.now },
      code: how === 'notNeeded' ? 'notNeeded' : null,
    })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', messageId)
    .execute();
  await writeCommunication(ctx, messageId);
  if (row.question_id) await endOfferTask(ctx, row.question_id);
  else await endTasksFor(ctx, row.visit_id);
  ctx.emit('reminders.messageChanged', { messageId, patientId: row.patient_id, visitId: row.visit_id });
  return answer;
};

/** The patient says at the desk or on the telephone that she comes. */
export const confirmVisit: Verb<Reminders, 'confirmVisit'> = async (ctx, { visitId }) => {
  const booked = await bookedVisit(ctx, visitId);
  if (!booked) return refuse('notFound', { type: 'Appointment', id: visitId });
  if (!isOpen(booked) || epochMsOf(booked.startsAt) <= epochMsOf(ctx.now)) return ctx.fail('notOpen');
  const { patientId } = booked;
  if (booked.confirmedAt) return { visitId, patientId };
  await noteAnswer(ctx, { answer: 'confirm', way: 'desk', patientId, visitId });
  await writeConfirmation(ctx, booked, 'desk');
  await endTasksFor(ctx, visitId);
  return { visitId, patientId };
};
