import { sql } from 'kysely';
import { refuse, refuseField } from '#platform/shared/errors.ts';
import { steadyNow } from '#platform/shared/time.ts';
import { inClinic } from '../db/database.ts';
import { type Authenticated, authenticate } from './authenticate.ts';
import { checkPassword, type RightPassword } from './check-password.ts';
import type { IdentityOpenVerb, OpenContext } from './open-verb.ts';
import { hashPassword, hashPin, passwordProblem, pinProblem } from './passwords.ts';
import { renewToken } from './sessions.ts';
import { auditDone } from './trail.ts';

/** Sets the PIN. The password is asked because a screen left open must not give away the way back to it. */
export const setPin: IdentityOpenVerb<'setPin'> = async (ctx, input) => {
  const problem = pinProblem(input.pin);
  if (problem) refuseField('pin', problem);
  const { caller, right } = await ownPassword(ctx, 'identity.setPin', input.password);
  const pinHash = await hashPin(input.pin);
  const { clinic, actor } = caller;
  const renew = await inClinic(ctx.database, clinic.id, async (tx) => {
    await sql`UPDATE identity_staff SET pin_hash = ${pinHash}, updated_at = ${ctx.now}
      WHERE clinic_id = ${clinic.id} AND id = ${actor.id}`.execute(tx);
    await right.clear(tx);
    await auditDone(ctx, tx, personOf(caller), 'identity.setPin');
    return renewToken(ctx, tx, actor.sessionId);
  });
  return renew();
};

/** Changes the password; all of her other sessions end, this one goes on under a new token. */
export const changePassword: IdentityOpenVerb<'changePassword'> = async (ctx, input) => {
  const { caller, right } = await ownPassword(ctx, 'identity.changePassword', input.password);
  const { clinic, actor, staff } = caller;
  const problem = passwordProblem(input.newPassword, [
    staff?.login ?? '',
    actor.name,
    clinic.name,
    clinic.slug,
    'serambi',
  ]);
  if (problem) refuseField('newPassword', problem);
  const passwordHash = await hashPassword(input.newPassword);
  const renew = await inClinic(ctx.database, clinic.id, async (tx) => {
    await sql`UPDATE identity_staff SET password_hash = ${passwordHash}, updated_at = ${ctx.now}
      WHERE clinic_id = ${clinic.id} AND id = ${actor.id}`.execute(tx);
    await sql`SELECT identity_end_all(${actor.id}, ${actor.sessionId ?? null}, false, ${steadyNow(ctx.clock)})`.execute(
      tx,
    );
    await right.clear(tx);
    await auditDone(ctx, tx, personOf(caller), 'identity.changePassword');
    return renewToken(ctx, tx, actor.sessionId);
  });
  return renew();
};

type Codes = 'wrongPassword' | 'wait';

/** The caller, a person at an open screen. Refuses when nobody is signed in or the session is locked. */
export async function signedIn(ctx: OpenContext<never>): Promise<Authenticated> {
  const caller = await authenticate(ctx.database, { ...ctx, now: steadyNow(ctx.clock) });
  if (!caller?.staff) return refuse('notSignedIn');
  if (caller.session?.locked) return refuse('locked');
  return caller;
}

/** The caller with her password confirmed. */
export async function ownPassword(
  ctx: OpenContext<Codes>,
  event: string,
  password: string,
): Promise<{ caller: Authenticated; right: RightPassword['right'] }> {
  const caller = await signedIn(ctx);
  const checked = await checkPassword(ctx, event, caller.staff?.login ?? '', password);
  if (!checked.right) return checked.wait ? ctx.fail('wait', checked.wait) : ctx.fail('wrongPassword');
  return { caller, right: checked.right };
}

function personOf({ clinic, actor }: Authenticated) {
  return { clinicId: clinic.id, staffId: actor.id, name: actor.name };
}
