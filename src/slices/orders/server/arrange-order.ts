import type { Verb } from '#platform/server/slice.ts';
import type { orders } from '../contract.ts';
import { idOf } from './fhir-parts.ts';
import { mustFindOrder, orderNow } from './find-order.ts';
import { kindOf, stateOf } from './order-codec.ts';
import { turnOrder } from './patch-order.ts';

export const arrangeOrder: Verb<typeof orders, 'arrangeOrder'> = async (
  ctx,
  { orderId, note, undoneFor },
) => {
  const order = await mustFindOrder(ctx, orderId);
  const kind = kindOf(order);
  if (kind !== 'referral' && kind !== 'followUp') return ctx.fail('otherKind');
  const [state, patientId] = [stateOf(order), idOf(order.subject)];
  if (state === 'draft') return ctx.fail('notOrderedYet');
  if (state !== (undoneFor ? 'done' : 'active')) return ctx.fail('orderOver');
  const turned = await turnOrder(ctx, order, undoneFor ? 'active' : 'completed', undoneFor);
  if (note && turned.resourceType === 'ServiceRequest') {
    await ctx.record.patch('ServiceRequest', orderId, (one) => {
      one.note = [...(one.note ?? []), { text: note, time: ctx.now, authorString: ctx.actor.name }];
    });
  }
  return { patientId, order: await orderNow(ctx, turned) };
};
