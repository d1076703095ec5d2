import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { addDays, epochMsOf } from '#platform/shared/time.ts';
import { dayInRule, daysOfRule, occurrenceOn, occurrencesOf, shiftedRule } from './recurrence.ts';
import { type SeriesRule, seriesRule } from './series-shapes.ts';

const ruleOf = (given: object): SeriesRule => seriesRule.parse(given);
const newYork = 'America/New_York';

describe('A2.2: a weekly 09:00 in New York over the spring change', () => {
  it('is at 14:00Z before it and at 13:00Z after it, nine o’clock both times', () => {
    const rule = ruleOf({ frequency: 'weekly', count: 2 });
    const all = occurrencesOf({ rule, firstDay: '2026-03-06', time: '09:00', zone: newYork }, 60);
    expect(all.map((one) => one.at)).toEqual([
      { instant: '2026-03-06T14:00:00Z' },
      { instant: '2026-03-13T13:00:00Z' },
    ]);
  });

  it('2026-03-08 02:30 is no time: refused, or shifted by choice and said so', () => {
    expect(occurrenceOn('2026-03-08', { time: '02:30', zone: newYork })).toEqual({
      day: '2026-03-08',
      at: { invalid: 'skipped', shiftedInstant: '2026-03-08T07:30:00Z' },
      shifted: false,
    });
    expect(occurrenceOn('2026-03-08', { time: '02:30', zone: newYork, skipped: 'shift' })).toEqual({
      day: '2026-03-08',
      at: { instant: '2026-03-08T07:30:00Z' },
      shifted: true,
    });
  });

  it('2026-11-01 01:30 asks which: 05:30Z or 06:30Z', () => {
    const asked = { time: '01:30', zone: newYork };
    expect(occurrenceOn('2026-11-01', asked).at).toEqual({
      ambiguous: ['2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z'],
    });
    expect(occurrenceOn('2026-11-01', { ...asked, twice: 'later' }).at).toEqual({
      instant: '2026-11-01T06:30:00Z',
    });
  });
});

describe('the days of a rule', () => {
  it.each<[string, object, string, string[]]>([
    [
      'every other week on two weekdays, weeks beginning on Monday',
      { frequency: 'weekly', every: 2, weekdays: [4, 1], count: 4 },
      '2026-03-12',
      ['2026-03-12', '2026-03-23', '2026-03-26', '2026-04-06'],
    ],
    [
      'the 31st only where there is one',
      { frequency: 'monthly', monthDay: 31, count: 3 },
      '2026-01-31',
      ['2026-01-31', '2026-03-31', '2026-05-31'],
    ],
    [
      'the last day of each month',
      { frequency: 'monthly', monthDay: -1, count: 3 },
      '2026-01-31',
      ['2026-01-31', '2026-02-28', '2026-03-31'],
    ],
    [
      'the second Tuesday',
      { frequency: 'monthly', nth: { place: 2, weekday: 2 }, count: 3 },
      '2026-03-10',
      ['2026-03-10', '2026-04-14', '2026-05-12'],
    ],
    [
      'until a day, that day included, without the exceptions',
      { frequency: 'daily', every: 3, untilDay: '2026-03-18', exceptDays: ['2026-03-12'] },
      '2026-03-09',
      ['2026-03-09', '2026-03-15', '2026-03-18'],
    ],
    [
      'a count of which an exception takes one away',
      { frequency: 'daily', count: 3, exceptDays: ['2026-03-10'] },
      '2026-03-09',
      ['2026-03-09', '2026-03-11'],
    ],
  ])('%s', (_, given, firstDay, days) => {
    expect(daysOfRule(ruleOf(given), firstDay, 60)).toEqual(days);
  });

  it('move along with their first day', () => {
    const tuesdays = ruleOf({ frequency: 'monthly', nth: { place: 2, weekday: 2 }, count: 3 });
    const wednesdays = shiftedRule(tuesdays, 1, '2026-03-11');
    expect(wednesdays.nth).toEqual({ place: 2, weekday: 3 });
    // April begins on a Wednesday: its second one is the 8th, not the day after the second Tuesday
    expect(dayInRule(wednesdays, '2026-04-14', 1, '2026-03-11')).toBe('2026-04-08');
    const weekly = ruleOf({ frequency: 'weekly', weekdays: [1, 7], count: 3 });
    expect(shiftedRule(weekly, 1, '2026-03-10').weekdays).toEqual([1, 2]);
    expect(dayInRule(weekly, '2026-03-09', 1, '2026-03-10')).toBe('2026-03-10');
  });

  it('keep the last day of the month where another time or another last day is chosen', () => {
    const last = ruleOf({ frequency: 'monthly', monthDay: -1, count: 3 });
    const later = shiftedRule(last, 0, '2026-04-30');
    expect(later.monthDay).toBe(-1);
    expect(dayInRule(later, '2026-05-31', 0, '2026-04-30')).toBe('2026-05-31');
    expect(shiftedRule(last, 31, '2026-05-31').monthDay).toBe(-1);
    expect(shiftedRule(last, -2, '2026-04-28').monthDay).toBe(28);
    const thirtieth = ruleOf({ frequency: 'monthly', monthDay: 29, count: 3 });
    expect(shiftedRule(thirtieth, 1, '2026-04-30').monthDay).toBe(30);
  });
});

const weekdayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const zones = ['Asia/Jakarta', newYork, 'America/Phoenix', 'Australia/Sydney'];

