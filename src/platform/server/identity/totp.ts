import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { type Clock, handsOf } from '#platform/shared/time.ts';

const periodSeconds = 30;
/** Clocks of telephones go wrong by seconds; one step to either side is what RFC 6238 section 5.2 advises at most. */
const stepsAside = 1;

/** 160 random bits, as RFC 4226 section 4 asks for. */
export function newTotpSecret(): Buffer {
  return randomBytes(20);
}

/** What an authenticator app reads from the QR code, and the secret as text for typing. */
export function totpWords(
  secret: Uint8Array,
  about: { login: string; clinicName: string },
): { secret: string; uri: string } {
  const totp = makeTotp(secret, { label: about.login, issuer: `Serambi ${about.clinicName}` });
  return { secret: totp.secret.base32, uri: totp.toString() };
}

/**
 * The time step whose code this is, one step before and after `now` included.
 * @param code six digits
 * @param nowMs milliseconds since 1970
 * @returns undefined for a wrong one
 */
export function stepOfCode(secret: Uint8Array, code: string, nowMs: number): bigint | undefined {
  const delta = makeTotp(secret).validate({ token: code, timestamp: nowMs, window: stepsAside });
  if (delta === null) return undefined;
  return BigInt(Math.floor(nowMs / 1000 / periodSeconds) + delta);
}

/** The same by what either hand of the clock shows: the telephone is right while somebody has set the computer wrong. */
export function stepByHands(secret: Uint8Array, code: string, clock: Clock): bigint | undefined {
  for (const nowMs of handsOf(clock)) {
    const step = stepOfCode(secret, code, nowMs);
    if (step !== undefined) return step;
  }
  return undefined;
}

/** SHA-1, six digits, thirty seconds: what every app understands. */
function makeTotp(secret: Uint8Array, about: { label?: string; issuer?: string } = {}): TOTP {
  // a buffer of its own: the library would take the whole pool that a small Buffer lies in
  const own = new Secret({ buffer: new Uint8Array(secret).buffer });
  return new TOTP({ ...about, secret: own, algorithm: 'SHA1', digits: 6, period: periodSeconds });
}
