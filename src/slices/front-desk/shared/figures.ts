import { minutesBetween } from '#platform/shared/time.ts';
import type { Stamps } from './flow.ts';
import { isClosed, type Step } from './steps.ts';
import { type Measure, measures, onTimeMinutes, quantile, startDelayMinutes, waitsOf } from './waits.ts';

/** What of a visit the figures are made from. */
export interface Measured {
  step: Step;
  scheduledAt?: string | undefined;
  walkIn: boolean;
  stamps: Stamps;
}

export interface MeasureFigures {
  measure: Measure;
  counted: number;
  /** Left out for a missing stamp. */
  excluded: number;
  medianMinutes?: number;
  p90Minutes?: number;
}

export interface Figures {
  /** Who came. */
  visits: number;
  measures: MeasureFigures[];
  onTime: { counted: number; onTime: number; excluded: number };
  /** Of the booked who came or did not; what was cancelled is neither. */
  noShow: { counted: number; noShow: number };
  /** Of the booked who came with their arrival stamped. */
  late: { counted: number; late: number; excluded: number };
}

/**
 * Median and 90th percentile of each wait over some visits, with what could not be counted, and the rates of not coming
 * and of coming late. Who never came is no visit in the waits; a missing stamp excludes from that one measure.
 * @param lateLimitMinutes the clinic's
 */
export function figuresOf(visits: readonly Measured[], lateLimitMinutes: number): Figures {
  const came = visits.filter((one) => one.stamps.arrived || (!isClosed(one.step) && one.step !== 'expected'));
  const perVisit = came.map((one) => waitsOf(one.stamps, one.scheduledAt));
  const booked = came.filter((one) => one.scheduledAt && !one.walkIn);
  const delays = booked
    .map((one) => startDelayMinutes(one.stamps, one.scheduledAt))
    .filter((one) => one !== undefined);
  const arrived = booked.filter((one) => one.stamps.arrived);
  const late = arrived.filter(
    (one) => minutesBetween(one.scheduledAt ?? '', one.stamps.arrived ?? '') > lateLimitMinutes,
  );
  const noShow = visits.filter((one) => one.step === 'noShow').length;
  return {
    visits: came.length,
    measures: measures.map((measure) => {
      const values = perVisit.map((one) => one[measure]).filter((one) => one !== undefined);
      const [median, p90] = [quantile(values, 0.5), quantile(values, 0.9)];
      return {
        measure,
        counted: values.length,
        excluded: came.length - values.length,
        ...(median !== undefined && { medianMinutes: median }),
        ...(p90 !== undefined && { p90Minutes: p90 }),
      };
    }),
    onTime: {
      counted: delays.length,
      onTime: delays.filter((minutes) => minutes <= onTimeMinutes).length,
      excluded: booked.length - delays.length,
    },
    noShow: { counted: booked.length + noShow, noShow },
    late: { counted: arrived.length, late: late.length, excluded: booked.length - arrived.length },
  };
}
