import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { allMigrations } from '#app/migrate.ts';
import { LogArchive, type Round } from '#platform/server/backup/archive.ts';
import { onDatabase } from '#platform/server/backup/copy-cluster.ts';
import { baseIds } from '#platform/server/backup/base-list.ts';
import { openKeys, type RecoveryKeys } from '#platform/server/backup/key-store.ts';
import type { Manifest } from '#platform/server/backup/manifest.ts';
import { openPlace } from '#platform/server/backup/place.ts';
import { takeBase } from '#platform/server/backup/take-base.ts';
import { migrate } from '#platform/server/db/migrate.ts';
import { withClient } from '#platform/server/db/roles.ts';
import { type EmbeddedServer, startEmbedded } from '#platform/server/db/supervisor.ts';

/** A running database that archives its log, with a backup folder, all in one folder that goes at the end. */
export interface BackedUp {
  root: string;
  dataDir: string;
  folder: string;
  server: EmbeddedServer;
  /** Superuser's, on the database itself. */
  url: string;
  keys: RecoveryKeys;
  archive: LogArchive;
  base(reason?: Manifest['reason']): Promise<Manifest>;
  /** Closes the file of the log and puts everything away. */
  closeLog(): Promise<Round>;
  remove(): Promise<void>;
}

export async function openBackedUp(): Promise<BackedUp> {
  const root = await mkdtemp(path.join(os.tmpdir(), `serambi-test-${process.pid}-`));
  // PostgreSQL runs as another account when root tests; it must be able to walk in
  await chmod(root, 0o711);
  const dataDir = path.join(root, 'data');
  const folder = path.join(root, 'disk');
  await mkdir(dataDir, { mode: 0o711 });
  await mkdir(folder, { mode: 0o700 });
  const server = await startEmbedded({ dataDir, fsync: false, archive: true });
  await migrate(server.adminUrl, await allMigrations());
  const keys = await openKeys(dataDir, new Date().toISOString());
  await openPlace(dataDir, folder, keys, false);
  const archive = new LogArchive({
    spool: server.at.spool,
    log: path.join(server.at.data, 'pg_wal'),
    waiting: path.join(root, 'waiting'),
    segmentBytes: 4 * 2 ** 20,
    mostWaiting: 2 ** 30,
    keepFree: 0,
  });
  return {
    ...{ root, dataDir, folder, server, keys, archive, url: onDatabase(server.superuserUrl) },
    async base(reason = 'asked') {
      // what was closed before the first base is of no use
      if ((await baseIds(folder)).length === 0) await archive.discard();
      return takeBase(
        { ...server, superuserUrl: server.superuserUrl, dataDir },
        {
          ...{ folder, key: keys.current, reason, version: '0.0.0', now: Date.now },
        },
      );
    },
    async closeLog() {
      const wanted = await withClient(server.superuserUrl, async (client) => {
        await client.query("SELECT pg_create_restore_point('test')");
        const { rows } = await client.query<{ name: string }>(
          'SELECT pg_walfile_name(pg_switch_wal()) AS name',
        );
        for (let tries = 0; tries < 1000; tries += 1) {
          const done = await client.query<{ last: string | null }>(
            'SELECT last_archived_wal AS last FROM pg_stat_archiver',
          );
          if ((done.rows[0]?.last ?? '') >= (rows[0]?.name ?? '')) return rows[0]?.name;
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        throw new Error(`${rows[0]?.name} was not archived`);
      });
      if (!wanted) throw new Error('no file of the log was closed');
      return archive.drain(folder, keys);
    },
    async remove() {
      await server.stop();
      await rm(server.home, { recursive: true, force: true });
      await rm(root, { recursive: true, force: true });
    },
  };
}
