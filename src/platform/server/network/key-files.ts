import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { NetworkRefused } from './refused.ts';

/**
 * Text of a file that holds a private key; undefined when there is none.
 * @throws NetworkRefused when other accounts of the machine can read it
 */
export async function readKeyFile(file: string): Promise<string | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  if (((await stat(file)).mode & 0o077) !== 0) {
    throw new NetworkRefused(`${file} can be read by other accounts of this machine. Run: chmod 600 ${file}`);
  }
  return text;
}

/**
 * Writes a file that holds a private key, readable by this account alone, whole or not at all.
 * @param over `false`: of two that are written at once the first counts, and this one is dropped
 */
export async function writeKeyFile(file: string, text: string, { over }: { over: boolean }): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  if (over) return rename(draft, file);
  try {
    await link(draft, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
}
