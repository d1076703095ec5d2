import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantile, startDelayMinutes, waitsOf } from './waits.ts';

const at = (time: string) => `2026-03-09T${time}:00Z`;

describe('waits', () => {
  const stamps = {
    arrived: at('08:55'),
    waiting: at('09:02'),
    roomed: at('09:14'),
    withProvider: at('09:31'),
    checkout: at('09:46'),
    left: at('09:52'),
  };

  it('A1.1 measures registration 7, lobby 14, room 17, provider 15 and the whole visit 57 minutes', () => {
    expect(waitsOf(stamps, at('09:00'))).toEqual({
      registration: 7,
      lobbyWait: 14,
      roomWait: 17,
      providerTime: 15,
      cycle: 57,
    });
    expect(startDelayMinutes(stamps, at('09:00'))).toBe(31);
  });

  it('counts from the arrival for a late comer and for who has no time', () => {
    expect(waitsOf(stamps, at('08:30')).lobbyWait).toBe(19);
    expect(waitsOf(stamps, undefined).lobbyWait).toBe(19);
  });

  it('says nothing where a stamp is missing, and never less than nothing', () => {
    expect(waitsOf({ arrived: at('08:00') }, undefined)).toEqual({});
    expect(waitsOf({ ...stamps, roomed: at('08:58') }, at('09:00')).lobbyWait).toBe(0);
  });

  it('takes median and 90th percentile between the closest ranks', () => {
    expect(quantile([7, 1, 3], 0.5)).toBe(3);
    expect(quantile([1, 3], 0.5)).toBe(2);
    expect(quantile([10, 20, 30, 40, 50, 60, 70, 80, 90, 100], 0.9)).toBeCloseTo(91);
    expect(quantile([], 0.5)).toBeUndefined();
  });

  it('keeps every quantile between the smallest and the largest value', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 600 }), { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, q) => {
          const value = quantile(values, q) ?? Number.NaN;
          return value >= Math.min(...values) - 1e-9 && value <= Math.max(...values) + 1e-9;
        },
      ),
    );
  });
});
