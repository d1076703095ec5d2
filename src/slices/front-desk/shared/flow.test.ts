import { describe, expect, it } from 'vitest';
import { type FlowEntry, flowOf, liveEntries, standingBefore } from './flow.ts';
import type { Step } from './steps.ts';

const entry = (step: Step, minute: number, more: Partial<FlowEntry> = {}): FlowEntry => {
  return {
    step,
    at: `2026-03-09T02:${String(minute).padStart(2, '0')}:00Z`,
    by: 'Ani',
    undo: false,
    ...more,
  };
};

describe('the way of a visit', () => {
  it('keeps the first instant at each step', () => {
    const way = [entry('arrived', 0), entry('waiting', 5), entry('roomed', 9)];
    expect(flowOf(way)).toEqual({
      step: 'roomed',
      since: '2026-03-09T02:09:00Z',
      stamps: {
        arrived: '2026-03-09T02:00:00Z',
        waiting: '2026-03-09T02:05:00Z',
        roomed: '2026-03-09T02:09:00Z',
      },
    });
  });

  it('takes a step back by one entry more, and stands where it stood since then', () => {
    const way = [
      entry('arrived', 0),
      entry('waiting', 5),
      entry('roomed', 9),
      entry('waiting', 10, { undo: true }),
    ];
    expect(flowOf(way)).toMatchObject({ step: 'waiting', since: '2026-03-09T02:05:00Z' });
    expect(flowOf(way)?.stamps.roomed).toBeUndefined();
    expect(liveEntries(way)).toHaveLength(2);
  });

  it('takes two steps back one after the other, down to not having come', () => {
    const way = [entry('arrived', 0), entry('expected', 1, { undo: true })];
    expect(flowOf(way)).toEqual({ step: 'expected', since: '2026-03-09T02:01:00Z', stamps: {} });
    expect(standingBefore(way)).toBeUndefined();
    expect(flowOf([])).toBeUndefined();
  });

  it('forgets the later stamps of somebody who goes back to the lobby, and not that she has waited there', () => {
    const way = [entry('arrived', 0), entry('waiting', 5), entry('roomed', 9), entry('waiting', 12)];
    const flow = flowOf(way);
    expect(flow?.stamps.waiting).toBe('2026-03-09T02:05:00Z');
    expect(flow?.stamps.roomed).toBeUndefined();
    expect(flow?.since).toBe('2026-03-09T02:12:00Z');
  });

  it('does not begin a step anew for another room, and returns to the room before', () => {
    const way = [
      entry('waiting', 5),
      entry('roomed', 9, { roomId: 'one' }),
      entry('roomed', 11, { roomId: 'two' }),
    ];
    expect(flowOf(way)).toMatchObject({ step: 'roomed', since: '2026-03-09T02:09:00Z' });
    expect(standingBefore(way)).toEqual({ step: 'roomed', roomId: 'one' });
  });
});
