import { inClinic } from '../db/database.ts';
import { checkPassword } from './check-password.ts';
import type { IdentityOpenVerb } from './open-verb.ts';
import { openSession, readEntrant } from './sessions.ts';
import { auditDone } from './trail.ts';

/** Signs in with login and password, at this device if there is one. */
export const signIn: IdentityOpenVerb<'signIn'> = async (ctx, input) => {
  const checked = await checkPassword(ctx, 'identity.signIn', input.login, input.password);
  if (!checked.right) return checked.wait ? ctx.fail('wait', checked.wait) : ctx.fail('wrongSignIn');
  const { clinicId, staffId, clear } = checked.right;
  const opening = await inClinic(ctx.database, clinicId, async (tx) => {
    const entrant = await readEntrant(tx, clinicId, staffId);
    await clear(tx);
    await auditDone(ctx, tx, entrant, 'identity.signIn');
    return openSession(ctx, tx, entrant);
  });
  return opening.hand({ inAnswer: input.tokenInAnswer });
};
