import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type BackedUp, openBackedUp } from '#testing/backup.ts';
import { anchorFolder, anchorOf, writeAnchors } from '../audit/anchor.ts';
import { withClient } from '../db/roles.ts';
import { startEmbedded } from '../db/supervisor.ts';
import { LogArchive, type Round } from './archive.ts';
import { listBases } from './base-list.ts';
import { onDatabase } from './copy-cluster.ts';
import type { Manifest } from './manifest.ts';
import { restore } from './restore.ts';
import { tryBase } from './trial.ts';
import { verifyFolder } from './verify.ts';

// each starts PostgreSQL anew, several times: on a busy machine that takes longer than other tests may
vi.setConfig({ testTimeout: 120_000 });

let own: BackedUp;
let base: Manifest;
/** Instants between the writes: `moments[n]` has the writes 1 to n. */
const moments: string[] = [];

async function write(n: number): Promise<void> {
  await withClient(own.url, (client) =>
    client.query('INSERT INTO notes VALUES ($1, repeat($2, 2000))', [n, `${n}`]),
  );
  moments[n] = new Date().toISOString();
  await sleep(5);
}

/** What a restored data folder holds, started as Serambi starts it. */
async function notesIn(dataDir: string): Promise<number[]> {
  const server = await startEmbedded({ dataDir, fsync: false });
  try {
    return await withClient(onDatabase(server.superuserUrl), async (client) => {
      const { rows } = await client.query<{ n: number }>('SELECT n FROM notes ORDER BY n');
      return rows.map((row) => row.n);
    });
  } finally {
    await server.stop();
  }
}

/** A restored data folder is started, written on, and puts its log away into the same backup folder. */
async function goOn(dataDir: string, n: number): Promise<Round> {
  const server = await startEmbedded({ dataDir, fsync: false, archive: true });
  await withClient(onDatabase(server.superuserUrl), async (client) => {
    await client.query('INSERT INTO notes VALUES ($1)', [n]);
    await client.query('SELECT pg_switch_wal()');
  });
  // it archives all that is closed before it ends
  await server.stop();
  const archive = new LogArchive({
    ...{ spool: server.at.spool, log: path.join(server.at.data, 'pg_wal'), waiting: into('waiting') },
    ...{ segmentBytes: base.segmentBytes, mostWaiting: 2 ** 30, keepFree: 0 },
  });
  return archive.drain(own.folder, own.keys);
}

const into = (name: string) => path.join(own.root, name);
const restoreTo = (name: string, more: { at?: string; baseId?: string; key?: Uint8Array } = {}) =>
  restore({ folder: own.folder, key: own.keys.current, into: into(name), now: Date.now, ...more });

beforeAll(async () => {
  own = await openBackedUp();
  await withClient(own.url, (client) => client.query('CREATE TABLE notes (n int, text text)'));
  await write(1);
  base = await own.base();
  for (const n of [2, 3]) await write(n);
  await own.closeLog();
  for (const n of [4, 5]) await write(n);
  await own.closeLog();
});
afterAll(() => own.remove());

describe('a restore', () => {
  it('brings back everything, with keys and passwords, from the folder and the key alone', async () => {
    const restored = await restoreTo('all');
    expect(restored.base.id).toBe(base.id);
    expect(await notesIn(into('all'))).toEqual([1, 2, 3, 4, 5]);
    for (const name of ['keys/backup.json', 'database-secrets.json'])
      expect(existsSync(path.join(into('all'), name)), name).toBe(true);
    expect((await readdir(into('all'))).filter((name) => name.startsWith('restoring'))).toEqual([]);
  });

  it.each([2, 3, 4])('brings back what was there at one moment, write %i the last', async (n) => {
    await restoreTo(`at-${n}`, { at: moments[n] ?? '' });
    expect(await notesIn(into(`at-${n}`))).toEqual(Array.from({ length: n }, (_, k) => k + 1));
  });

  it('moves what lies in the data folder aside', async () => {
    await mkdir(into('used'), { mode: 0o711 });
    await writeFile(path.join(into('used'), 'database-secrets.json'), '{}');
    const { aside = '' } = await restoreTo('used');
    expect(await readdir(aside)).toEqual(['database-secrets.json']);
    expect(await notesIn(into('used'))).toEqual([1, 2, 3, 4, 5]);
  });

  it('refuses a folder on which Serambi runs', async () => {
    await expect(
      restore({ folder: own.folder, key: own.keys.current, into: own.dataDir, now: Date.now }),
    ).rejects.toThrow('Serambi is running on');
  });

  it('says so when the key is another one, and changes nothing', async () => {
    await expect(restoreTo('wrong', { key: new Uint8Array(20) })).rejects.toThrow(
      'This recovery key opens nothing',
    );
    expect(existsSync(into('wrong'))).toBe(false);
  });

  it('says from when and until when it can', async () => {
    await expect(restoreTo('early', { at: '2020-01-01T00:00:00Z' })).rejects.toThrow(base.consistentAt);
    await expect(restoreTo('late', { at: '2199-01-01T00:00:00Z' })).rejects.toThrow(
      'The backup reaches until',
    );
  });

  it('names the hole in the log, and restores until there', async () => {
    const names = (await readdir(path.join(own.folder, 'wal')))
      .filter((name) => /^0{8}\w+\.sealed/.test(name) || /^\w{24}/.test(name))
      .sort();
    const gone = names.at(-1) ?? '';
    await rename(path.join(own.folder, 'wal', gone), into('kept'));
    try {
      const words = await restoreTo('hole').catch((error: Error) => error.message);
      expect(words).toContain(`wal/${gone} is missing`);
      const until = /--at (\S+)/.exec(String(words))?.[1] ?? '';
      await restoreTo('until-hole', { at: until });
      expect(await notesIn(into('until-hole'))).toEqual([1, 2, 3]);
    } finally {
      await rename(into('kept'), path.join(own.folder, 'wal', gone));
    }
  });

  it('refuses when the newest backup was taken away whole, and begins at an older one when it is told to', async () => {
    const newer = await own.base();
    await rm(path.join(own.folder, 'bases', newer.id), { recursive: true });
    await expect(restoreTo('older')).rejects.toThrow(`bases/${newer.id}/manifest.sealed is missing`);
    expect((await restoreTo('older', { baseId: base.id })).base.id).toBe(base.id);
    await listBases(own.folder, [own.keys.current], new Set([newer.id]));
  });

  it('names a pack and a file of the log that are not what they were', async () => {
    const pack = path.join(own.folder, `${base.packs[0]?.name}.sealed`);
    const log = path.join(
      own.folder,
      'wal',
      (await readdir(path.join(own.folder, 'wal')))
        .filter((n) => /^\w{24}/.test(n))
        .sort()
        .at(-1) ?? '',
    );
    for (const file of [pack, log]) {
      await copyFile(file, into('kept'));
      await copyFile(file === pack ? log : pack, file);
      await expect(restoreTo('swapped')).rejects.toThrow(`${path.relative(own.folder, file)} is damaged`);
      await rm(file);
      await rename(into('kept'), file);
    }
  });
});

