import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Week } from '../contract.ts';
import { covers, joined, overlaps, type Span, without } from '../shared/spans.ts';
import {
  clinicSpans,
  isLateCancel,
  nearest,
  noShowFrom,
  occupied,
  resolveWhen,
  startsIn,
  wallSpan,
  weekOn,
} from './rules.ts';

const minute = 60_000;

describe('wall-clock times (A2.1, A2.2)', () => {
  it.each([
    ['Asia/Jakarta', '2026-03-10T02:00:00Z'],
    ['Asia/Makassar', '2026-03-10T01:00:00Z'],
    ['Asia/Jayapura', '2026-03-10T00:00:00Z'],
  ])('nine o’clock in %s is %s', (zone, instant) => {
    expect(resolveWhen({ day: '2026-03-10', time: '09:00' }, zone)).toEqual({ instant });
  });

  it.each([
    ['2026-03-06', '2026-03-06T14:00:00Z'],
    ['2026-03-13', '2026-03-13T13:00:00Z'],
  ])('nine o’clock in New York on %s is %s', (day, instant) => {
    expect(resolveWhen({ day, time: '09:00' }, 'America/New_York')).toEqual({ instant });
  });

  it('a time that the spring change skips is none', () => {
    const at = { day: '2026-03-08', time: '02:30' };
    expect(resolveWhen(at, 'America/New_York')).toEqual({
      skipped: { ...at, shiftedInstant: '2026-03-08T07:30:00Z' },
    });
  });

  it('a time that comes twice in autumn asks which, and takes the answer', () => {
    const at = { day: '2026-11-01', time: '01:30' };
    const both = ['2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z'];
    expect(resolveWhen(at, 'America/New_York')).toEqual({ twice: both });
    expect(resolveWhen({ ...at, which: 'earlier' }, 'America/New_York')).toEqual({ instant: both[0] });
    expect(resolveWhen({ ...at, which: 'later' }, 'America/New_York')).toEqual({ instant: both[1] });
  });

  it('opening hours over a clock change are as long as the clock on the wall makes them', () => {
    const hours = (day: string) => {
      const span = wallSpan(day, '01:00', '04:00', 'America/New_York');
      return (span.to - span.from) / (60 * minute);
    };
    expect([hours('2026-03-07'), hours('2026-03-08'), hours('2026-11-01')]).toEqual([3, 2, 4]);
  });
});

describe('what a visit occupies (A2.3)', () => {
  const visit = { from: 0, to: 20 * minute };
  const buffers = { bufferBeforeMinutes: 0, bufferAfterMinutes: 5 };

  it.each([
    ['practitioner', 25, 20],
    ['room', 20, 25],
    ['both', 25, 25],
  ] as const)(
    'a buffer of the %s holds the provider %i and the room %i minutes',
    (bufferOwner, provider, room) => {
      const spans = occupied(visit, { ...buffers, bufferOwner });
      expect([spans.practitioner.to, spans.room.to, spans.patient.to]).toEqual([
        provider * minute,
        room * minute,
        20 * minute,
      ]);
    },
  );
});

describe('late and absent', () => {
  it('a no-show may be said from 15 minutes after the start', () => {
    expect(noShowFrom('2026-03-10T03:00:00Z')).toBe('2026-03-10T03:15:00Z');
  });

  it.each([
    ['2026-03-09T02:00:00Z', 'patient', false],
    ['2026-03-09T02:00:01Z', 'patient', true],
    ['2026-03-10T01:59:00Z', 'clinic', false],
    ['2026-03-10T01:59:00Z', undefined, false],
  ] as const)(
    'a visit of 2026-03-10T02:00Z cancelled at %s by the %s counts as late: %s',
    (at, who, late) => {
      expect(isLateCancel('2026-03-10T02:00:00Z', at, who)).toBe(late);
    },
  );
});

describe('week plans', () => {
  const week = (id: string, validFrom: string, validTo: string | null): Week => ({
    id,
    practitionerId: null,
    validFrom,
    validTo,
    sessions: [{ weekday: 2, from: '09:00', to: '10:00' }],
  });

  it('of those that hold, the last to begin counts', () => {
    const weeks = [week('usual', '2026-01-01', null), week('ramadan', '2026-02-18', '2026-03-19')];
    const on = (day: string) => weekOn(weeks, null, day)?.id;
    expect([
      on('2025-12-31'),
      on('2026-02-17'),
      on('2026-02-18'),
      on('2026-03-19'),
      on('2026-03-20'),
    ]).toEqual([undefined, 'usual', 'ramadan', 'ramadan', 'usual']);
  });

  it('a clinic that has said nothing is open from Monday to Friday', () => {
    const open = (day: string) => clinicSpans({ weeks: [], closures: [], zone: 'Asia/Jakarta' }, day).length;
    expect([open('2026-03-10'), open('2026-03-14'), open('2026-03-15')]).toEqual([1, 0, 0]);
  });
});

const spans = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 1, max: 120 })), { maxLength: 12 })
  .map((pairs): Span[] =>
    pairs.map(([from, length]) => ({ from: from * minute, to: (from + length) * minute })),
  );

describe('spans', () => {
  it('what is left after a cut never touches it, and nothing else is lost', () => {
    fc.assert(
      fc.property(spans, spans, fc.integer({ min: 0, max: 720 }), (open, taken, at) => {
        const left = without(open, taken);
        expect(left.some((one) => taken.some((cut) => overlaps(one, cut)))).toBe(false);
        const point = { from: at * minute, to: (at + 1) * minute };
        const free = covers(joined(open), point) && !taken.some((cut) => overlaps(cut, point));
        expect(covers(left, point)).toBe(free);
      }),
    );
  });
});

describe('offered times', () => {
  it('lie inside the open hours, clear of what is taken, and clear of one another', () => {
    const visits = fc.record({
      durationMinutes: fc.integer({ min: 5, max: 60 }),
      before: fc.integer({ min: 0, max: 20 }),
      after: fc.integer({ min: 0, max: 20 }),
    });
    fc.assert(
      fc.property(spans, spans, visits, fc.integer({ min: 0, max: 300 }), (open, taken, visit, now) => {
        const buffers = {
          bufferBeforeMinutes: visit.before,
          bufferAfterMinutes: visit.after,
          bufferOwner: 'practitioner' as const,
        };
        const nowMs = now * minute;
        const starts = startsIn(open, taken, { durationMinutes: visit.durationMinutes, buffers, nowMs });
        const own = starts.map((from) => ({ from, to: from + visit.durationMinutes * minute }));
        for (const [index, span] of own.entries()) {
          const held = occupied(span, buffers).practitioner;
          expect(covers(joined(open), span)).toBe(true);
          expect(taken.some((one) => overlaps(one, held))).toBe(false);
          expect(span.from).toBeGreaterThanOrEqual(nowMs);
          expect(own.slice(0, index).some((one) => overlaps(one, span))).toBe(false);
        }
      }),
    );
  });

  it('the three nearest are the nearest, the earlier first where two are as near', () => {
    const times = [0, 10, 30, 40, 90].map((startMs) => ({ startMs }));
    expect(nearest(times, 20, 3).map((one) => one.startMs)).toEqual([10, 30, 0]);
  });
});
