import type { Context } from '#platform/server/context.ts';
import { type StoredPaper, readPaper, setPrinted } from '#platform/server/print/store.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import { addMinutes } from '#platform/shared/time.ts';
import { logGivenToPatient } from '#slices/disclosures/server/index.ts';
import { letterLinkMark, makeDoor, writeLetter } from '#slices/reminders/server/index.ts';
import type { sendings } from '../contract.ts';
import { byPerson, linkDays, type Way } from '../shared/ways.ts';
import { writeCommunication } from './communication.ts';
import { handedSecret, messageOf, paperPath } from './link.ts';
import { mustReach, type Reached, waysOf } from './patient.ts';
import { type SendingRow, sendingView } from './rows.ts';
import { endTask } from './tasks.ts';

type Sends = Context<
  'draft' | 'notForPatients' | 'otherPatient' | 'birthDateNeeded' | 'notCurrent' | 'wayShut'
>;

/** A message that has not gone out by then is of no use: whoever waits for it has asked again. */
const messageMinutes = 24 * 60;

/** Gives a patient a kept paper by a link. It counts as a printing, and is logged as given to her. */
export const sendPaper: Verb<typeof sendings, 'sendPaper'> = async (ctx, { patientId, paperId, way }) => {
  const stored = await readPaper(ctx, paperId, true);
  mustBeHers(ctx, stored, patientId);
  const reached = await mustReach(ctx, patientId);
  const offered = waysOf(reached.reach).find((one) => one.way === way);
  if (!offered || offered.because) {
    const why = `sending_because_${offered?.because ?? 'noChannel'}`;
    return ctx.fail('wayShut', { because: words(ctx.language, why) });
  }
  const row = await keep(ctx, { stored, patientId, paperId, way, to: offered.to, reached });
  await setPrinted(ctx, paperId, row.copy_number);
  await openDoor(ctx, row, reached);
  await writeCommunication(ctx, row);
  const { paper, patientPart = 'correspondence' } = stored;
  await logGivenToPatient(ctx, {
    ...{ patientId, name: reached.card.name, part: patientPart, note: paper.title },
    to: offered.to || words(ctx.clinic.language, 'sending_atTheDesk'),
    purpose: words(ctx.clinic.language, 'sending_purpose'),
  });
  await endTask(ctx, paperId);
  ctx.note('sending.sent', {
    ...{ patientId, subject: stored.subject },
    details: { sendingId: row.id, paperId, kind: paper.kind, way, copyNumber: row.copy_number },
  });
  ctx.emit('sending.changed', { patientId, sendingId: row.id });
  return { patientId, sending: sendingView(ctx, row) };
};

function mustBeHers(ctx: Sends, stored: StoredPaper, patientId: string): void {
  if (stored.patientId !== patientId) ctx.fail('otherPatient');
  if (!stored.patientPart) ctx.fail('notForPatients');
  if (stored.paper.provisional) ctx.fail('draft');
}

async function keep(
  ctx: Context,
  made: {
    stored: StoredPaper;
    patientId: string;
    paperId: string;
    way: Way;
    to: string;
    reached: Reached;
  },
): Promise<SendingRow> {
  const { stored, way } = made;
  return ctx.db
    .insertInto('sending_paper')
    .values({
      ...{ clinic_id: ctx.clinic.id, id: ctx.newId(), patient_id: made.patientId, paper_id: made.paperId },
      ...{
        copy_number: stored.printedCount + 1,
        title: stored.paper.title,
        language: made.reached.reach.language,
      },
      ...{ way, address: made.to, state: byPerson.includes(way) ? 'handed' : 'waiting' },
      ...{ sent_at: ctx.now, sent_by: ctx.actor.name },
      expires_at: addMinutes(ctx.now, linkDays * 24 * 60),
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
