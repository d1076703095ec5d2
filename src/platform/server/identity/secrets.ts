import { createHash, randomBytes } from 'node:crypto';

export const sessionCookie = 'serambi_session';
export const deviceCookie = 'serambi_device';

/** A new bearer secret: 256 random bits, base64url. It is shown once; only its hash is stored. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256 of a secret. No salt and no stretching: there is nothing to guess in 256 random bits. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/**
 * Name of a device for the audit trail, one for everybody who uses it: half of its hash, written as a UUID.
 * @param deviceHash hexadecimal, as the database gives it back
 */
export function deviceIdOf(deviceHash: string): string {
  const hex = deviceHash.slice(0, 32);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
