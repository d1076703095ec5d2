import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { temporaryFolder } from '#testing/folder.ts';
import { LogArchive, readLatest } from './archive.ts';
import { baseIds, listBases, readBaseList } from './base-list.ts';
import { openKeys, type RecoveryKeys } from './key-store.ts';
import { type Manifest, manifestName } from './manifest.ts';
import { openPlace } from './place.ts';
import { removeOld } from './retention.ts';
import { sealFile } from './seal.ts';
import { verifyFolder } from './verify.ts';

const nowMs = Date.parse('2026-03-30T03:00:00Z');
const segmentBytes = 16 * 2 ** 20;
const logName = (number: number) => `00000001${'0'.repeat(8)}${number.toString(16).padStart(8, '0')}`;

let root: { path: string; remove(): Promise<void> };
let folder: string;
let spool: string;
let keys: RecoveryKeys;
let archive: LogArchive;

beforeEach(async () => {
  root = await temporaryFolder();
  [folder, spool] = [path.join(root.path, 'disk'), path.join(root.path, 'spool')];
  for (const one of [folder, spool]) await mkdir(one);
  keys = await openKeys(root.path, new Date(nowMs).toISOString());
  await openPlace(root.path, folder, keys, false);
  const waiting = path.join(root.path, 'waiting');
  archive = new LogArchive({ spool, log: spool, waiting, segmentBytes, mostWaiting: 2 ** 30, keepFree: 0 });
});
afterEach(() => root.remove());

/** A base by its manifest alone, which began with one file of the log. */
async function base(day: string, log: number, hour = '02'): Promise<string> {
  const at = `2026-${day}T${hour}:00:00.000Z`;
  const id = `2026${day.replace('-', '')}T${hour}0000Z-nightly`;
  const manifest: Manifest = {
    ...{ format: 1, id, reason: 'nightly', version: '0.0.0', postgresMajor: 18, segmentBytes, timeline: 1 },
    ...{
      startedAt: at,
      consistentAt: at,
      coversUntil: at,
      restorePoint: id,
      stopPlace: `0/${log.toString(16)}000000`,
    },
    ...{ firstSegment: logName(log), lastSegment: logName(log), clinics: [], migrations: [], tables: null },
    ...{ folders: [], files: [], packs: [] },
  };
  await mkdir(path.join(folder, 'bases', id));
  await sealFile(folder, manifestName(id), keys.current, [Buffer.from(JSON.stringify(manifest))]);
  await listBases(folder, [keys.current]);
  return id;
}

async function store(...numbers: number[]): Promise<void> {
  for (const number of numbers) await writeFile(path.join(spool, logName(number)), randomBytes(500));
  await archive.drain(folder, keys);
}

const sweep = (at = nowMs) =>
  removeOld(folder, [keys.current], { nowMs: at, zone: 'Asia/Jakarta', days: 7, weeks: 0 }, (number) =>
    archive.forgetBefore(folder, keys, number),
  );
const faults = async () =>
  (await verifyFolder(folder, keys.current)).faults.map((fault) => fault.params.file ?? fault.message);

it('removes bases and log that have served, and none of them is missed', async () => {
  const old = await base('03-10', 3);
  const held = await base('03-21', 6);
  const newest = await base('03-29', 8);
  await store(2, 3, 4, 5, 6, 7, 8, 9);
  expect(await faults()).toEqual([]);
  expect(await sweep()).toEqual([old]);
  expect(await baseIds(folder)).toEqual([held, newest]);
  expect(await readBaseList(folder, [keys.current])).toEqual([held, newest]);
  expect(existsSync(path.join(folder, 'wal', `${logName(5)}.sealed`))).toBe(false);
  expect((await readLatest(folder, [keys.current]))?.runs).toEqual([{ timeline: 1, from: 6, to: 9 }]);
  expect(await faults()).toEqual([]);
});

it('counts what a restore has left aside for nothing, and keeps it for a week all the same', async () => {
  const first = await base('03-25', 2);
  const before = await base('03-28', 3);
  const aside = await base('03-28', 7, '14');
  // a restore to a moment between both
  await writeFile(path.join(spool, '00000002.history'), '1\t0/5000000\tbefore 2026-03-28 12:00:00+00\n');
  await store(2, 3, 4, 5);
  expect(await sweep()).toEqual([]);
  expect(await baseIds(folder)).toEqual([first, before, aside]);
  const fresh = await base('03-30', 5);
  expect(await sweep(nowMs + 9 * 86_400_000)).toEqual([first, before, aside]);
  expect(await baseIds(folder)).toEqual([fresh]);
});

it.each([2, 3, 5, 8, 9])('names file %i of the log when it is taken away', async (number) => {
  await base('03-29', 3);
  await store(2, 3, 4, 5, 6, 7, 8, 9);
  const name = `wal/${logName(number)}.sealed`;
  await rm(path.join(folder, name));
  expect(await faults()).toEqual([name]);
});

it('names all files that are taken away, before and behind a hole that was no theft', async () => {
  await base('03-29', 1);
  await store(1, 2, 3, 4);
  await store(7, 8, 9);
  const gone = [2, 8].map((number) => `wal/${logName(number)}.sealed`);
  for (const name of gone) await rm(path.join(folder, name));
  expect(await faults()).toEqual(expect.arrayContaining(gone));
});

it('takes a file into the record that a power cut left without', async () => {
  await base('03-29', 1);
  await store(1, 2);
  const record = path.join(folder, 'wal', 'latest.sealed');
  await copyFile(record, path.join(root.path, 'before'));
  const content = randomBytes(500);
  const again = async () => {
    await writeFile(path.join(spool, logName(3)), content);
    await archive.drain(folder, keys);
  };
  await again();
  // a file leaves the spool only after the record has it
  await copyFile(path.join(root.path, 'before'), record);
  await again();
  expect((await readLatest(folder, [keys.current]))?.runs).toEqual([{ timeline: 1, from: 1, to: 3 }]);
  expect(await faults()).toEqual([]);
});

it('names a base that is taken away whole, and the list of bases', async () => {
  const id = await base('03-28', 1);
  await base('03-29', 1);
  await store(1, 2);
  await rm(path.join(folder, 'bases', id), { recursive: true });
  expect(await faults()).toEqual([`bases/${id}/manifest.sealed`]);
  await rm(path.join(folder, 'bases', 'list.sealed'));
  expect(await faults()).toEqual(['bases/list.sealed']);
});

it('misses a base no longer once it would have served', async () => {
  const id = await base('03-28', 1);
  await base('03-29', 1);
  await store(1, 2);
  await rm(path.join(folder, 'bases', id), { recursive: true });
  await sweep();
  expect(await faults()).toEqual([`bases/${id}/manifest.sealed`]);
  await sweep(nowMs + 7 * 86_400_000);
  expect(await faults()).toEqual([]);
});

it('takes away the drafts that a full disk made PostgreSQL leave, and none that it is writing', async () => {
  const [left, young] = [
    'archtemp.000000010000000000000024.31929.1',
    'archtemp.000000010000000000000025.31929.2',
  ];
  for (const name of [left, young]) await writeFile(path.join(spool, name), randomBytes(500));
  const elevenMinutesAgo = new Date(Date.now() - 11 * 60_000);
  await utimes(path.join(spool, left), elevenMinutesAgo, elevenMinutesAgo);
  // the watch drains only where there is work, and nothing is closed while the disk is full
  expect(await archive.hasWork()).toBe(true);
  await archive.drain(folder, keys);
  expect(await readdir(spool)).toEqual([young]);
  expect(await archive.hasWork()).toBe(false);
});
