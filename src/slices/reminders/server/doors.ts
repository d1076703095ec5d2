import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Clinic, Context } from '#platform/server/context.ts';
import { addressGroup } from '#platform/server/identity/addresses.ts';
import type { OpenContext } from '#platform/server/identity/open-verb.ts';
import { hashSecret } from '#platform/server/identity/secrets.ts';

export type Purpose =
  | 'link'
  | 'gateway'
  | 'feed'
  | 'kiosk'
  | 'checkIn'
  | 'checkInSession'
  | 'selfBooking'
  | 'paper';

/** A secret of 256 bits, base64url. Its hash alone is stored. */
export function newSecretText(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * Lets a secret open one thing of this clinic, until an instant if one is given.
 * @param door.secret the secret, or its hash where nobody here knows it
 */
export async function makeDoor(
  ctx: Context,
  door: { secret: string | Buffer; purpose: Purpose; subject: string; expiresAt?: string },
): Promise<void> {
  const { secret, purpose, subject, expiresAt = null } = door;
  const hash = typeof secret === 'string' ? hashSecret(secret) : secret;
  await sql`SELECT reminders_make_door(${hash}, ${purpose}, ${subject}, ${expiresAt}, ${ctx.now})`.execute(
    ctx.db,
  );
}

export async function shutDoors(ctx: Context, purpose: Purpose, subject: string): Promise<void> {
  await sql`SELECT reminders_shut_doors(${purpose}, ${subject})`.execute(ctx.db);
}

export async function hasDoor(ctx: Context, purpose: Purpose, subject: string): Promise<boolean> {
  const found = await sql<{
    open: boolean;
  }>`SELECT reminders_has_door(${purpose}, ${subject}) AS open`.execute(ctx.db);
  return found.rows[0]?.open === true;
}

/** Whose a secret is; `wait` for a wrong one where too many came from there before. */
export async function findDoor(
  ctx: Pick<OpenContext, 'database' | 'now' | 'clientAddress'>,
  secret: string,
  purpose: Purpose,
): Promise<{ clinic: Clinic; subject: string } | 'wait' | undefined> {
  type Found = { clinic: Clinic; subject: string } | { wait: true };
  const address = addressGroup(ctx.clientAddress) ?? '';
  const found = await sql<{ door: Found | null }>`
    SELECT reminders_find_door(${hashSecret(secret)}, ${purpose}, ${address}, ${ctx.now}) AS door`.execute(
    ctx.database.kysely,
  );
  const door = found.rows[0]?.door;
  if (!door) return undefined;
  return 'wait' in door ? 'wait' : door;
}
