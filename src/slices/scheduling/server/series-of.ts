import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { scheduling } from '../contract.ts';
import { factsOf } from './appointment.ts';
import { withNames } from './load-bookings.ts';
import { isException, loadSeries, seriesShown, visitsOfSeries } from './series-rows.ts';

/** The series that a visit belongs to, with all of its visits in the order of time; null where it belongs to none. */
export const seriesOf: Verb<typeof scheduling, 'seriesOf'> = async (ctx, { visitId }) => {
  const facts = factsOf(await ctx.record.mustRead('Appointment', visitId));
  if (!facts) return refuse('notFound', { type: 'Appointment', id: visitId });
  const patientId = facts.patientIds[0] ?? null;
  const series = facts.series && (await loadSeries(ctx, facts.series.seriesId));
  if (!series || !patientId) return { patientId, series: null, visits: [] };
  const rows = (await visitsOfSeries(ctx, series.seriesId, patientId)).toSorted((a, b) =>
    a.starts_at < b.starts_at ? -1 : 1,
  );
  const named = await withNames(ctx, rows);
  const visits = named.map((one, index) => {
    const row = rows[index];
    return { ...one, exception: row !== undefined && isException(row, series) };
  });
  return { patientId, series: seriesShown(ctx, series), visits };
};
