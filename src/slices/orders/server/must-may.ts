import type { Context } from '#platform/server/context.ts';
import { actionOf } from '#platform/server/scope/acts.ts';
import type { About, Allowed } from '#platform/server/scope/decision.ts';
import { words } from '#platform/server/words.ts';
import { refuse } from '#platform/shared/errors.ts';

/**
 * What the work itself needs beyond the verb's own action (a needle, a prescription). Answers scope's allowance;
 * refuses `notAllowed` with the reason and who may, as the pipeline does.
 */
export async function mustMay(ctx: Context, act: string, about?: About): Promise<Allowed> {
  const decision = await ctx.may(act, about);
  if (decision.allowed) return decision;
  return refuse('notAllowed', {
    action: actionOf(act),
    reason: decision.reasonIn(ctx.language, (key, params) => words(ctx.language, key, params)),
    whoMay: decision.whoMay,
  });
}
