import { statfsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { failedForRoom, isDiskFull, watchDisk } from './disk.ts';

const here = os.tmpdir();
const free = () => {
  const { bavail, bsize } = statfsSync(here);
  return bavail * bsize;
};

test('says what is free, once for each file system', () => {
  const disk = watchDisk([
    { folder: here, neededBytes: 1 },
    { folder: here, neededBytes: 1_000 },
    { folder: path.join(here, 'nothing is here'), neededBytes: 1 },
  ]);
  const [room, ...others] = disk.rooms();
  expect(others).toEqual([]);
  expect(room?.neededBytes).toBe(1_000);
  expect(room?.freeBytes).toBeGreaterThan(0);
  expect(room?.freeBytes).toBeLessThanOrEqual(room?.sizeBytes ?? 0);
});

test('is full when less is free than is needed', () => {
  expect(watchDisk([{ folder: here, neededBytes: 1 }]).full()).toBeUndefined();
  expect(watchDisk([{ folder: here, neededBytes: free() * 2 + 1 }]).full()?.folder).toBe(here);
});

test('tells a full disk from other troubles', () => {
  const coded = (code: string) => Object.assign(new Error(code), { code });
  for (const code of ['53100', 'ENOSPC', 'EDQUOT']) expect(isDiskFull(coded(code)), code).toBe(true);
  for (const code of ['53300', '57P03', 'ECONNREFUSED']) expect(isDiskFull(coded(code)), code).toBe(false);
});

test('counts a database that is away as a full disk only where there is no room', () => {
  const away = Object.assign(new Error('the database system is in recovery mode'), { code: '57P03' });
  const refused = new Error('something else');
  const full = watchDisk([{ folder: here, neededBytes: free() * 2 + 1 }]);
  expect(failedForRoom(away, full)).toBe(true);
  expect(failedForRoom(away, watchDisk([{ folder: here, neededBytes: 1 }]))).toBe(false);
  expect(failedForRoom(refused, full)).toBe(false);
});
