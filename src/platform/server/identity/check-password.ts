import { sql, type Transaction } from 'kysely';
import { steadyNow } from '#platform/shared/time.ts';
import type { Tables } from '../db/tables.ts';
import type { OpenContext } from './open-verb.ts';
import { passwordFits } from './passwords.ts';
import { hashSecret } from './secrets.ts';
import { auditRefused, forgetAttempts } from './trail.ts';

type Attempt =
  | { waitUntil: string }
  | {
      clinicId: string | null;
      staffId: string | null;
      status: string | null;
      passwordHash: string | null;
      /** Device that the try is counted on, hexadecimal; empty for all strange ones together. */
      counted: string;
    };

/** A password that was right: whose it is, and how to clear the count of wrong tries once it has served. */
export interface RightPassword {
  right: { clinicId: string; staffId: string; clear(tx: Transaction<Tables>): Promise<void> };
}

export interface WrongPassword {
  right?: undefined;
  /** Set when no password is looked at for now. */
  wait?: { waitSeconds: number; waitMinutes: number };
}

/**
 * Compares a password under the limit of wrong tries. A login that nobody has, one of an invited or disabled person
 * and a wrong password answer alike and cost alike.
 * @param event of the audit row that a wrong one leaves, e.g. `identity.signIn`
 */
export async function checkPassword(
  ctx: OpenContext<never>,
  event: string,
  givenLogin: string,
  password: string,
): Promise<RightPassword | WrongPassword> {
  // PostgreSQL takes no NUL in a text, and no login holds one
  const login = givenLogin.replaceAll('\0', ' ').toWellFormed();
  const device = ctx.deviceToken ? hashSecret(ctx.deviceToken) : null;
  const now = steadyNow(ctx.clock);
  const begun = await sql<{ attempt: Attempt }>`
    SELECT identity_begin_attempt(${login}, ${device}, ${now}) AS attempt`.execute(ctx.database.kysely);
  const attempt = begun.rows[0]?.attempt;
  if (!attempt) throw new Error('identity_begin_attempt answered nothing');
  if ('waitUntil' in attempt) return { wait: waitUntil(now, attempt.waitUntil) };
  const fits = await passwordFits(attempt.passwordHash, password);
  const { clinicId, staffId, status, counted } = attempt;
  if (fits && clinicId && staffId && status === 'active') {
    const clear = async (tx: Transaction<Tables>): Promise<void> => {
      await sql`SELECT identity_clear_attempts(${login}, ${Buffer.from(counted, 'hex')})`.execute(tx);
    };
    return { right: { clinicId, staffId, clear } };
  }
  if (clinicId && staffId) await auditRefused(ctx, { clinicId, staffId }, event, 'wrongPassword');
  else await forgetAttempts(ctx, login);
  return {};
}

function waitUntil(now: string, until: string): { waitSeconds: number; waitMinutes: number } {
  const waitSeconds = Math.max(1, Math.ceil((Date.parse(until) - Date.parse(now)) / 1000));
  return { waitSeconds, waitMinutes: Math.ceil(waitSeconds / 60) };
}
