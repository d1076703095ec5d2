import type { printing } from '#platform/shared/print-contract.ts';
import type { Verb } from '../slice.ts';
import type { Paper } from './paper.ts';

export const papersOf: Verb<typeof printing, 'papersOf'> = async (ctx, { subject }) => {
  const rows = await ctx.db
    .selectFrom('print_paper')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('subject', '=', subject)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return {
    papers: rows.map((row) => {
      const paper = row.content as Paper;
      return {
        paperId: row.id,
        kind: row.kind,
        title: paper.title,
        ...(row.number !== null && { number: row.number }),
        language: paper.language,
        size: paper.size,
        createdAt: row.created_at,
        createdBy: row.created_by,
        printedCount: row.printed_count,
      };
    }),
  };
};
