import type { Context } from '#platform/server/context.ts';
import { words } from '#platform/server/words.ts';
import { Refusal } from '#platform/shared/errors.ts';
import { amendments } from '../contract.ts';
import type { State } from '../shared/codes.ts';

/**
 * Refuses an act that has not its turn, with where the request stands; every verb that moves one declares it.
 * @throws Refusal always
 */
export function refuseTurn(ctx: Context, state: State): never {
  const details = { state: words(ctx.language, `amendments_state_${state}`) };
  throw new Refusal(amendments.slice, 'outOfTurn', 409, details);
}
