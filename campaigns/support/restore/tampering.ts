import { readdirSync, renameSync, statSync } from 'node:fs';
import { open, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Verified } from '#platform/server/backup/verify.ts';
import { pick } from '../dice.ts';

/** Reads a backup folder through and tells what is wrong: the product's, or a broken build's. */
export type Verify = (folder: string, key: Uint8Array) => Promise<Verified>;

export interface Tampered {
  what: string;
  /** Files that must be named. */
  files: string[];
}

/** Every file of a backup folder, relative. */
export function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .sort();
}

/** Flips bits of one byte somewhere, has it looked for, and puts it back. @returns what was not noticed or not named */
export async function flipByte(
  folder: string,
  key: Uint8Array,
  random: () => number,
  verify: Verify,
): Promise<string | undefined> {
  const file = pick(filesOf(folder), random);
  const at = path.join(folder, file);
  const place = Math.floor(random() * statSync(at).size);
  const flip = 1 + Math.floor(random() * 255);
  const turn = async () => {
    const handle = await open(at, 'r+');
    const byte = Buffer.alloc(1);
    await handle.read(byte, 0, 1, place);
    byte[0] = (byte[0] ?? 0) ^ flip;
    await handle.write(byte, 0, 1, place);
    await handle.close();
  };
  await turn();
  try {
    return await judge(`byte ${place} of ${file} flipped`, [file], folder, key, verify);
  } finally {
    await turn();
  }
}

/** Takes a whole base away, with all its files. */
export async function takeBaseAway(
  folder: string,
  key: Uint8Array,
  random: () => number,
  verify: Verify,
): Promise<string | undefined> {
  const manifests = filesOf(folder).filter((name) => /^bases\/[^/]+\/manifest\.sealed$/.test(name));
  const manifest = pick(manifests, random);
  const at = path.join(folder, path.dirname(manifest));
  renameSync(at, `${folder}.kept`);
  try {
    return await judge(`${path.dirname(manifest)} taken away`, [manifest], folder, key, verify);
  } finally {
    renameSync(`${folder}.kept`, at);
  }
}

/** Cuts a file, takes one away, or changes two round. */
export async function disturb(
  how: 'cut' | 'missing' | 'swapped',
  folder: string,
  key: Uint8Array,
  random: () => number,
  verify: Verify,
): Promise<string | undefined> {
  const files = filesOf(folder);
  const file = pick(files, random);
  const at = path.join(folder, file);
  const content = await readFile(at);
  if (how === 'missing') {
    renameSync(at, `${folder}.kept`);
    try {
      return await judge(`${file} taken away`, [file], folder, key, verify);
    } finally {
      renameSync(`${folder}.kept`, at);
    }
  }
  if (how === 'cut') {
    const length = Math.floor(random() * content.length);
    await writeFile(at, content.subarray(0, length));
    const missed = await judge(`${file} cut at ${length}`, [file], folder, key, verify);
    await writeFile(at, content);
    return missed;
  }
  const other = pick(
    files.filter((one) => one !== file),
    random,
  );
  const otherContent = await readFile(path.join(folder, other));
  await writeFile(at, otherContent);
  await writeFile(path.join(folder, other), content);
  const missed = await judge(`${file} and ${other} changed round`, [file, other], folder, key, verify);
  await writeFile(at, content);
  await writeFile(path.join(folder, other), otherContent);
  return missed;
}

async function judge(
  what: string,
  files: string[],
  folder: string,
  key: Uint8Array,
  verify: Verify,
): Promise<string | undefined> {
  const { faults } = await verify(folder, key);
  const unnamed = files.filter((file) => !faults.some((fault) => fault.params.file === file));
  return unnamed.length === 0 ? undefined : `${what}: ${unnamed.join(', ')} was not named`;
}
