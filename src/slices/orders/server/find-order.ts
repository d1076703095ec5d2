import type { Context } from '#platform/server/context.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { Order } from '../contract.ts';
import { ordersOf } from './consultation.ts';
import { kindOf, type OrderResource } from './order-codec.ts';
import { orderOf, type Performed, stands } from './performed-codec.ts';

/** An order of ours by its id, whichever resource holds it. Refuses `notFound`. */
export async function mustFindOrder(ctx: Context, orderId: string): Promise<OrderResource> {
  const found =
    (await ctx.record.read('ServiceRequest', orderId)) ??
    (await ctx.record.read('MedicationRequest', orderId));
  return found && kindOf(found) ? found : refuse('notFound', { type: 'Order', id: orderId });
}

/** What was done for an order and stands. */
export async function performedFor(ctx: Context, order: OrderResource): Promise<Performed | undefined> {
  const reference = `${order.resourceType}/${order.id}`;
  const all: Performed[] =
    order.resourceType === 'ServiceRequest'
      ? await ctx.record.search('Procedure', { where: [{ param: 'based-on', reference }] })
      : await ctx.record.search('MedicationDispense', { where: [{ param: 'prescription', reference }] });
  return all.find((one) => stands(one) && orderOf(one) === reference);
}

/** The order as the contract tells it, as it stands now. */
export async function orderNow(ctx: Context, order: OrderResource): Promise<Order> {
  const done = await performedFor(ctx, order);
  const performed = new Map(done ? [[`${order.resourceType}/${order.id}`, done]] : []);
  const [told] = await ordersOf(ctx, [order], performed);
  return told ?? refuse('notFound', { type: 'Order', id: order.id });
}
