import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '#testing/database.ts';
import { AuditKeyRefused } from './key.ts';
import { macKeyId } from './mac.ts';
import { acceptKey, holdSameKeys, otherKeys } from './same-keys.ts';

const [first, second] = [randomBytes(32), randomBytes(32)];
let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.drop());

it('takes the first key that comes, and tells of another one that came in its place', async () => {
  expect(await otherKeys(test.db, { audit: first })).toEqual([]);
  expect(await otherKeys(test.db, { audit: first })).toEqual([]);
  expect(await otherKeys(test.db, { audit: second })).toEqual(['audit']);
  expect(await otherKeys(test.db, { audit: second })).toEqual(['audit']);
  expect(await otherKeys(test.db, { audit: first })).toEqual([]);
});

it('does not let a second server begin with a key of its own', async () => {
  await holdSameKeys(test.db, { audit: first });
  await expect(holdSameKeys(test.db, { audit: second })).rejects.toThrow(AuditKeyRefused);
});

it('lets a key be changed by whoever still has the one before', async () => {
  await holdSameKeys(test.db, { audit: second }, [macKeyId(first)]);
  expect(await otherKeys(test.db, { audit: second })).toEqual([]);
});

it('goes on with a new key once that is accepted', async () => {
  expect(await otherKeys(test.db, { audit: first })).toEqual(['audit']);
  expect(await acceptKey(test.db, 'audit', first)).toBe(true);
  expect(await acceptKey(test.db, 'audit', first)).toBe(false);
  expect(await otherKeys(test.db, { audit: first })).toEqual([]);
});
