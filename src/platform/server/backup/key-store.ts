import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { keyBytes, keyIdOf, parseRecoveryKey, recoveryKeyText } from './recovery-key.ts';

/** The recovery keys of a data folder. Backups run at night by themselves, so the key lies there in clear. */
export interface RecoveryKeys {
  current: Uint8Array;
  /** Keys before it, newest first; what they sealed can still be read. */
  previous: Uint8Array[];
  madeAt: string;
  /** When somebody said that she has written the current key down; until then it may be shown. */
  confirmedAt?: string;
  /** Backup folders that were used before, with the id of each: an empty mount point is told from a new folder. */
  places: Record<string, string>;
}

interface Stored {
  key: string;
  previous: string[];
  madeAt: string;
  confirmedAt?: string;
  places: Record<string, string>;
}

function fileOf(dataDir: string): string {
  return path.join(dataDir, 'keys', 'backup.json');
}

/** All keys, the current one first. */
export function allKeys(keys: RecoveryKeys): Uint8Array[] {
  return [keys.current, ...keys.previous];
}

/**
 * Reads the recovery keys, or makes the first.
 * @param now ISO-8601 instant
 */
export async function openKeys(dataDir: string, now: string): Promise<RecoveryKeys> {
  const known = await readKeys(dataDir);
  if (known) return known;
  const made = { current: randomBytes(keyBytes), previous: [], madeAt: now, places: {} };
  await writeKeys(dataDir, made);
  return made;
}

/** @throws Error when the file is damaged */
export async function readKeys(dataDir: string): Promise<RecoveryKeys | undefined> {
  const text = await readFile(fileOf(dataDir), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    const stored = JSON.parse(text) as Stored;
    const { key, previous, ...rest } = stored;
    return { ...rest, current: parseRecoveryKey(key), previous: previous.map(parseRecoveryKey) };
  } catch (cause) {
    throw new Error(`${fileOf(dataDir)} is damaged. Bring it back from a backup.`, { cause });
  }
}

/** A new key for all backups from now on; the old one still opens the old ones. */
export async function renewKey(dataDir: string, now: string): Promise<RecoveryKeys> {
  const { current, previous, places } = await openKeys(dataDir, now);
  const renewed = { current: randomBytes(keyBytes), previous: [current, ...previous], madeAt: now, places };
  await writeKeys(dataDir, renewed);
  return renewed;
}

/** Keeps that the current key was written down. From then on nobody is shown it again. */
export async function confirmKey(dataDir: string, now: string): Promise<void> {
  const keys = await openKeys(dataDir, now);
  await writeKeys(dataDir, { ...keys, confirmedAt: keys.confirmedAt ?? now });
}

/** Remembers that a folder has been a place of backups. */
export async function rememberPlace(dataDir: string, folder: string, id: string): Promise<void> {
  const keys = await readKeys(dataDir);
  if (!keys || keys.places[folder] === id) return;
  await writeKeys(dataDir, { ...keys, places: { ...keys.places, [folder]: id } });
}

/** Hexadecimal name of the current key, for screens and lists. */
export function keyName(keys: RecoveryKeys): string {
  return keyIdOf(keys.current).toString('hex');
}

async function writeKeys(dataDir: string, keys: RecoveryKeys): Promise<void> {
  const file = fileOf(dataDir);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const { current, previous, ...rest } = keys;
  const stored: Stored = { key: recoveryKeyText(current), previous: previous.map(recoveryKeyText), ...rest };
  const draft = `${file}.${process.pid}`;
  try {
    const handle = await open(draft, 'w', 0o600);
    try {
      await handle.writeFile(`${JSON.stringify(stored, null, 2)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}
