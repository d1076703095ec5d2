import { sql, type Transaction } from 'kysely';
import { steadyNow } from '#platform/shared/time.ts';
import { type AuditRow, writeAudit } from '../audit/write.ts';
import { inClinic } from '../db/database.ts';
import type { Tables } from '../db/tables.ts';
import type { OpenContext } from './open-verb.ts';
import { deviceIdOf, hashSecret } from './secrets.ts';

/** A person as the trail names her. */
export interface Person {
  clinicId: string;
  staffId: string;
  name: string;
}

type Teller = Pick<OpenContext, 'auditKey' | 'clock' | 'now' | 'database' | 'clientAddress' | 'deviceToken'>;

/**
 * Writes down that a person signed in, unlocked, switched or changed a secret of her own, in the transaction of it.
 * @param event e.g. `identity.signIn`
 */
export async function auditDone(
  ctx: Teller,
  tx: Transaction<Tables>,
  who: Person,
  event: string,
  details: Record<string, unknown> = {},
): Promise<void> {
  const by = { actorKind: 'staff' as const, actorId: who.staffId, actorName: who.name };
  const base = common(ctx, event, who);
  const row = { ...base, ...by, outcome: 'done' as const, details: { ...base.details, ...details } };
  await writeAudit(ctx.auditKey, tx, who.clinicId, [row]);
}

/**
 * Writes down a refused try in a transaction of its own. Nobody proved to be this person, so the row is about her
 * and not by her.
 * @param code why, e.g. `wrongSignIn`
 */
export async function auditRefused(
  ctx: Teller,
  about: { clinicId: string; staffId: string },
  event: string,
  code: string,
): Promise<void> {
  const row = { actorKind: 'anyone' as const, actorId: 'anyone', actorName: '' };
  const base = common(ctx, event, about);
  const details = { ...base.details, code: `identity.${code}` };
  await inClinic(ctx.database, about.clinicId, (tx) =>
    writeAudit(ctx.auditKey, tx, about.clinicId, [{ ...base, ...row, outcome: 'refused', details }]),
  );
}

/** No clinic's id: for a transaction that sees no clinic's rows. */
const nowhere = '00000000-0000-0000-0000-000000000000';

/**
 * In place of the audit row where the login is nobody's and so no clinic's: about the same work, in as many round
 * trips, so that the time of an answer does not tell which logins there are.
 */
export async function forgetAttempts(ctx: Teller, login: string): Promise<void> {
  await inClinic(ctx.database, nowhere, (tx) =>
    sql`SELECT identity_forget_attempts(${login}, ${steadyNow(ctx.clock)})`.execute(tx),
  );
}

function common(ctx: Teller, event: string, about: { staffId: string }) {
  return {
    at: ctx.now,
    event,
    action: 'identity.useOwn',
    subject: about.staffId,
    deviceId: ctx.deviceToken ? deviceIdOf(hashSecret(ctx.deviceToken).toString('hex')) : undefined,
    details: ctx.clientAddress ? { clientAddress: ctx.clientAddress } : {},
  } satisfies Partial<AuditRow>;
}
