import type { Context } from '#platform/server/context.ts';
import { setPrinted } from '#platform/server/print/store.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import { addDays, addMinutes, dayRange, zonedDay } from '#platform/shared/time.ts';
import { logGivenToPatient } from '#slices/disclosures/server/index.ts';
import { letterLinkMark, makeDoor, writeLetter } from '#slices/reminders/server/index.ts';
import type { sendings } from '../contract.ts';
import { byPerson, linkDays, type Way } from '../shared/ways.ts';
import { writeCommunication } from './communication.ts';
import { messageMinutes } from './follow.ts';
import { handedSecret, messageOf, paperPath } from './link.ts';
import { mustReach, type Reached, waysOf } from './patient.ts';
import { type SendingRow, sendingView } from './rows.ts';
import { endTask } from './tasks.ts';

/** Gives a patient a kept paper by a link. It counts as a printing, and is logged as given to her. */
export const sendPaper: Verb<typeof sendings, 'sendPaper'> = async (ctx, { way, ...asked }) => {
  const { paperId } = asked;
  const reached = await mustReach(ctx, asked, true);
  const { patientId, stored } = reached;
  const { to = '', because } = waysOf(reached.reach).find((one) => one.way === way) ?? {};
  if (because) return ctx.fail('wayShut', { because: words(ctx.language, `sending_because_${because}`) });
  const row = await keep(ctx, reached, { paperId, way, to });
  await setPrinted(ctx, paperId, row.copy_number);
  await openDoor(ctx, row, reached);
  await writeCommunication(ctx, row);
  await endTask(ctx, paperId);
  ctx.note('sending.sent', {
    ...{ patientId, subject: stored.subject },
    details: { sendingId: row.id, paperId, kind: stored.paper.kind, way, copyNumber: row.copy_number },
  });
  ctx.emit('sending.changed', { patientId, sendingId: row.id });
  return { patientId, sending: sendingView(ctx, row) };
};

async function keep(
  ctx: Context,
  { patientId, stored, card, reach }: Reached,
  { paperId, way, to }: { paperId: string; way: Way; to: string },
): Promise<SendingRow> {
  const { title } = stored.paper;
  const disclosureId = await logGivenToPatient(ctx, {
    ...{ patientId, name: card.name, part: stored.patientPart ?? 'correspondence', note: title },
    to: to || words(ctx.clinic.language, 'sending_atTheDesk'),
    purpose: words(ctx.clinic.language, 'sending_purpose'),
  });
  const today = zonedDay(ctx.now, ctx.clinic.zone);
  return ctx.db
    .insertInto('sending_paper')
    .values({
      ...{ clinic_id: ctx.clinic.id, id: ctx.newId(), patient_id: patientId, paper_id: paperId },
      ...{ copy_number: stored.printedCount + 1, title, language: reach.language },
      ...{ way, address: to, state: byPerson.includes(way) ? 'handed' : 'waiting' },
      ...{ sent_at: ctx.now, sent_by: ctx.actor.name, sent_by_id: ctx.actor.id },
      // the message names the day, and on that day it opens until midnight
      ...{ expires_at: dayRange(addDays(today, linkDays), ctx.clinic.zone).end, disclosure_id: disclosureId },
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** What a person hands over has a secret of its own; a letter makes the door of its own link. */
async function openDoor(ctx: Context, row: SendingRow, { reach }: Reached): Promise<void> {
  const { id, expires_at: expiresAt, way } = row;
  const door = { purpose: 'paper', subject: id, expiresAt } as const;
  if (row.state === 'handed') return makeDoor(ctx, { ...door, secret: handedSecret(ctx, id) });
  const { language, choices, clinic, phone } = reach;
  return writeLetter(ctx, {
    ...{ id, language, choices, until: addMinutes(ctx.now, messageMinutes) },
    ...(way === 'email' ? { email: row.address } : { mobile: row.address }),
    ...messageOf(ctx, { clinic, phone, language, expiresAt, link: letterLinkMark }),
    link: { ...door, path: paperPath },
  });
}
