import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMinutes,
  dayRange,
  daysBetween,
  epochMsOf,
  formatDate,
  formatDateTime,
  formatPlainDate,
  formatTime,
  instantOf,
  isDate,
  isTimeZone,
  minutesBetween,
  Temporal,
  today,
  wallToInstant,
  weekdayOf,
  weeklyOccurrences,
  zonedDay,
} from './time.ts';

const newYork = 'America/New_York';
const zones = fc.constantFrom(
  'Asia/Jakarta',
  'Asia/Jayapura',
  newYork,
  'America/Phoenix',
  'Pacific/Honolulu',
);
const instants = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => instantOf(seconds * 1000));

test('instants are written and read as Temporal does', () => {
  const times = fc.oneof(
    fc.integer({ min: -62_200_000_000_000, max: 253_500_000_000_000 }),
    fc.integer({ min: -5_000, max: 5_000 }),
  );
  fc.assert(
    fc.property(times, fc.constantFrom(1, 10, 100, 1000), (time, unit) => {
      const ms = Math.trunc(time / unit) * unit + 0;
      const text = Temporal.Instant.fromEpochMilliseconds(ms).toString();
      expect(instantOf(ms)).toBe(text);
      expect(epochMsOf(text)).toBe(ms);
    }),
    { numRuns: 2_000 },
  );
  for (const text of [
    '2026-02-30T00:00:00Z',
    '2026-02-20T24:00:01Z',
    '2026-02-20',
    '',
    '2026-13-01T00:00:00Z',
  ])
    expect(() => epochMsOf(text), text).toThrow(RangeError);
  expect(epochMsOf('2026-02-20T23:59:60Z')).toBe(
    Temporal.Instant.from('2026-02-20T23:59:60Z').epochMilliseconds,
  );
  expect(() => instantOf(Number.NaN)).toThrow(RangeError);
});

test('dates are those that Temporal knows', () => {
  const part = (digits: number, max: number) =>
    fc.integer({ min: 0, max }).map((one) => String(one).padStart(digits, '0'));
  const isKnown = (text: string) => {
    try {
      return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
    } catch {
      return false;
    }
  };
  fc.assert(
    fc.property(part(4, 9999), part(2, 14), part(2, 33), (year, month, day) => {
      const text = `${year}-${month}-${day}`;
      expect(isDate(text), text).toBe(isKnown(text));
    }),
    { numRuns: 3_000 },
  );
  for (const text of ['2000-02-29', '1900-02-29', '2024-02-29', '2023-02-29', '0000-02-29', '2026-04-31'])
    expect(isDate(text), text).toBe(isKnown(text));
});

describe('A2.1: nine o’clock in three Indonesian zones', () => {
  test.each([
    ['Asia/Jakarta', '2026-03-10T02:00:00Z'],
    ['Asia/Makassar', '2026-03-10T01:00:00Z'],
    ['Asia/Jayapura', '2026-03-10T00:00:00Z'],
  ])('09:00 on 2026-03-10 in %s is %s', (zone, instant) => {
    expect(wallToInstant('2026-03-10', '09:00', zone)).toEqual({ instant });
  });
});

describe('A2.2: the clock changes of New York', () => {
  test('a weekly 09:00 from 2026-03-06 stays 09:00 local', () => {
    const series = weeklyOccurrences({ firstDate: '2026-03-06', time: '09:00', zone: newYork, count: 2 });
    expect(series).toEqual([
      { date: '2026-03-06', at: { instant: '2026-03-06T14:00:00Z' } },
      { date: '2026-03-13', at: { instant: '2026-03-13T13:00:00Z' } },
    ]);
  });

  test('2026-03-08 02:30 does not exist and the next time after the gap is offered', () => {
    expect(wallToInstant('2026-03-08', '02:30', newYork)).toEqual({
      invalid: 'skipped',
      shiftedInstant: '2026-03-08T07:30:00Z',
    });
  });

  test('2026-11-01 01:30 comes twice: 05:30Z or 06:30Z', () => {
    const both: [string, string] = ['2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z'];
    expect(wallToInstant('2026-11-01', '01:30', newYork)).toEqual({ ambiguous: both });
    expect(wallToInstant('2026-11-01', '01:30', newYork, { disambiguation: 'earlier' })).toEqual({
      instant: both[0],
    });
    expect(wallToInstant('2026-11-01', '01:30', newYork, { disambiguation: 'later' })).toEqual({
      instant: both[1],
    });
  });
});

test('A15: dates and times are written for the reader and never ambiguous', () => {
  const nine = '2026-03-10T02:00:00Z';
  expect(formatDate(nine, 'id-ID', 'Asia/Jakarta')).toBe('10 Maret 2026');
  expect(formatDate(nine, 'en-US', 'Asia/Jakarta')).toBe('March 10, 2026');
  expect(formatDate(nine, 'id-ID', 'Asia/Jakarta', 'short')).toBe('10 Mar 2026');
  expect(formatDate(nine, 'en-US', newYork, 'short')).toBe('9 Mar 2026');
  expect(formatTime(nine, 'id-ID', 'Asia/Jakarta')).toBe('09.00 WIB');
  expect(formatTime(nine, 'id-ID', 'Asia/Makassar')).toBe('10.00 WITA');
  expect(formatTime(nine, 'id-ID', 'Asia/Jayapura')).toBe('11.00 WIT');
  expect(formatTime('2026-03-10T13:00:00Z', 'en-US', newYork)).toBe('9:00 AM');
  expect(formatTime('2026-03-10T04:05:00Z', 'en-US', newYork)).toBe('12:05 AM');
  expect(formatTime('2026-03-10T16:00:00Z', 'en-US', newYork)).toBe('12:00 PM');
  expect(formatTime('2026-03-10T13:00:00Z', 'id-ID', newYork)).toBe('09.00');
  expect(formatDateTime(nine, 'id-ID', 'Asia/Jakarta')).toBe('10 Maret 2026, 09.00 WIB');
  expect(formatDateTime(nine, 'en-US', 'Asia/Jakarta')).toBe('March 10, 2026, 9:00 AM');
});

