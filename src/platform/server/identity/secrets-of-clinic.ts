import { createHmac } from 'node:crypto';
import { keyObject } from '../key-object.ts';
import { seal, unseal } from './seal.ts';

/** Secrets of one clinic, sealed and made with the key that lies outside of the database. */
export interface Secrets {
  /** @param purpose the secret opens for it alone, e.g. `reminders.mail` */
  seal(secret: string, purpose: string): Buffer;
  /** Undefined where the key was lost since, or the row is another clinic's. */
  open(sealed: Uint8Array, purpose: string): string | undefined;
  /** A secret that need not be stored, for it is made anew each time: 128 bits, base64url. */
  derive(purpose: string): string;
}

export function secretsOf(key: Uint8Array, clinicId: string): Secrets {
  const owner = (purpose: string) => `clinic ${clinicId} ${purpose}`;
  return {
    seal: (secret, purpose) => seal(key, Buffer.from(secret), owner(purpose)),
    open(sealed, purpose) {
      try {
        return unseal(key, sealed, owner(purpose)).toString('utf8');
      } catch {
        return undefined;
      }
    },
    derive: (purpose) =>
      createHmac('sha256', keyObject(key))
        .update(owner(purpose))
        .digest()
        .subarray(0, 16)
        .toString('base64url'),
  };
}
