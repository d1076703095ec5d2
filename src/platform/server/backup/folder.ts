import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { type Latest, readHead, readLatest } from './archive.ts';
import { baseIds, readBaseList } from './base-list.ts';
import { BackupFault } from './fault.ts';
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

/** What the list of bases says against a folder: bases that are gone, or the list itself. */
export async function missingBases(folder: string, keys: readonly Uint8Array[]): Promise<BackupFault[]> {
  const there = new Set(await baseIds(folder));
  try {
    const listed = await readBaseList(folder, keys);
    return listed.filter((id) => !there.has(id)).map((id) => new Missing(`${manifestName(id)}${sealed}`));
  } catch (error) {
    if (!(error instanceof BackupFault)) throw error;
    // a folder that never was one of backups has neither
    return error instanceof Missing && there.size === 0 && !existsSync(path.join(folder, `place${sealed}`))
      ? []
      : [error];
  }
}

/** The log that follows a base without a hole. */
export interface Chain {
  /** Names of the files, in their order. */
  names: string[];
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
  const timelineAt = await timelines(folder, base, files, keys);
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
  return { names, coversUntil, ...(reachesOn && { missing: `wal/${next}${sealed}` }) };
}

/** Whether anything is known of the log after the file that is not there. */
function goesOn(missing: string, end: Latest | undefined, files: string[], segmentBytes: number): boolean {
  const hole = segmentOf(missing, segmentBytes);
  return [...files, ...(end ? [end.name] : [])].some((name) => {
    const one = segmentOf(name, segmentBytes);
    return one && hole && one.timeline >= hole.timeline && one.number >= hole.number;
  });
}

/** Which timeline a file of the log belongs to, on the way from the base's to the newest that came of it. */
async function timelines(
  folder: string,
  base: Manifest,
  files: string[],
  keys: readonly Uint8Array[],
): Promise<(number: number) => number> {
  let way: { timeline: number; from: number }[] = [{ timeline: base.timeline, from: 0 }];
  const histories = files.filter((name) => name.endsWith('.history')).sort();
  for (const name of histories) {
    const text = await unsealAll(folder, `wal/${name}`, keys);
    const steps = parseHistory(text.subarray(4 + text.readUInt32BE(0)).toString());
    const leaves = steps.find((step) => step.timeline === base.timeline);
    // one that left before the copy was complete does not hold what the base holds
    if (!leaves || lsnOf(leaves.until) < lsnOf(base.stopPlace)) continue;
    const own = Number.parseInt(name.slice(0, 8), 16);
    const after = steps.slice(steps.indexOf(leaves));
    way = [
      { timeline: base.timeline, from: 0 },
      ...after.map((step, place) => ({
        timeline: after[place + 1]?.timeline ?? own,
        from: Number(lsnOf(step.until) / BigInt(base.segmentBytes)),
      })),
    ];
  }
  return (number) => way.findLast((step) => number >= step.from)?.timeline ?? base.timeline;
}
