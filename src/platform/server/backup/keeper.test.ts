import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '#platform/shared/time.ts';
import { type BackedUp, openBackedUp } from '#testing/backup.ts';
import { withClient } from '../db/roles.ts';
import { baseIds } from './base-list.ts';
import { BackupFault } from './fault.ts';
import { BackupKeeper } from './keeper.ts';
import { verifyFolder } from './verify.ts';

let own: BackedUp;
let keeper: BackupKeeper;

beforeAll(async () => {
  own = await openBackedUp();
  const settings = { folder: own.folder, own: false, hour: 2, days: 7, weeks: 4, waitingMegabytes: 100 };
  const log = pino({ level: 'silent' });
  keeper = new BackupKeeper({
    ...{ server: own.server, dataDir: own.dataDir, settings, clock: systemClock, log, version: '0.0.0' },
  });
  await withClient(own.url, (client) =>
    client.query(
      `INSERT INTO platform_clinic (id, slug, name, country, zone, currency, language)
       VALUES ($1, 'a', 'A', 'ID', 'Asia/Jakarta', 'IDR', 'id')`,
      [randomUUID()],
    ),
  );
  await keeper.open();
  await keeper.start();
});
afterAll(async () => {
  await keeper.close();
  await own.remove();
});

async function one<T>(sql: string): Promise<T | undefined> {
  return withClient(own.url, async (client) => (await client.query(sql)).rows[0] as T | undefined);
}

async function until<T>(sql: string, good: (row: T) => boolean): Promise<T> {
  for (let tries = 0; tries < 600; tries += 1) {
    const row = await one<T>(sql);
    if (row && good(row)) return row;
    await sleep(200);
  }
  throw new Error(`never came: ${sql}`);
}

const closeLog = () =>
  one("SELECT pg_create_restore_point('test')").then(() => one('SELECT pg_switch_wal()'));

it("takes a clinic's first backup without waiting for the night, and restores it on trial", async () => {
  const row = await until<{ state: string; trial: string; base: string; fault: string | null }>(
    'SELECT state, trial, base, fault FROM platform_backup',
    ({ state, trial }) => state === 'failed' || trial === 'good' || trial === 'failed',
  );
  expect(row).toMatchObject({ state: 'good', trial: 'good', fault: null });
  expect(await baseIds(own.folder)).toEqual([row.base]);
  expect((await verifyFolder(own.folder, own.keys.current)).faults).toEqual([]);
}, 120_000);

it('lets the log wait while the disk is away, tells, and sends it when it is back', async () => {
  await rename(own.folder, `${own.folder}.unplugged`);
  // a mount point without its disk
  await mkdir(own.folder);
  await closeLog();
  const away = await until<{ fault: string | null; waiting_bytes: string }>(
    'SELECT fault, waiting_bytes FROM platform_backup_place',
    ({ fault, waiting_bytes }) => fault !== null && waiting_bytes !== '0',
  );
  expect(away.fault).toBe('placeAway');
  expect(await readdir(own.folder)).toEqual([]);
  await rename(own.folder, `${own.folder}.empty`);
  await rename(`${own.folder}.unplugged`, own.folder);
  await until<{ fault: string | null; waiting_bytes: string }>(
    'SELECT fault, waiting_bytes FROM platform_backup_place',
    ({ fault, waiting_bytes }) => fault === null && waiting_bytes === '0',
  );
  expect(await readdir(path.join(own.dataDir, 'backups-waiting', 'wal'))).toEqual([]);
}, 120_000);

it('takes one when somebody asks, and keeps the newest of a day', async () => {
  const id = randomUUID();
  await one(
    `INSERT INTO platform_backup (id, reason, state, asked_at) VALUES ('${id}', 'asked', 'asked', now())`,
  );
  const row = await until<{ trial: string; base: string }>(
    `SELECT trial, base FROM platform_backup WHERE id = '${id}'`,
    ({ trial }) => trial === 'good' || trial === 'failed',
  );
  expect(row.trial).toBe('good');
  expect(existsSync(path.join(own.folder, 'bases', row.base))).toBe(true);
}, 120_000);

it('refuses to back up before a migration when the folder is away', async () => {
  await rename(own.folder, `${own.folder}.unplugged`);
  await expect(keeper.beforeMigration()).rejects.toThrow(BackupFault);
  await rename(`${own.folder}.unplugged`, own.folder);
  expect((await keeper.beforeMigration()).reason).toBe('migration');
});

it('tells that a backup was taken away, and takes a new one in the place of the newest', async () => {
  const newest = (await baseIds(own.folder)).at(-1) ?? '';
  const bases = path.join(own.folder, 'bases');
  const row = (await one<{ base: string }>(
    "SELECT base FROM platform_backup WHERE state = 'good' ORDER BY started_at DESC LIMIT 1",
  )) ?? { base: '' };
  for (const id of new Set([newest, row.base])) await rm(path.join(bases, id), { recursive: true });
  const told = await until<{ state: string; fault: string; fault_params: { file: string } }>(
    `SELECT state, fault, fault_params FROM platform_backup WHERE base = '${row.base}'`,
    ({ state }) => state === 'failed',
  );
  expect(told).toMatchObject({ fault: 'missing', fault_params: { file: expect.stringContaining(row.base) } });
  await until<{ trial: string }>(
    "SELECT trial FROM platform_backup WHERE reason = 'gap' AND state = 'good'",
    ({ trial }) => trial === 'good',
  );
}, 120_000);
