import { createReadStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { block, sumOf } from './pack.ts';
import { ExportRefused } from './refused.ts';

/** `README.md`, `tables/work_task.ndjson`: nothing that leaves the folder. */
const plainName = /^([A-Za-z0-9_-]+\/)?[A-Za-z0-9_-]+\.[a-z]+$/;

/**
 * Unpacks a `.tar.gz` into a folder, the topmost folder of each name left off. What is no plain file is passed over.
 * @throws ExportRefused `damaged`, `notAnExport`
 */
export async function unpackTo(file: string, folder: string): Promise<void> {
  try {
    await pipeline(createReadStream(file), createGunzip(), (chunks: AsyncIterable<Buffer>) =>
      unpack(new Bytes(chunks[Symbol.asyncIterator]()), folder),
    );
  } catch (error) {
    if (error instanceof ExportRefused || !isBroken(error)) throw error;
    throw new ExportRefused('damaged', { file: path.basename(file) }, error);
  }
}

class EndedEarly extends Error {}

/** What a stream of bytes that is not a whole `.tar.gz` ends with. */
function isBroken(error: unknown): boolean {
  return error instanceof EndedEarly || /^Z_/.test(String((error as { code?: string }).code));
}

async function unpack(bytes: Bytes, folder: string): Promise<void> {
  for (;;) {
    const head = Buffer.concat(await bytes.take(block));
    // to the very end, so that the sum that gzip keeps is compared too
    if (head.every((byte) => byte === 0)) return bytes.drain();
    const told = Number.parseInt(text(head, 148, 8), 8);
    if (sumOf(Buffer.from(head).fill(' ', 148, 156)) !== told) throw new ExportRefused('notAnExport');
    const size =
      head[124] === 0x80 ? Number(head.readBigUInt64BE(128)) : Number.parseInt(text(head, 124, 12), 8);
    const kind = text(head, 156, 1);
    const name = text(head, 0, 100).replace(/^(\.\/)?[^/]*\//, '');
    const isFile = (kind === '0' || kind === '') && plainName.test(name);
    if (isFile) await mkdir(path.dirname(path.join(folder, name)), { recursive: true, mode: 0o700 });
    const handle = isFile ? await open(path.join(folder, name), 'wx', 0o600) : undefined;
    try {
      for (let left = size; left > 0; ) {
        const part = await bytes.next(left);
        left -= part.length;
        await handle?.appendFile(part);
      }
    } finally {
      await handle?.close();
    }
    await bytes.take((block - (size % block)) % block);
  }
}

function text(head: Buffer, at: number, length: number): string {
  return head
    .toString('latin1', at, at + length)
    .replace(/\0.*$/s, '')
    .trim();
}

/** A stream of bytes from which a number of them is taken. */
class Bytes {
  private readonly chunks: AsyncIterator<Buffer>;
  private rest: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterator<Buffer>) {
    this.chunks = chunks;
  }

  /** Some bytes, at most so many, at least one. */
  async next(most: number): Promise<Buffer> {
    while (this.rest.length === 0) {
      const { done, value } = await this.chunks.next();
      if (done) throw new EndedEarly('the archive ends in the middle');
      this.rest = value;
    }
    const part = this.rest.subarray(0, most);
    this.rest = this.rest.subarray(part.length);
    return part;
  }

  async drain(): Promise<void> {
    while (!(await this.chunks.next()).done);
  }

  async take(count: number): Promise<Buffer[]> {
    const parts: Buffer[] = [];
    for (let left = count; left > 0; ) {
      const part = await this.next(left);
      parts.push(part);
      left -= part.length;
    }
    return parts;
  }
}