test('a partial date is written with what is known', () => {
  expect(formatPlainDate('1948', 'id-ID')).toBe('1948');
  expect(formatPlainDate('1948-08', 'id-ID')).toBe('Agustus 1948');
  expect(formatPlainDate('1948-08-17', 'en-US')).toBe('August 17, 1948');
  for (const bad of ['', '17/08/1948', '1948-13', '1948-02-30']) {
    expect(() => formatPlainDate(bad, 'id-ID')).toThrow(RangeError);
  }
});

describe('days', () => {
  test('a day is 23 hours in spring and 25 in autumn', () => {
    const hours = (date: string) => {
      const { start, end } = dayRange(date, newYork);
      return minutesBetween(start, end) / 60;
    };
    expect(hours('2026-03-08')).toBe(23);
    expect(hours('2026-11-01')).toBe(25);
    expect(dayRange('2026-03-10', 'Asia/Jakarta')).toEqual({
      start: '2026-03-09T17:00:00Z',
      end: '2026-03-10T17:00:00Z',
    });
  });

  test('every instant lies in the range of its own day', () => {
    fc.assert(
      fc.property(instants, zones, (instant, zone) => {
        const { start, end } = dayRange(zonedDay(instant, zone), zone);
        expect(epochMsOf(start) <= epochMsOf(instant) && epochMsOf(instant) < epochMsOf(end)).toBe(true);
      }),
    );
  });

  test('the day of an instant is the one that Temporal tells, also around a change of the clocks', () => {
    const changes = ['2026-03-08T07:00:00Z', '2026-11-01T06:00:00Z', '1967-10-29T06:00:00Z'].map(epochMsOf);
    const around = fc.tuple(fc.constantFrom(...changes), fc.integer({ min: -90_000_000, max: 90_000_000 }));
    const near = around.map(([at, by]) => instantOf(at + by));
    fc.assert(
      fc.property(fc.oneof(instants, near), zones, (instant, zone) => {
        const { year, month, day } = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
        const [y, m, d] = [
          String(year).padStart(4, '0'),
          ...[month, day].map((n) => String(n).padStart(2, '0')),
        ];
        expect(zonedDay(instant, zone)).toBe(`${y}-${m}-${d}`);
      }),
      { numRuns: 3000 },
    );
    expect(zonedDay('9999-12-31T23:59:59Z', 'Asia/Jakarta')).toBe('9999-12-31');
    expect(zonedDay('2026-03-08T06:59:59.999Z', newYork)).toBe('2026-03-08');
    expect(() => zonedDay('2026-03-08T06:59:59Z', 'Mars/Olympus')).toThrow(RangeError);
    expect(() => zonedDay('2026-02-30T06:59:59Z', newYork)).toThrow(RangeError);
  });

  test('count as ageing counts them', () => {
    expect(daysBetween('2025-11-01', '2026-03-31')).toBe(150);
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(weekdayOf('2026-03-06')).toBe(5);
    expect(today({ now: () => epochMsOf('2026-03-09T18:00:00Z') }, 'Asia/Jakarta')).toBe('2026-03-10');
  });

  test('impossible dates and offsets posing as zones are refused', () => {
    expect(isDate('2024-02-29')).toBe(true);
    expect(isDate('2026-02-29')).toBe(false);
    expect(isDate('2026-3-1')).toBe(false);
    expect(isTimeZone('America/Argentina/Buenos_Aires')).toBe(true);
    expect(isTimeZone('-05:00')).toBe(false);
    expect(isTimeZone('Asia/Nowhere')).toBe(false);
    expect(() => wallToInstant('2026-02-30', '09:00', newYork)).toThrow(RangeError);
  });
});

describe('weekly series', () => {
  test('skips exceptions, ends on the last day, repeats every other week', () => {
    const dates = weeklyOccurrences({
      firstDate: '2026-03-02',
      time: '08:00',
      zone: 'Asia/Jakarta',
      untilDate: '2026-04-13',
      everyWeeks: 2,
      exceptDates: ['2026-03-30'],
    }).map(({ date }) => date);
    expect(dates).toEqual(['2026-03-02', '2026-03-16', '2026-04-13']);
  });

  test('needs an end', () => {
    expect(() => weeklyOccurrences({ firstDate: '2026-03-02', time: '08:00', zone: newYork })).toThrow(
      RangeError,
    );
  });
});

test('A1.1: the waits between stamps are whole minutes', () => {
  const at = (time: string) => `2026-03-10T${time}:00Z`;
  expect(minutesBetween(at('08:55'), at('09:02'))).toBe(7);
  expect(minutesBetween(at('08:55'), at('09:52'))).toBe(57);
  expect(minutesBetween('2026-03-10T09:00:00Z', '2026-03-10T09:00:59Z')).toBe(0);
  expect(addMinutes(at('09:00'), 25)).toBe(at('09:25'));
});
