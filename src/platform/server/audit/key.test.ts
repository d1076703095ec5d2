import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { AuditKeyRefused, openAuditKey } from './key.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'serambi-key-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

it('makes a key for its owner’s eyes only, and opens the same one again', async () => {
  const key = await openAuditKey(dataDir);
  expect(key).toHaveLength(32);
  expect((await stat(path.join(dataDir, 'keys/audit.key'))).mode & 0o777).toBe(0o600);
  expect(await openAuditKey(dataDir)).toEqual(key);
});

it('gives one key to all who start for the first time at once', async () => {
  const keys = await Promise.all(Array.from({ length: 8 }, () => openAuditKey(dataDir)));
  for (const key of keys) expect(key).toEqual(keys[0]);
  expect(await readdir(path.join(dataDir, 'keys'))).toEqual(['audit.key']);
});

it('refuses a key that is cut short or that others can read, and leaves it alone', async () => {
  await openAuditKey(dataDir);
  const file = path.join(dataDir, 'keys/audit.key');
  await chmod(file, 0o644);
  await expect(openAuditKey(dataDir)).rejects.toThrow(/chmod 600/);
  await chmod(file, 0o600);
  await writeFile(file, 'short');
  await expect(openAuditKey(dataDir)).rejects.toThrow(AuditKeyRefused);
  expect(await readFile(file, 'utf8')).toBe('short');
});
