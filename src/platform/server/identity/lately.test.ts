import { expect, it } from 'vitest';
import { instantOf } from '#platform/shared/time.ts';
import { type Lately, openLately } from './lately.ts';

const startMs = Date.parse('2026-03-10T02:00:00Z');

function caller(untilMs: number, locked = false): Lately {
  return {
    epoch: '4',
    credential: { id: 'one', until: instantOf(untilMs) },
    ...(locked && { session: { locked } }),
  } as unknown as Lately;
}

it('finds whom it kept, for some seconds and not beyond the end of her session', () => {
  const lately = openLately();
  const [lasting, ending] = [caller(startMs + 3_600_000), caller(startMs + 5_000)];
  lately.keep('a', lasting, true, startMs);
  lately.keep('b', ending, true, startMs);
  expect(lately.find('a', true, startMs + 4_999)).toBe(lasting);
  expect(lately.find('b', true, startMs + 4_999)).toBe(ending);
  expect(lately.find('b', true, startMs + 5_000)).toBeUndefined();
  expect(lately.find('a', true, startMs + 14_999)).toBe(lasting);
  expect(lately.find('a', true, startMs + 15_000)).toBeUndefined();
});

it('looks up anew where the use must be noted and the last look was a page’s own', () => {
  const lately = openLately();
  const one = caller(startMs + 3_600_000);
  lately.keep('a', one, false, startMs);
  expect(lately.find('a', false, startMs)).toBe(one);
  expect(lately.find('a', true, startMs)).toBeUndefined();
});

it('keeps nobody who is locked, and none whose clock went back', () => {
  const lately = openLately();
  lately.keep('a', caller(startMs + 3_600_000, true), true, startMs);
  expect(lately.find('a', true, startMs)).toBeUndefined();
  lately.keep('b', caller(startMs + 3_600_000), true, startMs);
  expect(lately.find('b', true, startMs - 1)).toBeUndefined();
});

it('looks up once for all who ask at the same moment, but not for a use that it does not note', async () => {
  const lately = openLately();
  const one = caller(startMs + 3_600_000);
  let found = (_who: Lately | undefined) => {};
  const looking = new Promise<Lately | undefined>((resolve) => {
    found = resolve;
  });
  lately.begin('a', false, looking);
  const joined = lately.join('a', false);
  expect(await lately.join('a', true)).toBeUndefined();
  expect(await lately.join('b', false)).toBeUndefined();
  found(one);
  expect(await joined).toBe(one);
  await looking;
  expect(await lately.join('a', false)).toBeUndefined();
});

it('lets everybody look for herself where the look-up failed, or found nobody or somebody locked', async () => {
  const lately = openLately();
  const failing = Promise.reject(new Error('away'));
  lately.begin('a', true, failing);
  lately.begin('b', true, Promise.resolve(undefined));
  lately.begin('c', true, Promise.resolve(caller(startMs + 3_600_000, true)));
  expect(await Promise.all(['a', 'b', 'c'].map((key) => lately.join(key, true)))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

it('forgets the oldest when there are many', () => {
  const lately = openLately();
  for (let count = 0; count <= 2_000; count += 1)
    lately.keep(`k${count}`, caller(startMs + 3_600_000), true, startMs);
  expect(lately.find('k0', true, startMs)).toBeUndefined();
  expect(lately.find('k2000', true, startMs)).toBeDefined();
});
