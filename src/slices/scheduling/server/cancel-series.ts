import type { Verb } from '#platform/server/slice.ts';
import { epochMsOf, instantOf } from '#platform/shared/time.ts';
import type { scheduling } from '../contract.ts';
import { cancelOne } from './cancel-booking.ts';
import { closedWhy, keptVisit, rangeOf } from './series-plan.ts';

/**
 * Calls off the visits of a series from one of them on, or all that are still to come; what is over stays. The visit
 * itself may have begun while nobody came: it is called off as a single one is.
 */
export const cancelSeries: Verb<typeof scheduling, 'cancelSeries'> = async (ctx, input) => {
  const { facts, rows } = await rangeOf(ctx, input);
  const cancelled = [];
  const kept = [];
  for (const row of rows) {
    const closed = row.visit_id === input.visitId ? undefined : closedWhy(ctx, row);
    if (closed) {
      kept.push(keptVisit(row, closed));
      continue;
    }
    const done = await cancelOne(ctx, { ...input, visitId: row.visit_id });
    const startsAt = instantOf(epochMsOf(row.starts_at));
    cancelled.push({ visitId: row.visit_id, startsAt, lateCancel: done.lateCancel });
  }
  return { patientId: facts.patientIds[0] ?? null, cancelled, kept };
};
