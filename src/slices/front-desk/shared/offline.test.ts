import { describe, expect, it } from 'vitest';
import { afterAct, isAlreadySo, isAsSeen, isPossible, seenOf } from './offline.ts';
import type { OfflineAct } from './offline-shapes.ts';

const arrive: OfflineAct = { kind: 'arrive' };
const room = (roomId?: string): OfflineAct => ({ kind: 'room', ...(roomId && { roomId }) });
const note: OfflineAct = { kind: 'note', text: 'x' };

describe('whether a visit is as it was seen', () => {
  it.each([
    [{ step: 'expected', roomId: 'booked' }, { step: 'expected' }, true],
    [{ step: 'roomed', roomId: 'a' }, { step: 'roomed', roomId: 'a' }, true],
    [{ step: 'roomed', roomId: 'b' }, { step: 'roomed', roomId: 'a' }, false],
    [{ step: 'waiting' }, { step: 'arrived' }, false],
    [{ step: 'checkout', roomId: 'a' }, { step: 'checkout' }, true],
  ] as const)('%j seen as %j: %s', (now, seen, same) => {
    expect(isAsSeen(now, seen)).toBe(same);
  });

  it('a room counts while she is in one', () => {
    expect(seenOf({ step: 'expected', roomId: 'booked' })).toEqual({ step: 'expected' });
    expect(seenOf({ step: 'ready', roomId: 'a' })).toEqual({ step: 'ready', roomId: 'a' });
  });
});

describe('whether an act is already so', () => {
  it.each([
    [{ step: 'waiting' }, arrive, true],
    [{ step: 'cancelled' }, arrive, false],
    [{ step: 'roomed', roomId: 'a' }, room('a'), true],
    [{ step: 'roomed', roomId: 'b' }, room('a'), false],
    [{ step: 'roomed', roomId: 'b' }, room(), true],
    [{ step: 'waiting', roomId: 'a' }, room('a'), false],
    [{ step: 'ready' }, { kind: 'move', to: 'ready' }, true],
    [{ step: 'withProvider' }, { kind: 'move', to: 'ready' }, false],
    [{ step: 'ready' }, note, false],
  ] as const)('%j and %j: %s', (now, act, so) => {
    expect(isAlreadySo(now, act as OfflineAct)).toBe(so);
  });
});

describe('what goes on without a connection', () => {
  const visit = { priority: 'routine', checkedIn: true } as const;
  it.each([
    [{ ...visit, step: 'expected' }, arrive, true],
    [{ ...visit, step: 'noShow' }, arrive, false],
    [{ ...visit, step: 'waiting' }, room('a'), true],
    [{ ...visit, step: 'arrived', checkedIn: false }, room('a'), false],
    [{ ...visit, step: 'arrived', checkedIn: false, priority: 'emergency' }, room('a'), true],
    [{ ...visit, step: 'roomed' }, { kind: 'move', to: 'ready' }, true],
    [{ ...visit, step: 'arrived', checkedIn: false }, { kind: 'move', to: 'waiting' }, false],
    [{ ...visit, step: 'waiting' }, { kind: 'move', to: 'left' }, false],
    [{ ...visit, step: 'left' }, note, true],
  ] as const)('%j and %j: %s', (given, act, may) => {
    expect(isPossible(given, act as OfflineAct)).toBe(may);
  });

  it('leaves the visit where the act leads', () => {
    expect(afterAct({ step: 'expected', roomId: 'a' }, arrive)).toEqual({ step: 'arrived', roomId: 'a' });
    expect(afterAct({ step: 'waiting' }, room('a'))).toEqual({ step: 'roomed', roomId: 'a' });
    expect(afterAct({ step: 'ready', roomId: 'a' }, room('b'))).toEqual({ step: 'ready', roomId: 'b' });
    expect(afterAct({ step: 'ready' }, note)).toEqual({ step: 'ready' });
  });
});
