import type { Verb } from '#platform/server/slice.ts';
import type { orders } from '../contract.ts';
import { idOf } from './fhir-parts.ts';
import { mustFindOrder, performedFor } from './find-order.ts';
import { mustMay } from './must-may.ts';
import { actOf, stateOf } from './order-codec.ts';
import { turnOrder } from './patch-order.ts';
import { groundOf } from './standing-codec.ts';
import { moveOnWhenDone } from './tasks-left.ts';

/** By whoever could carry it out; what somebody ordered is hers to cancel. */
export const cancelStandingOrder: Verb<typeof orders, 'cancelStandingOrder'> = async (ctx, input) => {
  const order = await mustFindOrder(ctx, input.orderId);
  if (!groundOf(order)) return ctx.fail('notStanding', { by: order.requester?.display ?? '' });
  // what was begun is taken back also when its standing order has ended meanwhile
  await mustMay(ctx, actOf(order), { ordered: true });
  if (stateOf(order) !== 'active' || (await performedFor(ctx, order))) return ctx.fail('orderOver');
  await turnOrder(ctx, order, 'withdrawn', input.reason);
  await moveOnWhenDone(ctx, idOf(order.encounter));
  return { patientId: idOf(order.subject) };
};
