import type { Content } from 'pdfmake/interfaces.js';
import type { Context } from '#platform/server/context.ts';
import { keyValueGrid } from '#platform/server/print/blocks.ts';
import { signedBy } from '#platform/server/print/office.ts';
import { paperSizeFor } from '#platform/server/print/sizes.ts';
import { keepPaper } from '#platform/server/print/store.ts';
import { words } from '#platform/server/words.ts';
import { type Language, localeFor } from '#platform/shared/languages.ts';
import { formatPlainDate } from '#platform/shared/time.ts';
import { cardOf, letterLanguage } from '#slices/records/server/index.ts';
import type { RequestView } from '../contract.ts';
import { dayOf } from './patient.ts';

/** Words of one paper, by the rest of their key. */
export type Say = (key: string, params?: Record<string, string | number>) => string;

/** A paragraph with air above it. */
export function paragraph(text: string, bold = false): Content {
  return { text, bold, margin: [0, 6, 0, 0] };
}

/** Keeps a letter on a request in the patient's language, with what was asked above what it says. */
export async function keepLetter(
  ctx: Context,
  request: RequestView,
  kind: 'acknowledgement' | 'acceptance' | 'denial',
  body: (say: Say, language: Language) => Content[],
): Promise<{ patientId: string; paperId: string }> {
  const card = await cardOf(ctx, request.patientId);
  const language = letterLanguage(ctx, card);
  const say: Say = (key, params) => words(language, `amendments_paper_${key}`, params);
  const paper = {
    ...{ kind: `amendments.${kind}`, use: 'document' as const, language, title: say(`${kind}_title`) },
    size: paperSizeFor(ctx.clinic.country, 'document'),
    patient: { name: card.name, birthDate: card.birthDate ?? '', recordNumber: card.recordNumber },
    body: [
      askedGrid(request, say, language),
      ...body(say, language),
      signedBy({ ...ctx, language }, [{ name: ctx.actor.name, role: say('records') }]),
    ],
  };
  const about = { patientId: card.id, subject: `Request/${request.requestId}` };
  return { patientId: card.id, paperId: await keepPaper(ctx, paper, about) };
}

function askedGrid(request: RequestView, say: Say, language: Language): Content {
  return keyValueGrid([
    { label: say('requester'), value: request.requesterName },
    { label: say('receivedOn'), value: dayWords(language, request.receivedOn) },
    { label: say('place'), value: request.place },
    { label: say('wanted'), value: request.wanted },
  ]);
}

export function dayWords(language: Language, day: string): string {
  return formatPlainDate(day, localeFor(language), 'long');
}

/** The last day on which the clinic may answer. */
export function dueWords(ctx: Context, language: Language, request: RequestView): string {
  return dayWords(language, dayOf(ctx, request.dueAt));
}
