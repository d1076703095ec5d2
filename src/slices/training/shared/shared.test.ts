import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { behindIn, isComplete, shareOver } from './completion.ts';
import { judgeRequirement, monthsOf } from './gaps.ts';
import { hundredthsOf, minutesOf, reaches } from './hours.ts';
import { reviewState, weekEnds } from './plan.ts';

const good = [{ good: true }];

describe('hours', () => {
  it.each([
    ['08:00', '16:30', 30, 480, 800],
    ['08:00', '08:20', 0, 20, 33],
    ['09:00', '12:45', 0, 225, 375],
    ['12:00', '12:30', 30, 0, 0],
  ])('from %s to %s without %i minutes are %i minutes', (from, to, rest, minutes, hundredths) => {
    expect(minutesOf(from, to, rest)).toBe(minutes);
    expect(hundredthsOf(minutes)).toBe(hundredths);
  });

  it('159.5 and a minute less than 160 do not reach 160.00 hours; 160 do', () => {
    expect([9570, 9599, 9600].map((minutes) => reaches(minutes, 16_000))).toEqual([false, false, true]);
    expect(isComplete({ confirmedMinutes: 9570, neededHundredths: 16_000, skills: good })).toBe(false);
    expect(isComplete({ confirmedMinutes: 9600, neededHundredths: 16_000, skills: good })).toBe(true);
    const missing = [...good, { good: false }];
    expect(isComplete({ confirmedMinutes: 9600, neededHundredths: 16_000, skills: missing })).toBe(false);
  });

  it('are shown as reached only where they are', () => {
    fc.assert(
      fc.property(fc.nat(60_000), fc.nat(100_000), (minutes, needed) => {
        if (hundredthsOf(minutes) >= needed) expect(reaches(minutes, needed)).toBe(true);
      }),
    );
  });
});

describe('a review', () => {
  const at = (today: string, more = {}) =>
    reviewState({ dueOn: '2026-04-01', written: false, signed: false, ...more }, today);
  it('is due from a week before its day, and late from the day after', () => {
    expect(at('2026-03-24')).toBe('ahead');
    expect(at('2026-03-25')).toBe('due');
    expect(at('2026-04-01')).toBe('due');
    expect(at('2026-04-02')).toBe('late');
    expect(at('2026-04-02', { written: true })).toBe('written');
    expect(at('2026-04-02', { written: true, signed: true })).toBe('signed');
  });
  it('and a week ends on its seventh day', () => {
    expect(weekEnds('2026-03-02', 1)).toBe('2026-03-08');
    expect(weekEnds('2026-03-02', 13)).toBe('2026-05-31');
  });
});

describe('months of work', () => {
  it.each([
    [[{ fromDay: '2024-01-01', toDay: '2025-12-31' }], 24],
    [[{ fromDay: '2024-01-01', toDay: '2024-06-30' }], 6],
    // two jobs at once are one time
    [
      [
        { fromDay: '2024-01-01', toDay: '2024-12-31' },
        { fromDay: '2024-06-01', toDay: '2025-12-31' },
      ],
      24,
    ],
    [[{ fromDay: '2025-03-10', toDay: null }], 12],
    [[{ fromDay: '2027-01-01', toDay: null }], 0],
  ])('%j are %i', (spans, months) => {
    expect(monthsOf(spans, '2026-03-09')).toBe(months);
  });

  it('never count a day twice', () => {
    const day = fc
      .integer({ min: 0, max: 900 })
      .map((days) => new Date(1.7e12 + days * 864e5).toISOString().slice(0, 10));
    fc.assert(
      fc.property(fc.array(fc.tuple(day, day), { maxLength: 6 }), (pairs) => {
        const spans = pairs.map(([a, b]) => ({ fromDay: a < b ? a : b, toDay: a < b ? b : a }));
        expect(monthsOf(spans, '2030-01-01')).toBeLessThanOrEqual(30);
        expect(monthsOf([...spans, ...spans], '2030-01-01')).toBe(monthsOf(spans, '2030-01-01'));
      }),
    );
  });
});

it('a requirement is met, waits for a word, or is missing', () => {
  const nothing = { credentials: new Set<string>(), skills: new Set<string>(), educations: [] };
  const held = { ...nothing, confirmedMonths: 10, claimedMonths: 30 };
  expect(judgeRequirement({ kind: 'experience', months: 10 }, held)).toBe('met');
  expect(judgeRequirement({ kind: 'experience', months: 24 }, held)).toBe('waiting');
  expect(judgeRequirement({ kind: 'experience', months: 31 }, held)).toBe('missing');
  const school = { kind: 'education' as const, anyOf: ['bachelor' as const] };
  const educations = [{ level: 'bachelor' as const, confirmed: false }];
  expect(judgeRequirement(school, { ...held, educations })).toBe('waiting');
  expect(judgeRequirement(school, held)).toBe('missing');
});

it('a student is behind where more of the calendar is over than of her work', () => {
  const cohort = { startsOn: '2026-01-01', endsOn: '2026-12-31' };
  const practicum = { startsOn: '2026-01-01', endsOn: '2026-01-10', neededHundredths: 1000, open: true };
  const on = (today: string, hundredths: number, done = 5) =>
    behindIn({
      ...{ today, cohort, practicum: { ...practicum, hundredths }, courseFailed: false },
      skills: { good: done, of: 10 },
    });
  expect(shareOver('2026-01-01', '2026-01-10', '2026-01-05')).toBe(0.5);
  expect(on('2026-01-05', 400)).toEqual([]);
  expect(on('2026-01-05', 390)).toEqual(['hours']);
  expect(on('2026-01-11', 1000)).toEqual(['overdue']);
  expect(on('2026-09-01', 1000)).toEqual(['skills', 'overdue']);
});
