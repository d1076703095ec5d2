import type { Verb } from '#platform/server/slice.ts';
import type { orders } from '../contract.ts';
import { idOf } from './fhir-parts.ts';
import { mustFindOrder, performedFor } from './find-order.ts';
import { stateOf } from './order-codec.ts';
import { turnOrder } from './patch-order.ts';
import { moveOnWhenDone } from './tasks-left.ts';

export const cancelOrder: Verb<typeof orders, 'cancelOrder'> = async (ctx, { orderId, reason }) => {
  const order = await mustFindOrder(ctx, orderId);
  const state = stateOf(order);
  if (state === 'done' || state === 'cancelled' || (await performedFor(ctx, order)))
    return ctx.fail('orderOver');
  await turnOrder(ctx, order, 'withdrawn', reason);
  await moveOnWhenDone(ctx, idOf(order.encounter));
  return { patientId: idOf(order.subject) };
};
