import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { withClient } from '../db/roles.ts';
import { listBases } from './base-list.ts';
import { type BaseSource, CopyOfCluster } from './copy-cluster.ts';
import { type Manifest, manifestName } from './manifest.ts';
import { writePacks } from './packs.ts';
import { sealFile, syncFolder } from './seal.ts';
import { stamp } from './stamp.ts';

export interface BaseOptions {
  /** Backup folder. */
  folder: string;
  key: Uint8Array;
  /** Keys before it, with which the list of bases may be sealed. */
  earlierKeys?: readonly Uint8Array[];
  reason: Manifest['reason'];
  /** Of Serambi. */
  version: string;
  now: () => number;
  /** Bytes read so far, of about how many. */
  onProgress?: (done: number, all: number) => void;
  signal?: AbortSignal | undefined;
}

/** Ending of a base's folder while it is being written. */
export const unfinished = '.part';

/**
 * Copies the whole running cluster and Serambi's own files into sealed packs, with the part of the log that makes the
 * copy whole. What bears the base's name is complete and on the disk.
 * @throws whatever the disk or the database says; nothing is left under the base's name then
 */
export async function takeBase(source: BaseSource, options: BaseOptions): Promise<Manifest> {
  const { folder, key } = options;
  const startedAt = stamp(options.now());
  const id = `${startedAt.replace(/[-:]|\.\d+/g, '')}-${options.reason}`;
  const aside = `bases/${id}${unfinished}`;
  await mkdir(path.join(folder, aside), { recursive: true, mode: 0o700 });
  try {
    const manifest = await withClient(source.superuserUrl, async (client) => {
      const copy = new CopyOfCluster(client, source, { ...options, id });
      const packs = await writePacks(
        folder,
        (number) => `bases/${id}/pack-${String(number).padStart(4, '0')}`,
        key,
        copy.stream(),
        (name) => `${aside}/${path.posix.basename(name)}`,
      );
      const { reason, version } = options;
      return { format: 1, id, reason, version, startedAt, ...copy.described(), packs } satisfies Manifest;
    });
    const text = Buffer.from(JSON.stringify(manifest));
    await sealFile(folder, manifestName(id), key, [text], `${aside}/manifest`);
    await rename(path.join(folder, aside), path.join(folder, 'bases', id));
    await syncFolder(path.join(folder, 'bases'));
    await listBases(folder, [key, ...(options.earlierKeys ?? [])]);
    return manifest;
  } catch (error) {
    await rm(path.join(folder, aside), { recursive: true, force: true }).catch(() => undefined);
    throw error;
  }
}
