import { createHash } from 'node:crypto';
import { chown, mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { type Manifest, manifestName } from './manifest.ts';
import { Damaged, sealed, unsealFile } from './seal.ts';

export interface Unpacking {
  folder: string;
  keys: readonly Uint8Array[];
  /** Where the database's folder goes. */
  postgres: string;
  /** Where Serambi's own files go; left out where only the database is wanted. */
  data?: string;
  /** Account that the database's files belong to, when it is not this one. */
  uid?: number | undefined;
  onProgress?: (done: number, all: number) => void;
  signal?: AbortSignal | undefined;
}

/**
 * Writes the files of a base out again, each judged by its hash. Constant memory.
 * @throws Damaged, Missing, OtherKey that names the pack
 */
export async function unpackBase(manifest: Manifest, to: Unpacking): Promise<void> {
  for (const folder of manifest.folders) {
    const place = placeOf(folder, to);
    if (place) await makeFolder(place, folder, to.uid);
  }
  // made anew by PostgreSQL where they are missing, but it wants these two
  for (const name of ['pg_wal', 'pg_replslot', 'pg_tblspc', 'pg_stat', 'pg_twophase', 'pg_commit_ts'])
    await makeFolder(path.join(to.postgres, name), 'postgres/x', to.uid);
  const all = manifest.files.reduce((sum, file) => sum + file.size, 0);
  const bytes = new PackedBytes(manifest, to);
  let done = 0;
  for (const file of manifest.files) {
    to.signal?.throwIfAborted();
    await writeFile(file, placeOf(file.path, to), bytes, to.uid);
    done += file.size;
    to.onProgress?.(done, all);
  }
  await bytes.end();
}

function placeOf(name: string, { postgres, data }: Unpacking): string | undefined {
  const [root, ...rest] = name.split('/');
  // names come out of an authenticated manifest; a step upwards in one would be our own mistake
  if (rest.includes('..')) throw new Error(`${name} leads out of the folder`);
  if (root === 'postgres') return path.join(postgres, ...rest);
  return data && path.join(data, ...rest);
}

async function makeFolder(place: string, name: string, uid: number | undefined): Promise<void> {
  await mkdir(place, { recursive: true, mode: 0o700 });
  if (uid !== undefined && name.startsWith('postgres')) await chown(place, uid, uid);
}

async function writeFile(
  file: Manifest['files'][number],
  place: string | undefined,
  bytes: PackedBytes,
  uid: number | undefined,
): Promise<void> {
  const handle = place ? await open(place, 'wx', file.mode) : undefined;
  const hash = createHash('sha256');
  try {
    if (handle && uid !== undefined && file.path.startsWith('postgres/')) await handle.chown(uid, uid);
    for await (const piece of bytes.take(file.size)) {
      hash.update(piece);
      await handle?.writeFile(piece);
    }
    // the database's own files PostgreSQL syncs itself before it replays the log over them
    if (file.path.startsWith('data/')) await handle?.sync();
  } finally {
    await handle?.close();
  }
  if (hash.digest('hex') !== file.sha256) throw new Damaged(bytes.current);
}

/** The packs of a base as one stream of bytes. */
class PackedBytes {
  /** The pack that is being read, as it lies in the folder. */
  current: string;
  private readonly stream: AsyncGenerator<Buffer>;
  private rest: Buffer = Buffer.alloc(0);

  constructor(manifest: Manifest, to: Unpacking) {
    this.current = `${manifestName(manifest.id)}${sealed}`;
    this.stream = this.read(manifest, to);
  }

  async *take(size: number): AsyncGenerator<Buffer> {
    for (let left = size; left > 0; ) {
      if (this.rest.length === 0) {
        const next = await this.stream.next();
        if (next.done) throw new Damaged(this.current);
        this.rest = next.value;
      }
      const piece = this.rest.subarray(0, left);
      this.rest = this.rest.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
  }

  /** Nothing may follow the last file. */
  async end(): Promise<void> {
    if (this.rest.length > 0 || !(await this.stream.next()).done) throw new Damaged(this.current);
  }

  private async *read(manifest: Manifest, { folder, keys }: Unpacking): AsyncGenerator<Buffer> {
    for (const pack of manifest.packs) {
      this.current = `${pack.name}${sealed}`;
      yield* unsealFile(folder, pack.name, keys);
    }
  }
}
