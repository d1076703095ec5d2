import type { IdentityOpenVerb } from './open-verb.ts';
import { peopleHere } from './people-here.ts';
import { openByPin } from './pin.ts';

/**
 * Gives the screen to another person who signed in with her password at this device; whoever was at it is locked
 * and can come back the same way. Her session's time runs on from her sign-in.
 */
export const switchPerson: IdentityOpenVerb<'switchPerson'> = async (ctx, input) => {
  const here = (await peopleHere(ctx)).find((one) => one.staffId === input.staffId);
  if (!here) return ctx.fail('sessionOver');
  return openByPin(ctx, 'identity.switchPerson', here.sessionId, input.pin);
};
