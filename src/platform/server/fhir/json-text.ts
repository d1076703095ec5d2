import { JsonTextError, type JsonTextProblem } from './json-text-error.ts';

/** A JSON value whose numbers are either plain or kept as they were written (`JSON.rawJSON`). */
export type JsonValue = null | boolean | string | number | RawNumber | JsonValue[] | JsonObject;
export interface JsonObject {
  [name: string]: JsonValue | undefined;
}

/** A number literal that a plain number would not print again: `1.10`, `1e2`, twenty digits. */
export interface RawNumber {
  readonly rawJSON: string;
}

// TypeScript 7 does not declare these two parts of ES2026 yet; Node 24 has them.
const rawJson = JSON as unknown as {
  rawJSON(literal: string): RawNumber;
  isRawJSON(value: unknown): value is RawNumber;
};

/** Deeper nesting than any FHIR resource has, and shallow enough for every recursive reader. */
export const DEPTH_LIMIT = 64;

/** Is this a number that keeps its own literal? */
export function isRawNumber(value: unknown): value is RawNumber {
  return typeof value === 'object' && value !== null && rawJson.isRawJSON(value);
}

/** The digits of a number as they were written, or undefined for anything but a number. */
export function numberLiteral(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return isRawNumber(value) ? value.rawJSON : undefined;
}

/**
 * A number that keeps the digits given (`decimal('1.10')`), for values that people enter as text.
 *
 * @param literal a JSON number literal
 * @throws SyntaxError when it is none
 */
export function decimal(literal: string): number | RawNumber {
  if (!NUMBER_ALONE.test(literal)) throw new SyntaxError(`"${literal}" is not a number literal`);
  return keepLiteral(literal);
}

function keepLiteral(literal: string): number | RawNumber {
  const plain = Number(literal);
  return String(plain) === literal ? plain : rawJson.rawJSON(literal);
}

/**
 * Writes a value of `parseLossless` (or any plain one) as compact JSON, each number as it was written.
 */
export function stringifyLossless(value: unknown): string {
  return JSON.stringify(value);
}

/**
 * Parses JSON text strictly: no comments, no doubled names, no nesting beyond the limit.
 *
 * @param text the JSON text
 * @param options.depthLimit arrays and objects that may lie inside one another, 64 unless told
 * @returns the value; a number whose literal a plain number would not print again is a `RawNumber`
 * @throws JsonTextError with line, column and, for a doubled name, that name
 */
export function parseLossless(text: string, options: { depthLimit?: number } = {}): JsonValue {
  // One pass builds the value and checks it. JSON.parse with a reviver sees neither doubled names nor depth, and
  // a second scan for them costs more than building the value here.
  const reader: Reader = { text, at: 0, depthLeft: options.depthLimit ?? DEPTH_LIMIT };
  if (text.charCodeAt(0) === 0xfeff) reader.at = 1;
  skipSpace(reader);
  const value = readValue(reader);
  skipSpace(reader);
  if (reader.at < text.length) refuse(reader, 'syntax');
  return value;
}

/**
 * A number literal that might not be printed as it stands: a last digit of nothing after the point, an exponent, more
 * than fifteen digits, a very small one, minus nothing. What only looks like one, within a text, costs the way of
 * `parseLossless`.
 */
