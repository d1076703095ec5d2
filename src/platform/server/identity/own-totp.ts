import { sql, type Transaction } from 'kysely';
import { steadyNow } from '#platform/shared/time.ts';
import { type Database, inClinic } from '../db/database.ts';
import type { Tables } from '../db/tables.ts';
import type { Authenticated } from './authenticate.ts';
import { takeChallenge } from './challenges.ts';
import { beginAttempt } from './check-password.ts';
import { personOfTicket } from './enter-code.ts';
import { type FactorOwner, ownerText } from './factors.ts';
import { type Candidate, readCandidate, ruleFor } from './let-in.ts';
import type { IdentityOpenVerb, OpenContext } from './open-verb.ts';
import { ownPassword, signedIn } from './own-secrets.ts';
import { makeRecoveryCodes as makeCodes } from './recovery-codes.ts';
import { seal, unseal } from './seal.ts';
import { openSession, renewToken } from './sessions.ts';
import { newTotpSecret, stepByHands, totpWords } from './totp.ts';
import { auditDone, auditRefused } from './trail.ts';

/** Makes a secret for an authenticator app. The one in use goes on until a code of the new one confirms it. */
export const beginTotp: IdentityOpenVerb<'beginTotp'> = async (ctx, input) => {
  const { caller, right } = await ownPassword(ctx, 'identity.beginTotp', input.password);
  const person = await mustRead(ctx, caller);
  if (ruleFor(person, ctx) === 'off') return ctx.fail('factorNotOffered');
  await inClinic(ctx.database, person.clinicId, (tx) => right.clear(tx));
  return begin(ctx, person);
};

/** The same with the ticket of a sign-in that waits for it. */
export const beginEnrolment: IdentityOpenVerb<'beginEnrolment'> = async (ctx, { ticket }) => {
  const person = await personOfTicket(ctx.database, ticket, 'enrol', steadyNow(ctx.clock));
  return person ? begin(ctx, person) : ctx.fail('ticketOver');
};

async function begin(ctx: OpenContext<never>, person: Candidate) {
  const secret = newTotpSecret();
  const { clinicId, staffId, login, clinicName } = person;
  await inClinic(ctx.database, clinicId, async (tx) => {
    const sealed = seal(ctx.factorsKey, secret, ownerText(person));
    await sql`INSERT INTO identity_totp (clinic_id, staff_id, begun_secret) VALUES (${clinicId}, ${staffId}, ${sealed})
      ON CONFLICT (clinic_id, staff_id) DO UPDATE SET begun_secret = excluded.begun_secret`.execute(tx);
    await auditDone(ctx, tx, person, 'identity.beginTotp');
  });
  return totpWords(secret, { login, clinicName });
}

/**
 * The first code of a new app: from now on it is asked for. Her other sessions end, this one goes on under a new token.
 * Answers with ten recovery codes, shown this once.
 */
export const confirmTotp: IdentityOpenVerb<'confirmTotp'> = async (ctx, input) => {
  const caller = await signedIn(ctx);
  const person = await mustRead(ctx, caller);
  const right = await firstCode(ctx, person, input.code);
  const done = await inClinic(ctx.database, person.clinicId, async (tx) => {
    const recoveryCodes = await right.keep(tx, caller.session?.id);
    return { recoveryCodes, renew: await renewToken(ctx, tx, caller.session?.id) };
  });
  return { recoveryCodes: done.recoveryCodes, ...done.renew() };
};

/** The first code of her app by the ticket: now the session opens. */
export const confirmEnrolment: IdentityOpenVerb<'confirmEnrolment'> = async (ctx, input) => {
  const now = steadyNow(ctx.clock);
  const person = await personOfTicket(ctx.database, input.ticket, 'enrol', now);
  if (!person) return ctx.fail('ticketOver');
  const right = await firstCode(ctx, person, input.code);
  const done = await inClinic(ctx.database, person.clinicId, async (tx) => {
    if (!(await takeChallenge(tx, input.ticket, 'enrol', now))) return ctx.fail('ticketOver');
    const recoveryCodes = await right.keep(tx, undefined);
    const opening = await openSession(ctx, tx, person, { passwordHash: null, factor: 'totp' });
    if (!opening) return ctx.fail('ticketOver');
    await auditDone(ctx, tx, person, 'identity.signIn', { factor: 'totp' });
    return { recoveryCodes, opening };
  });
  return { recoveryCodes: done.recoveryCodes, opened: done.opening.hand({ inAnswer: input.tokenInAnswer }) };
};

