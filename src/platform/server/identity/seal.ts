import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { keyObject } from '../key-object.ts';

const ivBytes = 12;
const tagBytes = 16;

/**
 * Seals a secret with the key that lies outside the database: AES-256-GCM, bound to its owner, so that a row copied to
 * another person opens nothing.
 * @param owner e.g. clinic and staff id
 * @returns nonce, ciphertext and tag in one
 */
export function seal(key: Uint8Array, secret: Uint8Array, owner: string): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', keyObject(key), iv).setAAD(Buffer.from(owner));
  return Buffer.concat([iv, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
}

/** @throws Error when it was sealed by another key, for another owner, or changed since */
export function unseal(key: Uint8Array, sealed: Uint8Array, owner: string): Buffer {
  const bytes = Buffer.from(sealed);
  const opener = createDecipheriv('aes-256-gcm', keyObject(key), bytes.subarray(0, ivBytes), {
    authTagLength: tagBytes,
  });
  opener.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(-tagBytes));
  return Buffer.concat([opener.update(bytes.subarray(ivBytes, -tagBytes)), opener.final()]);
}

/** A keyed hash: short codes cannot be tried out by whoever reads the database alone. */
export function keyedHash(key: Uint8Array, text: string, owner: string): Buffer {
  return createHmac('sha256', keyObject(key)).update(`${owner}\n${text}`).digest();
}
