import { existsSync } from 'node:fs';
import { refuse } from '#platform/shared/errors.ts';
import { type Disk, isDiskFull, logRoomBytes, type Room, watchDisk } from '../disk/disk.ts';
import { livingPostmaster, makeCluster } from './cluster.ts';
import { diskOf, Keeper } from './keeper.ts';
import { lockFolder } from './lock.ts';
import { type Placement, placeDatabase, privateFolder } from './placement.ts';
import { type Programs, packagedPrograms, readyPrograms } from './programs.ts';
import {
  appRole,
  databaseName,
  ensureDatabase,
  ensureRoles,
  ownerRole,
  socketUrl,
  withClient,
} from './roles.ts';
import { type DatabaseSecrets, ensureSecrets, readSecrets } from './secrets.ts';

/** Where a database is reached, whoever runs it. */
export interface DatabaseServer {
  /** Owner of the schema: migrations. */
  adminUrl: string;
  /** The role that Serambi works as, bound by row-level security. */
  appUrl: string;
  stop(): Promise<void>;
}

export interface EmbeddedServer extends DatabaseServer {
  /** PostgreSQL's superuser, on the maintenance database: backups, and the databases of tests. */
  superuserUrl: string;
  socketDir: string;
  /** Writes what is in memory to the data files now, and counts the time to the next such round from here. */
  checkpoint(): Promise<void>;
  /** Process id of PostgreSQL now; another one after it was restarted. */
  readonly pid: number;
  /** Where the database lies. */
  home: string;
  /** Room on the file systems of the database. */
  disk: Disk;
  at: Placement;
  programs: Programs;
}

export interface EmbeddedOptions {
  dataDir: string;
  onLog?: (line: string) => void;
  /** `false` only for tests: a crash of the machine would lose what was acknowledged. */
  fsync?: boolean;
  /** Hand closed files of the write-ahead log over for the backup, into `spool`. Off unless said otherwise. */
  archive?: boolean;
  /** A PostgreSQL installation to use in place of the packaged one. */
  programs?: string;
  /** How long it may give no word before it is ended and started again; for tests. */
  quietMs?: number;
}

/**
 * Starts the embedded PostgreSQL of a data folder, making it first where there is none, and keeps it running:
 * one that dies is started again. A server that an earlier Serambi left behind when it was killed is adopted.
 * @throws AlreadyRunning when another living Serambi has the folder
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const log = options.onLog ?? (() => undefined);
  const at = await placing(options.dataDir);
  refuseWithoutRoom(at);
  const unlock = await lockFolder(at.home);
  try {
    const programs = await readyPrograms(options.programs ?? packagedPrograms(), at.copies, at.uid);
    const secrets = await ensureSecrets(options.dataDir);
    if (!existsSync(at.data)) {
      log('making the database');
      await makeCluster(programs, at, secrets.superuser);
    }
    if (options.archive) await privateFolder(at.spool, at.uid);
    const manner = { fsync: options.fsync ?? true, ...(options.archive && { archiveTo: at.spool }) };
    const supervisor = new Keeper({
      programs,
      at,
      secrets,
      manner,
      log,
      ...(options.quietMs && { quietMs: options.quietMs }),
    });
    await supervisor.start();
    try {
      await ensureRoles(supervisor.superuserUrl, secrets);
      await ensureDatabase(supervisor.superuserUrl, databaseName);
    } catch (error) {
      await supervisor.stop();
      throw error;
    }
    let stopped: Promise<void> | undefined;
    return {
      ...urlsOf(secrets, supervisor.socketDir),
      superuserUrl: supervisor.superuserUrl,
      socketDir: supervisor.socketDir,
      home: at.home,
      disk: diskOf(at),
      at,
      programs,
      checkpoint: () =>
        withClient(supervisor.superuserUrl, async (client) => void (await client.query('CHECKPOINT'))),
      get pid() {
        return supervisor.pid;
      },
      // Asked twice, it must not give back the lock that a later start of this process has taken since.
      stop: () => {
        stopped ??= supervisor.stop().then(unlock);
        return stopped;
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** A new database with its tables and nothing in them takes 42 MB. */
const newClusterBytes = 64 * 2 ** 20;

async function placing(dataDir: string): Promise<Placement> {
  try {
    return await placeDatabase(dataDir);
  } catch (error) {
    if (isDiskFull(error)) refuseRoom({ folder: dataDir, freeBytes: 0, neededBytes: logRoomBytes });
    throw error;
  }
}

/** Half a start on a full disk would leave more to clear up than none. */
function refuseWithoutRoom(at: Placement): void {
  const disk = existsSync(at.data)
    ? diskOf(at)
    : watchDisk([{ folder: at.home, neededBytes: newClusterBytes }]);
  const full = disk.full();
  if (full) refuseRoom(full);
}

function refuseRoom({ folder, freeBytes, neededBytes }: Omit<Room, 'sizeBytes'>): never {
  const [freeMegabytes, neededMegabytes] = [freeBytes, neededBytes].map((bytes) => bytes / 2 ** 20);
  return refuse('noRoom', {
    folder,
    freeMegabytes: Math.floor(freeMegabytes ?? 0),
    neededMegabytes: Math.ceil(neededMegabytes ?? 0),
  });
}

/**
 * Finds the database of a Serambi that runs on a data folder, for a command beside it.
 * Undefined when none runs there.
 */
export async function findRunning(
  dataDir: string,
): Promise<{ adminUrl: string; appUrl: string } | undefined> {
  if (!existsSync(dataDir)) return undefined;
  const secrets = await readSecrets(dataDir);
  if (!secrets) return undefined;
  const found = await livingPostmaster(await placeDatabase(dataDir));
  return found && urlsOf(secrets, found.socketDir);
}

function urlsOf(secrets: DatabaseSecrets, socketDir: string) {
  return {
    adminUrl: socketUrl(ownerRole, secrets.owner, socketDir, databaseName),
    appUrl: socketUrl(appRole, secrets.app, socketDir, databaseName),
  };
}
