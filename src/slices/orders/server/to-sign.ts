import type { Verb } from '#platform/server/slice.ts';
import { patientCard } from '#slices/records/server/index.ts';
import type { orders } from '../contract.ts';
import { codeLabels } from './codes.ts';
import { codeOf, diagnosisOf } from './diagnosis-codec.ts';
import { loadVisit } from './load-visit.ts';
import { documentText } from './note-codec.ts';
import { stateOf } from './order-codec.ts';

/** More than this has piled up somewhere else than in a day's work. */
const mostShown = 50;

export const toSign: Verb<typeof orders, 'toSign'> = async (ctx) => {
  const rows = await ctx.db
    .selectFrom('orders_consultation')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('practitioner_id', '=', ctx.actor.practitionerId ?? '')
    .where('signed_at', 'is', null)
    .orderBy('started_at')
    .limit(mostShown)
    .execute();
  const cards = await patientCard(
    ctx,
    rows.map((row) => row.patient_id),
  );
  const visits = [];
  for (const row of rows) {
    const record = await loadVisit(ctx, row.visit_id);
    const labels = await codeLabels(ctx, record.conditions.map(codeOf));
    visits.push({
      visitId: row.visit_id,
      patientId: row.patient_id,
      patientName: cards.get(row.patient_id)?.name ?? '',
      startedAt: row.started_at,
      hasNote: documentText(record.note).trim() !== '',
      diagnoses: record.conditions.map((one) => diagnosisOf(one, labels, ctx.language).label),
      orderCount: record.orders.filter((one) => stateOf(one) !== 'cancelled').length,
    });
  }
  return { visits };
};