const PERHAPS_LOSSY = /(?:"\s*:|[[,])\s*(?:-0(?![.\d])|-?(?:0\.0000|\d+\.\d*0(?!\d)|[\d.]{16}|[\d.]+[eE]))/;

/**
 * Parses what the record holds, as `parseLossless` does, several times as fast: that it is whole, not too deep and without
 * doubled names was seen when it came in.
 *
 * @param text a stored version
 */
export function parseStored(text: string): JsonValue {
  return PERHAPS_LOSSY.test(text) ? parseLossless(text) : (JSON.parse(text) as JsonValue);
}

/** What the store decides about a version. `lastUpdated` is an ISO instant. */
export interface VersionStamp {
  id: string;
  versionId: string;
  lastUpdated: string;
}

/**
 * Puts our id and version into a resource and leaves everything else of the sender's as it is, order included.
 *
 * @param resource a parsed resource; it is not changed
 * @returns a new resource: `id` and `meta` in their old places, or after `resourceType` where they were missing
 */
export function withIdAndMeta<Resource extends object>(resource: Resource, stamp: VersionStamp): Resource {
  const { id, versionId, lastUpdated } = stamp;
  const sent = 'meta' in resource ? resource.meta : undefined;
  const meta: Record<string, unknown> = { ...(isObject(sent) ? sent : {}), versionId, lastUpdated };
  // An extension of the sender's on a version id would now speak of a version that is ours.
  delete meta._versionId;
  delete meta._lastUpdated;
  const missing: [string, unknown][] = [];
  if (!('id' in resource) || resource.id === undefined) missing.push(['id', id]);
  if (sent === undefined) missing.push(['meta', meta]);
  const entries: [string, unknown][] = [];
  for (const [name, value] of Object.entries(resource)) {
    entries.push([name, name === 'id' ? id : name === 'meta' ? meta : value]);
    if (name === 'resourceType') entries.push(...missing.splice(0));
  }
  return Object.fromEntries([...missing, ...entries]) as Resource;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

interface Reader {
  readonly text: string;
  at: number;
  depthLeft: number;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const NUMBER_ALONE = new RegExp(`^(?:${NUMBER.source})$`);
/** The unescaped part of a string, and what ends it. JSON forbids bare control characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it must find
const STRING_PART = /[^"\\\u0000-\u001f]*/y;

function refuse(reader: Reader, problem: JsonTextProblem, name?: string): never {
  throw new JsonTextError(problem, reader.text, reader.at, name);
}

function skipSpace(reader: Reader): void {
  const { text } = reader;
  for (;;) {
    const code = text.charCodeAt(reader.at);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
    reader.at++;
  }
}

function readValue(reader: Reader): JsonValue {
  switch (reader.text[reader.at]) {
    case '{':
      return readObject(reader);
    case '[':
      return readArray(reader);
    case '"':
      return readString(reader);
    case 't':
      return readWord(reader, 'true', true);
    case 'f':
      return readWord(reader, 'false', false);
    case 'n':
      return readWord(reader, 'null', null);
    default:
      return readNumber(reader);
  }
}

function readWord<Value>(reader: Reader, word: string, value: Value): Value {
  if (!reader.text.startsWith(word, reader.at)) refuse(reader, 'syntax');
  reader.at += word.length;
  return value;
}

function readNumber(reader: Reader): number | RawNumber {
  NUMBER.lastIndex = reader.at;
  const literal = NUMBER.exec(reader.text)?.[0];
  if (literal === undefined) return refuse(reader, reader.at < reader.text.length ? 'syntax' : 'end');
  reader.at += literal.length;
  return keepLiteral(literal);
}

function readString(reader: Reader): string {
  const start = reader.at;
  reader.at++;
  let escaped = false;
  for (;;) {
    STRING_PART.lastIndex = reader.at;
    STRING_PART.test(reader.text);
    reader.at = STRING_PART.lastIndex;
    const ending = reader.text[reader.at];
    if (ending === '"') break;
    if (ending !== '\\') refuse(reader, ending === undefined ? 'end' : 'syntax');
    escaped = true;
    reader.at += 2;
  }
  reader.at++;
  if (!escaped) return reader.text.slice(start + 1, reader.at - 1);
  try {
    return JSON.parse(reader.text.slice(start, reader.at)) as string;
  } catch {
    reader.at = start;
    return refuse(reader, 'syntax');
  }
}

function enter(reader: Reader): void {
  if (reader.depthLeft === 0) refuse(reader, 'depth');
  reader.depthLeft--;
  reader.at++;
  skipSpace(reader);
}

/** Reads `,` or the closing bracket after an item; true when the list goes on. */
function goesOn(reader: Reader, closing: string): boolean {
  skipSpace(reader);
  const next = reader.text[reader.at];
  if (next !== ',' && next !== closing) refuse(reader, next === undefined ? 'end' : 'syntax');
  reader.at++;
  if (next === closing) return false;
  skipSpace(reader);
  return true;
}

function readArray(reader: Reader): JsonValue[] {
  enter(reader);
  const items: JsonValue[] = [];
  if (reader.text[reader.at] === ']') reader.at++;
  else {
    do items.push(readValue(reader));
    while (goesOn(reader, ']'));
  }
  reader.depthLeft++;
  return items;
}

function readObject(reader: Reader): JsonObject {
  enter(reader);
  const object: JsonObject = {};
  if (reader.text[reader.at] === '}') reader.at++;
  else {
    do readMember(reader, object);
    while (goesOn(reader, '}'));
  }
  reader.depthLeft++;
  return object;
}

function readMember(reader: Reader, object: JsonObject): void {
  const start = reader.at;
  if (reader.text[start] !== '"') refuse(reader, reader.text[start] === undefined ? 'end' : 'syntax');
  const name = readString(reader);
  if (Object.hasOwn(object, name)) {
    reader.at = start;
    refuse(reader, 'duplicate', name);
  }
  skipSpace(reader);
  if (reader.text[reader.at] !== ':') refuse(reader, 'syntax');
  reader.at++;
  skipSpace(reader);
  const value = readValue(reader);
  if (name !== '__proto__') object[name] = value;
  // An assignment would set the prototype instead of a member.
  else Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}
