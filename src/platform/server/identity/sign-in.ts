import { inClinic } from '../db/database.ts';
import { checkPassword } from './check-password.ts';
import { letIn, readCandidate } from './let-in.ts';
import type { IdentityOpenVerb } from './open-verb.ts';
import { auditDone } from './trail.ts';

/** Signs in with login and password, at this device if there is one; or halfway, where more is asked. */
export const signIn: IdentityOpenVerb<'signIn'> = async (ctx, input) => {
  const checked = await checkPassword(ctx, 'identity.signIn', input.login, input.password);
  if (!checked.right) return checked.wait ? ctx.fail('wait', checked.wait) : ctx.fail('wrongSignIn');
  const { clinicId, staffId, passwordHash, clear } = checked.right;
  const entering = await inClinic(ctx.database, clinicId, async (tx) => {
    const candidate = await readCandidate(tx, clinicId, staffId);
    const entering = candidate && (await letIn(ctx, tx, candidate, { passwordHash, factor: 'password' }));
    if (!entering || 'halfway' in entering) return entering;
    await clear(tx);
    await auditDone(ctx, tx, candidate, 'identity.signIn', { factor: 'password' });
    return entering;
  });
  if (!entering) return ctx.fail('wrongSignIn');
  return 'halfway' in entering ? entering.halfway : entering.opening.hand({ inAnswer: input.tokenInAnswer });
};
