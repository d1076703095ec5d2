import type { Context } from '#platform/server/context.ts';
import type { Language } from '#platform/shared/languages.ts';
import { type Channel, type Reach, type Way, waysTo } from '../shared/ways.ts';
import { makeDoor, type Purpose } from './doors.ts';
import { loadSettings, offerOf, type Settings } from './settings.ts';
import { linkMark, placeWords } from './text.ts';

/** How the clinic's own machines reach somebody whom it knows by a number or an address alone. */
export interface LetterDesk {
  email: boolean;
  mobile: boolean;
  /** Where links lead; empty: nowhere. */
  linkAddress: string;
  clinic: string;
  place: string;
  phone: string;
}

/** What letters can be written with; a clinic that has not turned reminders on writes to nobody. */
export async function letterDesk(ctx: Context): Promise<LetterDesk> {
  const settings = await loadSettings(ctx);
  const { on, linkAddress, name: clinic, place, phone } = settings.rules;
  const offer = offerOf(settings);
  const [email, mobile] = [on && offer.mail, on && offer.gateway.length > 0];
  return { email, mobile, linkAddress, clinic, place, phone };
}

export interface Letter {
  id: string;
  /** E.164. */
  mobile?: string | undefined;
  email?: string | undefined;
  language: Language;
  /** Without the clinic's own words in braces; `{link}` stands where the link goes. */
  subject: string;
  text: string;
  /** What she said of each way to write to her, where her chart is known. */
  choices?: Partial<Record<Channel, boolean>>;
  /** What its link opens: the page, and the door with the purpose and subject that the page's verbs look for. */
  link?: { path: string; purpose: Purpose; subject: string; expiresAt: string };
  until: string;
}

/**
 * Writes to somebody who asked for it herself a moment ago: at any hour, by machine alone. A number from which a STOP came
 * is written to no more.
 */
export async function writeLetter(ctx: Context, letter: Letter): Promise<void> {
  const { id, mobile, email, link, choices = {} } = letter;
  const ways = await letterWays(ctx, { mobile, email, choices });
  const [first, other] = typeof ways === 'string' ? [] : ways;
  await ctx.db
    .insertInto('reminders_letter')
    .values({
      ...{ clinic_id: ctx.clinic.id, id, subject: letter.subject, text: letter.text, until: letter.until },
      ...{ channel: first?.channel ?? null, address: first?.address ?? null },
      ...{ other_channel: other?.channel ?? null, other_address: other?.address ?? null },
      ...{ link_path: link?.path ?? null, created_at: ctx.now },
      ...(first
        ? { state: 'waiting', next_at: ctx.now }
        : { state: 'stopped', code: String(ways), ended_at: ctx.now }),
    })
    .execute();
  if (first) ctx.runSoon('reminders.sendLetters');
  if (!link) return;
  const { purpose, subject, expiresAt } = link;
  await makeDoor(ctx, { secret: letterSecret(ctx, id), purpose, subject, expiresAt });
}

async function letterWays(
  ctx: Context,
  reach: Pick<Reach, 'mobile' | 'email' | 'choices'>,
): Promise<Way[] | string> {
  const settings = await loadSettings(ctx);
  if (!settings.rules.on) return 'noChannel';
  const choices = { ...(await silentChoices(ctx, reach.mobile)), ...reach.choices };
  const offer = { ...offerOf(settings), byHand: false, askFirst: false };
  return waysTo({ ...reach, preferred: undefined, choices }, offer);
}

/** The secret of a letter's link, the same each time; it is in no table. */
export function letterSecret(ctx: Context, id: string): string {
  return ctx.secrets.derive(`reminders.letter ${id}`);
}

/** Undefined where the clinic has no address that the public reaches. */
export function letterLink(ctx: Context, { rules }: Settings, row: { id: string; link_path: string | null }) {
  if (!row.link_path || !rules.linkAddress) return undefined;
  return `${rules.linkAddress}${row.link_path}#${letterSecret(ctx, row.id)}`;
}

/** Nothing more goes to this number on this channel, whoever is written to there. */
export async function keepSilent(ctx: Context, channel: 'sms' | 'whatsapp', address: string): Promise<void> {
  await ctx.db
    .insertInto('reminders_silent')
    .values({ clinic_id: ctx.clinic.id, channel, address, said_at: ctx.now })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'channel', 'address']).doNothing())
    .execute();
  await ctx.db
    .updateTable('reminders_letter')
    .set({ state: 'stopped', code: 'optedOut', next_at: null, ended_at: ctx.now })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('state', '=', 'waiting')
    .where('channel', '=', channel)
    .where('address', '=', address)
    .execute();
}

/** The channels that were refused from a number. */
export async function silentChoices(
  ctx: Context,
  mobile: string | undefined,
): Promise<Partial<Record<Channel, boolean>>> {
  if (!mobile) return {};
  const rows = await ctx.db
    .selectFrom('reminders_silent')
    .select('channel')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('address', '=', mobile)
    .execute();
  return Object.fromEntries(rows.map(({ channel }) => [channel, false]));
}

/** The clinic, the day, the time and where, in the words of a language, for a letter about a time. */
export async function letterPlace(ctx: Context, startsAt: string, language: Language) {
  return placeWords(ctx, await loadSettings(ctx), { startsAt }, language);
}

export interface LetterState {
  state: 'waiting' | 'sending' | 'accepted' | 'delivered' | 'failed' | 'stopped';
  code: string | null;
  channel: Channel | null;
  address: string | null;
}

/** How letters stand, by their ids; one that was put away with its time is missing. */
export async function letterStates(ctx: Context, ids: readonly string[]): Promise<Map<string, LetterState>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('reminders_letter')
    .select(['id', 'state', 'code', 'channel', 'address'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ id, ...row }) => [id, row as LetterState]));
}

/** Stands in a letter's text where its link goes. */
export const letterLinkMark = linkMark;
