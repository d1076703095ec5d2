import { words } from '#platform/server/words.ts';
import type { Context } from '#platform/server/context.ts';
import { Refusal } from '#platform/shared/errors.ts';
import { type AmendmentError, amendments } from '../contract.ts';
import type { Content, State } from '../shared/codes.ts';

function refuseAmendment(code: AmendmentError, details: Record<string, unknown>): never {
  throw new Refusal(amendments.slice, code, 409, details);
}

/** Refuses an act that has not its turn, with where the request stands. */
export function refuseTurn(ctx: Context, state: State): never {
  return refuseAmendment('outOfTurn', { state: words(ctx.language, `amendments_state_${state}`) });
}

/** Refuses whoever decides on what is not hers to judge, with who does. */
export function refuseContent(ctx: Context, content: Content): never {
  return refuseAmendment('otherContent', { who: words(ctx.language, `amendments_decider_${content}`) });
}