/**
 * Compares the code with the secret that was begun, counted like a password.
 * @returns `keep` puts the secret into use, if it is still the one that was looked at, ends all sessions but one, and
 *   makes recovery codes
 */
async function firstCode(
  ctx: OpenContext<'wrongCode' | 'wait' | 'nothingBegun'>,
  person: Candidate,
  code: string,
): Promise<{ keep(tx: Transaction<Tables>, sessionId: string | undefined): Promise<string[]> }> {
  const begun = await beginAttempt(ctx, person.login);
  if (begun.wait) return ctx.fail('wait', begun.wait);
  const sealed = await begunSecret(ctx.database, person);
  if (!sealed) return ctx.fail('nothingBegun');
  const secret = unseal(ctx.factorsKey, sealed, ownerText(person));
  const step = stepByHands(secret, code.replace(/[\s-]/g, ''), ctx.clock);
  if (step === undefined) {
    await auditRefused(ctx, person, 'identity.confirmTotp', 'wrongCode');
    return ctx.fail('wrongCode');
  }
  const { clinicId, staffId } = person;
  return {
    async keep(tx, sessionId) {
      const taken = await sql`UPDATE identity_totp SET sealed_secret = begun_secret, begun_secret = NULL,
          confirmed_at = ${ctx.now}, last_step = ${step}
        WHERE clinic_id = ${clinicId} AND staff_id = ${staffId} AND begun_secret = ${sealed}`.execute(tx);
      if (taken.numAffectedRows !== 1n) return ctx.fail('nothingBegun');
      const now = steadyNow(ctx.clock);
      await sql`SELECT identity_end_all(${staffId}, ${sessionId ?? null}, false, ${now})`.execute(tx);
      await begun.clear(tx, 2);
      await auditDone(ctx, tx, person, 'identity.confirmTotp');
      return makeCodes(tx, ctx.factorsKey, person);
    },
  };
}

/** Takes the app off, where nothing requires a second factor of her or a passkey remains. */
export const removeTotp: IdentityOpenVerb<'removeTotp'> = async (ctx, input) => {
  const { caller, right } = await ownPassword(ctx, 'identity.removeTotp', input.password);
  const person = await mustRead(ctx, caller);
  const { clinicId, staffId, factors } = person;
  if (ruleFor(person, ctx) === 'required' && factors.passkeys.length === 0) return ctx.fail('factorNeeded');
  const renew = await inClinic(ctx.database, clinicId, async (tx) => {
    await sql`DELETE FROM identity_totp WHERE clinic_id = ${clinicId} AND staff_id = ${staffId}`.execute(tx);
    if (factors.passkeys.length === 0) {
      await sql`DELETE FROM identity_recovery_code
        WHERE clinic_id = ${clinicId} AND staff_id = ${staffId}`.execute(tx);
    }
    await right.clear(tx);
    await auditDone(ctx, tx, person, 'identity.removeTotp');
    return renewToken(ctx, tx, caller.session?.id);
  });
  return renew();
};

/** Ten new recovery codes in place of those before. */
export const makeRecoveryCodes: IdentityOpenVerb<'makeRecoveryCodes'> = async (ctx, input) => {
  const { caller, right } = await ownPassword(ctx, 'identity.makeRecoveryCodes', input.password);
  const person = await mustRead(ctx, caller);
  if (!person.factors.totpSince && person.factors.passkeys.length === 0) return ctx.fail('factorNeeded');
  const recoveryCodes = await inClinic(ctx.database, person.clinicId, async (tx) => {
    await right.clear(tx);
    await auditDone(ctx, tx, person, 'identity.makeRecoveryCodes');
    return makeCodes(tx, ctx.factorsKey, person);
  });
  return { recoveryCodes };
};

type Ground = Pick<OpenContext, 'database'>;

/** The caller's own row; she was there a moment ago. */
export async function mustRead(ctx: Ground, { clinic, actor }: Authenticated): Promise<Candidate> {
  const person = await inClinic(ctx.database, clinic.id, (tx) => readCandidate(tx, clinic.id, actor.id));
  if (!person) throw new Error('a signed-in person without her row');
  return person;
}

async function begunSecret(database: Database, { clinicId, staffId }: FactorOwner): Promise<Buffer | null> {
  const found = await inClinic(database, clinicId, (tx) =>
    sql<{ begun: Buffer | null }>`SELECT begun_secret AS begun FROM identity_totp
      WHERE clinic_id = ${clinicId} AND staff_id = ${staffId}`.execute(tx),
  );
  return found.rows[0]?.begun ?? null;
}
