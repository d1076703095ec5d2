import { sql, type Transaction } from 'kysely';
import { steadyNow } from '#platform/shared/time.ts';
import type { Tables } from '../db/tables.ts';
import { addressGroup } from './addresses.ts';
import type { OpenContext } from './open-verb.ts';
import { passwordFits } from './passwords.ts';
import { hashSecret } from './secrets.ts';
import { auditRefused, forgetAttempts } from './trail.ts';

interface Attempt {
  clinicId: string | null;
  staffId: string | null;
  status: string | null;
  passwordHash: string | null;
  /** Device that the try is counted on, hexadecimal; empty for all strange ones together. */
  counted: string;
}

export type Wait = { waitSeconds: number; waitMinutes: number };

/** A try that has been counted. `clear` takes the count back once the person is in, `attempts` tries of her way. */
export interface Begun {
  attempt: Attempt;
  clear(tx: Transaction<Tables>, attempts?: number): Promise<void>;
  wait?: undefined;
}

/** A password that was right: whose it is, and how to clear the count of wrong tries once it has served. */
export interface RightPassword {
  right: { clinicId: string; staffId: string; passwordHash: string; clear: Begun['clear'] };
}

export interface WrongPassword {
  right?: undefined;
  /** Set when no password is looked at for now. */
  wait?: Wait;
}

/**
 * Counts a try at a login, before what was typed is looked at: so many at the login and, at a device where she never
 * signed in, so many from the address.
 * @returns `wait` when nothing is looked at for now
 */
export async function beginAttempt(
  ctx: Pick<OpenContext, 'database' | 'clock' | 'deviceToken' | 'clientAddress'>,
  login: string,
): Promise<Begun | { wait: Wait }> {
  const device = ctx.deviceToken ? hashSecret(ctx.deviceToken) : null;
  const address = addressGroup(ctx.clientAddress);
  const now = steadyNow(ctx.clock);
  const begun = await sql<{ attempt: Attempt | { waitUntil: string } }>`
    SELECT identity_begin_attempt(${login}, ${device}, ${now}, ${address}) AS attempt`.execute(
    ctx.database.kysely,
  );
  const attempt = begun.rows[0]?.attempt;
  if (!attempt) throw new Error('identity_begin_attempt answered nothing');
  if ('waitUntil' in attempt) return { wait: waitUntil(now, attempt.waitUntil) };
  const counted = Buffer.from(attempt.counted, 'hex');
  const clear = async (tx: Transaction<Tables>, attempts = 1): Promise<void> => {
    await sql`SELECT identity_clear_attempts(${login}, ${counted}, ${address}, ${attempts})`.execute(tx);
  };
  return { attempt, clear };
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
  const begun = await beginAttempt(ctx, login);
  if (begun.wait) return begun;
  const { clinicId, staffId, status, passwordHash } = begun.attempt;
  const fits = await passwordFits(passwordHash, password);
  if (fits && clinicId && staffId && passwordHash && status === 'active') {
    return { right: { clinicId, staffId, passwordHash, clear: begun.clear } };
  }
  if (clinicId && staffId) await auditRefused(ctx, { clinicId, staffId }, event, 'wrongPassword');
  else await forgetAttempts(ctx, login);
  return {};
}

function waitUntil(now: string, until: string): Wait {
  const waitSeconds = Math.max(1, Math.ceil((Date.parse(until) - Date.parse(now)) / 1000));
  return { waitSeconds, waitMinutes: Math.ceil(waitSeconds / 60) };
}
