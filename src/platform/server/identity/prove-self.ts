import { sql } from 'kysely';
import { refuse } from '#platform/shared/errors.ts';
import { steadyNow } from '#platform/shared/time.ts';
import type { Context } from '../context.ts';
import { inClinic } from '../db/database.ts';
import { keepChallenge, takeChallenge } from './challenges.ts';
import type { IdentityOpenVerb, OpenContext } from './open-verb.ts';
import { ownPassword, signedIn } from './own-secrets.ts';
import { pinFits } from './passwords.ts';
import { peopleHere } from './people-here.ts';
import { newSecret } from './secrets.ts';
import { auditDone, auditRefused, type Person } from './trail.ts';

const event = 'identity.proveSelf';

/**
 * Proves who signs something, without giving the screen away: the person at it by her PIN or her password, or another one
 * who is signed in at this device by her PIN. Tries count as those of the lock do. The proof serves once, for two minutes.
 */
export const proveSelf: IdentityOpenVerb<'proveSelf'> = async (ctx, input) => {
  const caller = await signedIn(ctx);
  const { clinic, actor, session } = caller;
  const other = input.staffId !== undefined && input.staffId !== actor.id;
  if ('password' in input) {
    if (other) return ctx.fail('pinNotOpen');
    const { right } = await ownPassword(ctx, event, input.password);
    const who = { clinicId: clinic.id, staffId: actor.id, name: actor.name };
    return give(ctx, who, (tx) => right.clear(tx));
  }
  const here = other ? (await peopleHere(ctx)).find((one) => one.staffId === input.staffId) : undefined;
  if (other && here?.clinicId !== clinic.id) return ctx.fail('notHere');
  const sessionId = other ? here?.sessionId : session?.id;
  if (!sessionId) return ctx.fail('pinNotOpen');
  const who = await byPin(ctx, sessionId, input.pin);
  return give(ctx, who, async (tx) => {
    await sql`SELECT identity_clear_pin(${sessionId})`.execute(tx);
  });
};

interface PinAttempt extends Person {
  triesLeft: number;
  pinHash: string | null;
}

/** The try is counted before the PIN is looked at, in the same count as the lock's. */
async function byPin(
  ctx: OpenContext<'pinNotRight' | 'pinNotOpen'>,
  sessionId: string,
  pin: string,
): Promise<Person> {
  const begun = await sql<{ attempt: PinAttempt | null }>`
    SELECT identity_begin_pin(${sessionId}, ${steadyNow(ctx.clock)}) AS attempt`.execute(ctx.database.kysely);
  const attempt = begun.rows[0]?.attempt;
  if (!attempt?.pinHash) return ctx.fail('pinNotOpen');
  if (await pinFits(attempt.pinHash, pin)) return attempt;
  await auditRefused(ctx, attempt, event, 'pinNotRight');
  return attempt.triesLeft > 0
    ? ctx.fail('pinNotRight', { triesLeft: attempt.triesLeft })
    : ctx.fail('pinNotOpen');
}

async function give(
  ctx: OpenContext<never>,
  { clinicId, staffId, name }: Person,
  clear: (tx: Context['db']) => Promise<void>,
) {
  const proof = newSecret();
  await inClinic(ctx.database, clinicId, async (tx) => {
    await clear(tx);
    await keepChallenge(tx, proof, 'proof', staffId, steadyNow(ctx.clock));
    await auditDone(ctx, tx, { clinicId, staffId, name }, event);
  });
  return { proof, staffId, name };
}

/**
 * Who proved herself a moment ago; the proof is used up with the transaction. Refuses `proofOver` for one that is not
 * good any more.
 */
export async function takeProof(ctx: Context, proof: string): Promise<string> {
  const taken = await takeChallenge(ctx.db, proof, 'proof', steadyNow(ctx.clock));
  return taken?.staffId ?? refuse('proofOver');
}
