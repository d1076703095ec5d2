import type { Context } from '#platform/server/context.ts';
import { advance, visitOf } from '#slices/front-desk/server/index.ts';
import { isSigned } from './done.ts';
import { loadVisit } from './load-visit.ts';
import { favouriteLabels } from './favourites.ts';
import { detailOf, isWorkHere, kindOf, stateOf } from './order-codec.ts';
import { orderLine } from './word-of.ts';

/** What was ordered in this visit and is neither done nor cancelled, in words: for whoever lets the patient go. */
export async function ordersLeft(ctx: Context, visitId: string): Promise<string[]> {
  const { orders } = await loadVisit(ctx, visitId);
  const details = orders
    .filter((one) => stateOf(one) === 'active' && isWorkHere(one))
    .flatMap((one) => detailOf(one) ?? []);
  const names = await favouriteLabels(
    ctx,
    details.map((one) => one.code),
  );
  return details.map((one) => orderLine(one, names.get(one.code ?? '')?.[ctx.language], ctx.language));
}

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
