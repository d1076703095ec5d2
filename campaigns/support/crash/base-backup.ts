import { chown, cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { superuser } from '#platform/server/db/cluster.ts';
import { withClient } from '#platform/server/db/roles.ts';
import { type OwnDatabase, ownPassword } from '../own-database.ts';

/** Not part of a backup (PostgreSQL's "Making a base backup using the low level API"). */
const leftOut =
  /\/(postmaster\.(pid|opts)|postgresql\.auto\.conf|pg_wal\/.*|pg_replslot\/.*|pg_stat_tmp\/.*|pg_internal\.init.*)$/;

/**
 * A base backup by hand, as the packaged programs bring no `pg_basebackup`: the files are copied while the server
 * writes, between the two calls that make such a copy good. Becomes a standby when it is started.
 * @param to data directory, made anew
 * @param uid account that will run it, when it is another one
 */
export async function baseBackup(from: OwnDatabase, to: string, uid: number | undefined): Promise<void> {
  await withClient(from.superuserUrl, async (client) => {
    await client.query("SELECT pg_backup_start('seed', fast => true)");
    await copy(from.data, to);
    const { rows } = await client.query<{ labelfile: string }>('SELECT labelfile FROM pg_backup_stop(false)');
    await writeFile(path.join(to, 'backup_label'), rows[0]?.labelfile ?? '');
  });
  await writeFile(path.join(to, 'standby.signal'), '');
  // takes the place of what `ALTER SYSTEM` said to the primary
  const conninfo = `host=${from.socketDir} user=${superuser} password=${ownPassword}`;
  await writeFile(path.join(to, 'postgresql.auto.conf'), `primary_conninfo = '${conninfo}'\n`);
  await mkdir(path.join(to, 'pg_wal', 'archive_status'), { recursive: true });
  await own(to, uid);
}

/** A file that PostgreSQL removes while it is being copied ends the copy: then it is made anew. */
async function copy(from: string, to: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await rm(to, { recursive: true, force: true });
      return await cp(from, to, { recursive: true, filter: (file) => !leftOut.test(file) });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || tries === 5) throw error;
    }
  }
}

async function own(folder: string, uid: number | undefined): Promise<void> {
  if (uid === undefined) return;
  await chown(folder, uid, uid);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const inner = path.join(folder, entry.name);
    if (entry.isDirectory()) await own(inner, uid);
    else await chown(inner, uid, uid);
  }
}
