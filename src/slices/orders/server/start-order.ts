import type { Verb } from '#platform/server/slice.ts';
import type { orders } from '../contract.ts';
import { idOf } from './fhir-parts.ts';
import { mustFindOrder, orderNow } from './find-order.ts';
import { mustMay } from './must-may.ts';
import { kindOf, stateOf } from './order-codec.ts';
import { turnOrder } from './patch-order.ts';

export const startOrder: Verb<typeof orders, 'startOrder'> = async (ctx, { orderId }) => {
  const order = await mustFindOrder(ctx, orderId);
  if (kindOf(order) === 'medicine') await mustMay(ctx, 'orders.prescribe');
  const state = stateOf(order);
  if (state === 'done' || state === 'cancelled') return ctx.fail('orderOver');
  const started = state === 'draft' ? await turnOrder(ctx, order, 'active') : order;
  return { patientId: idOf(order.subject), order: await orderNow(ctx, started) };
};
