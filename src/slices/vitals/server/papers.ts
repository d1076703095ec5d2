import type { Content } from 'pdfmake/interfaces.js';
import type { Context } from '#platform/server/context.ts';
import { keepOnce } from '#platform/server/print/keep-once.ts';
import type { Paper, PatientPart } from '#platform/server/print/paper-types.ts';
import { paperSizeFor } from '#platform/server/print/sizes.ts';
import { words } from '#platform/server/words.ts';
import type { Language } from '#platform/shared/languages.ts';
import { letterLanguage, mustBePatient } from '#slices/records/server/index.ts';

export type WordOf = (key: string, params?: Record<string, string | number>) => string;
export type PaperFor = {
  patientId: string;
  language: Language;
  word: WordOf;
  patient: NonNullable<Paper['patient']>;
};

/** Whose paper it is, in her language where she speaks one of ours. */
export async function paperFor(ctx: Context, patientId: string): Promise<PaperFor> {
  const card = await mustBePatient(ctx, patientId);
  const language = letterLanguage(ctx, card);
  return {
    patientId,
    language,
    word: (key, params) => words(language, `vitals_${key}`, params),
    patient: { name: card.name, birthDate: card.birthDate ?? '', recordNumber: card.recordNumber },
  };
}

/**
 * Keeps a paper, or finds the same one again, so that printing it once more is a copy and counted as one.
 * @param subject what it is about, `Type/id`
 */
export async function keepVitalsPaper(
  ctx: Context,
  { patientId, language, patient }: PaperFor,
  made: {
    name: string;
    title: string;
    subject: string;
    body: Content[];
    provisional: boolean;
    patientPart?: PatientPart;
  },
): Promise<{ patientId: string; paperId: string }> {
  const paper: Paper = {
    kind: `vitals.${made.name}`,
    size: paperSizeFor(ctx.clinic.country, 'document'),
    ...{ language, title: made.title, patient, body: made.body },
    ...(made.provisional && { provisional: true }),
  };
  const about = { patientId, subject: made.subject, patientPart: made.patientPart };
  return { patientId, paperId: await keepOnce(ctx, paper, about) };
}
