import { readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { baseIds, listBases, readBaseList } from './base-list.ts';
import { isOnLine, newestLine, readManifest } from './folder.ts';
import type { Manifest } from './manifest.ts';
import { basesToKeep } from './schedule.ts';
import { unfinished } from './take-base.ts';
import { segmentOf } from './wal-names.ts';

const dayMs = 86_400_000;

/**
 * Removes bases and log that have served. A base that cannot be read is left for whoever looks after it.
 * @param forgetLog strikes the log before a file's number out of its record, see `LogArchive.forgetBefore`
 * @returns names of the bases that went
 */
export async function removeOld(
  folder: string,
  keys: readonly Uint8Array[],
  now: { nowMs: number; zone: string; days: number; weeks: number },
  forgetLog: (number: number) => Promise<void>,
): Promise<string[]> {
  const bases: Manifest[] = [];
  for (const id of await baseIds(folder)) {
    const manifest = await readManifest(folder, id, keys).catch(() => undefined);
    if (manifest) bases.push(manifest);
  }
  // what a restore has left aside is kept as many days, in case that it was a mistake, and counts for nothing else
  const line = await newestLine(folder, keys);
  const left = (base: Manifest) =>
    !isOnLine(base, line) && Date.parse(base.consistentAt) > now.nowMs - now.days * dayMs;
  const living = bases.filter((base) => isOnLine(base, line));
  const { keep, logFrom } = basesToKeep(
    living.map((base) => ({ id: base.id, atMs: Date.parse(base.consistentAt) })),
    now,
  );
  const gone = bases.filter((base) => !keep.has(base.id) && !left(base));
  const struck = new Set([...gone.map((base) => base.id), ...(await longMissing(folder, keys, now))]);
  if (struck.size > 0) await listBases(folder, keys, struck);
  for (const { id } of gone) {
    const at = path.join(folder, 'bases', id);
    // under the name of an unfinished one first: a removal that is cut short must not look like damage
    await rename(at, `${at}${unfinished}`);
    await rm(`${at}${unfinished}`, { recursive: true, force: true });
  }
  const oldest = bases.find((base) => base.id === logFrom);
  if (oldest) await removeLogBefore(folder, oldest, forgetLog);
  return gone.map((base) => base.id);
}

/** Bases that are not there and would have served by now: they need not be missed any longer. */
async function longMissing(
  folder: string,
  keys: readonly Uint8Array[],
  now: { nowMs: number; days: number; weeks: number },
): Promise<string[]> {
  const there = new Set(await baseIds(folder));
  const listed = await readBaseList(folder, keys).catch(() => []);
  const servedMs = now.nowMs - (now.days + now.weeks * 7 + 1) * dayMs;
  return listed.filter((id) => !there.has(id) && beganMs(id) < servedMs);
}

/** When a base was begun, from its name (`20260309T010203Z-nightly`). */
function beganMs(id: string): number {
  return Date.parse(id.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z.*$/, '$1-$2-$3T$4:$5:$6Z'));
}

/** Histories stay: they are small, and tell which log came of which. */
async function removeLogBefore(
  folder: string,
  base: Manifest,
  forgetLog: (number: number) => Promise<void>,
): Promise<void> {
  const first = segmentOf(base.firstSegment, base.segmentBytes);
  const files = (await readdir(path.join(folder, 'wal'))).filter((file) => {
    const one = segmentOf(file.slice(0, 24), base.segmentBytes);
    return one && first && one.number < first.number;
  });
  if (!first || files.length === 0) return;
  await forgetLog(first.number);
  for (const file of files) await rm(path.join(folder, 'wal', file), { force: true });
}

/** Removes what interrupted backups and removals left. */
export async function clearUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(path.join(folder, 'bases')).catch(() => []))
    if (name.endsWith(unfinished))
      await rm(path.join(folder, 'bases', name), { recursive: true, force: true });
}
