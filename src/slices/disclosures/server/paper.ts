import type { Content } from 'pdfmake/interfaces.js';
import type { Context } from '#platform/server/context.ts';
import type { Paper } from '#platform/server/print/paper.ts';
import { paperSizeFor } from '#platform/server/print/sizes.ts';
import { keepPaper } from '#platform/server/print/store.ts';
import { words } from '#platform/server/words.ts';
import { type Language, localeFor } from '#platform/shared/languages.ts';
import { formatPlainDate } from '#platform/shared/time.ts';
import type { PatientCard } from '#slices/records/contract.ts';
import type { ChartPart } from '../shared/codes.ts';

/** Keeps a paper of a chart's disclosures in the language of its reader. */
export async function keepFor(
  ctx: Context,
  card: PatientCard,
  made: { kind: 'accounting' | 'cover'; language: Language; title: string; subject: string; body: Content[] },
): Promise<string> {
  const { kind, language, title, subject, body } = made;
  const paper: Paper = {
    ...{ kind: `disclosures.${kind}`, use: 'document', language, title, body },
    size: paperSizeFor(ctx.clinic.country, 'document'),
    patient: { name: card.name, birthDate: card.birthDate ?? '', recordNumber: card.recordNumber },
  };
  return keepPaper(ctx, paper, { patientId: card.id, subject });
}

/** Parts, what of them, and the dates of service, each on its line. */
export function whatWords(
  language: Language,
  row: { parts: ChartPart[]; partsNote: string; fromOn: string | null; toOn: string | null },
): string {
  const parts = row.parts.map((one) => words(language, `disclosures_part_${one}`)).join(', ');
  const dates = [row.fromOn, row.toOn].map((day) => (day ? dayWords(language, day) : ''));
  return [parts, row.partsNote, row.fromOn || row.toOn ? dates.join(' – ') : ''].filter(Boolean).join('\n');
}

export function dayWords(language: Language, day: string): string {
  return formatPlainDate(day, localeFor(language), 'short');
}
