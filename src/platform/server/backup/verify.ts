import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type LogMark, readLatest } from './archive.ts';
import { BackupFault } from './fault.ts';
import { contentOf } from './feeder.ts';
import { baseIds } from './base-list.ts';
import { chainAfter, isOnLine, keysOf, missingBases, newestLine, readManifest } from './folder.ts';
import { filesOfRuns } from './log-runs.ts';
import type { Manifest } from './manifest.ts';
import { readMe } from './place.ts';
import { Damaged, Missing, sealed, unsealAll, unsealFile } from './seal.ts';
import { segmentName, segmentOf } from './wal-names.ts';

/** What reading everything in a backup folder came to. */
export interface Verified {
  files: number;
  bases: number;
  faults: BackupFault[];
}

/**
 * Reads every file of a backup folder and tells what is changed, cut, swapped or missing, by name. Nothing is
 * restored; a trial restore says more, of one base.
 */
export async function verifyFolder(folder: string, key: Uint8Array): Promise<Verified> {
  const result: Verified = { files: 0, bases: 0, faults: [] };
  const attempt = async (work: () => Promise<void>) => {
    result.files += 1;
    try {
      await work();
    } catch (error) {
      if (!(error instanceof BackupFault)) throw error;
      result.faults.push(error);
    }
  };
  let keys: Uint8Array[] = [key];
  await attempt(async () => {
    keys = await keysOf(folder, key);
  });
  await attempt(async () => void (await unsealAll(folder, 'place', keys)));
  await attempt(() => readMeStands(folder));
  const bases: Manifest[] = [];
  for (const id of await baseIds(folder)) {
    const base = await verifyBase(folder, id, keys, attempt);
    if (base) bases.push(base);
    result.bases += 1;
  }
  result.faults.push(...(await missingBases(folder, keys)));
  await verifyLog(folder, keys, attempt);
  await attempt(() => noHole(folder, bases, keys));
  const once = new Map(result.faults.map((fault) => [fault.message, fault]));
  return { ...result, faults: [...once.values()] };
}

type Attempt = (work: () => Promise<void>) => Promise<void>;

async function readMeStands(folder: string): Promise<void> {
  const found = await readFile(path.join(folder, 'READ-ME.txt'), 'utf8').catch(() => undefined);
  if (found === undefined) throw new Missing('READ-ME.txt');
  if (found !== readMe) throw new Damaged('READ-ME.txt');
}

async function verifyBase(
  folder: string,
  id: string,
  keys: readonly Uint8Array[],
  attempt: Attempt,
): Promise<Manifest | undefined> {
  let manifest: Manifest | undefined;
  await attempt(async () => {
    manifest = await readManifest(folder, id, keys);
  });
  for (const pack of manifest?.packs ?? []) {
    await attempt(async () => {
      let raw = 0;
      for await (const piece of unsealFile(folder, pack.name, keys)) raw += piece.length;
      if (raw !== pack.raw) throw new Damaged(`${pack.name}${sealed}`);
    });
  }
  return manifest;
}

/**
 * From the first file of the oldest base that the log still begins with to the end, none may be missing. Bases before
 * it have only their own part of the log.
 */
async function noHole(folder: string, all: readonly Manifest[], keys: readonly Uint8Array[]): Promise<void> {
  const line = await newestLine(folder, keys);
  const bases = all.filter((base) => isOnLine(base, line));
  const newest = bases.at(-1);
  if (!newest) return;
  const { segmentBytes } = newest;
  const numberOf = (name: string) => segmentOf(name, segmentBytes)?.number ?? Infinity;
  const numbers = (await logNames(folder)).map(numberOf).filter((number) => number < Infinity);
  const begin = bases.find((base) => numberOf(base.firstSegment) >= Math.min(...numbers)) ?? newest;
  for (let number = numberOf(begin.firstSegment); number <= numberOf(begin.lastSegment); number += 1) {
    const name = segmentName({ timeline: begin.timeline, number }, segmentBytes);
    if (!existsSync(path.join(folder, 'wal', `${name}${sealed}`))) throw new Missing(`wal/${name}${sealed}`);
  }
  const chain = await chainAfter(folder, begin, keys);
  if (chain.missing) throw new Missing(chain.missing);
}

async function logNames(folder: string): Promise<string[]> {
  return (await readdir(path.join(folder, 'wal')).catch(() => []))
    .filter((name) => name.endsWith(sealed))
    .map((name) => name.slice(0, -sealed.length))
    .sort();
}

async function verifyLog(folder: string, keys: readonly Uint8Array[], attempt: Attempt): Promise<void> {
  const names = await logNames(folder);
  let latest: LogMark | undefined;
  for (const name of names.filter((one) => one !== 'latest')) {
    await attempt(async () => {
      let bytes = 0;
      for await (const piece of contentOf(folder, name, keys)) bytes += piece.length;
      if (bytes === 0) throw new Damaged(`wal/${name}${sealed}`);
    });
  }
  await attempt(async () => {
    latest = await readLatest(folder, keys);
    if (!latest && names.some((name) => segmentOf(name, 2 ** 20) !== undefined))
      throw new Missing(`wal/latest${sealed}`);
  });
  if (!latest) return;
  const there = new Set(names);
  for (const name of [...filesOfRuns(latest.runs, latest.segmentBytes), ...latest.histories])
    if (!there.has(name)) await attempt(async () => Promise.reject(new Missing(`wal/${name}${sealed}`)));
}
