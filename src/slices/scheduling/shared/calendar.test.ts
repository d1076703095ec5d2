import { describe, expect, it } from 'vitest';
import { calendarAt, calendarHref, mondayOf, steppedDay, weeksOfMonth } from './calendar.ts';

describe('the address of the calendar', () => {
  it('holds the view, the day and the provider, and is read back the same', () => {
    for (const view of ['day', 'week', 'month'] as const) {
      const at = { view, day: '2026-03-10', provider: view === 'day' ? '' : 'dr-ayu' };
      const search = Object.fromEntries(new URL(calendarHref(at), 'http://here').searchParams);
      expect(calendarAt(search, '2026-01-01')).toEqual(at);
    }
  });

  it('is today’s day of all where it says nothing that we know', () => {
    const today = { view: 'day', day: '2026-03-10', provider: '' };
    expect(calendarAt({}, '2026-03-10')).toEqual(today);
    expect(calendarAt({ view: 'year', day: '2026-02-30' }, '2026-03-10')).toEqual(today);
  });
});

describe('before and after', () => {
  it.each([
    ['day', '2026-02-28', 1, '2026-03-01'],
    ['week', '2026-12-30', 1, '2027-01-06'],
    ['week', '2026-03-04', -1, '2026-02-25'],
    ['month', '2026-01-31', 1, '2026-02-28'],
    ['month', '2028-01-31', 1, '2028-02-29'],
    ['month', '2026-03-31', -1, '2026-02-28'],
    ['month', '2026-01-15', -1, '2025-12-15'],
  ] as const)('a %s from %s by %i is %s', (view, day, step, expected) => {
    expect(steppedDay({ view, day }, step)).toBe(expected);
  });
});

it('draws a month in whole weeks from Monday', () => {
  expect(mondayOf('2026-03-01')).toBe('2026-02-23');
  expect(weeksOfMonth('2026-03-10')).toEqual({ fromDay: '2026-02-23', days: 42 });
  // begins on a Monday and has 28 days
  expect(weeksOfMonth('2027-02-14')).toEqual({ fromDay: '2027-02-01', days: 28 });
  expect(weeksOfMonth('2026-12-31')).toEqual({ fromDay: '2026-11-30', days: 35 });
});
