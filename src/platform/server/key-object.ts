import { createSecretKey, type KeyObject } from 'node:crypto';

const known = new WeakMap<Uint8Array, KeyObject>();

/** Bytes made into a key, once: the making takes several times as long as a MAC. */
export function keyObject(bytes: Uint8Array): KeyObject {
  const before = known.get(bytes);
  if (before) return before;
  const made = createSecretKey(bytes);
  known.set(bytes, made);
  return made;
}
