import { inflateSync } from 'node:zlib';
import { carries, type FileFault, type WhatItIs } from './faults.ts';

/**
 * Names of what a PDF does by itself or carries along (ISO 32000-1, 12.6.4 and 7.11.4), by the fault that each is. A reader
 * would ask before most of it; what is kept in a chart for decades must not depend on the reader.
 */
const active: readonly [RegExp, FileFault][] = [
  [/\/Encrypt(?![A-Za-z])/, 'encrypted'],
  [/\/(JavaScript|Rendition|RichMedia|XFA)(?![A-Za-z])/, 'script'],
  [/\/Launch(?![A-Za-z])/, 'launch'],
  [/\/(SubmitForm|ImportData|GoToE)(?![A-Za-z])/, 'sends'],
  [/\/(EmbeddedFiles?|FileAttachment)(?![A-Za-z])/, 'attachments'],
];

/** Behind the last mark of the end there is a line's end, and what careless programs leave there. */
const mostBehindEnd = 1024;
/** Objects in compressed streams of one file; more is meant to fill the memory. */
const mostInflated = 64 * 1024 * 1024;

/** Looks through a PDF, into its compressed object streams too. Names may be written with `#xx` (ISO 32000-1, 7.3.5). */
export function readPdf(bytes: Buffer): WhatItIs {
  const raw = bytes.toString('latin1');
  const end = raw.lastIndexOf('%%EOF');
  if (end < 0) return { fault: 'damaged' };
  const behind = bytes.subarray(end + 5);
  if (behind.length > mostBehindEnd || carries(behind)) return { fault: 'carriesMore' };
  const plain = withNames(raw);
  // an archive is found by its end, wherever in the file the rest of it hides
  if (raw.includes('PK\x05\x06')) return { fault: 'carriesMore' };
  const hidden = objectStreams(bytes, raw);
  if (!hidden) return { fault: 'damaged' };
  const parts = [plain, ...hidden.map(withNames)];
  for (const [names, fault] of active) if (parts.some((part) => names.test(part))) return { fault };
  const pages = parts.reduce(
    (sum, part) => sum + (part.match(/\/Type\s*\/Page(?![A-Za-z])/g)?.length ?? 0),
    0,
  );
  return pages > 0 ? { contentType: 'application/pdf', pages } : { fault: 'damaged' };
}

/** `/J#61vaScript` is `/JavaScript`. */
function withNames(text: string): string {
  return text.replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** The objects that stand in compressed streams (ISO 32000-1, 7.5.7); undefined where one cannot be read. */
function objectStreams(bytes: Buffer, raw: string): string[] | undefined {
  const found: string[] = [];
  let left = mostInflated;
  const begins = /stream\r?\n/g;
  for (let one = begins.exec(raw); one; one = begins.exec(raw)) {
    if (raw.startsWith('end', one.index - 3)) continue;
    const dictionary = withNames(raw.slice(Math.max(0, raw.lastIndexOf('obj', one.index)), one.index));
    if (!/\/ObjStm(?![A-Za-z])/.test(dictionary)) continue;
    const from = one.index + one[0].length;
    const until = raw.indexOf('endstream', from);
    if (until < 0) return undefined;
    const data = bytes.subarray(from, until);
    if (!/\/Filter/.test(dictionary)) {
      found.push(data.toString('latin1'));
      continue;
    }
    const text = inflated(data, left);
    if (text === undefined) return undefined;
    left -= text.length;
    found.push(text);
  }
  return found;
}

function inflated(data: Buffer, most: number): string | undefined {
  try {
    return inflateSync(data, { maxOutputLength: Math.max(1, most) }).toString('latin1');
  } catch {
    return undefined;
  }
}
