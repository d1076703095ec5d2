import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../context.ts';
import type { Paper, PaperAbout } from './paper-types.ts';
import { keepPaper } from './store.ts';

/**
 * Keeps a paper, or finds the same one again, so that printing it once more is a copy and counted as one.
 * @returns the paper's id
 */
export async function keepOnce(ctx: Context, paper: Paper, about: PaperAbout): Promise<string> {
  // through JSON, as the kept one went
  const wanted = JSON.parse(JSON.stringify(paper));
  const standing = await ctx.db
    .selectFrom('print_paper')
    .select(['id', 'content', 'patient_part'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('subject', '=', about.subject)
    .where('kind', '=', paper.kind)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const same = standing.find(({ content }) => isDeepStrictEqual(content, wanted));
  if (!same) return keepPaper(ctx, paper, about);
  if (about.patientPart && !same.patient_part) await markForPatient(ctx, same.id, about.patientPart);
  return same.id;
}

/** One that was kept before papers were given out by links. */
async function markForPatient(ctx: Context, paperId: string, part: string): Promise<void> {
  await ctx.db
    .updateTable('print_paper')
    .set({ patient_part: part })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', paperId)
    .execute();
}
