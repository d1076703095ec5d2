import type { Clinic, Context } from '#platform/server/context.ts';
import type { OpenContext, OpenVerb } from '#platform/server/identity/open-verb.ts';
import { words } from '#platform/server/words.ts';
import { isUuid } from '#platform/shared/ids.ts';
import type { Language } from '#platform/shared/languages.ts';
import { parsePhone } from '#platform/shared/phones.ts';
import { addMinutes, epochMsOf } from '#platform/shared/time.ts';
import type { OfferOutcome, reminders } from '../contract.ts';
import { answerIn, meaningOf, type Standing } from '../shared/replies.ts';
import { type Did, giveAnswer, noteAnswer, optOut } from './answer.ts';
import { answerQuestion, letGoAsked } from './ask-patient.ts';
import { type Booked, bookedVisit, isOpen } from './booking.ts';
import { writeCommunication } from './communication.ts';
import { findDoor } from './doors.ts';
import { keepSilent } from './letters.ts';
import { type Asked, isAsked, questionOf } from './question.ts';
import { noteLetterStatus } from './send-letters.ts';
import { loadSettings } from './settings.ts';
import { settle } from './settle.ts';
import { openUnclear } from './tasks.ts';
import { placeWords } from './text.ts';

type Reminders = typeof reminders;
type Reply = { id: string; from: string; channel: 'sms' | 'whatsapp'; text: string };

/** What became of a text. Told twice, or late, it changes nothing. */
export const textStatus: OpenVerb<Reminders, 'textStatus'> = async (ctx, { id, status, detail }) => {
  const clinic = await callerOf(ctx);
  const [messageId = '', channel] = id.split('.');
  if (!isUuid(messageId)) return {};
  await ctx.asSystem(clinic, 'reminders.textStatus', async (inside) => {
    const row = await inside.db
      .selectFrom('reminders_message')
      .selectAll()
      .where('clinic_id', '=', clinic.id)
      .where('id', '=', messageId)
      .where('channel', '=', channel ?? '')
      .where('state', 'in', ['sending', 'accepted'])
      .forUpdate()
      .executeTakeFirst();
    if (!row) return void (await noteLetterStatus(inside, messageId, channel ?? '', status));
    if (status === 'failed') {
      await settle(inside, messageId, { kind: 'refused', code: 'notDelivered', ...(detail && { detail }) });
      return;
    }
    await inside.db
      .updateTable('reminders_message')
      .set({ state: 'delivered', code: null, ended_at: inside.now })
      .where('clinic_id', '=', clinic.id)
      .where('id', '=', messageId)
      .execute();
    await writeCommunication(inside, messageId);
    inside.emit('reminders.messageChanged', { messageId, patientId: row.patient_id, visitId: row.visit_id });
  });
  return {};
};

/** What somebody answered. What no rule understands, or what could mean two visits, goes to a person. */
export const textReply: OpenVerb<Reminders, 'textReply'> = async (ctx, input) => {
  const clinic = await callerOf(ctx);
  const reply = await ctx.asSystem(clinic, 'reminders.textReply', (inside) => hear(inside, input));
  return { reply };
};

async function callerOf(ctx: OpenContext<'callNotGood' | 'tooMany'>): Promise<Clinic> {
  const door = ctx.bearer ? await findDoor(ctx, ctx.bearer, 'gateway') : undefined;
  if (door === 'wait') return ctx.fail('tooMany');
  return door ? door.clinic : ctx.fail('callNotGood');
}

async function hear(ctx: Context, input: Reply): Promise<string> {
  const before = await ctx.db
    .selectFrom('reminders_answer')
    .select('reply')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('incoming_id', '=', input.id)
    .executeTakeFirst();
  if (before) return before.reply ?? '';
  const told = await toldTo(ctx, input);
  const reply = await answerTo(ctx, input, told);
  await ctx.db
    .updateTable('reminders_answer')
    .set({ reply })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('incoming_id', '=', input.id)
    .execute();
  return reply;
}

interface Told {
  id: string;
  patient_id: string;
  visit_id: string;
  question_id: string | null;
  language: string;
  created_at: string;
  state: string;
  claimed_at: string | null;
}

const wentOutAs = new Set(['sending', 'accepted', 'delivered', 'handed', 'called']);

/** Whether she can have read it. An offer that ended stops its message, and one that was on its way before may be known. */
function wentOut({ state, claimed_at }: Told): boolean {
  return wentOutAs.has(state) || (state === 'stopped' && claimed_at !== null);
}

