import type { Context } from '#platform/server/context.ts';
import type { ChartPair, ChartTables } from '#platform/server/record/chart-tables.ts';
import { words } from '#platform/server/words.ts';

/** What becomes of this duty's rows when two charts of one person are joined. */
export const charts: ChartTables = {
  move: [
    // a release points at paper and patient together
    { table: 'disclosures_authorisation', key: ['id'] },
    { table: 'disclosures_request', key: ['id'] },
    { table: 'disclosures_disclosure', key: ['id'] },
    { table: 'disclosures_given', key: ['id'] },
    { table: 'disclosures_hold', key: ['id'] },
  ],
  objections: onHold,
};

/** A court, a claim or an inspection: while it lasts the chart stays as it is. */
async function onHold(ctx: Context, { survivorId, otherId }: ChartPair): Promise<string[]> {
  const held = await ctx.db
    .selectFrom('disclosures_hold')
    .select('reason')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', 'in', [survivorId, otherId])
    .where('lifted_at', 'is', null)
    .limit(1)
    .execute();
  return held.map(({ reason }) => words(ctx.language, 'disclosures_objection_hold', { reason }));
}
