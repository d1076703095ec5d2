import type { Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';

/** A folder or file to copy; `path` is relative, with `/`. */
export interface Found {
  path: string;
  stats: Stats;
}

/** Folders whose content belongs to the running server and is made anew (PostgreSQL's "Making a Base Backup"). */
const emptied = new Set([
  ...['pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_stat_tmp'],
  'pg_subtrans',
]);
const left = new Set([
  ...['postmaster.pid', 'postmaster.opts', 'backup_label', 'tablespace_map', 'backup_manifest'],
  ...['recovery.signal', 'standby.signal', 'postgresql.auto.conf.tmp', 'current_logfiles.tmp'],
]);

/** What of a cluster's folder makes a base backup, `global/pg_control` last: it says how far the others reach. */
export async function clusterFiles(data: string): Promise<Found[]> {
  const found = await walk(data, (relative, name) => {
    if (emptied.has(path.posix.dirname(relative))) return false;
    if (left.has(relative)) return false;
    // tables of a session's own (`t3_16384`), sorts, and caches that are built again
    return !/^t\d+_\d+|^pgsql_tmp|^pg_internal\.init/.test(name);
  });
  const control = (one: Found) => (one.path === 'global/pg_control' ? 1 : 0);
  return found.sort((a, b) => control(a) - control(b));
}

/** In the data folder but not of the clinic: the database (it goes its own way), programs, logs, earlier backups. */
const notOfTheClinic =
  /^(postgres|programs|socket|wal-spool|backups|backups-waiting|postgres\.(log|location|new).*|serambi\.lock.*|(before-restore|restoring|trial)-.*)$/;

/**
 * What of Serambi's data folder must come back with the database: keys, passwords, certificates, papers.
 * @param backupFolder left out wherever it lies
 */
export async function dataFiles(dataDir: string, backupFolder: string): Promise<Found[]> {
  return walk(
    dataDir,
    (relative) => !notOfTheClinic.test(relative) && path.join(dataDir, relative) !== backupFolder,
  );
}

async function walk(
  root: string,
  wanted: (relative: string, name: string) => boolean,
  below = '',
): Promise<Found[]> {
  const found: Found[] = [];
  const names = await readdir(path.join(root, below)).catch((error: NodeJS.ErrnoException) => {
    // dropped between listing and reading: replaying the log drops it as well
    if (error.code === 'ENOENT' && below !== '') return [];
    throw error;
  });
  for (const name of names.sort()) {
    const relative = below === '' ? name : `${below}/${name}`;
    if (!wanted(relative, name)) continue;
    const stats = await lstat(path.join(root, relative)).catch(() => undefined);
    if (stats?.isDirectory()) found.push({ path: relative, stats }, ...(await walk(root, wanted, relative)));
    else if (stats?.isFile()) found.push({ path: relative, stats });
  }
  return found;
}
