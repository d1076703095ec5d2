import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { BackupFault } from './fault.ts';
import { sealFile, unsealAll } from './seal.ts';

/** Sealed names of the bases that ought to be there: one that is taken away whole leaves no other trace. */
export const baseListName = 'bases/list';

/** Names of the finished bases that lie there, oldest first. */
export async function baseIds(folder: string): Promise<string[]> {
  const names = await readdir(path.join(folder, 'bases')).catch(() => []);
  return names.filter((name) => /^\d{8}T\d{6}Z-[a-z]+$/.test(name)).sort();
}

/** @throws Damaged, OtherKey, Missing */
export async function readBaseList(folder: string, keys: readonly Uint8Array[]): Promise<string[]> {
  return JSON.parse((await unsealAll(folder, baseListName, keys)).toString()) as string[];
}

/**
 * Names of the bases that ought to be there and are not, oldest first.
 * @throws Damaged, OtherKey, Missing
 */
export async function goneBases(folder: string, keys: readonly Uint8Array[]): Promise<string[]> {
  const there = new Set(await baseIds(folder));
  return (await readBaseList(folder, keys)).filter((id) => !there.has(id));
}

/**
 * Lists what lies there, beside what was listed before. A list that cannot be read is begun anew: the clinic's next
 * backup must not hang on it, and `verifyFolder` names it until then.
 * @param keys the current one first
 * @param gone names that are struck out. Strike first and remove afterwards, so that a power cut looks like no theft
 */
export async function listBases(
  folder: string,
  keys: readonly Uint8Array[],
  gone: ReadonlySet<string> = new Set(),
): Promise<void> {
  const [current] = keys;
  if (!current) throw new TypeError('a list is sealed with a key');
  const listed = await readBaseList(folder, keys).catch((error: unknown) => {
    if (error instanceof BackupFault) return [];
    throw error;
  });
  const ids = new Set([...listed, ...(await baseIds(folder))].filter((id) => !gone.has(id)));
  await sealFile(folder, baseListName, current, [Buffer.from(JSON.stringify([...ids].sort()))]);
}
