import { refuse } from '#platform/shared/errors.ts';
import type { Context } from '../context.ts';
import { namesPatient } from './marks.ts';
import type { Paper, PaperAbout, PatientPart, Printing } from './paper-types.ts';

/**
 * Keeps a paper, so that it can be printed, previewed and printed again the same. It is printed by nobody yet.
 * @returns the paper's id
 */
export async function keepPaper(ctx: Context, paper: Paper, about: PaperAbout): Promise<string> {
  const id = ctx.newId();
  const { patient: _unprinted, ...anonymous } = paper;
  await ctx.db
    .insertInto('print_paper')
    .values({
      clinic_id: ctx.clinic.id,
      id,
      kind: paper.kind,
      patient_id: about.patientId ?? null,
      subject: about.subject,
      patient_part: about.patientPart ?? null,
      number: paper.number ?? null,
      language: paper.language,
      // What is not printed is not kept either.
      content: JSON.stringify(namesPatient(paper) ? paper : anonymous),
      created_at: ctx.now,
      created_by: ctx.actor.name,
    })
    .execute();
  return id;
}

export interface StoredPaper {
  paper: Paper;
  patientId: string | undefined;
  subject: string;
  /** Which part of her chart it is, where the patient may be given it by a link. */
  patientPart: PatientPart | undefined;
  printedCount: number;
}

/**
 * A kept paper. @throws Refusal `notFound` when this clinic has none of this id.
 * @param lock holds it until the end of the transaction, so that two printings get two numbers
 */
export async function readPaper(ctx: Context, paperId: string, lock = false): Promise<StoredPaper> {
  const found = ctx.db
    .selectFrom('print_paper')
    .select(['content', 'patient_id', 'subject', 'patient_part', 'printed_count'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', paperId);
  const row = await (lock ? found.forUpdate() : found).executeTakeFirst();
  if (!row) return refuse('notFound', { type: 'Paper', id: paperId });
  return {
    // Written by `keepPaper` alone, from a Paper.
    paper: row.content as Paper,
    patientId: row.patient_id ?? undefined,
    subject: row.subject,
    patientPart: (row.patient_part as PatientPart | null) ?? undefined,
    printedCount: row.printed_count,
  };
}

/** Writes how many times a paper has gone out, as an original and its copies. */
export async function setPrinted(ctx: Context, paperId: string, count: number): Promise<void> {
  await ctx.db
    .updateTable('print_paper')
    .set({ printed_count: count })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', paperId)
    .execute();
}

/** The letterhead that the clinic has set up (`settings.letterhead`, lines of address, telephone, tax number), and who prints. */
export function printingBy(ctx: Context, copyNumber: number): Printing {
  const lines = ctx.clinic.settings.letterhead;
  return {
    clinicName: ctx.clinic.name,
    addressLines: Array.isArray(lines) ? lines.filter((line) => typeof line === 'string') : [],
    zone: ctx.clinic.zone,
    country: ctx.clinic.country,
    printedBy: ctx.actor.name,
    printedAt: ctx.now,
    copyNumber,
  };
}
