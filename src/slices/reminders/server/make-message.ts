import type { Context } from '#platform/server/context.ts';
import type { MessageCode } from '../contract.ts';
import type { Kind } from '../shared/cascade.ts';
import { type Way, waysTo } from '../shared/ways.ts';
import type { Booked } from './booking.ts';
import { openTaskFor } from './tasks.ts';
import { offerOf, type Settings } from './settings.ts';
import type { Recipient } from './patient.ts';
import { writeCommunication } from './communication.ts';
import { openLinkDoor } from './link.ts';
import { textFor } from './text.ts';

export interface Wanted {
  booked: Booked;
  recipient: Recipient;
  kind: Kind;
  occasion: string;
  tooLate: boolean;
}

/**
 * Makes one message: for the server to send, for the desk to hand over, or one that nobody will get, with the reason.
 * @returns false where it was made before
 */
export async function makeMessage(ctx: Context, settings: Settings, wanted: Wanted): Promise<boolean> {
  const { booked, recipient, kind, occasion } = wanted;
  const ways = waysTo(recipient, offerOf(settings));
  const way = typeof ways === 'string' ? undefined : ways[0];
  const code: MessageCode | null = wanted.tooLate ? 'tooLate' : typeof ways === 'string' ? ways : null;
  const state = code ? 'failed' : way?.by === 'hand' ? 'toHand' : 'waiting';
  const { text, version } = await textFor(ctx, settings, { booked, kind, language: recipient.language, way });
  const id = ctx.newId();
  const before = await ctx.db
    .selectFrom('reminders_message')
    .select((e) => e.fn.max('ordinal').as('last'))
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', booked.visitId)
    .executeTakeFirst();
  const made = await ctx.db
    .insertInto('reminders_message')
    .values({
      ...{ clinic_id: ctx.clinic.id, id, visit_id: booked.visitId, patient_id: booked.patientId },
      ...{
        kind,
        occasion,
        ordinal: (before?.last ?? 0) + 1,
        starts_at: booked.startsAt,
        language: recipient.language,
      },
      ...{ template_version: version, text, state, code },
      ...{ channel: way?.channel ?? null, address: way?.address ?? null },
      ...{ created_at: ctx.now, next_at: state === 'waiting' ? ctx.now : null },
      ended_at: code ? ctx.now : null,
    })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'visit_id', 'kind', 'occasion']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) return false;
  if (!code) await openLinkDoor(ctx, { id, text, startsAt: booked.startsAt });
  if (code) {
    await writeCommunication(ctx, id);
    // what she does not want, and what she was not asked about, is no work for anybody
    if (code !== 'optedOut' && code !== 'notAsked') await openTaskFor(ctx, booked, code);
  }
  ctx.emit('reminders.messageChanged', {
    messageId: id,
    patientId: booked.patientId,
    visitId: booked.visitId,
  });
  return true;
}

/** The next way for a message that one channel refused for good; undefined where there is none. */
export function nextWay(settings: Settings, recipient: Recipient, tried: readonly string[]): Way | undefined {
  const ways = waysTo(recipient, offerOf(settings));
  return typeof ways === 'string' ? undefined : ways.find((way) => !tried.includes(way.channel));
}
