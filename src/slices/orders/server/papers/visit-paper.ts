import type { Content } from 'pdfmake/interfaces.js';
import type { Context } from '#platform/server/context.ts';
import { signatureBlock, type Signer } from '#platform/server/print/blocks.ts';
import { keepOnce } from '#platform/server/print/keep-once.ts';
import type { Paper, PatientPart } from '#platform/server/print/paper-types.ts';
import { paperSizeFor } from '#platform/server/print/sizes.ts';
import type { PaperUse } from '#platform/shared/print-contract.ts';
import { signingPlace } from '#platform/server/print/office.ts';
import type { Language } from '#platform/shared/languages.ts';
import { zonedDay } from '#platform/shared/time.ts';
import { visitOf } from '#slices/front-desk/server/index.ts';
import type { PatientCard } from '#slices/records/contract.ts';
import { letterLanguage, patientCard } from '#slices/records/server/index.ts';
import { licenceOf } from '#slices/workforce/server/index.ts';
import type { PaperName } from '#slices/orders/contract.ts';
import type { WordOf } from '#slices/orders/shared/describe.ts';
import { loadVisit, type VisitRecord } from '../load-visit.ts';
import { signatureOf } from '../note-codec.ts';
import { wordOf } from '../word-of.ts';

/** What every paper of a visit is made from. */
export interface PaperSource {
  ctx: Context;
  visitId: string;
  patientId: string;
  card: PatientCard;
  record: VisitRecord;
  /** The patient's, where she speaks one of ours; the clinic's otherwise. */
  language: Language;
  word: WordOf;
  /** Who signs, or is to sign. */
  signer: Signer;
  /** Day of the signature, or today. */
  day: string;
}

/** Reads what a paper of this visit needs. */
export async function paperSource(ctx: Context, visitId: string): Promise<PaperSource> {
  const { patientId, practitionerId } = await visitOf(ctx, visitId);
  const card = (await patientCard(ctx, [patientId])).get(patientId);
  if (!card) throw new Error(`the visit ${visitId} has no patient`);
  const record = await loadVisit(ctx, visitId);
  const language = letterLanguage(ctx, card);
  const word = wordOf(language);
  const signature = signatureOf(record.note);
  const known = practitionerId ? await licenceOf(ctx, practitionerId) : undefined;
  // `SIP 503/…`: the word for the number stands before it
  const [licenceLabel, ...digits] = (signature ? signature.licenceNumber : known)?.split(' ') ?? [];
  return {
    ctx,
    visitId,
    patientId,
    card,
    record,
    language,
    word,
    signer: {
      name: signature?.name ?? '',
      role: word('paper_physician'),
      ...(licenceLabel && { licenceLabel, licenceNumber: digits.join(' ') }),
    },
    day: zonedDay(signature?.at ?? ctx.now, ctx.clinic.zone),
  };
}

/** Place and day, then the name; a dotted line as long as nobody has signed. */
export function signedBy(source: PaperSource): Content {
  const { ctx, language, day } = source;
  const place = signingPlace(ctx.clinic);
  return signatureBlock([source.signer], { place, date: day, language });
}

/**
 * Keeps a paper of the visit, or finds the same one again, so that printing it once more is a copy and counted as one.
 * @param draft not signed yet: the paper says DRAFT
 */
export async function keepVisitPaper(
  source: PaperSource,
  made: { paper: PaperName; use?: PaperUse; body: Content[]; draft: boolean; patientPart?: PatientPart },
): Promise<{ patientId: string; paperId: string; draft: boolean }> {
  const { ctx, card, patientId, visitId, language, word } = source;
  const paper: Paper = {
    kind: `orders.${made.paper}`,
    size: paperSizeFor(ctx.clinic.country, made.use ?? 'document'),
    language,
    title: word(`paper_${made.paper}`),
    patient: { name: card.name, birthDate: card.birthDate ?? '', recordNumber: card.recordNumber },
    body: made.body,
    ...(made.draft && { provisional: true }),
  };
  const about = { patientId, subject: `Encounter/${visitId}`, patientPart: made.patientPart };
  return { patientId, paperId: await keepOnce(ctx, paper, about), draft: made.draft };
}
