import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse, refuseField } from '#platform/shared/errors.ts';
import { epochMsOf, instantOf, isTimeZone } from '#platform/shared/time.ts';
import type { Message, reminders } from '../contract.ts';
import { type Channel, channels } from '../shared/ways.ts';
import { bookedVisit, isOpen } from './booking.ts';
import { optOut } from './answer.ts';
import { choicesOf, putChoice, recipientOf } from './patient.ts';
import { moveOf } from './plan.ts';
import { loadSettings } from './settings.ts';
import { withoutLink } from './text.ts';

type Reminders = typeof reminders;
const mostShown = 100;
const at = (instant: string) => instantOf(epochMsOf(instant));

/** What a patient was told, what she answered, what she wishes, and when she is written to next. */
export const patientMessages: Verb<Reminders, 'patientMessages'> = async (ctx, { patientId, visitId }) => {
  const recipient = await recipientOf(ctx, patientId);
  if (!recipient) return refuse('notFound', { type: 'Patient', id: patientId });
  let messages = ctx.db
    .selectFrom('reminders_message')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', patientId);
  if (visitId) messages = messages.where('visit_id', '=', visitId);
  const rows = await messages
    .orderBy('created_at', 'desc')
    .orderBy('ordinal', 'desc')
    .limit(mostShown)
    .execute();
  return {
    messages: rows.map((row) => ({
      ...{ messageId: row.id, visitId: row.visit_id, kind: row.kind as Message['kind'] },
      ...{ state: row.state as Message['state'], channel: row.channel as Channel | null },
      ...{ code: row.code as Message['code'], detail: row.detail, visitAt: at(row.starts_at) },
      ...{ language: row.language as Message['language'], templateVersion: row.template_version },
      ...{ text: withoutLink(row.text), at: at(row.created_at), doneBy: row.done_by },
      endedAt: row.ended_at && at(row.ended_at),
    })),
    answers: await answersOf(ctx, patientId, visitId),
    ...(await coming(ctx, patientId, visitId, recipient.zone)),
    preferred: recipient.preferred ?? null,
    zone: recipient.ownZone,
    choices: (await choicesOf(ctx, patientId)).map((one) => ({
      ...{ channel: one.channel as Channel, allowed: one.allowed },
      ...{ saidAt: at(one.said_at), writtenBy: one.written_by },
    })),
    mobile: recipient.mobile ?? null,
    email: recipient.email ?? null,
  };
};

async function answersOf(ctx: Context, patientId: string, visitId: string | undefined) {
  let answers = ctx.db
    .selectFrom('reminders_answer')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', patientId);
  if (visitId) answers = answers.where('visit_id', '=', visitId);
  const rows = await answers.orderBy('at', 'desc').orderBy('id', 'desc').limit(mostShown).execute();
  return rows.map((row) => ({
    ...{ answer: row.answer as 'confirm', way: row.way as 'link', visitId: row.visit_id },
    ...{ said: row.said, at: at(row.at) },
  }));
}

/** Of the visits to come: which are confirmed, and when each is written about next. */
async function coming(ctx: Context, patientId: string, visitId: string | undefined, zone: string) {
  const settings = await loadSettings(ctx);
  let visits = ctx.db
    .selectFrom('reminders_visit')
    .select('visit_id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', patientId);
  if (visitId) visits = visits.where('visit_id', '=', visitId);
  const open: string[] = [];
  const confirmed: { visitId: string; at: string }[] = [];
  const next: { visitId: string; at: string }[] = [];
  for (const { visit_id } of await visits.limit(mostShown).execute()) {
    const booked = await bookedVisit(ctx, visit_id);
    if (!booked || !isOpen(booked) || epochMsOf(booked.startsAt) <= epochMsOf(ctx.now)) continue;
    open.push(visit_id);
    if (booked.confirmedAt) confirmed.push({ visitId: visit_id, at: at(booked.confirmedAt) });
    const { nextAt } = await moveOf(ctx, settings, booked, zone);
    if (settings.rules.on && nextAt) next.push({ visitId: visit_id, at: at(nextAt) });
  }
  return { open, confirmed, next };
}

/** Writes down what she wishes; a channel that is left out stays as it was. */
export const saveWishes: Verb<Reminders, 'saveWishes'> = async (ctx, input) => {
  const { patientId, preferred, zone, choices } = input;
  if (!(await recipientOf(ctx, patientId))) return refuse('notFound', { type: 'Patient', id: patientId });
  if (zone !== null && !isTimeZone(zone)) refuseField('zone', 'reminders_field_zone');
  const before = new Map((await choicesOf(ctx, patientId)).map((one) => [one.channel, one.allowed]));
  for (const channel of channels) {
    const allowed = choices[channel];
    if (allowed === undefined || before.get(channel) === allowed) continue;
    if (allowed) await putChoice(ctx, { patientId, channel, allowed, way: 'desk' });
    else await optOut(ctx, [patientId], channel, 'desk');
  }
  const row = { preferred, zone };
  await ctx.db
    .insertInto('reminders_patient')
    .values({ clinic_id: ctx.clinic.id, patient_id: patientId, ...row })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'patient_id']).doUpdateSet(row))
    .execute();
  // another zone has other nights
  await ctx.db
    .updateTable('reminders_visit')
    .set({ next_at: ctx.now })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', patientId)
    .execute();
  ctx.emit('reminders.messageChanged', { patientId });
  return {};
};
