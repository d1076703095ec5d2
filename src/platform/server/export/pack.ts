import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/** Of a tar: everything in it is a number of these. */
export const block = 512;
/** The folder that everything lies in when it is unpacked by `tar`. */
const top = 'serambi-export';

/**
 * Packs files of a folder into a `.tar.gz` (POSIX ustar), in the order given; only its owner may read it.
 * @param names inside the folder
 */
export async function packFolder(folder: string, names: readonly string[], target: string): Promise<void> {
  async function* bytes(): AsyncGenerator<Buffer> {
    for (const name of names) {
      const { size, mtimeMs } = await stat(path.join(folder, name));
      yield header(`${top}/${name}`, size, Math.floor(mtimeMs / 1000));
      yield* createReadStream(path.join(folder, name)) as AsyncIterable<Buffer>;
      if (size % block > 0) yield Buffer.alloc(block - (size % block));
    }
    yield Buffer.alloc(2 * block);
  }
  const out = createWriteStream(target, { mode: 0o600, flags: 'wx', flush: true });
  await pipeline(Readable.from(bytes(), { objectMode: false }), createGzip(), out);
}

/** @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06 */
function header(name: string, size: number, seconds: number): Buffer {
  const bytes = Buffer.alloc(block);
  const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, '0')}\0`;
  bytes.write(name, 0, 100);
  bytes.write(octal(0o600, 8), 100);
  bytes.write(octal(0, 8), 108);
  bytes.write(octal(0, 8), 116);
  // beyond eight gigabytes: a first byte of 0x80 and the number itself, as every tar of today reads it
  if (size < 8 ** 11) bytes.write(octal(size, 12), 124);
  else {
    bytes.writeBigUInt64BE(BigInt(size), 128);
    bytes[124] = 0x80;
  }
  bytes.write(octal(seconds, 12), 136);
  bytes.write('        0', 148);
  bytes.write('ustar\x0000', 257, 'latin1');
  bytes.write(`${octal(sumOf(bytes), 7)} `, 148);
  return bytes;
}

/** The sum of a head, its own place taken for blanks. */
export function sumOf(bytes: Buffer): number {
  return bytes.reduce((sum, byte) => sum + byte, 0);
}
