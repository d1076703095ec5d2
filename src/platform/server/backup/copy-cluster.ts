import { createHash } from 'node:crypto';
import { open, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { stamp } from './stamp.ts';
import type { Placement } from '../db/placement.ts';
import type { Programs } from '../db/programs.ts';
import { databaseName, withClient } from '../db/roles.ts';
import { markAndCount } from './content.ts';
import type { Manifest } from './manifest.ts';
import { clusterFiles, dataFiles, type Found } from './walk.ts';
import { lsnOf, segmentAt, segmentName } from './wal-names.ts';

/** The running database that is copied. */
export interface BaseSource {
  superuserUrl: string;
  at: Placement;
  programs: Programs;
  dataDir: string;
}

export interface CopyOptions {
  id: string;
  /** Backup folder, in case it lies in the data folder. */
  folder: string;
  now: () => number;
  onProgress?: (done: number, all: number) => void;
  signal?: AbortSignal | undefined;
}

type Described = Omit<Manifest, 'format' | 'id' | 'reason' | 'version' | 'startedAt' | 'packs'>;

const pieceBytes = 256 * 1024;

/** The same server and role on another database. */
export function onDatabase(superuserUrl: string, name = databaseName): string {
  return superuserUrl.replace(/(@[^/]*\/)[^?]*/, `$1${name}`);
}

/**
 * One copy of a running cluster, as a stream of bytes; what the stream held is told afterwards. PostgreSQL is told of
 * the copy before and after it: pages that change under our hands are put right from the log, which is kept back by
 * a replication slot until it has been copied too. Both end with the connection, however this ends.
 */
export class CopyOfCluster {
  private readonly client: pg.Client;
  private readonly source: BaseSource;
  private readonly options: CopyOptions;
  private readonly folders: string[] = [];
  private readonly files: Manifest['files'] = [];
  private rest: Omit<Described, 'folders' | 'files'> | undefined;
  private done = 0;
  private all = 0;

  constructor(client: pg.Client, source: BaseSource, options: CopyOptions) {
    this.client = client;
    this.source = source;
    this.options = options;
  }

  /** @throws Error before the stream has ended */
  described(): Described {
    if (!this.rest) throw new Error('the copy has not ended');
    return { folders: this.folders, files: this.files, ...this.rest };
  }

  async *stream(): AsyncGenerator<Buffer> {
    const { at, dataDir, superuserUrl } = this.source;
    const { id, now } = this.options;
    await this.client.query('SELECT pg_create_physical_replication_slot($1, true, true)', [
      `serambi_backup_${process.pid}_${now()}`,
    ]);
    const begin = await this.one<{ place: string }>(
      'SELECT pg_backup_start($1, fast => true)::text AS place',
      [id],
    );
    const cluster = await clusterFiles(at.data);
    const own = await dataFiles(dataDir, this.options.folder);
    this.all = [...cluster, ...own].reduce((sum, one) => sum + (one.stats.isFile() ? one.stats.size : 0), 0);
    yield* this.copyAll(at.data, 'postgres', cluster);
    yield* this.copyAll(dataDir, 'data', own);
    const end = await this.one<{ place: string; label: string }>(
      'SELECT lsn::text AS place, labelfile AS label FROM pg_backup_stop(wait_for_archive => false)',
    );
    const consistentAt = stamp(now());
    yield* this.add('postgres/backup_label', 0o600, [Buffer.from(end.label)]);
    const tables = await markAndCount(onDatabase(superuserUrl), id);
    yield* this.copyLog(begin.place, { consistentAt, tables, stopPlace: end.place });
  }

  /** Closes the file of the log in which everything so far stands, and copies the log since the beginning. */
  private async *copyLog(
    beginPlace: string,
    so: Pick<Described, 'consistentAt' | 'tables' | 'stopPlace'>,
  ): AsyncGenerator<Buffer> {
    const { at, superuserUrl, programs } = this.source;
    const log = await this.one<{ bytes: string; timeline: number; place: string }>(
      `SELECT (SELECT setting FROM pg_settings WHERE name = 'wal_segment_size') AS bytes,
         (SELECT timeline_id FROM pg_control_checkpoint()) AS timeline, pg_switch_wal()::text AS place`,
    );
    const segmentBytes = Number(log.bytes);
    const first = segmentAt(beginPlace, segmentBytes);
    // where nothing was written since, it answers with the first byte of the next file
    const last = Number((lsnOf(log.place) - 1n) / BigInt(segmentBytes));
    const nameOf = (number: number) => segmentName({ timeline: log.timeline, number }, segmentBytes);
    let coversUntil = so.consistentAt;
    for (let number = first; number <= last; number += 1) {
      const file = path.join(at.data, 'pg_wal', nameOf(number));
      coversUntil = stamp((await stat(file)).mtimeMs);
      yield* this.add(`postgres/pg_wal/${nameOf(number)}`, 0o600, pieces(file));
    }
    this.rest = {
      ...so,
      ...(await about(superuserUrl)),
      ...{ coversUntil, segmentBytes, timeline: log.timeline, postgresMajor: programs.major },
      ...{ restorePoint: this.options.id, firstSegment: nameOf(first), lastSegment: nameOf(last) },
    };
  }

  private async *copyAll(root: string, as: string, found: readonly Found[]): AsyncGenerator<Buffer> {
    this.folders.push(as);
    for (const { path: relative, stats } of found) {
      this.options.signal?.throwIfAborted();
      const file = path.join(root, relative);
      if (stats.isDirectory()) this.folders.push(`${as}/${relative}`);
      else if (relative === 'global/pg_control')
        yield* this.add(`${as}/${relative}`, 0o600, [await settledRead(file)]);
      else yield* this.add(`${as}/${relative}`, stats.mode & 0o777, pieces(file));
    }
  }

  /** One file into the stream. One that was dropped since is left out: replaying the log drops it as well. */
  private async *add(
    name: string,
    mode: number,
    content: AsyncIterable<Buffer> | Iterable<Buffer>,
  ): AsyncGenerator<Buffer> {
    const hash = createHash('sha256');
    let size = 0;
    try {
      for await (const piece of content) {
        hash.update(piece);
        size += piece.length;
        this.done += piece.length;
        yield piece;
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || size > 0) throw error;
      return;
    }
    this.files.push({ path: name, size, sha256: hash.digest('hex'), mode });
    this.options.onProgress?.(this.done, Math.max(this.all, this.done));
  }

  private async one<R extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<R> {
    const { rows } = await this.client.query<R>(sql, values);
    if (!rows[0]) throw new Error('the database gave no answer');
    return rows[0];
  }
}

async function* pieces(file: string): AsyncGenerator<Buffer> {
  const handle = await open(file, 'r');
  try {
    for (;;) {
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(pieceBytes), 0, pieceBytes);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

/** PostgreSQL writes its control file in place: what two readings agree on was not caught in the middle. */
async function settledRead(file: string): Promise<Buffer> {
  for (let before = await readFile(file); ; ) {
    await sleep(20);
    const now = await readFile(file);
    if (now.equals(before)) return now;
    before = now;
  }
}

async function about(superuserUrl: string): Promise<Pick<Described, 'clinics' | 'migrations'>> {
  return withClient(onDatabase(superuserUrl), async (client) => {
    const has = await client.query<{ both: boolean }>(
      "SELECT to_regclass('platform_clinic') IS NOT NULL AND to_regclass('platform_migration') IS NOT NULL AS both",
    );
    if (!has.rows[0]?.both) return { clinics: [], migrations: [] };
    const clinics = await client.query<Manifest['clinics'][number]>(
      'SELECT slug, name, zone FROM platform_clinic ORDER BY slug',
    );
    const migrations = await client.query<{ name: string }>(
      'SELECT name FROM platform_migration ORDER BY applied_at, name',
    );
    return { clinics: clinics.rows, migrations: migrations.rows.map((row) => row.name) };
  });
}
