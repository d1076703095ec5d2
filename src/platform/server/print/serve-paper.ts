import { isUuid } from '#platform/shared/ids.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { Context } from '../context.ts';
import { renderPaper } from './paper.ts';
import { printingBy, readPaper } from './store.ts';

/**
 * The PDF of a kept paper, for the browser.
 * @param copy 0 for a preview. Anything else is the newest printing whatever its number: an old address, opened once
 *   more, must not give a second unmarked original.
 * @returns the bytes and a file name without a word about the patient
 * @throws Refusal `notFound`
 */
export async function servePaper(
  ctx: Context,
  paperId: string,
  copy: number,
): Promise<{ bytes: Uint8Array; fileName: string }> {
  if (!isUuid(paperId)) return refuse('notFound', { type: 'Paper', id: paperId });
  const { paper, patientId, subject, printedCount } = await readPaper(ctx, paperId);
  const copyNumber = copy === 0 ? 0 : printedCount;
  ctx.note('print.paperOpened', {
    ...(patientId && { patientId }),
    subject,
    details: { paperId, copyNumber },
  });
  const name = [paper.kind, paper.number ?? paperId].join('-').replace(/[^A-Za-z0-9.-]+/g, '-');
  return { bytes: await renderPaper(paper, printingBy(ctx, copyNumber)), fileName: `${name}.pdf` };
}
