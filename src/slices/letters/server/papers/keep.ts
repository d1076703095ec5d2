import { isDeepStrictEqual } from 'node:util';
import type { Content } from 'pdfmake/interfaces.js';
import type { Context } from '#platform/server/context.ts';
import type { Paper } from '#platform/server/print/paper.ts';
import { papersOf } from '#platform/server/print/papers-of.ts';
import { paperSizeFor } from '#platform/server/print/sizes.ts';
import { keepPaper, readPaper } from '#platform/server/print/store.ts';
import type { Language } from '#platform/shared/languages.ts';
import type { PatientCard } from '#slices/records/contract.ts';

/**
 * Keeps a paper, or finds the same one again, so that printing it once more is a copy and counted as one.
 * @param made.subject what it is about, `Type/id`
 */
export async function keepLetterPaper(
  ctx: Context,
  card: PatientCard,
  made: {
    name: string;
    title: string;
    subject: string;
    language: Language;
    body: Content[];
    /** Not signed yet: each page says DRAFT. */
    draft: boolean;
    number?: string | undefined;
  },
): Promise<{ patientId: string; paperId: string; draft: boolean }> {
  const { subject, language, title, body, draft, number } = made;
  const paper: Paper = {
    ...{ kind: `letters.${made.name}`, size: paperSizeFor(ctx.clinic.country, 'document'), language, title },
    patient: { name: card.name, birthDate: card.birthDate ?? '', recordNumber: card.recordNumber },
    ...(number && { number }),
    body,
    ...(draft && { provisional: true }),
  };
  const patientId = card.id;
  // through JSON, as the kept one went
  const wanted = JSON.parse(JSON.stringify(paper));
  for (const kept of (await papersOf(ctx, { subject })).papers.filter((one) => one.kind === paper.kind)) {
    const { paper: standing } = await readPaper(ctx, kept.paperId);
    if (isDeepStrictEqual(standing, wanted)) return { patientId, paperId: kept.paperId, draft };
  }
  return { patientId, paperId: await keepPaper(ctx, paper, { patientId, subject }), draft };
}
