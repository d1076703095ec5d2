import { createHash } from 'node:crypto';

const keys = new Map<string, string>();

/**
 * The number under which the search rows of a type's parameter stand, decimal text of an int8: the type's number in the
 * upper half, the parameter's in the lower. Made of the names alone, so it is the same in every release; the database
 * makes the same by `record_search_key`.
 * @param param with `:text` for the words of its codes
 */
export function searchKey(type: string, param: string): string {
  const name = `${type}.${param}`;
  const known = keys.get(name);
  if (known !== undefined) return known;
  const key = String((BigInt(typeKey(type)) << 32n) | BigInt(numberOf(param)));
  keys.set(name, key);
  return key;
}

/** The upper half of a type's keys. */
export function typeKey(type: string): number {
  return numberOf(type) & 0x7fffffff;
}

function numberOf(name: string): number {
  return createHash('sha256').update(name).digest().readUInt32BE(0);
}
