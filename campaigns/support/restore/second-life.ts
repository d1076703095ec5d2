import { cp, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { LogArchive } from '#platform/server/backup/archive.ts';
import { onDatabase } from '#platform/server/backup/copy-cluster.ts';
import type { Manifest } from '#platform/server/backup/manifest.ts';
import { restore } from '#platform/server/backup/restore.ts';
import { verifyFolder } from '#platform/server/backup/verify.ts';
import { withClient } from '#platform/server/db/roles.ts';
import { startEmbedded } from '#platform/server/db/supervisor.ts';
import { contentsOf, unequal } from './contents.ts';
import type { Written } from './written.ts';

/**
 * The clinic goes on with what was restored, and loses its disk once more before the next night: what was written in
 * between must come back from the backup of before the first loss. On a copy of the backup folder.
 */
export async function judgeSecondLife(written: Written, base: Manifest): Promise<string[]> {
  const { own, name } = written;
  const root = path.join(own.root, 'second-life');
  const folder = path.join(root, 'disk');
  await mkdir(root, { mode: 0o711 });
  await cp(own.folder, folder, { recursive: true });
  const again = (into: string) => restore({ folder, key: own.keys.current, into, now: Date.now });
  try {
    const first = path.join(root, 'first');
    await again(first);
    const server = await startEmbedded({ dataDir: first, fsync: false, archive: true });
    const url = onDatabase(server.superuserUrl, name);
    await withClient(url, async (client) => {
      await client.query(
        'CREATE TABLE second_life AS SELECT n, repeat(md5(n::text), 20) FROM generate_series(1, 5000) n',
      );
      await client.query('DELETE FROM second_life WHERE n % 3 = 0');
    });
    const contents = await contentsOf(url);
    await withClient(url, (client) => client.query('SELECT pg_switch_wal()'));
    await server.stop();
    const archive = new LogArchive({
      ...{
        spool: server.at.spool,
        log: path.join(server.at.data, 'pg_wal'),
        waiting: path.join(root, 'waiting'),
      },
      ...{ segmentBytes: base.segmentBytes, mostWaiting: 2 ** 30, keepFree: 0 },
    });
    await archive.drain(folder, own.keys);
    const { faults } = await verifyFolder(folder, own.keys.current);
    const second = path.join(root, 'second');
    await again(second);
    const back = await startEmbedded({ dataDir: second, fsync: false });
    const differing = unequal(contents, await contentsOf(onDatabase(back.superuserUrl, name)));
    await back.stop();
    for (const { home } of [server, back]) await rm(home, { recursive: true, force: true });
    return [
      ...faults.map((fault) => `after a restore: ${fault.message}`),
      ...(differing.length > 0 ? [`restored once more: ${differing.join(', ')} not equal`] : []),
    ];
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
