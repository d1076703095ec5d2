import { isResourceType } from './definitions.ts';

/** What the text of a reference says. */
export type ParsedReference =
  | { kind: 'contained'; id: string }
  | { kind: 'relative'; type: string; id: string; version?: string }
  | { kind: 'conditional'; type: string }
  | { kind: 'absolute'; url: string; type?: string; id?: string }
  | { kind: 'urn'; urn: string }
  | { kind: 'malformed' };

const RELATIVE = /^([A-Z][A-Za-z]{3,40})\/([A-Za-z0-9.-]{1,64})(?:\/_history\/([A-Za-z0-9.-]{1,64}))?$/;
const ABSOLUTE_TAIL = /\/([A-Z][A-Za-z]{3,40})\/([A-Za-z0-9.-]{1,64})(?:\/_history\/[A-Za-z0-9.-]{1,64})?$/;
const URN = /^urn:(?:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|oid:[0-2](?:\.(?:0|[1-9]\d*))+)$/i;

/**
 * Reads `Reference.reference`: `Patient/1`, `#med`, `urn:uuid:…`, a URL, or the `Patient?identifier=…` of a
 * transaction. The type of a URL is told only where its end names one.
 */
export function parseReference(text: string): ParsedReference {
  if (text.startsWith('#')) return { kind: 'contained', id: text.slice(1) };
  const relative = RELATIVE.exec(text);
  if (relative) {
    const [, type = '', id = '', version] = relative;
    if (!isResourceType(type)) return { kind: 'malformed' };
    return version === undefined ? { kind: 'relative', type, id } : { kind: 'relative', type, id, version };
  }
  if (/^urn:(uuid|oid):/i.test(text))
    return URN.test(text) ? { kind: 'urn', urn: text } : { kind: 'malformed' };
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(text)) {
    const [, type = '', id = ''] = ABSOLUTE_TAIL.exec(text) ?? [];
    return isResourceType(type) ? { kind: 'absolute', url: text, type, id } : { kind: 'absolute', url: text };
  }
  const conditional = /^([A-Za-z]+)\?./.exec(text)?.[1];
  if (conditional !== undefined && isResourceType(conditional))
    return { kind: 'conditional', type: conditional };
  return { kind: 'malformed' };
}
