import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, realpath, stat, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { listBases } from './base-list.ts';
import { BackupFault } from './fault.ts';
import { allKeys, type RecoveryKeys, rememberPlace } from './key-store.ts';
import { keyIdOf } from './recovery-key.ts';
import { OtherKey, sealed, sealFile, unsealAll } from './seal.ts';

/** The backup folder cannot be used now. */
export class PlaceAway extends BackupFault {
  constructor(code: 'placeAway' | 'placeForeign' | 'placeUnwritable', folder: string, cause?: unknown) {
    const detail = { detail: cause instanceof Error ? cause.message : '' };
    super(code, { folder, ...(code === 'placeUnwritable' && detail) }, cause);
  }
}

/** What lies in a backup folder for whoever finds it; also how its text is known to be whole. */
export const readMe = `Serambi: encrypted backups / cadangan terenkripsi

Restore / memulihkan:   serambi restore THIS_FOLDER
It asks for the recovery key, which was shown once and written down. Without it nothing here can be read.
Kunci pemulihan akan ditanyakan; kunci itu ditampilkan satu kali dan dicatat. Tanpa kunci, isi folder ini tidak terbaca.
Do not change, rename or delete anything here. Jangan mengubah, mengganti nama, atau menghapus apa pun di sini.
`;

/**
 * Opens the backup folder for writing. A folder that is used for the first time gets its mark; one that had a mark
 * before and has none now is an empty mount point, into which nothing must be written.
 * @param mayMake the folder itself may be made (the one in the data folder); elsewhere it must be there
 * @throws PlaceAway
 */
export async function openPlace(
  dataDir: string,
  folder: string,
  keys: RecoveryKeys,
  mayMake: boolean,
): Promise<void> {
  if (mayMake) await mkdir(folder, { recursive: true, mode: 0o700 });
  if (!existsSync(folder)) throw new PlaceAway('placeAway', folder);
  try {
    const known = await readMark(folder, keys);
    if (known === undefined && keys.places[folder]) throw new PlaceAway('placeAway', folder);
    const id = known ?? randomUUID();
    for (const name of ['bases', 'wal', 'keys']) await mkdir(path.join(folder, name), { recursive: true });
    if (known === undefined) {
      await sealFile(folder, 'place', keys.current, [Buffer.from(JSON.stringify({ id }))]);
      await writeFile(path.join(folder, 'READ-ME.txt'), readMe);
      await listBases(folder, allKeys(keys));
    }
    await keepEarlierKeys(folder, keys);
    await rememberPlace(dataDir, folder, id);
    keys.places[folder] = id;
  } catch (error) {
    if (error instanceof PlaceAway) throw error;
    if (error instanceof OtherKey) throw new PlaceAway('placeForeign', folder);
    throw new PlaceAway('placeUnwritable', folder, error);
  }
}

/** Forgets what was known of a folder, so that another disk at the same place may take its turn. */
export function takeAsNew(keys: RecoveryKeys, folder: string): RecoveryKeys {
  const { [folder]: _, ...places } = keys.places;
  return { ...keys, places };
}

async function readMark(folder: string, keys: RecoveryKeys): Promise<string | undefined> {
  if (!existsSync(path.join(folder, `place${sealed}`))) return undefined;
  const text = await unsealAll(folder, 'place', allKeys(keys));
  return (JSON.parse(text.toString()) as { id: string }).id;
}

/** After a change of the key the new one alone must open everything: it seals the earlier ones. */
async function keepEarlierKeys(folder: string, keys: RecoveryKeys): Promise<void> {
  const name = `keys/${keyIdOf(keys.current).toString('hex')}`;
  if (keys.previous.length === 0 || existsSync(path.join(folder, `${name}${sealed}`))) return;
  const text = JSON.stringify(keys.previous.map((key) => Buffer.from(key).toString('hex')));
  await sealFile(folder, name, keys.current, [Buffer.from(text)]);
}

/** Whether two folders lie on one disk: then the one is no backup of the other. */
export async function onSameDisk(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([stat(await realpath(one)), stat(await realpath(other))]);
  return a.dev === b.dev;
}

/** Bytes free for an ordinary account, and all that there are. */
export async function room(folder: string): Promise<{ free: number; all: number }> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { free: bavail * bsize, all: blocks * bsize };
}
