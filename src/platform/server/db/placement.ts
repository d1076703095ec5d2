import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, link, lstat, mkdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** Where root keeps the database of a data folder that no other account can reach. */
const systemFolder = '/var/lib/serambi';

/** Room for a socket path in `sockaddr_un`: 108 bytes with the closing zero on Linux, 104 on macOS. */
const longestSocketPath = process.platform === 'linux' ? 107 : 103;

export interface Placement {
  /** Folder of this database: holds `postgres/`, `postgres.log`, the lock and, where the path is short, the socket. */
  home: string;
  data: string;
  socketDir: string;
  /** Where PostgreSQL leaves closed files of its log for the backup. */
  spool: string;
  /** Folder for copies of PostgreSQL's programs. */
  copies: string;
  /** Account that PostgreSQL runs as, when it is not the one of this process. */
  uid?: number;
}

/**
 * Decides where the database of a data folder lies and which account runs it. PostgreSQL refuses to run as root;
 * started by root, an account without a name and without rights takes its place. Its data stay in the data folder
 * wherever that account can reach them (a mounted volume must hold all), and otherwise go to `/var/lib/serambi`,
 * with a pointer in the data folder. What was decided once is found again.
 */
export async function placeDatabase(dataDir: string): Promise<Placement> {
  await mkdir(dataDir, { recursive: true });
  const folder = await realpath(dataDir);
  if (process.getuid?.() !== 0) return settle(folder, path.join(folder, 'programs'), undefined);

  const copies = path.join(systemFolder, 'programs');
  const pointer = path.join(folder, 'postgres.location');
  if (existsSync(pointer)) {
    const home = (await readFile(pointer, 'utf8')).trim();
    return settle(home, copies, (await ownerOf(path.join(home, 'postgres'))) ?? accountFor(folder));
  }
  // A data folder that an ordinary account made is served by that account, also when root starts it later.
  const uid = (await ownerOf(path.join(folder, 'postgres'))) ?? accountFor(folder);
  if (await canReach(folder, uid)) return settle(folder, copies, uid);

  return settle(await pointAtNewHome(folder, pointer), copies, uid);
}

/**
 * Says whether an account can walk into a folder: every folder on the way lets others (or it) pass.
 * Groups are left out, as PostgreSQL is started without any.
 */
export async function canReach(folder: string, uid: number): Promise<boolean> {
  for (let at = await realpath(folder); ; at = path.dirname(at)) {
    const { mode, uid: owner } = await stat(at);
    if (!(owner === uid ? mode & 0o100 : mode & 0o001)) return false;
    if (at === path.dirname(at)) return true;
  }
}

/**
 * 60578 to 61183 belong to nobody in the ranges that Debian and systemd publish (systemd's UIDS-GIDS page); one
 * account for each database keeps two clinics' databases on one machine from reading each other's files.
 */
function accountFor(folder: string): number {
  return 60578 + (createHash('sha256').update(folder).digest().readUInt32BE(0) % 606);
}

async function ownerOf(folder: string): Promise<number | undefined> {
  const owner = (await stat(folder).catch(() => undefined))?.uid;
  return owner === 0 ? undefined : owner;
}

/** Two processes may start at once on a new folder: the pointer that was made first counts for both. */
async function pointAtNewHome(folder: string, pointer: string): Promise<string> {
  const home = await newSystemHome(folder);
  const draft = `${pointer}.${process.pid}`;
  await writeFile(draft, `${home}\n`, { mode: 0o600 });
  const first = await link(draft, pointer).then(
    () => true,
    () => false,
  );
  await rm(draft);
  if (!first) await rm(home, { recursive: true });
  return (await readFile(pointer, 'utf8')).trim();
}

async function newSystemHome(folder: string): Promise<string> {
  await mkdir(systemFolder, { recursive: true, mode: 0o755 });
  await chmod(systemFolder, 0o755);
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  // A data folder that was deleted and made anew must not find the old database; that one is never deleted here.
  for (let count = 1; ; count += 1) {
    const home = path.join(systemFolder, count === 1 ? name : `${name}-${count}`);
    const made = await mkdir(home, { mode: 0o711 }).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
        return false;
      },
    );
    if (made) return home;
  }
}

/** Another database beside one of ours, in a folder of its own there: run by the same account, thrown away later. */
export async function placeAside(beside: Placement, home: string): Promise<Placement> {
  await privateFolder(home, beside.uid);
  return settle(home, beside.copies, beside.uid);
}

async function settle(home: string, copies: string, uid: number | undefined): Promise<Placement> {
  const data = path.join(home, 'postgres');
  const near = path.join(home, 'socket');
  const fits = Buffer.byteLength(path.join(near, '.s.PGSQL.5432')) <= longestSocketPath;
  const socketDir = fits ? near : await shortFolder(home, uid);
  if (fits) await privateFolder(near, uid);
  return {
    home,
    data,
    socketDir,
    spool: path.join(home, 'wal-spool'),
    copies,
    ...(uid !== undefined && { uid }),
  };
}

/** Makes a folder that only the account of the database may enter. */
export async function privateFolder(folder: string, uid: number | undefined): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (uid !== undefined) await chown(folder, uid, uid);
}

/**
 * A folder with a short name in the place for temporary files. Others can make folders there too, so one that is
 * there already is taken only when it belongs to the right account and lets nobody else in.
 */
async function shortFolder(home: string, uid: number | undefined): Promise<string> {
  const owner = uid ?? process.getuid?.();
  const name = `serambi-${createHash('sha256').update(home).digest('hex').slice(0, 12)}`;
  const base = Buffer.byteLength(os.tmpdir()) < 60 ? os.tmpdir() : '/tmp';
  for (const suffix of ['', `-${randomBytes(4).toString('hex')}`]) {
    const folder = path.join(base, `${name}${suffix}`);
    await privateFolder(folder, uid).catch(() => undefined);
    const found = await lstat(folder);
    if (found.isDirectory() && found.uid === owner && (found.mode & 0o077) === 0) return folder;
  }
  throw new Error(`no private folder for the database socket could be made in ${base}`);
}
