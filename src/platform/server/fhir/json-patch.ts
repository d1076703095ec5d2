import { type JsonObject, type JsonValue, isRawNumber, numberLiteral } from './json-text.ts';
import { parsePointer } from './json-pointer.ts';

/** Why a patch cannot be done; the words are `fhir_patch_<problem>`. */
export type PatchProblem = 'form' | 'operation' | 'pointer' | 'missing' | 'place' | 'test' | 'size' | 'many';

export class PatchError extends Error {
  readonly problem: PatchProblem;
  /** Operations before the one that failed, from 0. */
  readonly at: number;
  /** Steps to the place in the document, where the pointer could be read. */
  readonly steps: readonly string[];
  constructor(problem: PatchProblem, at: number, steps: readonly string[] = []) {
    super(`patch operation ${at}: ${problem}`);
    this.problem = problem;
    this.at = at;
    this.steps = steps;
  }
}

/** Operations of one patch: enough for every element of a resource, too few to keep a process busy. */
const mostOperations = 1000;
/** Values and characters that the copies of one patch may add up to: doubling by copies must end somewhere. */
const mostCopied = 2_000_000;

const operations = ['add', 'remove', 'replace', 'move', 'copy', 'test'] as const;

interface Operation {
  op: (typeof operations)[number];
  path: string[];
  from: string[];
  value: JsonValue;
}

/**
 * Does a JSON Patch (RFC 6902) on a parsed document, so that every number it does not touch keeps its digits. `test`
 * compares numbers by value: `1.10` equals `1.1`.
 *
 * @param document changed in place; after a PatchError it is of no use any more
 * @returns the document, which may be another one when the root itself was replaced
 */
export function applyJsonPatch(document: JsonValue, patch: JsonValue): JsonValue {
  if (!Array.isArray(patch)) throw new PatchError('form', 0);
  if (patch.length > mostOperations) throw new PatchError('many', mostOperations);
  const root: JsonObject = { '': document };
  const room = { left: mostCopied };
  for (const [at, one] of patch.entries()) applyOne(root, readOperation(one, at), at, room);
  return root[''] ?? null;
}

function readOperation(given: JsonValue, at: number): Operation {
  if (!isObject(given)) throw new PatchError('form', at);
  const op = operations.find((name) => name === given.op);
  if (!op) throw new PatchError('operation', at);
  const needsValue = op === 'add' || op === 'replace' || op === 'test';
  if (needsValue && given.value === undefined) throw new PatchError('form', at);
  const pointer = (text: JsonValue | undefined) => {
    const steps = typeof text === 'string' ? parsePointer(text) : undefined;
    if (!steps) throw new PatchError('pointer', at);
    // the document hangs below a root of its own, so that it can be replaced as a whole
    return ['', ...steps];
  };
  return {
    op,
    path: pointer(given.path),
    from: op === 'move' || op === 'copy' ? pointer(given.from) : [],
    value: given.value ?? null,
  };
}

function applyOne(
  root: JsonObject,
  { op, path, from, value }: Operation,
  at: number,
  room: { left: number },
): void {
  const fail = (problem: PatchProblem, steps: readonly string[] = path): never => {
    throw new PatchError(problem, at, steps.slice(1));
  };
  const found = (steps: readonly string[]) => valueAt(root, steps) ?? fail('missing', steps);
  const remember = (given: JsonValue) => clone(given, room, fail);
  if (op === 'test') {
    if (!sameJson(found(path), value)) fail('test');
  } else if (op === 'add') add(root, path, remember(value), fail);
  else if (op === 'copy') add(root, path, remember(found(from)), fail);
  else if (op === 'move') {
    const moved = found(from);
    if (from.length < path.length && from.every((step, n) => step === path[n])) fail('place');
    remove(root, from, fail);
    add(root, path, moved, fail);
  } else {
    found(path);
    if (op === 'remove') remove(root, path, fail);
    else put(root, path, remember(value));
  }
}

function valueAt(root: JsonValue, steps: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const step of steps) {
    if (Array.isArray(value)) value = isIndex(step) ? value[Number(step)] : undefined;
    else value = isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
    if (value === undefined) return undefined;
  }
  return value;
}

type Fail = (problem: PatchProblem) => never;

function add(root: JsonObject, path: string[], value: JsonValue, fail: Fail): void {
  const parent = valueAt(root, path.slice(0, -1));
  const step = path.at(-1) ?? '';
  if (Array.isArray(parent)) {
    const index = step === '-' ? parent.length : isIndex(step) ? Number(step) : Number.NaN;
    if (!(index <= parent.length)) fail('place');
    parent.splice(index, 0, value);
  } else if (isObject(parent)) setMember(parent, step, value);
  else fail('missing');
}

function remove(root: JsonObject, path: string[], fail: Fail): void {
  const parent = valueAt(root, path.slice(0, -1));
  const step = path.at(-1) ?? '';
  // a document cannot be without itself
  if (path.length === 1) fail('place');
  if (Array.isArray(parent)) parent.splice(Number(step), 1);
  else if (isObject(parent)) delete parent[step];
}

function put(root: JsonObject, path: string[], value: JsonValue): void {
  const parent = valueAt(root, path.slice(0, -1));
  const step = path.at(-1) ?? '';
  if (Array.isArray(parent)) parent[Number(step)] = value;
  else if (isObject(parent)) setMember(parent, step, value);
}

function setMember(object: JsonObject, name: string, value: JsonValue): void {
  // an assignment of this name would set the prototype instead of a member
  if (name !== '__proto__') object[name] = value;
  else Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}

function isIndex(step: string): boolean {
  return /^(?:0|[1-9]\d{0,9})$/.test(step);
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isRawNumber(value);
}

function clone(value: JsonValue, room: { left: number }, fail: Fail): JsonValue {
  room.left -= typeof value === 'string' ? value.length + 1 : 1;
  if (room.left < 0) fail('size');
  if (Array.isArray(value)) return value.map((item) => clone(item, room, fail));
  if (!isObject(value)) return value;
  const copy: JsonObject = {};
  for (const [name, item] of Object.entries(value)) {
    room.left -= name.length;
    setMember(copy, name, clone(item ?? null, room, fail));
  }
  return copy;
}

/** Whether two values say the same: members in any order, numbers by value. */
export function sameJson(left: JsonValue, right: JsonValue): boolean {
  const literals = [numberLiteral(left), numberLiteral(right)];
  if (literals[0] !== undefined && literals[1] !== undefined)
    return canonical(literals[0]) === canonical(literals[1]);
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, n) => sameJson(item, right[n] ?? null));
  }
  if (!isObject(left) || !isObject(right)) return left === right;
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && sameJson(left[name] ?? null, right[name] ?? null))
  );
}

/** A number literal with all that does not change its value taken away; no arithmetic, so no digit is lost. */
function canonical(literal: string): string {
  const [, sign = '', whole = '', part = '', power = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(literal) ?? [];
  const digits = `${whole}${part}`.replace(/^0+/, '');
  const bare = digits.replace(/0+$/, '');
  if (bare === '') return '0';
  return `${sign}${bare}e${BigInt(power) - BigInt(part.length) + BigInt(digits.length - bare.length)}`;
}
