import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '#testing/folder.ts';
import { lastLines } from './cluster.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

test('why a start failed is not buried under the last words of the workers before', async () => {
  const lines = [
    '2026-03-09 02:00:00.706 UTC [300] FATAL:  pre-existing shared memory block (key 1) is still in use',
    '2026-03-09 02:00:00.707 UTC [218] FATAL:  terminating connection due to unexpected postmaster exit',
    '2026-03-09 02:00:00.708 UTC [219] FATAL:  terminating connection due to unexpected postmaster exit',
  ];
  await writeFile(path.join(folder.path, 'postgres.log'), `${lines.join('\n')}\n`);
  expect(await lastLines(folder.path, 1, 300)).toBe(lines[0]);
  expect(await lastLines(folder.path, 1)).toBe(lines[2]);
  expect(await lastLines(folder.path, 2, 301)).toBe(lines.slice(1).join('\n'));
});
