import { readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { baseIds, readManifest } from './folder.ts';
import type { Manifest } from './manifest.ts';
import { basesToKeep } from './schedule.ts';
import { unfinished } from './take-base.ts';
import { segmentOf } from './wal-names.ts';

/**
 * Removes bases and log that have served. A base that cannot be read is left for whoever looks after it.
 * @returns names of the bases that went
 */
export async function removeOld(
  folder: string,
  keys: readonly Uint8Array[],
  now: { nowMs: number; zone: string; days: number; weeks: number },
): Promise<string[]> {
  const bases: Manifest[] = [];
  for (const id of await baseIds(folder)) {
    const manifest = await readManifest(folder, id, keys).catch(() => undefined);
    if (manifest) bases.push(manifest);
  }
  const { keep, logFrom } = basesToKeep(
    bases.map((base) => ({ id: base.id, atMs: Date.parse(base.consistentAt) })),
    now,
  );
  const gone = bases.filter((base) => !keep.has(base.id));
  for (const { id } of gone) {
    const at = path.join(folder, 'bases', id);
    // under the name of an unfinished one first: a removal that is cut short must not look like damage
    await rename(at, `${at}${unfinished}`);
    await rm(`${at}${unfinished}`, { recursive: true, force: true });
  }
  const oldest = bases.find((base) => base.id === logFrom);
  if (oldest) await removeLogBefore(folder, oldest);
  return gone.map((base) => base.id);
}

/** Histories stay: they are small, and tell which log came of which. */
async function removeLogBefore(folder: string, base: Manifest): Promise<void> {
  const first = segmentOf(base.firstSegment, base.segmentBytes);
  for (const file of await readdir(path.join(folder, 'wal'))) {
    const one = segmentOf(file.slice(0, 24), base.segmentBytes);
    if (one && first && one.number < first.number) await rm(path.join(folder, 'wal', file), { force: true });
  }
}

/** Removes what interrupted backups and removals left. */
export async function clearUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(path.join(folder, 'bases')).catch(() => []))
    if (name.endsWith(unfinished))
      await rm(path.join(folder, 'bases', name), { recursive: true, force: true });
}
