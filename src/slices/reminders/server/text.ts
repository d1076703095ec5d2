import type { Context } from '#platform/server/context.ts';
import { words } from '#platform/server/words.ts';
import { type Language, localeFor } from '#platform/shared/languages.ts';
import { formatDate, formatDateTime, formatTime } from '#platform/shared/time.ts';
import { filled, type TemplateKind as Kind } from '../shared/template.ts';
import type { Way } from '../shared/ways.ts';
import type { Booked } from './booking.ts';
import type { Matter } from './matter.ts';
import { furtherTimes } from './series-visits.ts';
import type { Settings } from './settings.ts';
import { templateOf } from './templates.ts';

/** Stands in a kept text where the secret link goes; that itself is in no table. */
export const linkMark = '{link}';

/** The words of one message: the clinic, when, where and whom to call. Nothing tells why she comes. */
export async function textFor(
  ctx: Context,
  settings: Settings,
  about: { matter: Matter; kind: Kind; language: Language; way: Way | undefined },
): Promise<{ text: string; version: number }> {
  const { matter, kind, language, way } = about;
  const template = await templateOf(ctx, kind, language);
  const answering = kind === 'cancelled' ? '' : answerLines(settings, language, way, kind === 'offer');
  const further = kind === 'confirmation' && matter.booked ? await furtherTimes(ctx, matter.booked) : [];
  // beside the answers, which every text of a clinic's own must hold too
  const answers = [furtherLine(ctx, language, further), answering].filter(Boolean).join('\n');
  const place = placeWords(ctx, settings, matter, language);
  const until =
    matter.question && formatDateTime(matter.question.until, localeFor(language), ctx.clinic.zone, 'short');
  const text = filled(template.body, { ...place, answers, ...(until && { until }) });
  return { text, version: template.version };
}

/** The other visits of a series; a text on a telephone is short, so of many the last stands for the rest. */
function furtherLine(ctx: Context, language: Language, further: readonly string[]): string {
  const locale = localeFor(language);
  const at = (instant: string) => formatDateTime(instant, locale, ctx.clinic.zone, 'short');
  const times = further.slice(0, mostTimes).map(at).join('; ');
  const last = further.at(-1);
  if (last === undefined) return '';
  const count = further.length - mostTimes;
  if (count <= 0) return words(language, 'reminders_text_further', { times });
  return words(language, 'reminders_text_furtherMore', { times, count, last: at(last) });
}

const mostTimes = 5;

/** When and where, in the words of a language. */
export function placeWords(
  ctx: Pick<Context, 'clinic'>,
  { rules }: Pick<Settings, 'rules'>,
  { startsAt }: Pick<Booked, 'startsAt'>,
  language: Language,
) {
  const locale = localeFor(language);
  return {
    ...{ clinic: rules.name, place: rules.place, phone: rules.phone },
    date: formatDate(startsAt, locale, ctx.clinic.zone),
    time: formatTime(startsAt, locale, ctx.clinic.zone),
  };
}

/** How she answers: by the link where there is an address for it, by a word where somebody's machine reads it. */
function answerLines(
  { rules, gateway }: Settings,
  language: Language,
  way: Way | undefined,
  offer: boolean,
): string {
  const say = (what: 'link' | 'words' | 'call') =>
    offer ? `reminders_text_offer_${what}` : `reminders_text_${what}`;
  const byWord = way?.by === 'server' && way.channel !== 'email' && gateway !== undefined;
  const lines = [
    ...(rules.linkAddress ? [words(language, say('link'), { link: linkMark })] : []),
    ...(byWord ? [words(language, say('words'))] : []),
  ];
  return lines.length > 0 ? lines.join('\n') : words(language, say('call'), { phone: rules.phone });
}

/** The text as it goes out. The link is made anew each time, the same for one message. */
export function withLink(text: string, link: string | undefined): string {
  return text.replaceAll(linkMark, link ?? '');
}

/** The text as people of the clinic see it: the link opens a door, so it is not shown. */
export function withoutLink(text: string): string {
  return text.replaceAll(linkMark, '…');
}

/** Whether a link is part of it. */
export function hasLink(text: string): boolean {
  return text.includes(linkMark);
}

/** The subject of an e-mail; it holds nothing but the clinic's name. */
export async function subjectFor(
  ctx: Context,
  { rules }: Settings,
  { kind, language }: { kind: string; language: string },
): Promise<string> {
  const template = await templateOf(ctx, kind as Kind, language as Language);
  return filled(template.subject, { clinic: rules.name });
}
