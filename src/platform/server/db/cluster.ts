import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fchownSync, openSync, readdirSync, statfsSync, statSync } from 'node:fs';
import { chown, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Placement } from './placement.ts';
import type { Programs } from './programs.ts';

const run = promisify(execFile);

/** The name of PostgreSQL's own superuser, made by `initdb`; Serambi uses it to make roles and databases only. */
export const superuser = 'postgres';

/** Has a password entry on every system that PostgreSQL runs on; `initdb` asks for the name of its account. */
const nobody = 65534;

/**
 * Megabytes of one file of the write-ahead log. A clinic's day fills few, and each minute's is closed for the backup
 * with its rest written as zeros: the usual 16 would wear an office PC's disk four times as fast.
 */
const logSegments = ['--wal-segsize=4'];

/** PostgreSQL needs nothing of our surroundings, and secrets in them are not for its children to see. */
const surroundings = { PATH: '/usr/bin:/bin', LANG: 'C', LC_ALL: 'C', TZ: 'UTC' };

/**
 * Makes an empty cluster: UTF-8, ordered by code point, data checksums, passwords by SCRAM. It is made aside and
 * renamed, so that a start that was interrupted leaves no half cluster behind.
 */
export async function makeCluster(programs: Programs, at: Placement, password: string): Promise<void> {
  const aside = path.join(at.home, `postgres.new.${randomBytes(4).toString('hex')}`);
  await clearInterrupted(at.home);
  // initdb wants an account with a name; ours has none, so `nobody` makes the cluster and hands it over below.
  const maker = at.uid === undefined ? undefined : nobody;
  await mkdir(aside, { mode: 0o700 });
  const data = path.join(aside, 'data');
  const secret = path.join(aside, 'password');
  await writeFile(secret, `${password}\n`, { mode: 0o600 });
  if (maker !== undefined) await own(aside, maker);
  // From 17 PostgreSQL brings C.UTF-8 itself; before, the operating system's is used.
  const locale =
    programs.major >= 17
      ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
      : ['--locale=C.UTF-8'];
  try {
    const [command = '', ...before] = [...nameless(), path.join(programs.folder, 'bin', 'initdb')];
    const wanted = [
      '-U',
      superuser,
      `--pwfile=${secret}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      ...locale,
    ];
    await run(
      command,
      [...before, '-D', data, ...wanted, ...logSegments, '--data-checksums', '--no-instructions'],
      {
        cwd: '/',
        env: surroundings,
        ...(maker !== undefined && { uid: maker, gid: maker }),
      },
    );
    if (at.uid !== undefined) await own(data, at.uid);
    await rename(data, at.data);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/**
 * A container may run us as an account that has no password entry, which `initdb` refuses. In a user namespace
 * without a mapping the same account is seen as `nobody`, which has one.
 */
function nameless(): string[] {
  try {
    os.userInfo();
    return [];
  } catch {
    return ['unshare', '--user'];
  }
}

async function clearInterrupted(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    if (name.startsWith('postgres.new.')) await rm(path.join(home, name), { recursive: true, force: true });
  }
}

async function own(folder: string, uid: number): Promise<void> {
  await chown(folder, uid, uid);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const inner = path.join(folder, entry.name);
    if (entry.isDirectory()) await own(inner, uid);
    else await chown(inner, uid, uid);
  }
}

/** How a cluster is run. */
export interface Manner {
  /** `false` where nothing may be lost but time: tests, and copies that are thrown away. */
  fsync: boolean;
  /** Folder that gets each closed file of the write-ahead log; without it nothing is archived. */
  archiveTo?: string;
  /** Further settings, which win over the usual ones. */
  settings?: Record<string, string | number>;
}

/** A running PostgreSQL: its id and, when this process started it, a promise of its end. */
export interface Running {
  pid: number;
  /** Settles when the child has ended; absent for an adopted server, which is no child of ours. */
  ended?: Promise<void>;
}

/**
 * Starts PostgreSQL in a session of its own, so that Ctrl C in the terminal stops Serambi first and the database
 * by `stop`, in that order. What it prints goes to `postgres.log`, which outlives us.
 */
export async function spawnPostgres(programs: Programs, at: Placement, how: Manner): Promise<Running> {
  const log = path.join(at.home, 'postgres.log');
  await turnLog(log);
  const output = openSync(log, 'a', 0o600);
  try {
    // A folder of an ordinary account that root serves once must still be that account's afterwards.
    if (at.uid !== undefined) fchownSync(output, at.uid, at.uid);
    const child = spawn(
      path.join(programs.folder, 'bin', 'postgres'),
      ['-D', at.data, ...settings(at, how)],
      {
        cwd: '/',
        detached: true,
        env: surroundings,
        stdio: ['ignore', output, output],
        ...(at.uid !== undefined && { uid: at.uid, gid: at.uid }),
      },
    );
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const pid = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('spawn', () => resolve(child.pid as number));
    });
    child.unref();
    return { pid, ended };
  } finally {
    closeSync(output);
  }
}

function settings(at: Placement, { fsync, archiveTo, settings: more }: Manner): string[] {
  const memoryMegabytes = Math.min(process.constrainedMemory() || Infinity, os.totalmem()) / 2 ** 20;
  // A quarter of the memory is the usual advice for a machine of its own; an office PC has other work to do.
  const bufferMegabytes = Math.round(Math.min(1024, Math.max(64, memoryMegabytes / 16)));
  const chosen: Record<string, string | number> = {
    listen_addresses: '',
    unix_socket_directories: at.socketDir,
    unix_socket_permissions: '0700',
    max_connections: 100,
    shared_buffers: `${bufferMegabytes}MB`,
    effective_cache_size: `${Math.max(256, Math.round(memoryMegabytes / 4))}MB`,
    work_mem: '8MB',
    random_page_cost: 1.1,
    jit: 'off',
    fsync: fsync ? 'on' : 'off',
    full_page_writes: fsync ? 'on' : 'off',
    synchronous_commit: 'on',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] ',
    // An error's text, detail and statement may quote a patient's data: start, stop and failure of the server are
    // logged, errors of statements are not (they reach the caller), and the rest is terse.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    ...logSizes(at),
    ...(archiveTo !== undefined && archiving(archiveTo)),
    ...more,
  };
  return Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/**
 * The write-ahead log may take a sixteenth of the disk, at most PostgreSQL's usual gigabyte: on a small one the usual
 * size alone could fill it.
 */
function logSizes(at: Placement): Record<string, string> {
  const { blocks, bsize } = statfsSync(at.home);
  const megabytes = (blocks * bsize) / 2 ** 20;
  const file = logFileMegabytes(at);
  const within = (least: number, most: number, wanted: number) =>
    `${Math.round(Math.max(least, Math.min(most, wanted)))}MB`;
  return {
    // PostgreSQL refuses fewer than two files
    max_wal_size: within(4 * file, 1024, megabytes / 16),
    min_wal_size: within(2 * file, 80, megabytes / 64),
  };
}

/** A cluster keeps for good the size of log file that it was made with. */
function logFileMegabytes(at: Placement): number {
  const folder = path.join(at.data, 'pg_wal');
  const file = readdirSync(folder).find((name) => /^[0-9A-F]{24}$/.test(name));
  return file ? statSync(path.join(folder, file)).size / 2 ** 20 : 16;
}

/**
 * PostgreSQL's own module copies under another name, syncs, renames, and refuses to replace a file by other content.
 * At most a minute of writes lies outside of what was handed over.
 */
function archiving(folder: string): Record<string, string | number> {
  return {
    archive_mode: 'on',
    archive_library: 'basic_archive',
    'basic_archive.archive_directory': folder,
    archive_timeout: 60,
  };
}

async function turnLog(log: string): Promise<void> {
  const size = (await stat(log).catch(() => undefined))?.size ?? 0;
  if (size > 5_000_000) await rename(log, `${log}.1`);
}

/**
 * The last lines that PostgreSQL printed, for the message of a failed start.
 * @param pid leaves out what others wrote, where this one wrote anything: after a crash the workers of the postmaster
 *   before are still telling their end into the same file
 */
export async function lastLines(home: string, count: number, pid?: number): Promise<string> {
  const file = await open(path.join(home, 'postgres.log')).catch(() => undefined);
  if (!file) return '';
  try {
    const { size } = await file.stat();
    const start = Math.max(0, size - 8192);
    const { buffer } = await file.read(Buffer.alloc(size - start), 0, size - start, start);
    const lines = buffer.toString('utf8').trimEnd().split('\n');
    const own = lines.filter((line) => line.includes(`[${pid}]`));
    return (own.length > 0 ? own : lines).slice(-count).join('\n');
  } finally {
    await file.close();
  }
}

/** What `postmaster.pid` says, when the process it names is alive, is a PostgreSQL, and has this folder. */
export async function livingPostmaster(
  at: Placement,
): Promise<{ pid: number; socketDir: string } | undefined> {
  const file = path.join(at.data, 'postmaster.pid');
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!(pid > 0) || !isAlive(pid)) return undefined;
  if ((await isPostgres(pid)) && !(await isAnother(lines[1] ?? '', at.data)))
    return { pid, socketDir: lines[4] ?? '' };
  // The id was given to some other program after a crash, or the folder is a copy of one whose database runs. PostgreSQL
  // sees a living process of its own account and would refuse to start for as long as that one runs; so it does at the
  // lock that was copied along with the socket.
  await rm(file, { force: true });
  await rm(path.join(at.socketDir, '.s.PGSQL.5432.lock'), { force: true });
  return undefined;
}

/** Whether the first folder is there and is not the second under another name; one that was moved is no other. */
async function isAnother(first: string, second: string): Promise<boolean> {
  const [one, other] = await Promise.all([stat(first).catch(() => undefined), stat(second)]);
  return one !== undefined && (one.ino !== other.ino || one.dev !== other.dev);
}

/** Whether a process lives; one of another account counts. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function isPostgres(pid: number): Promise<boolean> {
  const words = existsSync('/proc/self/cmdline')
    ? await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => 'postgres')
    : await run('ps', ['-o', 'command=', '-p', String(pid)]).then(
        (result) => result.stdout,
        () => 'postgres',
      );
  return words.includes('postgres');
}
