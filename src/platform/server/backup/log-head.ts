import { createReadStream } from 'node:fs';
import { unsealFile } from './seal.ts';

/** A file of the log that was put away, and until when it reaches. */
export interface Latest {
  name: string;
  closedAt: string;
}

/** What stands before the content of a sealed file of the log. */
export async function readHead(folder: string, name: string, keys: readonly Uint8Array[]): Promise<Latest> {
  const content = unsealFile(folder, `wal/${name}`, keys);
  try {
    const first = await content.next();
    return splitHead(first.value ?? Buffer.alloc(0)).head;
  } finally {
    await content.return(undefined);
  }
}

/** Splits the first piece of a sealed file of the log into head and content. */
export function splitHead(piece: Buffer): { head: Latest; content: Buffer } {
  const length = piece.readUInt32BE(0);
  const head = JSON.parse(piece.subarray(4, 4 + length).toString()) as Latest;
  return { head, content: piece.subarray(4 + length) };
}

/** A file of the log as it is sealed: head and content. */
export async function* withHead(head: Latest, content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const text = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  yield Buffer.concat([length, text]);
  yield* content;
}

/** Whether a sealed file of the log holds what lies in a clear one. */
export async function sameContent(
  folder: string,
  name: string,
  keys: readonly Uint8Array[],
  file: string,
): Promise<boolean> {
  const chunks: Buffer[] = [];
  for await (const chunk of unsealFile(folder, name, keys)) chunks.push(chunk);
  const { content } = splitHead(Buffer.concat(chunks));
  const other: Buffer[] = [];
  for await (const chunk of createReadStream(file)) other.push(chunk as Buffer);
  return Buffer.concat(other).equals(content);
}
