import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib';
import { BackupFault } from './fault.ts';
import { keyIdOf } from './recovery-key.ts';

/**
 * A sealed file: header (8 bytes of magic, 8 that name the key, 32 random), then zstd-compressed content in chunks of
 * 64 KiB, each AES-256-GCM with its tag. The file's own key comes from recovery key, random bytes and the file's name
 * by HKDF, so that a file under another's name does not open; a chunk's nonce is its number and whether it is the
 * last, so that no chunk can be moved, dropped or cut off (the STREAM construction of Hoang, Reyhanitabar, Rogaway
 * and Vizár, 2015).
 */
const magic = Buffer.from('SERAMBI1');
const headerBytes = 48;
const chunkBytes = 64 * 1024;
const tagBytes = 16;
const keyLength = 32;

/** Ending of every sealed file's name. */
export const sealed = '.sealed';

/** A backup file is not what was written: changed, cut, swapped with another or unreadable. */
export class Damaged extends BackupFault {
  constructor(file: string, cause?: unknown) {
    super('damaged', { file }, cause);
  }
}

/** A backup file was sealed with another key than those given (or the bytes that name the key are damaged). */
export class OtherKey extends BackupFault {
  constructor(file: string) {
    super('otherKey', { file });
  }
}

/** A file that ought to be there is not. */
export class Missing extends BackupFault {
  constructor(file: string) {
    super('missing', { file });
  }
}

/**
 * Writes a sealed file under another name, syncs it and gives it its own: what bears the name is whole.
 * @param folder of the backup
 * @param name path inside of it without the ending, with `/`: the seal holds for this name only
 * @param lies where it is written, when it gets its place by a later renaming of its folder
 * @returns size on the disk and SHA-256 of what lies there
 */
export async function sealFile(
  folder: string,
  name: string,
  key: Uint8Array,
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  lies = name,
): Promise<{ bytes: number; sha256: string }> {
  const target = path.join(folder, `${lies}${sealed}`);
  const draft = `${target}.part`;
  const hash = createHash('sha256');
  let bytes = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  const compress = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 1 } });
  try {
    const file = createWriteStream(draft, { flags: 'w', mode: 0o600, flush: true });
    await pipeline(Readable.from(source, { objectMode: false }), compress, sealing(key, name), count, file);
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(path.dirname(target));
  return { bytes, sha256: hash.digest('hex') };
}

/**
 * The content of a sealed file, chunk by chunk, each given out only after it was found to be what was written.
 * @throws Damaged, OtherKey, Missing, while it is read
 */
export async function* unsealFile(
  folder: string,
  name: string,
  keys: readonly Uint8Array[],
): AsyncGenerator<Buffer> {
  const file = `${name}${sealed}`;
  const source = createReadStream(path.join(folder, file), { highWaterMark: 256 * 1024 });
  const clear = unsealing(keys, name);
  const content = createZstdDecompress();
  const flow = pipeline(source, clear, content);
  flow.catch(() => undefined);
  try {
    for await (const chunk of content) yield chunk as Buffer;
    await flow;
  } catch (error) {
    throw explained(error, file);
  } finally {
    source.destroy();
    content.destroy();
  }
}

/** Everything of a small sealed file. */
export async function unsealAll(folder: string, name: string, keys: readonly Uint8Array[]): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of unsealFile(folder, name, keys)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Makes new names in a folder outlive a power cut, where its file system can. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    // network and memory-stick file systems may refuse to sync a folder; its files have been synced all the same
    await handle.sync().catch(() => undefined);
  } finally {
    await handle.close();
  }
}

function explained(error: unknown, file: string): Error {
  if (error instanceof Damaged || error instanceof OtherKey) return error;
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Missing(file);
  // a disk that cannot read it, and content that does not unpack, are the same to whoever must restore
  return new Damaged(file, error);
}

function keyFor(key: Uint8Array, salt: Uint8Array, name: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, `serambi backup 1\0${name}`, keyLength));
}

function nonceOf(chunk: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(Math.floor(chunk / 2 ** 32), 3);
  nonce.writeUInt32BE(chunk % 2 ** 32, 7);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

function sealing(key: Uint8Array, name: string): Transform {
  const salt = randomBytes(32);
  const fileKey = keyFor(key, salt, name);
  const cut = cutter(chunkBytes);
  let number = 0;
  const seal = (chunk: Buffer, last: boolean) => {
    const cipher = createCipheriv('aes-256-gcm', fileKey, nonceOf(number, last));
    number += 1;
    return Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
  };
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      for (const whole of cut.push(chunk)) this.push(seal(whole, false));
      done();
    },
    flush(done) {
      this.push(seal(cut.rest(), true));
      done();
    },
  });
  stream.push(Buffer.concat([magic, keyIdOf(key), salt]));
  return stream;
}

function unsealing(keys: readonly Uint8Array[], name: string): Transform {
  const file = `${name}${sealed}`;
  const cut = cutter(chunkBytes + tagBytes);
  let header = Buffer.alloc(0);
  let fileKey: Buffer | undefined;
  let number = 0;
  const unseal = (chunk: Buffer, last: boolean) => {
    if (!fileKey || chunk.length < tagBytes) throw new Damaged(file);
    const decipher = createDecipheriv('aes-256-gcm', fileKey, nonceOf(number, last), {
      authTagLength: tagBytes,
    });
    number += 1;
    const end = chunk.length - tagBytes;
    decipher.setAuthTag(chunk.subarray(end));
    const clear = decipher.update(chunk.subarray(0, end));
    try {
      decipher.final();
    } catch (error) {
      throw new Damaged(file, error);
    }
    return clear;
  };
  return new Transform({
    transform(given: Buffer, _encoding, done) {
      try {
        let chunk = given;
        if (!fileKey) {
          header = Buffer.concat([header, chunk]);
          if (header.length < headerBytes) return done();
          fileKey = openHeader(header, keys, name);
          chunk = header.subarray(headerBytes);
        }
        for (const whole of cut.push(chunk)) this.push(unseal(whole, false));
        done();
      } catch (error) {
        done(error as Error);
      }
    },
    flush(done) {
      try {
        this.push(unseal(cut.rest(), true));
        done();
      } catch (error) {
        done(error as Error);
      }
    },
  });
}

function openHeader(header: Buffer, keys: readonly Uint8Array[], name: string): Buffer {
  const file = `${name}${sealed}`;
  if (!header.subarray(0, 8).equals(magic)) throw new Damaged(file);
  const id = header.subarray(8, 16);
  const key = keys.find((one) => keyIdOf(one).equals(id));
  if (!key) throw new OtherKey(file);
  return keyFor(key, header.subarray(16, headerBytes), name);
}

/** Cuts a stream into pieces of one size; the last one, which may be shorter or empty, is kept for `rest`. */
function cutter(size: number) {
  let kept: Buffer = Buffer.alloc(0);
  return {
    push(chunk: Buffer): Buffer[] {
      kept = kept.length === 0 ? chunk : Buffer.concat([kept, chunk]);
      const whole: Buffer[] = [];
      // strictly more: the very last piece must go through `rest`, which marks it as the last
      while (kept.length > size) {
        whole.push(kept.subarray(0, size));
        kept = kept.subarray(size);
      }
      return whole;
    },
    rest: () => kept,
  };
}
