import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { hashSecret } from '#platform/server/identity/secrets.ts';
import type { Verb } from '#platform/server/slice.ts';
import { bareCode, spokenCode } from '#platform/shared/spoken-code.ts';
import { addMinutes, shownAt, steadyNow } from '#platform/shared/time.ts';
import type { devices } from '../contract.ts';

/** Installing a certificate on a tablet takes its time when one does it for the first time. */
const lifeMinutes = 30;
/** 50 bits: a million tries a second would need 17 years of codes that wait to meet one. */
const signs = 10;

/** Makes a one-time code for a device that gets this name. */
export const startPairing: Verb<typeof devices, 'startPairing'> = async (ctx, { name }) => {
  const code = spokenCode(randomBytes(7), signs, 5);
  const now = steadyNow(ctx.clock);
  const expiresAt = addMinutes(now, lifeMinutes);
  await sql`SELECT devices_make_pairing(${hashSecret(bareCode(code))}, ${name}, ${ctx.actor.name}, ${expiresAt}, ${now})`.execute(
    ctx.db,
  );
  return {
    name,
    code,
    path: `/pair#${code}`,
    expiresAt: new Date(shownAt(ctx.clock, expiresAt)).toISOString(),
  };
};
