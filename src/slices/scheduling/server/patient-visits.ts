import type { Verb } from '#platform/server/slice.ts';
import type { scheduling } from '../contract.ts';
import { bookingsOf, stillOpen } from './load-bookings.ts';

/** A patient's bookings: what is still to come, and before that what was, latest first; never what was a slip. */
export const patientVisits: Verb<typeof scheduling, 'patientVisits'> = async (ctx, { patientId }) => {
  const all = (await bookingsOf(ctx, patientId)).filter((one) => one.status !== 'entered-in-error');
  const coming = stillOpen(all, ctx.now);
  const past = all.filter((one) => !coming.includes(one)).toReversed();
  return {
    coming,
    past,
    noShows: all.filter((one) => one.status === 'noshow').length,
    lateCancels: all.filter((one) => one.lateCancel).length,
  };
};
