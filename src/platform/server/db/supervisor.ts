import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { refuse } from '#platform/shared/errors.ts';
import { type Disk, isDiskFull, logRoomBytes, type Room, socketRoomBytes, watchDisk } from '../disk/disk.ts';
import {
  isAlive,
  lastLines,
  livingPostmaster,
  type Manner,
  makeCluster,
  type Running,
  spawnPostgres,
  superuser,
} from './cluster.ts';
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
}

/** How long a start may take: replay after a crash reads up to a gigabyte of log. */
const startMilliseconds = 120_000;

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
    const supervisor = new Supervisor(programs, at, secrets, manner, log);
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

/** What a database needs on its disks: its log, and the place where it is reached. */
function diskOf(at: Placement): Disk {
  return watchDisk([
    { folder: at.home, neededBytes: logRoomBytes },
    // an operator may have laid the log on a disk of its own
    { folder: path.join(at.data, 'pg_wal'), neededBytes: logRoomBytes },
    { folder: at.socketDir, neededBytes: socketRoomBytes },
  ]);
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

class Supervisor {
  socketDir: string;
  private running: Running | undefined;
  private watching: Promise<void> | undefined;
  private readonly halt = new AbortController();
  private readonly programs: Programs;
  private readonly at: Placement;
  private readonly secrets: DatabaseSecrets;
  private readonly manner: Manner;
  private readonly log: (line: string) => void;
  /** A Serambi that ends by an uncaught error takes its database along; one that is killed cannot. */
  private readonly onExit = () => this.signal('SIGINT');

  constructor(
    programs: Programs,
    at: Placement,
    secrets: DatabaseSecrets,
    manner: Manner,
    log: (line: string) => void,
  ) {
    this.programs = programs;
    this.at = at;
    this.secrets = secrets;
    this.manner = manner;
    this.log = log;
    this.socketDir = at.socketDir;
  }

  get pid(): number {
    return this.running?.pid ?? 0;
  }

  get superuserUrl(): string {
    return socketUrl(superuser, this.secrets.superuser, this.socketDir, 'postgres');
  }

  async start(): Promise<void> {
    await this.bringUp();
    process.once('exit', this.onExit);
    this.watching = this.watch();
  }

  /** Fast shutdown: clients are cut off, what was acknowledged is on the disk, nothing is left to replay. */
  async stop(): Promise<void> {
    this.halt.abort();
    process.removeListener('exit', this.onExit);
    await this.end();
    await this.watching;
    // A restart that was under way in this moment has brought up another one.
    await this.end();
    this.log('the database has stopped');
  }

  private async end(): Promise<void> {
    const pid = this.pid;
    this.signal('SIGINT');
    for (let waited = 0; pid && isAlive(pid); waited += 20) {
      // Immediate shutdown loses nothing acknowledged either; the next start replays the log.
      if (waited === 30_000) this.signal('SIGQUIT');
      await sleep(20);
    }
    this.running = undefined;
  }

  private get stopping(): boolean {
    return this.halt.signal.aborted;
  }

  /** Waits without keeping the process alive; `stop` cuts it short. */
  private async pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { ref: false, signal: this.halt.signal }).catch(() => undefined);
  }

  private signal(name: NodeJS.Signals): void {
    if (!this.running) return;
    try {
      process.kill(this.running.pid, name);
    } catch {
      // It ended by itself in this moment.
    }
  }

  private async bringUp(): Promise<void> {
    const deadline = performance.now() + startMilliseconds;
    while (performance.now() < deadline && !this.stopping) {
      const orphan = await livingPostmaster(this.at);
      if (orphan) {
        this.socketDir = orphan.socketDir || this.socketDir;
        this.running = { pid: orphan.pid };
        if (await this.answers(deadline))
          return this.log(`adopted the running database (process ${orphan.pid})`);
        continue;
      }
      this.socketDir = this.at.socketDir;
      this.running = await spawnPostgres(this.programs, this.at, this.manner);
      if (await this.answers(deadline)) return this.log(`the database is up (process ${this.running.pid})`);
      if (this.stopping) return;
      // After `kill -9` its workers need a moment to notice; until then PostgreSQL refuses to start anew.
      const reason = await lastLines(this.at.home, 3, this.running.pid);
      if (!/still in use|already exists/.test(reason))
        throw new Error(`PostgreSQL did not start:\n${reason}`);
      await sleep(200);
    }
    if (this.stopping) return;
    throw new Error(`PostgreSQL did not start in time:\n${await lastLines(this.at.home, 5)}`);
  }

  /** Waits until the server takes connections; false when it ended before. */
  private async answers(deadline: number): Promise<boolean> {
    while (performance.now() < deadline && !this.stopping && this.running && isAlive(this.running.pid)) {
      try {
        await withClient(this.superuserUrl, (client) => client.query('SELECT 1'));
        return true;
      } catch (error) {
        // A server with another password is not ours: waiting would not help.
        if ((error as { code?: string }).code === '28P01') throw error;
        await sleep(30);
      }
    }
    return false;
  }

  private async watch(): Promise<void> {
    while (!this.stopping && this.running) {
      const { pid, ended } = this.running;
      if (ended) await ended;
      else while (isAlive(pid) && !this.stopping) await this.pause(500);
      if (this.stopping) return;
      this.log('the database ended unexpectedly; starting it again');
      try {
        await this.bringUp();
      } catch (error) {
        this.log(`the database cannot be started: ${(error as Error).message}`);
        await this.roomOrPause();
      }
    }
  }

  /** Without room another try would only fail again: the next one comes as soon as there is some, or all the same. */
  private async roomOrPause(): Promise<void> {
    const disk = diskOf(this.at);
    for (let waitedMs = 0; waitedMs < 5_000 && !this.stopping; waitedMs += 250) {
      await this.pause(250);
      if (waitedMs >= 1_000 && !disk.full()) return;
    }
  }
}
