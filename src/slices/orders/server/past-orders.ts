import type { Verb } from '#platform/server/slice.ts';
import type { orders } from '../contract.ts';
import { codeLabels } from './codes.ts';
import { codeOf, diagnosisOf, isProblem, isStanding } from './diagnosis-codec.ts';
import { favouriteLabels } from './favourites.ts';
import { loadVisit } from './load-visit.ts';
import { documentText, signatureOf } from './note-codec.ts';
import { detailOf, stateOf } from './order-codec.ts';
import { orderLine } from './word-of.ts';

/** What fits on a chart before somebody searches for more. */
const mostVisits = 20;

export const pastOrders: Verb<typeof orders, 'pastOrders'> = async (ctx, { patientId }) => {
  const [conditions, rows] = await Promise.all([
    ctx.record.search('Condition', { where: [{ param: 'patient', reference: `Patient/${patientId}` }] }),
    ctx.db
      .selectFrom('orders_consultation')
      .selectAll()
      .where('clinic_id', '=', ctx.clinic.id)
      .where('patient_id', '=', patientId)
      .orderBy('started_at', 'desc')
      .limit(mostVisits)
      .execute(),
  ]);
  const problems = conditions.filter((one) => isStanding(one) && isProblem(one));
  const [labels, records] = await Promise.all([
    codeLabels(ctx, conditions.map(codeOf)),
    Promise.all(rows.map((row) => loadVisit(ctx, row.visit_id))),
  ]);
  const visits = [];
  for (const [place, row] of rows.entries()) {
    const record = records[place];
    if (!record) continue;
    const details = record.orders.map(detailOf);
    const names = await favouriteLabels(
      ctx,
      details.map((one) => one?.code),
    );
    visits.push({
      visitId: row.visit_id,
      at: row.started_at,
      by: row.signed_by ?? record.note?.author?.at(-1)?.display ?? '',
      signed: signatureOf(record.note) !== undefined,
      note: [record.note, ...record.addenda].map(documentText).filter(Boolean).join('\n\n'),
      diagnoses: record.conditions.map((one) => diagnosisOf(one, labels, ctx.language).label),
      orders: record.orders.flatMap((one, at) => {
        const detail = details[at];
        if (!detail) return [];
        const label = detail.code ? names.get(detail.code)?.[ctx.language] : undefined;
        return [{ id: one.id ?? '', label: orderLine(detail, label, ctx.language), state: stateOf(one) }];
      }),
    });
  }
  return {
    patientId,
    // the same problem coded again in a later visit is one problem
    problems: [...new Map(problems.map((one) => [codeOf(one), one])).values()].map((one) => {
      const { code, label } = diagnosisOf(one, labels, ctx.language);
      const since = one.onsetDateTime ?? one.recordedDate;
      return { code, label, ...(since && { since }) };
    }),
    visits,
  };
};
