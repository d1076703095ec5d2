import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { macKeyId } from './mac.ts';

const keyBytes = 32;

/** A key that lies beside the database is not as it must be; the message says what to do. */
export class AuditKeyRefused extends Error {
  override readonly name = 'AuditKeyRefused';
}

/**
 * The key of the audit rows' MAC, `keys/audit.key` in the data folder; made at the first start. It lies outside the
 * database so that whoever can write there still cannot forge a row. Lost, old rows can no longer be verified:
 * it belongs to the backup, apart from the database's.
 * @returns 32 bytes
 * @throws AuditKeyRefused when the file is cut short or readable by other accounts
 */
export async function openAuditKey(dataDir: string): Promise<Uint8Array> {
  return openKey(dataDir, 'audit.key');
}

/**
 * Every audit key that lies in `keys/` by its name (`macKeyId`): the one in use, and those before it, which keep the
 * name `audit-<anything>.key`. To change the key, stop Serambi, rename `audit.key` so, and start again.
 * @throws AuditKeyRefused as above
 */
export async function readAuditKeys(dataDir: string): Promise<Map<string, Uint8Array>> {
  const folder = path.join(dataDir, 'keys');
  const files = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const keys = new Map<string, Uint8Array>();
  for (const file of files) {
    if (!/^audit(-.*)?\.key$/.test(file)) continue;
    const key = await readKey(path.join(folder, file));
    if (key) keys.set(macKeyId(key), key);
  }
  return keys;
}

/**
 * The key that seals the secrets of second factors, `keys/factors.key`: whoever gets at the database alone learns none
 * of them. Lost, everybody has to set up her second factor again.
 * @returns 32 bytes
 * @throws AuditKeyRefused as above
 */
export async function openFactorsKey(dataDir: string): Promise<Uint8Array> {
  return openKey(dataDir, 'factors.key');
}

async function openKey(dataDir: string, name: string): Promise<Uint8Array> {
  const folder = path.join(dataDir, 'keys');
  const file = path.join(folder, name);
  return (await readKey(file)) ?? (await makeKey(folder, file));
}

async function readKey(file: string): Promise<Uint8Array | undefined> {
  let key: Uint8Array;
  try {
    key = await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  if (key.length !== keyBytes) {
    throw new AuditKeyRefused(
      `${file} is damaged: it must hold ${keyBytes} bytes. Bring it back from a backup.`,
    );
  }
  if (((await stat(file)).mode & 0o077) !== 0) {
    throw new AuditKeyRefused(
      `${file} can be read by other accounts of this machine. Run: chmod 600 ${file}`,
    );
  }
  return key;
}

async function makeKey(folder: string, file: string): Promise<Uint8Array> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(randomBytes(keyBytes));
    // rows will be signed with it at once: it must be there after a power cut too
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    // `link` and not `rename`: of two first starts at once the second must take the first one's key
    await link(draft, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  await syncFolder(folder);
  const key = await readKey(file);
  if (!key) throw new AuditKeyRefused(`${file} was removed while it was being made. Start again.`);
  return key;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
