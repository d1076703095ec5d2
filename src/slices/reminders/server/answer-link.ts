import type { Context } from '#platform/server/context.ts';
import type { OpenContext, OpenVerb } from '#platform/server/identity/open-verb.ts';
import { type Language, localeFor } from '#platform/shared/languages.ts';
import { addDays, epochMsOf, formatDateTime, zonedDay } from '#platform/shared/time.ts';
import type { OfferOutcome, reminders, ShownVisit } from '../contract.ts';
import type { Channel } from '../shared/ways.ts';
import { type Did, giveAnswer, noteAnswer, optOut } from './answer.ts';
import { type Booked, isOpen } from './booking.ts';
import { findDoor } from './doors.ts';
import { type Matter, matterOf } from './matter.ts';
import { answerQuestion, letGoAsked } from './ask-patient.ts';
import { isAsked } from './question.ts';
import { loadSettings } from './settings.ts';
import { placeWords } from './text.ts';

type Reminders = typeof reminders;

/** What a link tells of its visit. Wrong, old and used-up tokens answer alike. */
export const openLink: OpenVerb<Reminders, 'openLink'> = async (ctx, { token }) =>
  behind(ctx, token, 'reminders.openLink', async (inside, message, matter) => shown(inside, message, matter));

/** Does what she chose, once, and says what it did. */
export const answerLink: OpenVerb<Reminders, 'answerLink'> = async (ctx, { token, answer }) =>
  behind(ctx, token, 'reminders.answerLink', async (inside, message, matter) => {
    const did = await act(inside, message, matter, answer);
    const now = (await matterOf(inside, message)) ?? matter;
    return { ...(await shown(inside, message, now)), did };
  });

async function act(
  ctx: Context,
  message: Message,
  matter: Matter,
  answer: 'confirm' | 'cancel' | 'stop' | 'accept' | 'decline',
): Promise<Did | OfferOutcome> {
  const { booked, question, patientId, visitId } = matter;
  const [way, messageId] = ['link' as const, message.id];
  if (answer === 'accept' || answer === 'decline')
    return question
      ? answerQuestion(ctx, question, { takes: answer === 'accept', way, messageId })
      : 'notOpen';
  if (answer !== 'stop') return booked ? giveAnswer(ctx, { answer, way, booked, messageId }) : 'notOpen';
  const noted = await noteAnswer(ctx, { answer, way: 'link', messageId: message.id, patientId, visitId });
  if (!noted) return 'already';
  if (message.channel) {
    await optOut(ctx, [patientId], message.channel as Channel, 'link');
    await letGoAsked(ctx, [patientId], message.channel as Channel);
  }
  return 'stopped';
}

interface Message {
  id: string;
  visit_id: string;
  question_id: string | null;
  kind: string;
  starts_at: string;
  patient_id: string;
  channel: string | null;
  language: string;
}

async function behind<T>(
  ctx: OpenContext<'linkNotGood' | 'tooMany'>,
  token: string,
  event: string,
  body: (inside: Context, message: Message, matter: Matter) => Promise<T>,
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
    const matter = message && (await matterOf(inside, message));
    // a chart that was joined to another, a booking that another system took away
    if (!matter || matter.patientId !== message.patient_id) return undefined;
    return body(inside, message, matter);
  });
  return answer ?? ctx.fail('linkNotGood');
}

async function shown(ctx: Context, message: Message, matter: Matter): Promise<ShownVisit> {
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
    ...placeWords(ctx, settings, matter, language),
    ...{
      language,
      state: matter.booked ? stateOf(ctx, matter.booked) : 'over',
      offer: offerOf(ctx, matter, language),
    },
    stopped: stopped?.allowed === false,
    checkIn: matter.booked !== undefined && isNear(ctx, matter.booked),
  };
}

function offerOf(ctx: Context, { question }: Matter, language: Language): ShownVisit['offer'] {
  if (!question) return null;
  const until = formatDateTime(question.until, localeFor(language), ctx.clinic.zone, 'short');
  const outcome = question.outcome ?? (isAsked(question, ctx.now) ? null : 'late');
  return { until, moves: question.moves, outcome };
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
