import { describe, expect, it } from 'vitest';
import type { SheetDay } from './shapes.ts';
import { freeOfDay, hoursOfWeek, wallMinutes, wallTime } from './week.ts';

const zone = 'Asia/Jakarta';
const day = (given: Partial<SheetDay> = {}): SheetDay => ({
  day: '2026-03-10',
  closures: [],
  open: [{ startsAt: '2026-03-10T01:00:00Z', endsAt: '2026-03-10T05:00:00Z' }],
  blocks: [],
  bookings: [],
  holds: [],
  ...given,
});
const booked = (startsAt: string, endsAt: string, status = 'booked') =>
  ({ startsAt, endsAt, status }) as SheetDay['bookings'][number];

describe('the week', () => {
  it('reads the clinic’s clock, over the UTC midnight and over a change of the clocks', () => {
    expect(wallTime('2026-03-10T02:00:00Z', zone)).toBe('09:00');
    expect(wallMinutes(Date.parse('2026-03-09T23:30:00Z'), zone)).toBe(390);
    // 2026-03-08 the clocks go forward in New York: nine o'clock stays nine o'clock
    expect(wallTime('2026-03-06T14:00:00Z', 'America/New_York')).toBe('09:00');
    expect(wallTime('2026-03-13T13:00:00Z', 'America/New_York')).toBe('09:00');
  });

  it('is drawn over all hours in which anything is open or booked, and over eight where nothing is', () => {
    expect(hoursOfWeek([day()], zone)).toEqual([8, 9, 10, 11]);
    const early = day({ bookings: [booked('2026-03-09T23:40:00Z', '2026-03-10T00:10:00Z')] });
    expect(hoursOfWeek([early], zone)).toEqual([6, 7, 8, 9, 10, 11]);
    expect(hoursOfWeek([day({ open: [] })], zone)).toHaveLength(8);
    // until midnight
    const late = day({ open: [{ startsAt: '2026-03-10T13:00:00Z', endsAt: '2026-03-10T17:00:00Z' }] });
    expect(hoursOfWeek([late], zone)).toEqual([20, 21, 22, 23]);
  });

  it('offers what is neither booked, held, blocked nor over; what was cancelled is free again', () => {
    const full = day({
      bookings: [
        booked('2026-03-10T01:00:00Z', '2026-03-10T01:20:00Z'),
        booked('2026-03-10T01:20:00Z', '2026-03-10T01:40:00Z', 'cancelled'),
      ],
      blocks: [
        { startsAt: '2026-03-10T02:00:00Z', endsAt: '2026-03-10T03:00:00Z' } as SheetDay['blocks'][number],
      ],
      holds: [
        { startsAt: '2026-03-10T03:00:00Z', endsAt: '2026-03-10T03:20:00Z' } as SheetDay['holds'][number],
      ],
    });
    const times = (nowMs: number) =>
      freeOfDay(full, 20, nowMs).map((one) => wallTime(new Date(one.from).toISOString(), zone));
    expect(times(0)).toEqual(['08:20', '08:40', '10:20', '10:40', '11:00', '11:20', '11:40']);
    expect(times(Date.parse('2026-03-10T04:00:00Z'))).toEqual(['11:00', '11:20', '11:40']);
  });
});
