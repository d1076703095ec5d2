import { expect, test } from 'vitest';
import { type Clock, handsOf, instantOf, liesAhead, shownAt, steadyNow } from './time.ts';

const noon = Date.parse('2026-03-09T12:00:00Z');
const hour = 3_600_000;
const setBy = (byMs: number): Clock => ({ now: () => noon + byMs, steady: () => noon });

test('a clock set back an hour does not make the present lie ahead', () => {
  expect(liesAhead(setBy(-hour), instantOf(noon), 5)).toBe(false);
  expect(liesAhead(setBy(-hour), instantOf(noon + 6 * 60_000), 5)).toBe(true);
});

test('one set ahead lets later times pass, and one that nobody set goes by itself', () => {
  expect(liesAhead(setBy(hour), instantOf(noon + hour), 5)).toBe(false);
  expect(liesAhead({ now: () => noon }, instantOf(noon + hour), 5)).toBe(true);
});

test('has one hand while both show the same', () => {
  expect(handsOf(setBy(0))).toEqual([noon]);
  expect(handsOf(setBy(hour))).toEqual([noon + hour, noon]);
});

test('says an end by the clock that people see', () => {
  expect(steadyNow(setBy(-hour))).toBe('2026-03-09T12:00:00Z');
  expect(shownAt(setBy(-hour), '2026-03-09T13:00:00Z')).toBe('2026-03-09T12:00:00Z');
});
