import type { Context } from '#platform/server/context.ts';
import type { OpenContext, OpenVerb } from '#platform/server/identity/open-verb.ts';
import type { Language } from '#platform/shared/languages.ts';
import { addDays, epochMsOf, zonedDay } from '#platform/shared/time.ts';
import type { reminders, ShownVisit } from '../contract.ts';
import type { Channel } from '../shared/ways.ts';
import { type Did, giveAnswer, noteAnswer, optOut } from './answer.ts';
import { type Booked, bookedVisit, isOpen } from './booking.ts';
import { findDoor } from './doors.ts';
import { loadSettings } from './settings.ts';
import { placeWords } from './text.ts';

type Reminders = typeof reminders;

/** What a link tells of its visit. Wrong, old and used-up tokens answer alike. */
export const openLink: OpenVerb<Reminders, 'openLink'> = async (ctx, { token }) =>
  behind(ctx, token, 'reminders.openLink', async (inside, message, booked) => shown(inside, message, booked));

/** Does what she chose, once, and says what it did. */
export const answerLink: OpenVerb<Reminders, 'answerLink'> = async (ctx, { token, answer }) =>
  behind(ctx, token, 'reminders.answerLink', async (inside, message, booked) => {
    const did = await act(inside, message, booked, answer);
    const now = (await bookedVisit(inside, message.visit_id)) ?? booked;
    return { ...(await shown(inside, message, now)), did };
  });

async function act(
  ctx: Context,
  message: Message,
  booked: Booked,
  answer: 'confirm' | 'cancel' | 'stop',
): Promise<Did> {
  if (answer !== 'stop') return giveAnswer(ctx, { answer, way: 'link', booked, messageId: message.id });
  const { patientId, visitId } = booked;
  const noted = await noteAnswer(ctx, { answer, way: 'link', messageId: message.id, patientId, visitId });
  if (!noted) return 'already';
  if (message.channel) await optOut(ctx, [patientId], message.channel as Channel, 'link');
  return 'stopped';
}

interface Message {
  id: string;
  visit_id: string;
  patient_id: string;
  channel: string | null;
  language: string;
}

async function behind<T>(
  ctx: OpenContext<'linkNotGood' | 'tooMany'>,
  token: string,
  event: string,
  body: (inside: Context, message: Message, booked: Booked) => Promise<T>,
): Promise<T> {
  const door = await findDoor(ctx, token, 'link');
  if (door === 'wait') return ctx.fail('tooMany');
  if (!door) return ctx.fail('linkNotGood');
  const answer = await ctx.asSystem(door.clinic, event, async (inside) => {
    const message = await inside.db
      .selectFrom('reminders_message')
      .selectAll()
      .where('clinic_id', '=', inside.clinic.id)
      .where('id', '=', door.subject)
      .executeTakeFirst();
    const booked = message && (await bookedVisit(inside, message.visit_id));
    // a chart that was joined to another, a booking that another system took away
    if (!booked || booked.patientId !== message.patient_id) return undefined;
    return body(inside, message, booked);
  });
  return answer ?? ctx.fail('linkNotGood');
}

async function shown(ctx: Context, message: Message, booked: Booked): Promise<ShownVisit> {
  const settings = await loadSettings(ctx);
  const language = message.language as Language;
  const stopped = await ctx.db
    .selectFrom('reminders_choice')
    .select('allowed')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', message.patient_id)
    .where('channel', '=', message.channel ?? '')
    .executeTakeFirst();
  return {
    ...placeWords(ctx, settings, booked, language),
    ...{ language, state: stateOf(ctx, booked), stopped: stopped?.allowed === false },
    checkIn: isNear(ctx, booked),
  };
}

/** From the day before on, while she is expected. */
function isNear(ctx: Context, booked: Booked): boolean {
  const state = stateOf(ctx, booked);
  const { zone } = ctx.clinic;
  const day = zonedDay(booked.startsAt, zone);
  return (state === 'open' || state === 'confirmed') && day <= addDays(zonedDay(ctx.now, zone), 1);
}

function stateOf(ctx: Context, booked: Booked): ShownVisit['state'] {
  if (booked.status === 'cancelled') return 'cancelled';
  if (!isOpen(booked) || epochMsOf(booked.startsAt) <= epochMsOf(ctx.now)) return 'over';
  return booked.confirmedAt ? 'confirmed' : 'open';
}
