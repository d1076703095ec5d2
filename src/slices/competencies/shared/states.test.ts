import { describe, expect, it } from 'vitest';
import { startingSet } from './starting-set.ts';
import { type Facts, judge, stateAt, unanswered } from './states.ts';

const now = '2026-03-10T02:00:00.000Z';
const nothing: Facts = { learningSince: null, practised: 0, needed: 3, until: null, suspendedAt: null };

describe('the state of a competency', () => {
  it.each([
    ['notStarted', {}],
    ['learning', { learningSince: '2026-03-01T00:00:00.000Z', practised: 2 }],
    ['practised', { learningSince: '2026-03-01T00:00:00.000Z', practised: 3 }],
    ['current', { until: '2026-04-09T02:00:00.001Z' }],
    ['due', { until: '2026-04-09T02:00:00.000Z' }],
    ['due', { until: '2026-03-10T02:00:00.001Z' }],
    ['lapsed', { until: '2026-03-10T02:00:00.000Z', practised: 9 }],
    ['suspended', { until: '2027-01-01T00:00:00.000Z', suspendedAt: '2026-03-09T00:00:00.000Z' }],
  ] satisfies [string, Partial<Facts>][])('is %s with %o', (state, facts) => {
    expect(stateAt({ ...nothing, ...facts }, now)).toBe(state);
  });

  it('is still learning where a first validation asks for no practice', () => {
    const facts = { ...nothing, needed: 0, learningSince: now };
    expect(stateAt(facts, now)).toBe('learning');
  });
});

describe('a check-off', () => {
  const steps = [
    { step: 'identify', critical: true },
    { step: 'gloves', critical: false },
  ];

  it('fails by one critical step and passes with any other', () => {
    expect(judge(steps, { identify: false, gloves: true })).toEqual({ passed: false, failed: ['identify'] });
    expect(judge(steps, { identify: true, gloves: false })).toEqual({ passed: true, failed: ['gloves'] });
  });

  it('names the step without an answer and the answer without a step', () => {
    expect(unanswered(steps, { identify: true, tourniquet: true })).toEqual({
      missing: ['gloves'],
      unknown: ['tourniquet'],
    });
  });
});

describe.each(['US', 'ID'])('the starting set of %s', (country) => {
  const set = startingSet(country);

  it('has each code once, each step once, and a critical step in each', () => {
    expect(new Set(set.map((one) => one.code)).size).toBe(set.length);
    for (const { steps } of set) {
      expect(new Set(steps.map((one) => one.step)).size).toBe(steps.length);
      expect(steps.some((one) => one.critical)).toBe(true);
    }
  });
});

it('gives an Indonesian asisten perawat nothing with a needle and no act of an American assistant', () => {
  const hers = startingSet('ID').filter((one) => one.roles.includes('assistant'));
  expect(hers.map((one) => one.code)).toEqual([
    ...['handHygiene', 'roomHygiene', 'personalHygiene', 'decontamination', 'hazardReporting'],
  ]);
  expect(hers.flatMap((one) => one.acts)).toEqual([]);
  expect(startingSet('ID').some((one) => one.asked)).toBe(false);
});
