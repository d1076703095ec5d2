import type { Context } from '#platform/server/context.ts';
import { advance, visitOf } from '#slices/front-desk/server/index.ts';
import { isSigned } from './done.ts';
import { loadVisit } from './load-visit.ts';
import { isWorkHere, kindOf, stateOf } from './order-codec.ts';

/** Whether an assistant still has something to do in this visit. Referrals and follow-ups wait for check-out. */
export async function assistantHasWork(ctx: Context, visitId: string): Promise<boolean> {
  const { orders } = await loadVisit(ctx, visitId);
  return orders.some((one) => {
    const kind = kindOf(one);
    return stateOf(one) === 'active' && isWorkHere(one) && kind !== 'referral' && kind !== 'followUp';
  });
}

/** When the last task of a signed visit is done, the board goes on to check-out by itself. */
export async function moveOnWhenDone(ctx: Context, visitId: string): Promise<void> {
  if (!visitId || !(await isSigned(ctx, visitId)) || (await assistantHasWork(ctx, visitId))) return;
  const { step } = await visitOf(ctx, visitId);
  if (step === 'tasks' || step === 'withProvider') await advance(ctx, visitId, 'checkout');
}
