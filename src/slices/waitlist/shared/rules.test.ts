import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Clock, type FreeAt, inOrder, offerEnds, reasonAgainst, type Waiting } from './rules.ts';

const at = (text: string) => Date.parse(text);
const usual: Waiting = {
  ...{ entryId: 'a', practitionerId: null, fromDay: '2026-03-01', toDay: null, parts: [], weekdays: [] },
  ...{ noticeMinutes: 120, priority: 3, sinceDay: '2026-02-20', lastOfferedMs: null, expiresOn: null },
  ...{ unanswered: 0, hasOffer: false, keepsMs: null },
};
// Tuesday
const time: FreeAt = {
  ...{ practitionerId: 'ayu', startMs: at('2026-03-10T03:00:00Z'), day: '2026-03-10' },
  ...{ weekday: 2, part: 'morning' },
};
const clock: Clock = {
  ...{ nowMs: at('2026-03-04T03:00:00Z'), today: '2026-03-04', leadMinutes: 0, mostUnanswered: 3 },
};

describe('the fair order', () => {
  it('asks by priority, then by the day since when, then who was asked least recently, then by the id', () => {
    const all: Waiting[] = [
      { ...usual, entryId: 'routine, long' },
      { ...usual, entryId: 'soon', priority: 2, sinceDay: '2026-03-01' },
      { ...usual, entryId: 'urgent, asked lately', priority: 1, lastOfferedMs: 2000 },
      { ...usual, entryId: 'urgent, asked before', priority: 1, lastOfferedMs: 1000 },
      { ...usual, entryId: 'urgent, never asked b', priority: 1 },
      { ...usual, entryId: 'urgent, never asked a', priority: 1 },
      { ...usual, entryId: 'urgent, since yesterday', priority: 1, sinceDay: '2026-03-03' },
      { ...usual, entryId: 'routine, short', sinceDay: '2026-03-02' },
    ];
    expect(inOrder(all).map((one) => one.entryId)).toEqual([
      ...['urgent, never asked a', 'urgent, never asked b', 'urgent, asked before', 'urgent, asked lately'],
      ...['urgent, since yesterday', 'soon', 'routine, long', 'routine, short'],
    ]);
  });

  it('is the same whatever order the list came in', () => {
    const waiting = fc.record({
      entryId: fc.uuid(),
      priority: fc.integer({ min: 1, max: 3 }),
      sinceDay: fc.constantFrom('2026-03-01', '2026-03-02'),
      lastOfferedMs: fc.option(fc.integer({ min: 0, max: 3 })),
    });
    const lists = fc.uniqueArray(waiting, { selector: (one) => one.entryId, maxLength: 12 });
    fc.assert(
      fc.property(
        lists.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        ([list, shuffled]) => {
          const idsOf = (some: typeof list) =>
            inOrder(some.map((one) => ({ ...usual, ...one }))).map((one) => one.entryId);
          expect(idsOf(shuffled)).toEqual(idsOf(list));
        },
      ),
    );
  });
});

describe('a time is not offered', () => {
  it.each<[string, Partial<Waiting>, Partial<Clock>, string | undefined]>([
    ['where nothing speaks against it: it is', {}, {}, undefined],
    ['of another provider', { practitionerId: 'budi' }, {}, 'otherProvider'],
    ['before the first day', { fromDay: '2026-03-11' }, {}, 'tooEarly'],
    ['after the last day', { toDay: '2026-03-09' }, {}, 'tooLate'],
    ['on the last day: it is', { toDay: '2026-03-10' }, {}, undefined],
    ['on another weekday', { weekdays: [1, 5] }, {}, 'otherWeekday'],
    ['in another part of the day', { parts: ['afternoon', 'evening'] }, {}, 'otherPart'],
    ['at the time of the booking that she keeps', { keepsMs: time.startMs }, {}, 'notEarlier'],
    ['earlier than that: it is', { keepsMs: time.startMs + 1 }, {}, undefined],
    ['with less notice than she needs', { noticeMinutes: 6 * 24 * 60 + 1 }, {}, 'shortNotice'],
    ['with just her notice: it is', { noticeMinutes: 6 * 24 * 60 }, {}, undefined],
    ['with less notice than the clinic needs', {}, { leadMinutes: 10_000 }, 'shortNotice'],
    ['to whom another is offered', { hasOffer: true }, {}, 'hasOffer'],
    ['after her last day on the list', { expiresOn: '2026-03-03' }, {}, 'expired'],
    ['on her last day on the list: it is', { expiresOn: '2026-03-04' }, {}, undefined],
    ['after three that were not answered', { unanswered: 3 }, {}, 'notAnswering'],
  ])('%s', (_when, more, otherClock, reason) => {
    expect(reasonAgainst({ ...usual, ...more }, time, { ...clock, ...otherClock })).toBe(reason);
  });

  it.each(['declined', 'unanswered', 'skipped'] as const)('a second time where it was %s', (earlier) => {
    expect(reasonAgainst(usual, time, clock, earlier)).toBe(earlier);
  });
});

describe('an offer', () => {
  const free = { startMs: at('2026-03-10T03:00:00Z') };
  const ends = (from: string, until: string, noticeMinutes = 120, leadMinutes = 0) => {
    const end = offerEnds({ noticeMinutes }, free, { fromMs: at(from), untilMs: at(until) }, leadMinutes);
    return end === undefined ? undefined : new Date(end).toISOString();
  };

  it('counts for the minutes that she has', () => {
    expect(ends('2026-03-10T00:00:00Z', '2026-03-10T00:30:00Z')).toBe('2026-03-10T00:30:00.000Z');
  });

  it('ends when her notice, or the clinic’s, would be too short', () => {
    expect(ends('2026-03-10T00:45:00Z', '2026-03-10T01:15:00Z')).toBe('2026-03-10T01:00:00.000Z');
    expect(ends('2026-03-10T00:45:00Z', '2026-03-10T01:15:00Z', 0, 125)).toBe('2026-03-10T00:55:00.000Z');
  });

  it('is not made where less than five minutes are left', () => {
    expect(ends('2026-03-10T00:55:00Z', '2026-03-10T01:25:00Z')).toBe('2026-03-10T01:00:00.000Z');
    expect(ends('2026-03-10T00:55:01Z', '2026-03-10T01:25:01Z')).toBeUndefined();
  });
});
