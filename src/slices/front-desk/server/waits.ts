import type { Verb } from '#platform/server/slice.ts';
import type { frontDesk } from '../contract.ts';
import { isClosed } from '../shared/steps.ts';
import { measures, onTimeMinutes, quantile, startDelayMinutes, waitsOf } from '../shared/waits.ts';
import { stateOf, visitsOfDay } from './visits.ts';

/** Waits of a day's visits. Who never came is no visit here; a missing stamp excludes from that one measure and is counted. */
export const waits: Verb<typeof frontDesk, 'waits'> = async (ctx, { day }) => {
  const all = (await visitsOfDay(ctx, day)).map(stateOf);
  const came = all.filter((one) => one.stamps.arrived || (!isClosed(one.step) && one.step !== 'expected'));
  const perVisit = came.map((one) => waitsOf(one.stamps, one.scheduledAt));
  const booked = came.filter((one) => one.scheduledAt && !one.walkIn);
  const delays = booked
    .map((one) => startDelayMinutes(one.stamps, one.scheduledAt))
    .filter((one) => one !== undefined);
  return {
    day,
    visits: came.length,
    measures: measures.map((measure) => {
      const values = perVisit.map((one) => one[measure]).filter((one) => one !== undefined);
      return {
        measure,
        counted: values.length,
        excluded: came.length - values.length,
        medianMinutes: quantile(values, 0.5),
        p90Minutes: quantile(values, 0.9),
      };
    }),
    onTime: {
      counted: delays.length,
      onTime: delays.filter((minutes) => minutes <= onTimeMinutes).length,
      excluded: booked.length - delays.length,
    },
  };
};
