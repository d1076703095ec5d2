import { chmod, mkdir, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  isAlive,
  lastLines,
  makeCluster,
  type Running,
  spawnPostgres,
  superuser,
} from '#platform/server/db/cluster.ts';
import { placeDatabase } from '#platform/server/db/placement.ts';
import { packagedPrograms, readyPrograms } from '#platform/server/db/programs.ts';
import {
  appRole,
  databaseName,
  ensureDatabase,
  ensureRoles,
  ownerRole,
  socketUrl,
  withClient,
} from '#platform/server/db/roles.ts';

/** A PostgreSQL whose parent is the campaign: the packaged programs, as the supervisor starts them, fsync on. */
export interface OwnDatabase {
  appUrl: string;
  adminUrl: string;
  superuserUrl: string;
  socketDir: string;
  /** The cluster's data directory, and the account that runs it where it is another one. */
  data: string;
  uid: number | undefined;
  /** Folder of PostgreSQL's programs. */
  programs: string;
  /** The postmaster now. */
  readonly pid: number;
  /** Starts it and waits until it takes connections. @throws Error with its last lines */
  start(): Promise<void>;
  /** `kill -9` of the postmaster, by its recorded id. */
  kill(): Promise<void>;
  /** `kill -9` of one working backend; PostgreSQL then restarts all of them by itself. */
  killBackend(at: number): Promise<number | undefined>;
  /** Fast shutdown, then every trace is removed. */
  remove(): Promise<void>;
}

export const ownPassword = 'campaign';
const startWithinMs = 120_000;

/**
 * Opens a database in a new folder and starts it.
 * @param folder is made; root's PostgreSQL runs as another account, so the way to it must let others pass
 * @param options.settings further ones, which win over the supervisor's
 * @param options.fill makes the data directory in place of `initdb`: a base backup
 */
export async function openOwnDatabase(
  folder: string,
  options: {
    settings?: Record<string, string>;
    fill?: (data: string, uid: number | undefined) => Promise<void>;
  } = {},
): Promise<OwnDatabase> {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o711);
  const at = await placeDatabase(folder);
  const programs = await readyPrograms(packagedPrograms(), at.copies, at.uid);
  if (options.fill) await options.fill(at.data, at.uid);
  else await makeCluster(programs, at, ownPassword);
  const { settings } = options;
  const superuserUrl = socketUrl(superuser, ownPassword, at.socketDir, 'postgres');
  let running: Running | undefined;

  async function start(): Promise<void> {
    const deadline = Date.now() + startWithinMs;
    while (Date.now() < deadline) {
      running = await spawnPostgres(programs, at, { fsync: true, ...(settings && { settings }) });
      if (await answers(running.pid, superuserUrl, deadline)) return;
      const reason = await lastLines(at.home, 3, running.pid);
      // after `kill -9` its workers need a moment to notice; until then it refuses to start anew
      if (!/still in use|already exists/.test(reason))
        throw new Error(`PostgreSQL did not start:\n${reason}`);
      await sleep(20);
    }
    throw new Error(`PostgreSQL did not start in time:\n${await lastLines(at.home, 5)}`);
  }

  try {
    await start();
  } catch (error) {
    if (running && isAlive(running.pid)) process.kill(running.pid, 'SIGQUIT');
    throw error;
  }
  if (!options.fill) {
    await ensureRoles(superuserUrl, { owner: ownPassword, app: ownPassword });
    await ensureDatabase(superuserUrl, databaseName);
  }
  return {
    appUrl: socketUrl(appRole, ownPassword, at.socketDir, databaseName),
    adminUrl: socketUrl(ownerRole, ownPassword, at.socketDir, databaseName),
    superuserUrl: socketUrl(superuser, ownPassword, at.socketDir, databaseName),
    socketDir: at.socketDir,
    data: at.data,
    uid: at.uid,
    programs: programs.folder,
    get pid() {
      return running?.pid ?? 0;
    },
    start,
    async kill() {
      if (!running) return;
      process.kill(running.pid, 'SIGKILL');
      await running.ended;
    },
    async killBackend(at) {
      const backends = await workingBackends(superuserUrl).catch(() => []);
      const pid = backends[Math.floor(at * backends.length)];
      if (pid !== undefined) process.kill(pid, 'SIGKILL');
      return pid;
    },
    async remove() {
      if (running && isAlive(running.pid)) process.kill(running.pid, 'SIGINT');
      // the process is kept off the event loop, so its end is looked for
      while (running && isAlive(running.pid)) await sleep(20);
      for (const one of [at.home, at.socketDir, folder])
        await rm(one, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

async function answers(pid: number, url: string, deadline: number): Promise<boolean> {
  while (Date.now() < deadline && isAlive(pid)) {
    try {
      await withClient(url, (client) => client.query('SELECT 1'));
      return true;
    } catch {
      await sleep(10);
    }
  }
  return false;
}

/** Those in the middle of something come first: their transaction is what the kill is about. */
async function workingBackends(url: string): Promise<number[]> {
  const { rows } = await withClient(url, (client) =>
    client.query<{ pid: number; busy: boolean }>(
      `SELECT pid, state <> 'idle' AS busy FROM pg_stat_activity
       WHERE datname = '${databaseName}' AND backend_type = 'client backend'`,
    ),
  );
  const busy = rows.filter((row) => row.busy);
  return (busy.length > 0 ? busy : rows).map((row) => row.pid);
}
