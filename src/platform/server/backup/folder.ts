import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { readLatest } from './archive.ts';
import { baseIds, goneBases } from './base-list.ts';
import { BackupFault } from './fault.ts';
import { type Latest, readHead, splitHead } from './log-head.ts';
import { type Manifest, manifestName, parseManifest } from './manifest.ts';
import { keyIdOf } from './recovery-key.ts';
import { Damaged, Missing, OtherKey, sealed, unsealAll } from './seal.ts';
import { lsnOf, parseHistory, segmentName, segmentOf } from './wal-names.ts';

/** @throws Damaged, OtherKey, Missing */
export async function readManifest(
  folder: string,
  id: string,
  keys: readonly Uint8Array[],
): Promise<Manifest> {
  const name = manifestName(id);
  const text = await unsealAll(folder, name, keys);
  try {
    return parseManifest(text.toString());
  } catch (error) {
    throw new Damaged(`${name}${sealed}`, error);
  }
}

/**
 * The keys that a recovery key opens in a folder: itself, and those before it where it has replaced some.
 * @throws Damaged
 */
export async function keysOf(folder: string, key: Uint8Array): Promise<Uint8Array[]> {
  const name = `keys/${keyIdOf(key).toString('hex')}`;
  if (!existsSync(path.join(folder, `${name}${sealed}`))) return [key];
  const earlier = JSON.parse((await unsealAll(folder, name, [key])).toString()) as string[];
  return [key, ...earlier.map((text) => Buffer.from(text, 'hex'))];
}

/**
 * Manifests of all bases, oldest first, and what is wrong with the others.
 * @throws BackupFault `wrongKey` where none opens for want of the right key
 */
export async function readBases(
  folder: string,
  keys: readonly Uint8Array[],
): Promise<{ bases: Manifest[]; faults: BackupFault[] }> {
  const bases: Manifest[] = [];
  const faults: BackupFault[] = [];
  for (const id of await baseIds(folder)) {
    try {
      bases.push(await readManifest(folder, id, keys));
    } catch (error) {
      if (!(error instanceof Damaged || error instanceof OtherKey || error instanceof Missing)) throw error;
      faults.push(error);
    }
  }
  if (bases.length === 0 && faults.length > 0 && faults.every((fault) => fault instanceof OtherKey))
    throw new BackupFault('wrongKey', { folder });
  return { bases, faults: [...faults, ...(await missingBases(folder, keys))] };
}

/** The fault of a base that was taken away whole. */
export function missingBase(id: string): BackupFault {
  return new Missing(`${manifestName(id)}${sealed}`);
}

/** What the list of bases says against a folder: bases that are gone, or the list itself. */
export async function missingBases(folder: string, keys: readonly Uint8Array[]): Promise<BackupFault[]> {
  try {
    return (await goneBases(folder, keys)).map(missingBase);
  } catch (error) {
    if (!(error instanceof BackupFault)) throw error;
    const there = await baseIds(folder);
    // a folder that never was one of backups has neither
    return error instanceof Missing && there.length === 0 && !existsSync(path.join(folder, `place${sealed}`))
      ? []
      : [error];
  }
}

/** The log that follows a base without a hole. */
export interface Chain {
  /** Names of the files, in their order. */
  names: string[];
  /** On which it ends. */
  timeline: number;
  /** Everything that was acknowledged until then can be restored. */
  coversUntil: string;
  /** The file at which a hole begins, though the log is known to go on after it. */
  missing?: string;
}

/**
 * Follows the log from the end of a base, over the timelines that restores have begun, for as long as no file is
 * missing.
 */
