import type { Content } from 'pdfmake/interfaces.js';
import type { Context } from '#platform/server/context.ts';
import { keepOnce } from '#platform/server/print/keep-once.ts';
import type { Paper, PatientPart } from '#platform/server/print/paper-types.ts';
import { paperSizeFor } from '#platform/server/print/sizes.ts';
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
    /** Where the patient may be given it by a link. */
    patientPart?: PatientPart;
  },
): Promise<{ patientId: string; paperId: string; draft: boolean }> {
  const { subject, language, title, body, draft, number, patientPart } = made;
  const paper: Paper = {
    ...{ kind: `letters.${made.name}`, size: paperSizeFor(ctx.clinic.country, 'document'), language, title },
    patient: { name: card.name, birthDate: card.birthDate ?? '', recordNumber: card.recordNumber },
    ...(number && { number }),
    body,
    ...(draft && { provisional: true }),
  };
  const patientId = card.id;
  return { patientId, paperId: await keepOnce(ctx, paper, { patientId, subject, patientPart }), draft };
}
