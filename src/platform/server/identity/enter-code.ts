import { steadyNow } from '#platform/shared/time.ts';
import { type Database, inClinic } from '../db/database.ts';
import { findTicket, type Purpose, takeChallenge } from './challenges.ts';
import { beginAttempt } from './check-password.ts';
import { type Candidate, readCandidate } from './let-in.ts';
import type { IdentityOpenVerb } from './open-verb.ts';
import { openSession } from './sessions.ts';
import { auditDone, auditRefused } from './trail.ts';
import { spendCode } from './spend-code.ts';

/** Whose ticket it is, if she may still come in. */
export async function personOfTicket(
  database: Database,
  ticket: string,
  purpose: Purpose,
  now: string,
): Promise<Candidate | undefined> {
  const meant = await findTicket(database.kysely, ticket, purpose, now);
  if (!meant) return undefined;
  return inClinic(database, meant.clinicId, (tx) => readCandidate(tx, meant.clinicId, meant.staffId));
}

/** Second step of a sign-in. A wrong code counts like a wrong password; the ticket stays good for another try. */
export const enterCode: IdentityOpenVerb<'enterCode'> = async (ctx, input) => {
  const person = await personOfTicket(ctx.database, input.ticket, 'factor', steadyNow(ctx.clock));
  if (!person) return ctx.fail('ticketOver');
  const begun = await beginAttempt(ctx, person.login);
  if (begun.wait) return ctx.fail('wait', begun.wait);
  const opening = await inClinic(ctx.database, person.clinicId, async (tx) => {
    const factor = await spendCode(ctx, tx, person, input.code);
    if (!factor) return undefined;
    if (!(await takeChallenge(tx, input.ticket, 'factor', steadyNow(ctx.clock))))
      return ctx.fail('ticketOver');
    const opening = await openSession(ctx, tx, person, { passwordHash: null, factor });
    if (!opening) return ctx.fail('ticketOver');
    // the password's try and this one
    await begun.clear(tx, 2);
    await auditDone(ctx, tx, person, 'identity.signIn', { factor });
    return opening;
  });
  if (opening) return opening.hand({ inAnswer: input.tokenInAnswer });
  await auditRefused(ctx, person, 'identity.enterCode', 'wrongCode');
  return ctx.fail('wrongCode');
};
