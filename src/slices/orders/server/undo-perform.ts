import type { Verb } from '#platform/server/slice.ts';
import type { orders } from '../contract.ts';
import { idOf, textExtension, withExtension } from './fhir-parts.ts';
import { mustFindOrder, orderNow, performedFor } from './find-order.ts';
import { openTask } from './keepers.ts';
import { mustMay } from './must-may.ts';
import { actionOf, stateOf } from './order-codec.ts';
import { turnOrder } from './patch-order.ts';

export const undoPerform: Verb<typeof orders, 'undoPerform'> = async (ctx, { orderId, reason }) => {
  const order = await mustFindOrder(ctx, orderId);
  await mustMay(ctx, actionOf(order), { ordered: true });
  const performed = (await performedFor(ctx, order)) ?? ctx.fail('notPerformed');
  const id = performed.id ?? '';
  const because = textExtension('reason', reason);
  if (performed.resourceType === 'Procedure') {
    await ctx.record.patch('Procedure', id, (one) => {
      one.status = 'entered-in-error';
      Object.assign(one, withExtension(one, 'reason', because));
    });
  } else {
    await ctx.record.patch('MedicationDispense', id, (one) => {
      one.status = 'entered-in-error';
      Object.assign(one, withExtension(one, 'reason', because));
    });
  }
  const [patientId, visitId] = [idOf(order.subject), idOf(order.encounter)];
  const subject = `${order.resourceType}/${order.id}`;
  if (stateOf(order) === 'active') {
    // a student's entry had left the order active and handed the task to co-signing
    await ctx.work.finish(subject, 'cancelled', 'orders.coSign');
    await openTask(ctx, order, subject, visitId);
    ctx.emit('orders.visitChanged', { visitId, patientId });
    return { patientId, order: await orderNow(ctx, order) };
  }
  return { patientId, order: await orderNow(ctx, await turnOrder(ctx, order, 'active')) };
};