describe('what is written after a restore', () => {
  it('is restored from the backup before it, over one restore after the other', async () => {
    await restoreTo('second', { at: moments[4] ?? '' });
    expect((await goOn(into('second'), 6)).gap).toBe(false);
    await restoreTo('third');
    expect((await goOn(into('third'), 7)).gap).toBe(false);
    const { base: from } = await restoreTo('fourth');
    expect(from.id).toBe(base.id);
    expect(await notesIn(into('fourth'))).toEqual([1, 2, 3, 4, 6, 7]);
    const verified = await verifyFolder(own.folder, own.keys.current);
    expect(verified).toMatchObject({ bases: 1, faults: [] });
  });

  it('does not come from a backup that a restore has left aside, unless that is named', async () => {
    const aside = await own.base();
    await write(9);
    await own.closeLog();
    await restoreTo('fifth', { baseId: base.id });
    expect(await notesIn(into('fifth'))).toEqual([1, 2, 3, 4, 6, 7]);
    expect((await restoreTo('sixth')).base.id).toBe(base.id);
    expect(await notesIn(into('sixth'))).toEqual([1, 2, 3, 4, 6, 7]);
    await restoreTo('aside', { baseId: aside.id });
    expect(await notesIn(into('aside'))).toEqual([1, 2, 3, 4, 5, 9]);
  });

  it('asks for a new backup when it was not kept from the beginning', async () => {
    await restoreTo('unkept');
    // without its log being kept
    await notesIn(into('unkept'));
    expect((await goOn(into('unkept'), 8)).gap).toBe(true);
  });

  it('is missed when the history that leads there is taken away', async () => {
    const name = 'wal/00000002.history.sealed';
    await rename(path.join(own.folder, name), into('kept'));
    const { faults } = await verifyFolder(own.folder, own.keys.current);
    expect(faults.map((fault) => fault.params.file)).toContain(name);
    await rename(into('kept'), path.join(own.folder, name));
  });

  it('knows that seals of the audit trail are gone', async () => {
    const key = randomBytes(32);
    const seal = { clinicId: 'clinic', number: 7n, hash: randomBytes(32) };
    const newest = anchorOf(key, seal, moments[5] ?? '');
    await writeAnchors(path.join(own.folder, 'anchors'), [newest]);
    await restoreTo('anchored', { at: moments[4] ?? '' });
    expect(await anchorFolder(into('anchored')).read()).toEqual([newest]);
  });
});

describe('a trial restore', () => {
  it('finds every table as it was, and leaves nothing behind', async () => {
    const trial = await tryBase(
      { folder: own.folder, keys: [own.keys.current], beside: own.server.at },
      base,
    );
    expect(trial).toMatchObject({ compared: true });
    expect(trial.tables).toBeGreaterThan(20);
    expect((await readdir(own.server.home)).filter((name) => name.startsWith('trial'))).toEqual([]);
  });

  it('notices content that is not what the backup counted', async () => {
    const tables =
      base.tables?.map((table) => (table.name === 'public.notes' ? { ...table, hash: '1' } : table)) ?? [];
    await expect(
      tryBase({ folder: own.folder, keys: [own.keys.current], beside: own.server.at }, { ...base, tables }),
    ).rejects.toThrow('public.notes');
  });
});
