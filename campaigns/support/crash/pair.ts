import { chmod, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { appRole, databaseName, ownerRole, withClient } from '#platform/server/db/roles.ts';
import { type OwnDatabase, openOwnDatabase, ownPassword } from '../own-database.ts';
import { baseBackup } from './base-backup.ts';

/** Two PostgreSQLs, the second a standby of the first; a failover makes the second the first and seeds another one. */
export interface Pair {
  /** Names both hosts, so that whoever holds it follows. */
  appUrl: string;
  adminUrl: string;
  /** The primary's of this moment. */
  readonly superuserUrl: string;
  readonly primary: OwnDatabase;
  readonly standby: OwnDatabase;
  /** Makes the standby hear nothing more: what is written from now on is on the primary alone. */
  cutStandby(): Promise<void>;
  /** `kill -9` of the primary, and the standby is made the primary. */
  promote(): Promise<void>;
  /** A new standby from a backup of the primary, where the dead one lay; waits until every commit waits for it. */
  seed(): Promise<void>;
  remove(): Promise<void>;
}

/**
 * Opens a pair.
 * @param mode `sync`: a commit is answered when the standby has it on the disk; `async`: it may come later
 */
export async function openPair(folder: string, mode: 'sync' | 'async'): Promise<Pair> {
  await mkdir(folder);
  const places = [path.join(folder, 'one'), path.join(folder, 'two')];
  // what is written during the backup is read from here; each runs as an account of its own and must reach the other
  const settings = { wal_keep_size: '1GB', unix_socket_permissions: '0777' };
  let at = 0;
  const open = async (place: string, fill?: (data: string, uid: number | undefined) => Promise<void>) => {
    const opened = await openOwnDatabase(place, { settings, ...(fill && { fill }) });
    await chmod(opened.socketDir, 0o711);
    return opened;
  };
  let primary = await open(places[0] ?? '');
  let standby = primary;

  async function seed(): Promise<void> {
    const place = places[1 - at] ?? '';
    standby = await open(place, (data, uid) => baseBackup(primary, data, uid));
    if (mode === 'async') return streaming(primary, 'async');
    await withClient(primary.superuserUrl, async (client) => {
      await client.query("ALTER SYSTEM SET synchronous_standby_names = '*'");
      await client.query('SELECT pg_reload_conf()');
    });
    await streaming(primary, 'sync');
  }

  try {
    await seed();
  } catch (error) {
    await primary.remove();
    throw error;
  }
  const both = (role: string) =>
    `postgresql://${role}:${ownPassword}@/${databaseName}?host=${primary.socketDir},${standby.socketDir}`;
  return {
    appUrl: both(appRole),
    adminUrl: both(ownerRole),
    get superuserUrl() {
      return primary.superuserUrl;
    },
    get primary() {
      return primary;
    },
    get standby() {
      return standby;
    },
    async cutStandby() {
      await withClient(standby.superuserUrl, async (client) => {
        await client.query("ALTER SYSTEM SET primary_conninfo = ''");
        await client.query('SELECT pg_reload_conf()');
      });
    },
    async promote() {
      await primary.kill();
      await withClient(standby.superuserUrl, (client) => client.query('SELECT pg_promote(true, 60)'));
      await primary.remove();
      primary = standby;
      at = 1 - at;
    },
    seed,
    async remove() {
      for (const one of [standby, primary]) await one.remove();
    },
  };
}

async function streaming(primary: OwnDatabase, state: 'sync' | 'async'): Promise<void> {
  await withClient(primary.superuserUrl, async (client) => {
    for (let tries = 0; tries < 600; tries += 1) {
      const { rows } = await client.query<{ sync_state: string }>(
        "SELECT sync_state FROM pg_stat_replication WHERE state = 'streaming'",
      );
      if (rows[0]?.sync_state === state) return;
      await sleep(50);
    }
    throw new Error(`no standby is streaming as ${state}`);
  });
}
