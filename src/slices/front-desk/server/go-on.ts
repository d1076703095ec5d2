import type { Context } from '#platform/server/context.ts';
import type { VisitState } from '../contract.ts';
import { isClosed, isMain } from '../shared/steps.ts';
import { advance } from './advance.ts';
import { heldStep, letGo, whyHeld } from './held-step.ts';

/**
 * Lets a visit go on to where red flags and marks held it back from, once none of them stands and she is not outside for
 * a moment. Any of them may have held it, one that was seen to long ago too.
 * @param visit held by the caller
 */
export async function goOn(ctx: Context, visit: VisitState): Promise<VisitState> {
  const { visitId, step } = visit;
  if (!isMain(step) || isClosed(step) || (await whyHeld(ctx, visitId))) return visit;
  const held = await heldStep(ctx, visitId);
  if (!held) return visit;
  await letGo(ctx, visitId);
  return advance(ctx, visitId, held);
}
