import { steadyNow } from '#platform/shared/time.ts';
import { inClinic } from '../db/database.ts';
import { authenticate } from './authenticate.ts';
import { checkPassword } from './check-password.ts';
import type { IdentityOpenVerb } from './open-verb.ts';
import { openByPin } from './pin.ts';
import { renewSession } from './sessions.ts';
import { auditDone } from './trail.ts';

const event = 'identity.unlock';

/** Opens the caller's own locked session again, by PIN or by password. */
export const unlock: IdentityOpenVerb<'unlock'> = async (ctx, input) => {
  const caller = await authenticate(ctx.database, { ...ctx, now: steadyNow(ctx.clock), touch: false });
  if (!caller?.session || !caller.staff) return ctx.fail('sessionOver');
  const { session, actor, clinic } = caller;
  if ('pin' in input) return openByPin(ctx, event, session.id, input.pin);
  const checked = await checkPassword(ctx, event, caller.staff.login, input.password);
  if (!checked.right) return checked.wait ? ctx.fail('wait', checked.wait) : ctx.fail('wrongPassword');
  const { clear } = checked.right;
  const who = { clinicId: clinic.id, staffId: actor.id, name: actor.name };
  const opening = await inClinic(ctx.database, clinic.id, async (tx) => {
    const entrant = { ...who, language: actor.language, clinicSlug: clinic.slug };
    const renewed = await renewSession(ctx, tx, session, entrant);
    if (!renewed) return undefined;
    await clear(tx);
    await auditDone(ctx, tx, who, event);
    return renewed;
  });
  return opening ? opening.hand({ inAnswer: ctx.bearer !== undefined }) : ctx.fail('sessionOver');
};