/** What was written to this number or waits to be, newest first. */
async function toldTo(ctx: Context, { from }: Reply): Promise<Told[]> {
  const phone = parsePhone(from, ctx.clinic.country === 'ID' ? 'ID' : 'US');
  if (!phone.ok) return [];
  return (
    ctx.db
      .selectFrom('reminders_message')
      .select([
        'id',
        'patient_id',
        'visit_id',
        'question_id',
        'language',
        'created_at',
        'state',
        'claimed_at',
      ])
      .where('clinic_id', '=', ctx.clinic.id)
      .where('address', '=', phone.e164)
      // an offer that ended stops its message, and a yes to it must still be known
      .where((e) => e.or([e('state', '<>', 'stopped'), e('question_id', 'is not', null)]))
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(50)
      .execute()
  );
}

async function answerTo(ctx: Context, input: Reply, told: readonly Told[]): Promise<string> {
  const { rules } = await loadSettings(ctx);
  const word = answerIn(input.text);
  // a word answers what was read, never what still waits, or failed
  const read = told.filter(wentOut);
  const latest = read[0] ?? told[0];
  const language = (latest?.language ?? ctx.clinic.language) as Language;
  const said = input.text.slice(0, 500);
  const noted = { way: 'text' as const, incomingId: input.id, said, patientId: latest?.patient_id };
  const say = (what: Did | OfferOutcome | 'unclear', params = {}) =>
    words(language, `reminders_reply_${what}`, { clinic: rules.name, phone: rules.phone, ...params });
  if (word === 'stop') {
    // whoever holds the telephone speaks for everybody who is written to there
    const everybody = [...new Set(told.map((one) => one.patient_id))];
    await noteAnswer(ctx, { ...noted, answer: word });
    await optOut(ctx, everybody, input.channel, 'text');
    const phone = parsePhone(input.from, ctx.clinic.country === 'ID' ? 'ID' : 'US');
    if (phone.ok) await keepSilent(ctx, input.channel, phone.e164);
    await letGoAsked(ctx, everybody, input.channel);
    return say('stopped');
  }
  const { standing, question } = await standingOf(ctx, read);
  const answer = word && meaningOf(word, standing);
  if (answer === 'accept' || answer === 'decline' || answer === 'late') {
    if (!question) return say('late');
    const { date, time } = placeWords(ctx, { rules }, question, language);
    const { patientId: _, ...heard } = noted;
    return say(await answerQuestion(ctx, question, { ...heard, takes: word === 'yes' }), { date, time });
  }
  const visits = read.filter((one) => one.question_id === null);
  const { booked, message } = (answer && (await meant(ctx, visits))) ?? {};
  if (!answer || !booked || !message) {
    const id = await noteAnswer(ctx, { ...noted, answer: 'unclear' });
    if (id && latest) await openUnclear(ctx, id, latest.patient_id);
    return say('unclear');
  }
  const did = await giveAnswer(ctx, { ...noted, answer, booked, messageId: message.id });
  // said by link before, or twice by text: kept all the same, so that this text is known when it comes again
  if (did === 'already' || did === 'notOpen')
    await noteAnswer(ctx, { ...noted, answer, patientId: booked.patientId, visitId: booked.visitId });
  const { date, time } = placeWords(ctx, { rules }, booked, language);
  return say(did, { date, time });
}

/** What was written last, and the offer that a word can be about: the open one, or else the last. */
async function standingOf(
  ctx: Context,
  told: readonly Told[],
): Promise<{ standing: Standing; question: Asked | undefined }> {
  const ids = [...new Set(told.flatMap((one) => one.question_id ?? []))];
  const questions: Asked[] = [];
  for (const id of ids) questions.push(...[await questionOf(ctx, id)].filter((one) => one !== undefined));
  const open = questions.filter((one) => isAsked(one, ctx.now));
  const last = questions.find((one) => one.id === told[0]?.question_id);
  const latest = last ? (isAsked(last, ctx.now) ? 'offer' : 'endedOffer') : told[0] && 'visit';
  return { standing: { latest, openOffers: open.length }, question: open[0] ?? last };
}

/** The one visit that an answer can be about: of those told of in the last week, or else of all to come. */
async function meant(
  ctx: Context,
  told: readonly Told[],
): Promise<{ booked: Booked; message: Told } | undefined> {
  const open: { booked: Booked; message: Told }[] = [];
  for (const message of told) {
    if (open.some((one) => one.booked.visitId === message.visit_id)) continue;
    const booked = await bookedVisit(ctx, message.visit_id);
    if (booked && isOpen(booked) && epochMsOf(booked.startsAt) > epochMsOf(ctx.now))
      open.push({ booked, message });
  }
  const since = epochMsOf(addMinutes(ctx.now, -7 * 24 * 60));
  const lately = open.filter(({ message }) => epochMsOf(message.created_at) >= since);
  const few = lately.length > 0 ? lately : open;
  return few.length === 1 ? few[0] : undefined;
}
