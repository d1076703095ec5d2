import type { Content } from 'pdfmake/interfaces.js';
import type { Context } from '#platform/server/context.ts';
import type { Paper } from '#platform/server/print/paper.ts';
import { paperSizeFor } from '#platform/server/print/sizes.ts';
import { keepPaper } from '#platform/server/print/store.ts';
import { words } from '#platform/server/words.ts';
import { type Language, localeFor } from '#platform/shared/languages.ts';
import { formatPlainDate, formatTime, weekdayOf } from '#platform/shared/time.ts';
import type { PatientCard } from '#slices/records/contract.ts';
import { letterLanguage } from '#slices/records/server/index.ts';

type Params = Record<string, string | number>;

export function say(language: Language, key: string, params?: Params): string {
  return words(language, `scheduling_paper_${key}`, params);
}

/** `Senin, 16 Maret 2026`: people remember the day of the week. */
export function dayWords(day: string, language: Language): string {
  return `${weekdayName(weekdayOf(day), language)}, ${formatPlainDate(day, localeFor(language))}`;
}

/** Monday is 1. */
export function weekdayName(weekday: number, language: Language): string {
  // 2024-01-01 was a Monday
  const day = new Date(Date.UTC(2024, 0, weekday));
  return new Intl.DateTimeFormat(localeFor(language), { weekday: 'long', timeZone: 'UTC' }).format(day);
}

/** Without the letters of the zone, which every row would repeat. */
export function clockWords(ctx: Context, instant: string, language: Language): string {
  return formatTime(instant, localeFor(language), ctx.clinic.zone).replace(/ W(IB|ITA|IT)$/, '');
}

/** A list for the office, in the language of who prints it. */
export async function keepList(
  ctx: Context,
  list: { kind: string; title: string; subject: string; body: Content[] },
): Promise<{ paperId: string }> {
  const paper: Paper = {
    kind: `scheduling.${list.kind}`,
    size: paperSizeFor(ctx.clinic.country, 'document'),
    language: ctx.language,
    title: list.title,
    body: list.body,
  };
  return { paperId: await keepPaper(ctx, paper, { subject: list.subject }) };
}

/** A paper that the patient takes or is sent, in her language. */
export async function keepForPatient(
  ctx: Context,
  card: PatientCard,
  made: { kind: string; use: 'receipt' | 'document'; visitId: string; body: Content[] },
): Promise<{ paperId: string; patientId: string }> {
  const language = letterLanguage(ctx, card);
  const paper: Paper = {
    kind: `scheduling.${made.kind}`,
    size: paperSizeFor(ctx.clinic.country, made.use),
    use: 'document',
    language,
    title: say(language, made.kind),
    patient: { name: card.name, birthDate: card.birthDate ?? '', recordNumber: card.recordNumber },
    body: made.body,
  };
  const about = { patientId: card.id, subject: `Appointment/${made.visitId}` };
  return { paperId: await keepPaper(ctx, paper, about), patientId: card.id };
}
