import { sql, type Transaction } from 'kysely';
import { addMinutes } from '#platform/shared/time.ts';
import type { Database } from '../db/database.ts';
import type { Tables } from '../db/tables.ts';
import { hashSecret } from './secrets.ts';

/**
 * `factor` and `enrol`: a sign-in that waits. `passkey` and `newPasskey`: what an authenticator signs. `proof`: who signs
 * something at this moment.
 */
export type Purpose = 'factor' | 'enrol' | 'passkey' | 'newPasskey' | 'proof';

interface Meant {
  clinicId: string;
  staffId: string;
}

/** To install an app takes longer than to read six digits. */
const lifeMinutes: Record<Purpose, number> = { factor: 5, enrol: 20, passkey: 5, newPasskey: 5, proof: 2 };

type Ground = Database['kysely'] | Transaction<Tables>;

/**
 * Keeps the hash of a secret that was handed out, for some minutes and one use.
 * @param staffId a person of the transaction's clinic; without her it is meant for nobody yet
 */
export async function keepChallenge(
  ground: Ground,
  secret: string,
  purpose: Purpose,
  staffId: string | undefined,
  now: string,
): Promise<void> {
  await sql`SELECT identity_make_challenge(${hashSecret(secret)}, ${purpose}, ${staffId ?? null},
    ${addMinutes(now, lifeMinutes[purpose])}, ${now})`.execute(ground);
}

/** Whose ticket this is, without using it up: a wrong code may be followed by a right one. */
export async function findTicket(
  ground: Ground,
  ticket: string,
  purpose: Purpose,
  now: string,
): Promise<Meant | undefined> {
  const found = await sql<{ meant: Meant | null }>`
    SELECT identity_find_challenge(${hashSecret(ticket)}, ${purpose}, ${now}) AS meant`.execute(ground);
  return found.rows[0]?.meant ?? undefined;
}

/**
 * Uses it up: inside a clinic that clinic's alone. Undefined for everybody who comes second; ids are null where nobody
 * was meant.
 */
export async function takeChallenge(
  ground: Ground,
  secret: string,
  purpose: Purpose,
  now: string,
): Promise<{ clinicId: string | null; staffId: string | null } | undefined> {
  const taken = await sql<{ meant: Meant | null }>`
    SELECT identity_take_challenge(${hashSecret(secret)}, ${purpose}, ${now}) AS meant`.execute(ground);
  return taken.rows[0]?.meant ?? undefined;
}
