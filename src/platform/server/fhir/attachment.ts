import { checkPrimitive } from './primitives.ts';

/** Why what is attached is refused. The words are `fhir_attachment_<fault>`. */
export type AttachmentFault = 'type' | 'active' | 'content' | 'too_large';

/** Of the content itself, not of its base64; a scanned letter has a tenth of it. */
const mostBytes = 10 * 1024 * 1024;
/** Enough to see what something is; PDF readers look for their mark in as much. */
const seenBytes = 1024;

const mediaType =
  /^[a-z0-9][\w!#$&^.+-]{0,126}\/[a-z0-9][\w!#$&^.+-]{0,126}(?:\s*;\s*[\w-]+=(?:"[^"\r\n]*"|[^\s;"]+))*$/i;

/** What a browser would run if it were ever shown on our address. */
const active = new Set([
  'text/html',
  'application/xhtml+xml',
  'image/svg+xml',
  'text/xsl',
  'text/javascript',
  'application/javascript',
  'application/x-javascript',
  'text/ecmascript',
  'application/ecmascript',
  'text/vbscript',
  'application/x-shockwave-flash',
]);

const marks: Readonly<Record<string, readonly string[]>> = {
  'image/png': ['\x89PNG\r\n\x1a\n'],
  'image/jpeg': ['\xff\xd8\xff'],
  'image/gif': ['GIF87a', 'GIF89a'],
  'image/tiff': ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'],
};

/**
 * Checks an Attachment or a Binary: a declared type that is none, one that a browser would run, and content that is
 * plainly something else than it says. Types whose mark we do not know are kept unseen; nothing of them is ever
 * served as anything but base64.
 * @param contentType as declared, `application/pdf; charset=…`
 * @param data base64, with or without white space; anything else is judged elsewhere
 */
export function checkAttachment(contentType: unknown, data: unknown): AttachmentFault | undefined {
  const declared = typeof contentType === 'string' ? contentType : '';
  if (declared !== '' && !mediaType.test(declared)) return 'type';
  const type = declared.split(';')[0]?.trim().toLowerCase() ?? '';
  if (data === undefined || checkPrimitive('base64Binary', data)) return undefined;
  if (active.has(type)) return 'active';
  const text = String(data);
  if (text.length * 0.75 > mostBytes) return 'too_large';
  const start = Buffer.from(text.slice(0, seenBytes * 2), 'base64')
    .subarray(0, seenBytes)
    .toString('latin1');
  return isWhatItSays(type, declared, start) ? undefined : 'content';
}

/** @param start the first bytes, one character each */
function isWhatItSays(type: string, declared: string, start: string): boolean {
  if (type === 'application/pdf') return start.includes('%PDF-');
  const known = marks[type];
  if (known) return known.some((mark) => start.startsWith(mark));
  // text in UTF-16 is full of NULs; any other holds no control characters
  if (type !== 'text/plain' || /utf-?16|ucs/i.test(declared)) return true;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it looks for them
  return !/[\u0000-\u0008\u000e-\u001a]/.test(start);
}
