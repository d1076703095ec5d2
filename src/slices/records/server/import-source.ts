import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import {
  isRawNumber,
  type JsonObject,
  type JsonValue,
  parseLossless,
  stringifyLossless,
} from '#platform/server/fhir/json-text.ts';
import { Refusal } from '#platform/shared/errors.ts';
import { decodeUtf8 } from '#platform/shared/utf8.ts';

/** One resource of a file with the id under which it is stored, or why it cannot be read. */
export interface SourceEntry {
  /** Where in the file, for people: `entry 3` or `line 12`. */
  place: number;
  resource?: JsonObject & { resourceType: string; id: string };
  problem?: string;
  /** The entry's address inside the bundle, by which others refer to it. */
  fullUrl?: string;
}

export interface ImportSource {
  /** SHA-256 of the file: what a stopped import is known again by. */
  hash: string;
  total: number;
  entries: AsyncIterable<SourceEntry> | Iterable<SourceEntry>;
}

/** Bundles that carry resources to be stored one by one; a document or a message is stored as itself. */
const carriers = new Set(['transaction', 'batch', 'collection', 'searchset']);

/**
 * Opens a bundle, a single resource, or NDJSON (`.ndjson`, `.jsonl`: one resource a line, read as a stream).
 * Refuses with `records.fileUnreadable` and the place.
 */
export async function openSource(file: string): Promise<ImportSource> {
  if (/\.(ndjson|jsonl)$/i.test(file)) {
    const { hash, lines } = await measure(file);
    return { hash, total: lines, entries: readLines(file) };
  }
  const bytes = await readFile(file);
  const hash = createHash('sha256').update(bytes).digest('hex');
  const entries = readBundle(parse(inUtf8(bytes)));
  return { hash, total: entries.length, entries };
}

function inUtf8(bytes: Uint8Array): string {
  const text = decodeUtf8(bytes);
  if (text === undefined) throw new Refusal('records', 'fileUnreadable', 422, { reason: 'not UTF-8' });
  return text;
}

function parse(text: string): JsonValue {
  try {
    return parseLossless(text);
  } catch (error) {
    throw new Refusal('records', 'fileUnreadable', 422, { reason: (error as Error).message });
  }
}

async function measure(file: string): Promise<{ hash: string; lines: number }> {
  const hash = createHash('sha256');
  let lines = 0;
  let lastByte = 0x0a;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    for (const byte of chunk) if (byte === 0x0a) lines += 1;
    lastByte = chunk.at(-1) ?? lastByte;
  }
  return { hash: hash.digest('hex'), lines: lastByte === 0x0a ? lines : lines + 1 };
}

async function* readLines(file: string): AsyncIterable<SourceEntry> {
  const ids = new DerivedIds();
  let place = 0;
  for await (const line of createInterface({
    // byte by byte, so that a line that is no UTF-8 is told rather than kept with holes in it
    input: createReadStream(file, 'latin1'),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    place += 1;
    if (line.trim() === '') {
      yield { place };
      continue;
    }
    try {
      const text = decodeUtf8(Buffer.from(line, 'latin1'));
      if (text === undefined) yield { place, problem: 'not UTF-8' };
      else yield toEntry(parseLossless(text), place, undefined, ids);
    } catch (error) {
      yield { place, problem: (error as Error).message };
    }
  }
}

function readBundle(root: JsonValue): SourceEntry[] {
  const ids = new DerivedIds();
  if (!isObject(root)) throw new Refusal('records', 'fileUnreadable', 422, { reason: 'not a JSON object' });
  if (root.resourceType !== 'Bundle' || !carriers.has(String(root.type)))
    return [toEntry(root, 1, undefined, ids)];
  const list = Array.isArray(root.entry) ? root.entry : [];
  return list.map((entry, at) => {
    const place = at + 1;
    if (!isObject(entry) || !isObject(entry.resource))
      return { place, problem: 'an entry without a resource' };
    const method = isObject(entry.request) ? entry.request.method : undefined;
    if (method !== undefined && method !== 'POST' && method !== 'PUT') {
      return { place, problem: `an entry of ${String(method)}: only new and replaced resources are loaded` };
    }
    return toEntry(entry.resource, place, typeof entry.fullUrl === 'string' ? entry.fullUrl : undefined, ids);
  });
}

function toEntry(value: JsonValue, place: number, fullUrl: string | undefined, ids: DerivedIds): SourceEntry {
  if (!isObject(value) || typeof value.resourceType !== 'string')
    return { place, problem: 'no resourceType' };
  const resource = { ...value, resourceType: value.resourceType, id: idOf(value, fullUrl, ids) };
  return { place, resource, ...(fullUrl && { fullUrl }) };
}

/** The sender's id, else the end of the entry's address, else one derived from the content: the same at every run. */
function idOf(resource: JsonObject, fullUrl: string | undefined, ids: DerivedIds): string {
  if (typeof resource.id === 'string') return resource.id;
  const end = /(?:^urn:uuid:|\/)([A-Za-z0-9.-]{1,64})$/.exec(fullUrl ?? '')?.[1];
  return end ?? ids.next(resource);
}

class DerivedIds {
  // two equal resources in one file are two; they stay apart by their count
  private readonly seen = new Map<string, number>();

  next(resource: JsonObject): string {
    const content = stringifyLossless(resource);
    const count = (this.seen.get(content) ?? 0) + 1;
    this.seen.set(content, count);
    const hex = createHash('sha256').update(`${count} ${content}`).digest('hex');
    // UUID version 8 (RFC 9562): our own bits, in the form that ids have everywhere else
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isRawNumber(value);
}
