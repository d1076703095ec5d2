import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { lookAgainIn } from './rights-clock.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('looks again within two seconds of an end, once, and forgets the end before', () => {
  const looked: string[] = [];
  lookAgainIn(10, () => looked.push('first'));
  lookAgainIn(60, () => looked.push('second'));
  vi.advanceTimersByTime(59_999);
  expect(looked).toEqual([]);
  vi.advanceTimersByTime(1_001);
  expect(looked).toEqual(['second']);
  vi.advanceTimersByTime(120_000);
  expect(looked).toEqual(['second']);
});

it('waits for nothing where nothing ends, and asks daily where the end is far', () => {
  const looked: number[] = [];
  lookAgainIn(5, () => looked.push(1));
  lookAgainIn(undefined, () => looked.push(2));
  vi.advanceTimersByTime(100_000);
  expect(looked).toEqual([]);
  lookAgainIn(60 * 24 * 60 * 60, () => looked.push(3));
  vi.advanceTimersByTime(24 * 60 * 60 * 1000);
  expect(looked).toEqual([3]);
});
