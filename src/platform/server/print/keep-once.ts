import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../context.ts';
import type { Paper, PaperAbout } from './paper-types.ts';
import { papersOf } from './papers-of.ts';
import { keepPaper, readPaper } from './store.ts';

/**
 * Keeps a paper, or finds the same one again, so that printing it once more is a copy and counted as one.
 * @returns the paper's id
 */
export async function keepOnce(ctx: Context, paper: Paper, about: PaperAbout): Promise<string> {
  // through JSON, as the kept one went
  const wanted = JSON.parse(JSON.stringify(paper));
  const { papers } = await papersOf(ctx, { subject: about.subject });
  for (const { paperId, kind } of papers) {
    if (kind !== paper.kind) continue;
    const standing = await readPaper(ctx, paperId);
    if (!isDeepStrictEqual(standing.paper, wanted)) continue;
    if (about.patientPart && !standing.patientPart) await markForPatient(ctx, paperId, about.patientPart);
    return paperId;
  }
  return keepPaper(ctx, paper, about);
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
