import type { Context } from '#platform/server/context.ts';
import type { ChartPair, ChartTables } from '#platform/server/record/chart-tables.ts';
import { words } from '#platform/server/words.ts';
import { isHere, type Step } from '../shared/steps.ts';
import { todayOf } from './visits.ts';

/** What becomes of this duty's rows when two charts of one person are joined. */
export const charts: ChartTables = {
  follow: ['front_desk_visit'],
  move: [{ table: 'front_desk_alert', key: ['id'], visit: 'visit_id' }],
  objections: inTheHouse,
};

/** Two people are here, or one twice: who of them is whom is found out before the charts are joined, not after. */
async function inTheHouse(ctx: Context, { survivorId, otherId, act }: ChartPair): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('front_desk_visit')
    .select(['patient_id', 'step'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', 'in', [survivorId, otherId])
    // one that was forgotten on another day holds nobody up
    .where('day', '=', todayOf(ctx))
    .execute();
  const here = new Set(rows.filter(({ step }) => isHere(step as Step)).map((row) => row.patient_id));
  if (act === 'join') return here.size === 2 ? [words(ctx.language, 'frontDesk_objection_bothHere')] : [];
  return here.size > 0 ? [words(ctx.language, 'frontDesk_objection_here')] : [];
}
