import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import type { ExportedFile } from './manifest.ts';

const flushCharacters = 1_000_000;

/** A file of lines that is being written; only its owner may read it. */
export interface LineFile {
  write(line: string): Promise<void>;
  /** Resolves when it would be there after a power cut. */
  close(): Promise<ExportedFile>;
}

/**
 * Begins a new file of an export.
 * @param name inside the folder, e.g. `tables/work_task.ndjson`
 */
export async function openLineFile(folder: string, name: string): Promise<LineFile> {
  await mkdir(path.dirname(path.join(folder, name)), { recursive: true, mode: 0o700 });
  const handle = await open(path.join(folder, name), 'wx', 0o600);
  const hash = createHash('sha256');
  let [rows, bytes, waiting] = [0, 0, ''];
  const flush = async () => {
    const chunk = Buffer.from(waiting);
    waiting = '';
    hash.update(chunk);
    bytes += chunk.length;
    await handle.appendFile(chunk);
  };
  return {
    async write(line) {
      rows += 1;
      waiting += `${line}\n`;
      if (waiting.length > flushCharacters) await flush();
    },
    async close() {
      try {
        await flush();
        await handle.sync();
      } finally {
        await handle.close();
      }
      return { path: name, rows, bytes, sha256: hash.digest('hex') };
    },
  };
}

/** Rows, size and hash of a file as it lies there. */
export async function weigh(file: string): Promise<Omit<ExportedFile, 'path'>> {
  const hash = createHash('sha256');
  let [rows, bytes] = [0, 0];
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) rows += 1;
  }
  return { rows, bytes, sha256: hash.digest('hex') };
}

/** The lines of a file, ended by `\n` alone: JSON may hold other characters that some readers take for an end. */
export async function* readLines(file: string): AsyncGenerator<string, undefined> {
  let rest = '';
  for await (const chunk of createReadStream(file, { encoding: 'utf8' }) as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
