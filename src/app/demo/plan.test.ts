import { expect, it } from 'vitest';
import { planDay } from './plan.ts';

const minutes = Array.from({ length: 24 * 60 }, (_, sinceMidnight) => sinceMidnight);
const byNature = ['expected', 'noShow', 'cancelled'];

it.each([
  [
    'lets nobody come before the day began or later than now',
    (at: number) => planDay(at).filter(({ arrivedMinutes }) => arrivedMinutes > 0 || at + arrivedMinutes < 0),
  ],
  [
    'books everything within the day',
    (at: number) =>
      planDay(at).filter(
        ({ startMinutes }) =>
          startMinutes !== null && (at + startMinutes < 0 || at + startMinutes + 15 > 24 * 60),
      ),
  ],
  [
    'books those who have not come',
    (at: number) =>
      planDay(at).filter(({ fate, startMinutes }) => byNature.includes(fate) && startMinutes === null),
  ],
])('%s, at every minute of the day', (_what, odd) => {
  expect(minutes.filter((at) => odd(at).length > 0)).toEqual([]);
});

it('shows every state of the board at every minute of the day', () => {
  const all = new Set(planDay(12 * 60).map(({ fate }) => fate));
  expect(all.size).toBeGreaterThan(12);
  expect(minutes.filter((at) => new Set(planDay(at).map(({ fate }) => fate)).size !== all.size)).toEqual([]);
});
