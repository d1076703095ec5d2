import { describe, expect, it } from 'vitest';
import { figuresOf, type Measured } from './figures.ts';

const at = (time: string) => `2026-03-09T${time}:00Z`;
const visit = (given: Partial<Measured>): Measured => ({
  step: 'left',
  scheduledAt: at('09:00'),
  walkIn: false,
  stamps: {},
  ...given,
});
/** The visit of A1.1. */
const whole = visit({
  stamps: {
    arrived: at('08:55'),
    waiting: at('09:02'),
    roomed: at('09:14'),
    withProvider: at('09:31'),
    checkout: at('09:46'),
    left: at('09:52'),
  },
});
const of = (measure: string, figures: ReturnType<typeof figuresOf>) =>
  figures.measures.find((one) => one.measure === measure);

describe('the figures of some visits', () => {
  it('A1.1 alone is the median and the 90th percentile of itself, and did not begin on time', () => {
    const figures = figuresOf([whole], 15);
    const medians = Object.fromEntries(figures.measures.map((one) => [one.measure, one.medianMinutes]));
    expect(medians).toEqual({ registration: 7, lobbyWait: 14, roomWait: 17, providerTime: 15, cycle: 57 });
    expect(figures.measures.every((one) => one.p90Minutes === one.medianMinutes)).toBe(true);
    expect(figures.onTime).toEqual({ counted: 1, onTime: 0, excluded: 0 });
  });

  it('a record with a stamp missing is left out of that measure alone, and counted as left out', () => {
    const open = visit({ step: 'roomed', stamps: { arrived: at('09:00'), roomed: at('09:20') } });
    const figures = figuresOf([whole, open], 15);
    expect(of('lobbyWait', figures)).toMatchObject({ counted: 2, excluded: 0, medianMinutes: 17 });
    expect(of('cycle', figures)).toMatchObject({ counted: 1, excluded: 1, medianMinutes: 57 });
    expect(figures.onTime).toEqual({ counted: 1, onTime: 0, excluded: 1 });
  });

  it('counts who did not come of those who came or did not, and a cancellation is neither', () => {
    const figures = figuresOf(
      [whole, visit({ step: 'noShow' }), visit({ step: 'cancelled' }), visit({ step: 'expected' })],
      15,
    );
    expect(figures.noShow).toEqual({ counted: 2, noShow: 1 });
    expect(figures.visits).toBe(1);
  });

  it('counts as late who came more than the clinic’s limit after the booked time; a walk-in is never late', () => {
    const came = (time: string, given: Partial<Measured> = {}) =>
      visit({ stamps: { arrived: at(time) }, ...given });
    const figures = figuresOf([whole, came('09:15'), came('09:16'), came('10:00', { walkIn: true })], 15);
    expect(figures.late).toEqual({ counted: 3, late: 1, excluded: 0 });
  });

  it('of nobody has no median', () => {
    expect(figuresOf([], 15).measures[0]).toEqual({ measure: 'registration', counted: 0, excluded: 0 });
  });
});
