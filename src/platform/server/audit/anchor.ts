import { createHmac, timingSafeEqual } from 'node:crypto';
import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { keyObject } from '../key-object.ts';
import { macKeyId } from './mac.ts';
import type { Seal } from './seal.ts';

/** The newest seal of a clinic as it is written outside of the database: by it a cut tail is noticed. */
export interface Anchor {
  clinicId: string;
  /** Of the seal, decimal. */
  number: string;
  /** Of the seal, hexadecimal. */
  hash: string;
  /** When it was anchored, ISO-8601 UTC. */
  at: string;
  /** Set where somebody acknowledged that the database was restored: seals after `number` up to this one are gone. */
  restoredFrom?: string;
  keyId: string;
  /** By the key of that name, hexadecimal. */
  mac: string;
}

/** Somewhere outside of the database that keeps anchors: the data folder, a backup folder, another machine. */
export interface AnchorTarget {
  /** In the order in which they were written. */
  read(): Promise<Anchor[]>;
  /** Resolves when they would be there after a power cut. */
  write(anchors: readonly Anchor[]): Promise<void>;
}

const fileName = /^anchors-(\d{6})\.jsonl$/;
/** The newest of each clinic is what counts: a full file begins another, and the one before it is the last kept. */
const fullBytes = 4 * 1024 * 1024;

/** @param at ISO-8601 UTC */
export function anchorOf(
  key: Uint8Array,
  seal: Pick<Seal, 'clinicId' | 'number' | 'hash'>,
  at: string,
): Anchor {
  const hash = Buffer.from(seal.hash).toString('hex');
  return signed(key, { clinicId: seal.clinicId, number: String(seal.number), hash, at });
}

/** The line by which a clinic says that its database was restored: it goes on from `seal`. */
export function restoredAnchor(key: Uint8Array, newest: Anchor, restoredFrom: string): Anchor {
  const { clinicId, number, hash, at } = newest;
  return signed(key, { clinicId, number, hash, at, restoredFrom });
}

/** Whether the line is as it was written, by the key that it names; undefined where that key is not here. */
export function anchorFits(keys: ReadonlyMap<string, Uint8Array>, anchor: Anchor): boolean | undefined {
  const key = keys.get(anchor.keyId);
  if (!key) return undefined;
  const mac = Buffer.from(anchor.mac, 'hex');
  return mac.length === 32 && timingSafeEqual(macOfAnchor(key, anchor), mac);
}

/**
 * The anchor that each clinic's chain must still hold: the newest, or the one from which it went on after a restore.
 * @param anchors of one target, in their order
 */
export function newestAnchors(anchors: readonly Anchor[]): Map<string, Anchor> {
  const newest = new Map<string, Anchor>();
  for (const anchor of anchors) {
    const before = newest.get(anchor.clinicId);
    if (!before || anchor.restoredFrom !== undefined || BigInt(anchor.number) >= BigInt(before.number))
      newest.set(anchor.clinicId, anchor);
  }
  return newest;
}

/** Anchors of a folder in their order; none where there is no such folder. A line cut by a crash is passed over. */
export async function readAnchors(folder: string): Promise<Anchor[]> {
  const anchors: Anchor[] = [];
  for (const file of await filesOf(folder)) {
    const text = await readFile(path.join(folder, file), 'utf8');
    for (const line of text.split('\n')) {
      const anchor = lineOf(line);
      if (anchor) anchors.push(anchor);
    }
  }
  return anchors;
}

/** Appends anchors to a folder's newest file and waits until they are on the disk. */
export async function writeAnchors(folder: string, anchors: readonly Anchor[]): Promise<void> {
  if (anchors.length === 0) return;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const files = await filesOf(folder);
  const last = files.at(-1);
  const full = last !== undefined && (await stat(path.join(folder, last))).size >= fullBytes;
  const number = Number(fileName.exec(last ?? '')?.[1] ?? 0) + (full || !last ? 1 : 0);
  // a new file stands alone: it begins with what the others end with
  const begin = full ? [...newestAnchors(await readAnchors(folder)).values()] : [];
  const text = [...begin, ...anchors].map((anchor) => `${JSON.stringify(anchor)}\n`).join('');
  const name = `anchors-${String(number).padStart(6, '0')}.jsonl`;
  // a line that a crash cut short must not take the next one with it
  await append(path.join(folder, name), (await endsWhole(path.join(folder, name))) ? text : `\n${text}`);
  if (name === last) return;
  await syncFolder(folder);
  for (const old of files.slice(0, -1)) await rm(path.join(folder, old), { force: true });
}

/** The data folder's own: `audit/` in it. */
export function anchorFolder(dataDir: string): AnchorTarget {
  const folder = path.join(dataDir, 'audit');
  return { read: () => readAnchors(folder), write: (anchors) => writeAnchors(folder, anchors) };
}

function signed(key: Uint8Array, open: Omit<Anchor, 'keyId' | 'mac'>): Anchor {
  const anchor = { ...open, keyId: macKeyId(key) };
  return { ...anchor, mac: macOfAnchor(key, anchor).toString('hex') };
}

function macOfAnchor(key: Uint8Array, anchor: Omit<Anchor, 'mac'>): Buffer {
  const { clinicId, number, hash, at, restoredFrom, keyId } = anchor;
  return createHmac('sha256', keyObject(key))
    .update(JSON.stringify(['serambi-anchor-1', clinicId, number, hash, at, restoredFrom ?? null, keyId]))
    .digest();
}

function lineOf(line: string): Anchor | undefined {
  try {
    const anchor = JSON.parse(line) as Anchor;
    return /^\d+$/.test(anchor.number) && typeof anchor.clinicId === 'string' ? anchor : undefined;
  } catch {
    return undefined;
  }
}

async function filesOf(folder: string): Promise<string[]> {
  const all = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return all.filter((name) => fileName.test(name)).sort();
}

async function endsWhole(file: string): Promise<boolean> {
  const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  if (!handle) return true;
  try {
    const { size } = await handle.stat();
    if (size === 0) return true;
    const last = Buffer.alloc(1);
    await handle.read(last, 0, 1, size - 1);
    return last.toString() === '\n';
  } finally {
    await handle.close();
  }
}

async function append(file: string, text: string): Promise<void> {
  const handle = await open(file, 'a', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
