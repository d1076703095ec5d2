import { describe, expect, it } from 'vitest';
import { basesToKeep, isDue, lastNight } from './schedule.ts';

const at = (instant: string) => Date.parse(instant);
const jakarta = { zone: 'Asia/Jakarta', hour: 2 };

describe('the night', () => {
  it.each([
    ['2026-03-10T00:00:00Z', 'Asia/Jakarta', '2026-03-09T19:00:00Z'],
    ['2026-03-09T18:59:59Z', 'Asia/Jakarta', '2026-03-08T19:00:00Z'],
    ['2026-03-09T19:00:00Z', 'Asia/Jakarta', '2026-03-09T19:00:00Z'],
    // on 8 March 2026 New York's clocks go from two to three
    ['2026-03-08T12:00:00Z', 'America/New_York', '2026-03-08T07:00:00Z'],
    ['2026-11-01T12:00:00Z', 'America/New_York', '2026-11-01T07:00:00Z'],
  ])('at %s in %s began last at %s', (now, zone, night) => {
    expect(new Date(lastNight(at(now), zone, 2)).toISOString()).toBe(new Date(night).toISOString());
  });

  it('is due once the hour has passed, and after a machine was off', () => {
    const good = at('2026-03-08T19:00:05Z');
    expect(isDue({ nowMs: at('2026-03-09T18:00:00Z'), ...jakarta }, { goodMs: good, triedMs: good })).toBe(
      false,
    );
    expect(isDue({ nowMs: at('2026-03-09T19:00:00Z'), ...jakarta }, { goodMs: good, triedMs: good })).toBe(
      true,
    );
    expect(isDue({ nowMs: at('2026-03-12T01:00:00Z'), ...jakarta }, { goodMs: good, triedMs: good })).toBe(
      true,
    );
    expect(isDue({ nowMs: at('2026-03-12T01:00:00Z'), ...jakarta }, {})).toBe(true);
  });

  it('is tried again an hour after it failed', () => {
    const last = { goodMs: at('2026-03-08T19:00:05Z'), triedMs: at('2026-03-09T19:00:01Z') };
    expect(isDue({ nowMs: at('2026-03-09T19:30:00Z'), ...jakarta }, last)).toBe(false);
    expect(isDue({ nowMs: at('2026-03-09T20:00:02Z'), ...jakarta }, last)).toBe(true);
  });
});

describe('what is kept', () => {
  const now = { nowMs: at('2026-03-31T03:00:00Z'), zone: 'Asia/Jakarta', days: 7, weeks: 4 };
  const nights = Array.from({ length: 60 }, (_, back) => {
    const atMs = now.nowMs - 3_600_000 - back * 86_400_000;
    return { id: new Date(atMs).toISOString().slice(0, 10), atMs };
  });

  it('is one of each of seven days, one before them, and one of each of four weeks', () => {
    const { keep, logFrom } = basesToKeep(nights, now);
    expect([...keep].sort()).toEqual([
      // Sundays, in Jakarta the end of a week; of the week that has just begun its last one
      ...['2026-03-01', '2026-03-08', '2026-03-15', '2026-03-22', '2026-03-24'],
      ...['2026-03-25', '2026-03-26', '2026-03-27', '2026-03-28', '2026-03-29', '2026-03-30', '2026-03-31'],
    ]);
    expect(logFrom).toBe('2026-03-24');
  });

  it('reaches back to the first while there are not seven days yet, and keeps the newest of a day', () => {
    const bases = [
      { id: 'first', atMs: at('2026-03-29T01:00:00Z') },
      { id: 'morning', atMs: at('2026-03-30T01:00:00Z') },
      { id: 'noon', atMs: at('2026-03-30T05:00:00Z') },
    ];
    expect(basesToKeep(bases, now)).toEqual({ keep: new Set(['noon', 'first']), logFrom: 'first' });
    expect(basesToKeep([], now)).toEqual({ keep: new Set() });
  });

  it('never loses a minute of the last seven days, whenever the backups were made', () => {
    for (let skip = 1; skip < 12; skip += 1) {
      const some = nights.filter((_, place) => place % skip === 0);
      const { keep, logFrom } = basesToKeep(some, now);
      const from = some.find((base) => base.id === logFrom)?.atMs ?? Infinity;
      expect(from).toBeLessThanOrEqual(now.nowMs - 7 * 86_400_000);
      expect(keep.has(logFrom ?? '')).toBe(true);
    }
  });
});
