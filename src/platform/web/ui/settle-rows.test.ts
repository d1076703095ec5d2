import fc from 'fast-check';
import { expect, it } from 'vitest';
import { settleRows } from './settle-rows.ts';

it('While somebody is at the table nothing moves: new rows go last, those that are gone stay marked', () => {
  expect(settleRows({ before: ['a', 'b', 'c'], next: ['x', 'c', 'a'], busy: true, holdNew: false })).toEqual({
    order: ['a', 'b', 'c', 'x'],
    gone: ['b'],
    held: [],
  });
});

it('Nobody is at the table: the order of the server counts', () => {
  expect(settleRows({ before: ['a', 'b'], next: ['x', 'b'], busy: false, holdNew: false })).toEqual({
    order: ['x', 'b'],
    gone: [],
    held: [],
  });
});

it('Arrivals wait to be let in', () => {
  expect(settleRows({ before: ['a'], next: ['x', 'a', 'y'], busy: false, holdNew: true })).toEqual({
    order: ['a'],
    gone: [],
    held: ['x', 'y'],
  });
});

it('The focused row never changes its place, whatever a push brings', () => {
  const keys = fc.uniqueArray(fc.integer({ min: 0, max: 30 }).map(String));
  fc.assert(
    fc.property(keys, keys, fc.boolean(), (before, next, holdNew) => {
      const { order } = settleRows({ before, next, busy: true, holdNew });
      expect(order.slice(0, before.length)).toEqual(before);
      expect(new Set(order).size).toBe(order.length);
    }),
  );
});
