import { describe, expect, it } from 'vitest';
import { startingKinds } from './kinds.ts';
import { findingsOf, type WorkedShift, workedMinutes } from './rules.ts';
import { startingSettings } from './settings.ts';
import { covers, daysOfWeek, minutesIn, mondayOf, stretchesOn, without } from './stretches.ts';

const zone = 'Asia/Jakarta';
const monday = '2026-03-09';
const kindOf = (country: string, code: string) => {
  const found = startingKinds(country).find((one) => one.code === code);
  if (!found) throw new Error(`${country} has no ${code}`);
  return found;
};
const shiftOn = (country: string, day: string, code: string, at = zone): WorkedShift => {
  const { stretches, breakMinutes } = kindOf(country, code);
  return { day, breakMinutes, stretches: stretchesOn(day, stretches, at) };
};
const days = daysOfWeek(monday);
const onDays = (country: string, code: string, count: number) =>
  days.slice(0, count).map((day) => shiftOn(country, day, code));
const rulesOf = (found: ReturnType<typeof findingsOf>) => found.map((one) => one.rule);

describe('when a shift is', () => {
  it('a night of 21:00–07:00 ends on the next day, ten hours later', () => {
    const [night] = stretchesOn(monday, kindOf('ID', 'night').stretches, zone);
    expect(new Date(night?.from ?? 0).toISOString()).toBe('2026-03-09T14:00:00.000Z');
    expect(new Date(night?.to ?? 0).toISOString()).toBe('2026-03-10T00:00:00.000Z');
  });

  it('a night over the change of the clocks is an hour shorter in March and longer in November', () => {
    const night = kindOf('US', 'night').stretches;
    expect(minutesIn(stretchesOn('2026-03-07', night, 'America/New_York'))).toBe(7 * 60);
    expect(minutesIn(stretchesOn('2026-10-31', night, 'America/New_York'))).toBe(9 * 60);
    expect(minutesIn(stretchesOn('2026-03-09', night, 'America/New_York'))).toBe(8 * 60);
  });

  it('a split shift has two halves, and an hour between them is not held', () => {
    const split = stretchesOn(monday, kindOf('ID', 'split').stretches, zone);
    expect(split).toHaveLength(2);
    const lunch = stretchesOn(monday, [{ from: '12:00', until: '13:00' }], zone);
    expect(covers(split, lunch[0] ?? { from: 0, to: 0 })).toBe(false);
  });

  it('stretches that touch hold what lies over both', () => {
    expect(
      covers(
        [
          { from: 5, to: 9 },
          { from: 1, to: 5 },
        ],
        { from: 2, to: 8 },
      ),
    ).toBe(true);
    expect(without([{ from: 1, to: 9 }], [{ from: 3, to: 5 }])).toEqual([
      { from: 1, to: 3 },
      { from: 5, to: 9 },
    ]);
  });

  it('a week begins on its Monday, whichever day is asked for', () => {
    expect(days.map(mondayOf)).toEqual(days.map(() => monday));
    expect(mondayOf('2026-03-08')).toBe('2026-03-02');
  });
});

describe('the rules of a week', () => {
  const indonesia = startingSettings('ID');
  const america = startingSettings('US');

  it('Indonesia: six mornings of 6½ hours are within 40 hours and 7 a day; seven are no day of rest', () => {
    expect(workedMinutes(shiftOn('ID', monday, 'morning'))).toBe(390);
    expect(findingsOf(monday, onDays('ID', 'morning', 6), indonesia)).toEqual([]);
    expect(rulesOf(findingsOf(monday, onDays('ID', 'morning', 7), indonesia))).toEqual(['week', 'restDays']);
  });

  it('Indonesia: 8 hours a day hold for five days; on a sixth 7 is the limit of each', () => {
    const split = (count: number) => findingsOf(monday, onDays('ID', 'split', count), indonesia);
    // the rest between 20:00 and 08:00 is twelve hours
    expect(split(5)).toEqual([]);
    expect(rulesOf(split(6))).toEqual(['day', 'day', 'day', 'day', 'day', 'day', 'week']);
    expect(split(6).at(-1)).toEqual({ rule: 'week', minutes: 2880, limit: 2400 });
  });

  it('United States: 40 hours are no overtime, 40 and a half are', () => {
    const five = onDays('US', 'day', 5);
    expect(findingsOf(monday, five, america)).toEqual([]);
    const half = { day: '2026-03-14', breakMinutes: 0, stretches: [] };
    const more = stretchesOn('2026-03-14', [{ from: '08:00', until: '08:30' }], zone);
    expect(findingsOf(monday, [...five, { ...half, stretches: more }], america)).toEqual([
      { rule: 'week', minutes: 2430, limit: 2400 },
    ]);
  });

  it('an early shift after a late one is too little rest, over the edge of the week too', () => {
    const sunday = shiftOn('ID', '2026-03-08', 'night');
    const found = findingsOf(monday, [sunday, shiftOn('ID', monday, 'afternoon')], indonesia);
    expect(found).toEqual([{ rule: 'rest', day: monday, minutes: 7 * 60, limit: 660 }]);
    expect(findingsOf(monday, [sunday], indonesia)).toEqual([]);
  });

  it('leave that takes a shift whole leaves nothing to count', () => {
    const off = { ...shiftOn('ID', '2026-03-15', 'morning'), stretches: [] };
    expect(findingsOf(monday, [...onDays('ID', 'morning', 6), off], indonesia)).toEqual([]);
  });
});
