import { expect, it } from 'vitest';
import { healthOf } from './rules.ts';

const now = '2026-03-10T08:00:00.000Z';
const fresh = { goodSince: '2026-03-09T19:00:00.000Z', fault: false, lost: false };
const old = { ...fresh, goodSince: '2026-03-09T05:00:00.000Z' };

it.each([
  ['good', { ...fresh, last: 'good' }],
  ['none', fresh],
  ['late', { ...old, last: 'good' }],
  ['late', old],
  ['failed', { ...fresh, last: 'failed' }],
  ['failed', { ...old, last: 'failed' }],
  ['failed', { ...fresh, last: 'good', fault: true }],
  ['failed', { ...fresh, last: 'good', lost: true }],
] as const)('is %s', (health, found) => {
  expect(healthOf(now, found)).toBe(health);
});
