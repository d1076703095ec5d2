import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { newestAnchors, readAnchors, writeAnchors } from '../audit/anchor.ts';
import { lockFolder, AlreadyRunning } from '../db/lock.ts';
import { type Placement, placeAside, placeDatabase } from '../db/placement.ts';
import { packagedPrograms, type Programs, readyPrograms } from '../db/programs.ts';
import { readSecrets } from '../db/secrets.ts';
import { livingPostmaster } from '../db/cluster.ts';
import { BackupFault } from './fault.ts';
import type { Manifest } from './manifest.ts';
import { room } from './place.ts';
import { planRestore, type RestorePlan } from './plan.ts';
import { recover } from './recover.ts';
import { syncFolder } from './seal.ts';
import { unpackBase } from './unpack.ts';

export interface RestoreOptions {
  /** Backup folder. */
  folder: string;
  key: Uint8Array;
  /** Data folder that is made; what lies there now is moved aside. */
  into: string;
  at?: string | undefined;
  baseId?: string | undefined;
  /** Of the time that names the folder for what is moved aside. */
  now: () => number;
  onProgress?: (step: 'unpacking' | 'replaying' | 'settling', part: number) => void;
  signal?: AbortSignal | undefined;
}

export interface Restored {
  base: Manifest;
  /** Everything that was acknowledged until then is there. */
  until: string;
  /** Where the former content of the data folder lies now. */
  aside?: string;
}

/**
 * Makes a data folder from a backup folder and its recovery key. Until the very end nothing in the data folder is
 * touched; then its content is moved aside, never deleted.
 * @throws BackupFault
 */
export async function restore(options: RestoreOptions): Promise<Restored> {
  const plan = await planRestore(options.folder, options.key, options);
  const at = await placeDatabase(options.into);
  const unlock = await lockFolder(at.home).catch((error: unknown) => {
    if (error instanceof AlreadyRunning) throw new BackupFault('running', { folder: options.into });
    throw error;
  });
  const home = path.join(at.home, `restoring-${randomBytes(4).toString('hex')}`);
  try {
    if (await livingPostmaster(at)) throw new BackupFault('running', { folder: options.into });
    await clearInterrupted(at.home);
    await refuseFull(plan.base, at.home);
    const staged = await placeAside(at, home);
    try {
      await recoverInto(staged, plan, options);
      options.onProgress?.('settling', 0);
      const aside = await settle(staged, at, options);
      return { base: plan.base, until: plan.until, ...(aside && { aside }) };
    } finally {
      await rm(staged.socketDir, { recursive: true, force: true });
    }
  } finally {
    await rm(home, { recursive: true, force: true });
    await unlock();
  }
}

async function recoverInto(staged: Placement, plan: RestorePlan, options: RestoreOptions): Promise<void> {
  const programs = await programsFor(plan.base, staged);
  const data = path.join(staged.home, 'data');
  const { folder, signal, onProgress } = options;
  await unpackBase(plan.base, {
    ...{ folder, keys: plan.keys, postgres: staged.data, data, uid: staged.uid, signal },
    onProgress: (done, all) => onProgress?.('unpacking', all === 0 ? 1 : done / all),
  });
  const secrets = await readSecrets(data);
  const { names, timeline } = plan.chain;
  const recovered = await recover({
    ...{ at: staged, programs, target: plan.target, lasting: true },
    ...(timeline !== plan.base.timeline && { timeline }),
    password: secrets?.superuser ?? '',
    log: { folder, keys: plan.keys, names },
    onProgress: (name) => {
      const place = names.indexOf(name);
      if (place >= 0) onProgress?.('replaying', (place + 1) / names.length);
    },
  });
  await recovered.stop();
  // The trail must know that seals after the restored ones are gone, until somebody gives the reason; the anchors in
  // the base end where the base does.
  const newest = newestAnchors(await readAnchors(path.join(folder, 'anchors')));
  await writeAnchors(path.join(data, 'audit'), [...newest.values()]);
}

/** The programs that can read a base. @throws BackupFault `otherMajor` */
export async function programsFor(base: Manifest, at: Placement): Promise<Programs> {
  const programs = await readyPrograms(packagedPrograms(), at.copies, at.uid);
  if (programs.major !== base.postgresMajor) {
    const { version } = base;
    throw new BackupFault('otherMajor', { wanted: base.postgresMajor, found: programs.major, version });
  }
  return programs;
}

/** Room for the database itself, and for what is replayed into it. */
export async function refuseFull(base: Manifest, home: string): Promise<void> {
  const bytes = base.files.reduce((sum, file) => sum + file.size, 0);
  const { free } = await room(home);
  const megabytes = (value: number) => Math.ceil(value / 2 ** 20);
  const needed = bytes * 1.1 + 256 * 2 ** 20;
  if (free < needed)
    throw new BackupFault('noRoom', { folder: home, needed: megabytes(needed), free: megabytes(free) });
}

/** What stays where it is when the rest of a data folder is moved aside. */
const staying =
  /^(backups|backups-waiting|programs|socket|wal-spool|postgres\.location|serambi\.lock.*|(before-restore|restoring)-.*)$/;

/** Moves the former content aside and the restored into its place. */
async function settle(
  staged: Placement,
  at: Placement,
  { into, now }: RestoreOptions,
): Promise<string | undefined> {
  const stamp = new Date(now()).toISOString().replace(/[-:]|\.\d+/g, '');
  const asides = [path.join(into, `before-restore-${stamp}`)];
  const former = (await readdir(into)).filter((name) => !staying.test(name));
  if (former.length > 0) await moveAll(into, former, asides[0] ?? '');
  if (path.resolve(at.home) !== path.resolve(into) && existsSync(at.data)) {
    asides.push(path.join(at.home, `before-restore-${stamp}`));
    await moveAll(at.home, ['postgres'], asides[1] ?? '');
  }
  const restored = path.join(staged.home, 'data');
  for (const name of await readdir(restored)) await rename(path.join(restored, name), path.join(into, name));
  await rename(staged.data, at.data);
  for (const folder of [into, at.home]) await syncFolder(folder);
  return asides.find((folder) => existsSync(folder));
}

async function moveAll(from: string, names: string[], to: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  for (const name of names) await rename(path.join(from, name), path.join(to, name));
}

async function clearInterrupted(home: string): Promise<void> {
  for (const name of await readdir(home))
    if (name.startsWith('restoring-')) await rm(path.join(home, name), { recursive: true, force: true });
}
