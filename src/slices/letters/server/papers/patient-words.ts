import type { Context } from '#platform/server/context.ts';
import type { PatientCard } from '#slices/records/contract.ts';
import { factsOf } from '#slices/intake/server/index.ts';
import type { WordOf } from '../letter-text.ts';

/** Allergies in words: nobody asked is never the same as none. With what each did, where it is known. */
export async function allergyWords(ctx: Context, card: PatientCard, word: WordOf): Promise<string[]> {
  if (!Array.isArray(card.allergies)) return [word(`allergies_${card.allergies}`)];
  const facts = await factsOf(ctx, 'allergies', card.id);
  return facts.map(({ label, detail }) => (detail ? `${label} (${detail})` : label));
}

/**
 * What is taken now, a line each.
 * @param inWords lines of orders in the reader's language, by where they stand in the record
 */
export async function medicineWords(
  ctx: Context,
  patientId: string,
  word: WordOf,
  inWords: ReadonlyMap<string, string> = new Map(),
): Promise<string[]> {
  const facts = await factsOf(ctx, 'medicines', patientId);
  return facts.map(({ ref, label, detail, doubtful }) => {
    const line = inWords.get(ref) ?? [label, detail].filter(Boolean).join(': ');
    return doubtful ? `${line} ${word('paper_doubtful')}` : line;
  });
}

/** What stays beyond one visit; what a patient told and nobody confirmed says so. */
export async function problemWords(ctx: Context, patientId: string, word: WordOf): Promise<string[]> {
  const facts = await factsOf(ctx, 'problems', patientId);
  return facts.map(({ label, since, clinicians }) => {
    const line = since ? `${label} (${since})` : label;
    return clinicians ? line : `${line} ${word('paper_byPatient')}`;
  });
}
