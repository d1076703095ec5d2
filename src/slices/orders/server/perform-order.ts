import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { orders } from '../contract.ts';
import { idOf } from './fhir-parts.ts';
import { mustFindOrder, orderNow, performedFor } from './find-order.ts';
import { aboutOrder } from './about.ts';
import { mustMay } from './must-may.ts';
import { actOf, isWorkHere, kindOf, type OrderResource, stateOf } from './order-codec.ts';
import { turnOrder } from './patch-order.ts';
import { dispenseResource, type Doing, procedureResource } from './performed-codec.ts';
import { groundIn } from './standing-codec.ts';
import { moveOnWhenDone } from './tasks-left.ts';

export const performOrder: Verb<typeof orders, 'performOrder'> = async (ctx, { orderId, note, quantity }) => {
  const order = await mustFindOrder(ctx, orderId);
  const kind = kindOf(order);
  if (kind === 'referral' || kind === 'followUp' || !isWorkHere(order)) return ctx.fail('otherKind');
  const { preliminary, under } = await mustMay(ctx, actOf(order), await aboutOrder(ctx, order));
  const state = stateOf(order);
  if (state === 'draft') return ctx.fail('notOrderedYet');
  if (state !== 'active' || (await performedFor(ctx, order))) return ctx.fail('orderOver');
  await writePerformed(ctx, order, { note, quantity, preliminary, ground: groundIn(under) });
  const patientId = idOf(order.subject);
  if (under.length > 0) {
    const subject = `${order.resourceType}/${order.id}`;
    ctx.note('orders.performedUnder', { patientId, subject, details: { act: actOf(order), under } });
  }
  const visitId = idOf(order.encounter);
  const after = preliminary ? await awaitCoSign(ctx, order) : await turnOrder(ctx, order, 'completed');
  ctx.emit('orders.orderPerformed', { visitId, patientId });
  await moveOnWhenDone(ctx, visitId);
  return { patientId, order: await orderNow(ctx, after) };
};

async function writePerformed(ctx: Context, order: OrderResource, doing: Doing): Promise<void> {
  if (order.resourceType === 'ServiceRequest') await ctx.record.create(procedureResource(ctx, order, doing));
  else await ctx.record.create(dispenseResource(ctx, order, doing));
}

/** The order stays open until somebody answers for what a student did; the task changes hands. */
async function awaitCoSign(ctx: Context, order: OrderResource): Promise<OrderResource> {
  const subject = `${order.resourceType}/${order.id}`;
  await ctx.work.finish(subject, 'done');
  await ctx.work.open({
    kind: 'orders.coSign',
    subject,
    patientId: idOf(order.subject),
    visitId: idOf(order.encounter),
    params: { name: ctx.actor.name },
  });
  ctx.emit('orders.visitChanged', { visitId: idOf(order.encounter), patientId: idOf(order.subject) });
  return order;
}