/** The rule as RFC 5545 writes it. */
function rruleOf(rule: SeriesRule): string {
  const parts = [`FREQ=${rule.frequency.toUpperCase()}`, `INTERVAL=${rule.every}`, 'WKST=MO'];
  const days = rule.weekdays.map((one) => weekdayNames[one - 1]).join(',');
  if (rule.frequency === 'weekly') parts.push(`BYDAY=${days}`);
  if (rule.nth) parts.push(`BYDAY=${rule.nth.place}${weekdayNames[rule.nth.weekday - 1]}`);
  if (rule.monthDay) parts.push(`BYMONTHDAY=${rule.monthDay}`);
  if (rule.count) parts.push(`COUNT=${rule.count}`);
  if (rule.untilDay) parts.push(`UNTIL=${rule.untilDay.replaceAll('-', '')}`);
  return parts.join(';');
}

/** ical.js' own days of the rule: its iterator counts on its own calendar arithmetic, without Temporal. */
function daysOfIcal(rule: SeriesRule, firstDay: string): string[] {
  const iterator = ICAL.Recur.fromString(rruleOf(rule)).iterator(ICAL.Time.fromDateString(firstDay));
  const days: string[] = [];
  for (let next = iterator.next(); next && days.length < 400; next = iterator.next())
    days.push(next.toString());
  return days.filter((day) => !rule.exceptDays.includes(day));
}

const formats = new Map(
  zones.map((zone) => {
    const parts = {
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    } as const;
    return [zone, new Intl.DateTimeFormat('sv-SE', { ...parts, timeZone: zone, hourCycle: 'h23' })];
  }),
);

/**
 * The instants at which a zone's clock shows a wall time, found by looking at that clock a quarter of an hour at a time:
 * none where it skips the time, two where it shows it twice.
 */
function instantsShowing(day: string, time: string, zone: string): number[] {
  const utc = Date.parse(`${day}T${time}:00Z`);
  const quarters = Array.from({ length: 27 * 4 }, (_, index) => utc + (index - 14 * 4) * 15 * 60_000);
  return quarters.filter((at) => formats.get(zone)?.format(at) === `${day} ${time}`);
}

const monthWay = fc.oneof(
  fc.record({ monthDay: fc.oneof(fc.integer({ min: 1, max: 31 }), fc.constant(-1 as const)) }),
  fc.record({
    nth: fc.record({ place: fc.constantFrom(1, 2, 3, 4, -1), weekday: fc.integer({ min: 1, max: 7 }) }),
  }),
);
const end = fc.oneof(
  fc.record({ count: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ untilAfter: fc.integer({ min: 0, max: 900 }) }),
);
const randomSeries = fc.record({
  frequency: fc.constantFrom('daily', 'weekly', 'monthly'),
  every: fc.integer({ min: 1, max: 6 }),
  weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
  monthWay,
  end,
  firstDay: fc.integer({ min: 0, max: 2200 }).map((days) => addDays('2024-01-01', days)),
  exceptAfter: fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 4 }),
  // often in the hours in which clocks change
  time: fc.record({
    hour: fc.oneof(fc.constantFrom(1, 2), fc.integer({ min: 0, max: 23 })),
    quarter: fc.integer({ min: 0, max: 3 }),
  }),
  zone: fc.constantFrom(...zones),
});

/**
 * What is independent of what: the days here are counted by ical.js, which shares no code with Temporal, on which ours
 * stand; what the clock shows is asked of `Intl`, by looking, where ours calculates from Temporal's offsets. Both read
 * the same table of time zones (ICU's), which is nobody's arithmetic.
 */
describe('a thousand random rules in four zones', () => {
  it('have the same occurrences here and by an independent engine', () => {
    let occurrences = 0;
    let [skipped, twice] = [0, 0];
    fc.assert(
      fc.property(randomSeries, (one) => {
        const { frequency, every, firstDay, zone } = one;
        const rule = ruleOf({
          ...{ frequency, every },
          ...(frequency === 'weekly' && { weekdays: one.weekdays }),
          ...(frequency === 'monthly' && one.monthWay),
          ...('count' in one.end ? one.end : { untilDay: addDays(firstDay, one.end.untilAfter) }),
          exceptDays: one.exceptAfter.map((days) => addDays(firstDay, days)),
        });
        const time = `${String(one.time.hour).padStart(2, '0')}:${String(one.time.quarter * 15).padStart(2, '0')}`;
        const found = occurrencesOf({ rule, firstDay, time, zone }, 400);
        expect(
          found.map((at) => at.day),
          rruleOf(rule),
        ).toEqual(daysOfIcal(rule, firstDay));
        for (const { day, at } of found) {
          const shown = instantsShowing(day, time, zone);
          occurrences += 1;
          if ('instant' in at) expect([epochMsOf(at.instant)]).toEqual(shown);
          if ('ambiguous' in at) expect(at.ambiguous.map(epochMsOf)).toEqual(shown);
          if ('invalid' in at) expect(shown).toEqual([]);
          skipped += 'invalid' in at ? 1 : 0;
          twice += 'ambiguous' in at ? 1 : 0;
        }
      }),
      { numRuns: 1000, seed: 20260306 },
    );
    expect(occurrences).toBeGreaterThan(10_000);
    expect(skipped).toBeGreaterThan(0);
    expect(twice).toBeGreaterThan(0);
  }, 120_000);
});
