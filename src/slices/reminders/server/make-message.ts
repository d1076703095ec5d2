import type { Context } from '#platform/server/context.ts';
import type { MessageCode } from '../contract.ts';
import type { TemplateKind } from '../shared/template.ts';
import { type Way, waysTo } from '../shared/ways.ts';
import type { Matter } from './matter.ts';
import { openOfferTask, openTaskFor } from './tasks.ts';
import { offerOf, type Settings } from './settings.ts';
import type { Recipient } from './patient.ts';
import { writeCommunication } from './communication.ts';
import { openLinkDoor } from './link.ts';
import { textFor } from './text.ts';
import { withSeries } from './told.ts';

export interface Wanted {
  matter: Matter;
  recipient: Recipient;
  kind: TemplateKind;
  occasion: string;
  tooLate: boolean;
}

/**
 * Makes one message: for the server to send, for the desk to hand over, or one that nobody will get, with the reason.
 * @returns false where it was made before
 */
export async function makeMessage(ctx: Context, settings: Settings, wanted: Wanted): Promise<boolean> {
  const { matter, recipient, kind } = wanted;
  // a clinic that has not turned reminders on writes to nobody
  const ways = settings.rules.on ? waysTo(recipient, offerOf(settings)) : 'noChannel';
  const way = typeof ways === 'string' ? undefined : ways[0];
  const code: MessageCode | null = wanted.tooLate ? 'tooLate' : typeof ways === 'string' ? ways : null;
  const state = code ? 'failed' : way?.by === 'hand' ? 'toHand' : 'waiting';
  const { text, version } = await textFor(ctx, settings, { matter, kind, language: recipient.language, way });
  const id = ctx.newId();
  const made = await insertMessage(ctx, wanted, {
    ...{ id, template_version: version, text, state, code },
    ...{ channel: way?.channel ?? null, address: way?.address ?? null },
    ...{ next_at: state === 'waiting' ? ctx.now : null, ended_at: code ? ctx.now : null },
  });
  if (!made) return false;
  if (!code) await openLinkDoor(ctx, { id, text, startsAt: matter.startsAt });
  if (code) {
    await writeCommunication(ctx, id);
    // what she does not want, and what she was not asked about, is no work for anybody; who waits wants to be asked
    if (matter.question) await openOfferTask(ctx, matter.question, code);
    else if (code !== 'optedOut' && code !== 'notAsked') await openTaskFor(ctx, matter, code);
  }
  ctx.emit('reminders.messageChanged', {
    messageId: id,
    patientId: matter.patientId,
    visitId: matter.visitId,
  });
  return true;
}

/**
 * Writes into the log of a visit that the series' one confirmation is its too. Nothing goes out, and nobody is asked to
 * call: that is done for the series once.
 * @returns false where it stands already
 */
export async function markAsTold(ctx: Context, settings: Settings, wanted: Wanted): Promise<boolean> {
  const { matter, recipient, kind } = wanted;
  const about = { matter, kind, language: recipient.language, way: undefined };
  const { version } = await textFor(ctx, settings, about);
  const id = ctx.newId();
  const made = await insertMessage(ctx, wanted, {
    ...{ id, template_version: version, text: '', state: 'stopped', code: withSeries },
    ...{ channel: null, address: null, next_at: null, ended_at: ctx.now },
  });
  const { patientId, visitId } = matter;
  if (made) ctx.emit('reminders.messageChanged', { messageId: id, patientId, visitId });
  return made;
}

interface Own {
  id: string;
  template_version: number;
  text: string;
  state: string;
  code: MessageCode | null;
  channel: string | null;
  address: string | null;
  next_at: string | null;
  ended_at: string | null;
}

/** One row of the log; false where that visit was told this before. */
async function insertMessage(
  ctx: Context,
  { matter, recipient, kind, occasion }: Wanted,
  own: Own,
): Promise<boolean> {
  const before = await ctx.db
    .selectFrom('reminders_message')
    .select((e) => e.fn.max('ordinal').as('last'))
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', matter.visitId)
    .executeTakeFirst();
  const made = await ctx.db
    .insertInto('reminders_message')
    .values({
      ...{ clinic_id: ctx.clinic.id, visit_id: matter.visitId, patient_id: matter.patientId },
      ...{ question_id: matter.question?.id ?? null, kind, occasion, ordinal: (before?.last ?? 0) + 1 },
      ...{ starts_at: matter.startsAt, language: recipient.language, created_at: ctx.now },
      ...own,
    })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'visit_id', 'kind', 'occasion']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return made !== undefined;
}

/** The next way for a message that one channel refused for good; undefined where there is none. */
export function nextWay(settings: Settings, recipient: Recipient, tried: readonly string[]): Way | undefined {
  const ways = waysTo(recipient, offerOf(settings));
  return typeof ways === 'string' ? undefined : ways.find((way) => !tried.includes(way.channel));
}
