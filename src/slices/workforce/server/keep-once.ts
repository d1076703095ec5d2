import { isDeepStrictEqual } from 'node:util';
import type { Context } from '#platform/server/context.ts';
import type { Paper } from '#platform/server/print/paper.ts';
import { papersOf } from '#platform/server/print/papers-of.ts';
import { keepPaper, readPaper } from '#platform/server/print/store.ts';

/**
 * Keeps a paper about one thing; where the same one stands already it is that, so that it is printed again as a copy.
 * @param subject `<Type>/<id>`
 * @returns the paper's id
 */
export async function keepOnce(ctx: Context, paper: Paper, subject: string): Promise<string> {
  const wanted = JSON.parse(JSON.stringify(paper));
  for (const one of (await papersOf(ctx as Context<never>, { subject })).papers) {
    const { paper: standing } = await readPaper(ctx, one.paperId);
    if (isDeepStrictEqual(standing, wanted)) return one.paperId;
  }
  return keepPaper(ctx, paper, { subject });
}
