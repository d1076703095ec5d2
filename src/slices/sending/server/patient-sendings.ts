import type { Verb } from '#platform/server/slice.ts';
import { cardOf } from '#slices/records/server/index.ts';
import type { sendings } from '../contract.ts';
import { sendingView } from './rows.ts';

const mostShown = 100;

export const patientSendings: Verb<typeof sendings, 'patientSendings'> = async (ctx, { patientId }) => {
  await cardOf(ctx, patientId);
  const rows = await ctx.db
    .selectFrom('sending_paper')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', patientId)
    .orderBy('sent_at', 'desc')
    .orderBy('id', 'desc')
    .limit(mostShown)
    .execute();
  return { patientId, sendings: rows.map((row) => sendingView(ctx, row)) };
};