export async function chainAfter(
  folder: string,
  base: Manifest,
  keys: readonly Uint8Array[],
): Promise<Chain> {
  const { segmentBytes } = base;
  const files = (await readdir(path.join(folder, 'wal')).catch(() => []))
    .filter((name) => name.endsWith(sealed))
    .map((name) => name.slice(0, -sealed.length));
  const there = new Set(files);
  const way = await wayFrom(folder, base, files, keys);
  const timelineAt = (number: number) =>
    way.findLast((step) => number >= step.from)?.timeline ?? base.timeline;
  const first = segmentOf(base.lastSegment, segmentBytes);
  if (!first) throw new Error(`${base.lastSegment} is no file of the log`);
  const names: string[] = [];
  let next = segmentName({ ...first, number: first.number + 1 }, segmentBytes);
  for (let number = first.number + 1; ; number += 1) {
    next = segmentName({ timeline: timelineAt(number), number }, segmentBytes);
    if (!there.has(next)) break;
    names.push(next);
  }
  const last = names.at(-1);
  const coversUntil = last ? (await readHead(folder, last, keys)).closedAt : base.coversUntil;
  const end = await readLatest(folder, keys);
  const reachesOn = goesOn(next, end, files, segmentBytes);
  const timeline = way.at(-1)?.timeline ?? base.timeline;
  return { names, timeline, coversUntil, ...(reachesOn && { missing: `wal/${next}${sealed}` }) };
}

/** Whether anything is known of the log after the file that is not there. */
function goesOn(missing: string, end: Latest | undefined, files: string[], segmentBytes: number): boolean {
  const hole = segmentOf(missing, segmentBytes);
  return [...files, ...(end ? [end.name] : [])].some((name) => {
    const one = segmentOf(name, segmentBytes);
    return one && hole && one.timeline >= hole.timeline && one.number >= hole.number;
  });
}

/** Where each timeline begins, on the way from the base's to the newest that came of it. */
async function wayFrom(
  folder: string,
  base: Manifest,
  files: string[],
  keys: readonly Uint8Array[],
): Promise<{ timeline: number; from: number }[]> {
  let way: { timeline: number; from: number }[] = [{ timeline: base.timeline, from: 0 }];
  for (const name of files.filter((one) => one.endsWith('.history')).sort()) {
    const line = await readHistory(folder, name, keys);
    const leaves = line.left.find((step) => step.timeline === base.timeline);
    if (!leaves || !isOnLine(base, line)) continue;
    const after = line.left.slice(line.left.indexOf(leaves));
    way = [
      { timeline: base.timeline, from: 0 },
      ...after.map((step, place) => ({
        timeline: after[place + 1]?.timeline ?? line.timeline,
        from: Number(lsnOf(step.until) / BigInt(base.segmentBytes)),
      })),
    ];
  }
  return way;
}

/** A timeline, and where those before it were left. */
export interface Line {
  timeline: number;
  left: { timeline: number; until: string }[];
}

/** The newest timeline that a restore has begun; undefined where none has. */
export async function newestLine(folder: string, keys: readonly Uint8Array[]): Promise<Line | undefined> {
  const names = await readdir(path.join(folder, 'wal')).catch(() => []);
  const last = names
    .filter((name) => name.endsWith(`.history${sealed}`))
    .sort()
    .at(-1);
  return last === undefined ? undefined : readHistory(folder, last.slice(0, -sealed.length), keys);
}

/** Whether a base belongs to what the clinic has gone on with; a restore to an earlier moment leaves later ones aside. */
export function isOnLine(base: Manifest, line: Line | undefined): boolean {
  if (!line || base.timeline >= line.timeline) return true;
  const leaves = line.left.find((step) => step.timeline === base.timeline);
  // one that left before the copy was complete does not hold what the base holds
  return leaves !== undefined && lsnOf(leaves.until) >= lsnOf(base.stopPlace);
}

async function readHistory(folder: string, name: string, keys: readonly Uint8Array[]): Promise<Line> {
  const { content } = splitHead(await unsealAll(folder, `wal/${name}`, keys));
  return { timeline: Number.parseInt(name.slice(0, 8), 16), left: parseHistory(content.toString()) };
}
