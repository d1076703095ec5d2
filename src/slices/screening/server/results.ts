import type { Context } from '#platform/server/context.ts';
import { visitsWaiting } from '#slices/front-desk/server/index.ts';
import type { Result } from '../contract.ts';
import { placeOf } from '../shared/count.ts';
import type { Code } from '../shared/instruments.ts';
import { alertCode } from './alarm.ts';

/** What of a patient counts, the newest first. What a total means is told to those alone who may say so. */
export async function resultsOf(ctx: Context, patientId: string): Promise<Result[]> {
  const rows = await ctx.db
    .selectFrom('screening_result')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', patientId)
    .orderBy('answered_at', 'desc')
    .orderBy('response_id', 'desc')
    .limit(200)
    .execute();
  const judges = (await ctx.may('orders.diagnose')).allowed;
  const alarmed = rows.flatMap((row) => (row.self_harm ? (row.visit_id ?? []) : []));
  const waiting = await visitsWaiting(ctx, alarmed, alertCode);
  return rows.map((row) => {
    const code = row.code as Code;
    const { most, band } = placeOf(code, row.total);
    return {
      ...{ responseId: row.response_id, visitId: row.visit_id, code, total: row.total, most },
      ...(judges && band && { band }),
      ...{
        selfHarm: row.self_harm,
        waits: row.self_harm && waiting.has(row.visit_id ?? ''),
        at: row.answered_at,
        by: row.answered_by,
      },
    };
  });
}
