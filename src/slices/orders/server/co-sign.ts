import type { Verb } from '#platform/server/slice.ts';
import type { orders } from '../contract.ts';
import { idOf, textExtension, withExtension } from './fhir-parts.ts';
import { mustFindOrder, orderNow, performedFor } from './find-order.ts';
import { mustMay } from './must-may.ts';
import { actOf } from './order-codec.ts';
import { turnOrder } from './patch-order.ts';
import { isPreliminary, type Performed } from './performed-codec.ts';
import { moveOnWhenDone } from './tasks-left.ts';

export const coSign: Verb<typeof orders, 'coSign'> = async (ctx, { orderId }) => {
  const order = await mustFindOrder(ctx, orderId);
  // whoever answers for an act must be somebody who may do it
  await mustMay(ctx, actOf(order), { ordered: true });
  const performed = await performedFor(ctx, order);
  if (!performed || !isPreliminary(performed)) return ctx.fail('notPerformed');
  const by = textExtension('coSignedBy', `${ctx.actor.name}, ${ctx.now}`);
  const finish = (one: Performed) => {
    one.status = 'completed';
    one.extension = [...(withExtension(one, 'preliminary').extension ?? []), by];
  };
  const id = performed.id ?? '';
  if (performed.resourceType === 'Procedure') await ctx.record.patch('Procedure', id, finish);
  else await ctx.record.patch('MedicationDispense', id, finish);
  const done = await turnOrder(ctx, order, 'completed');
  await moveOnWhenDone(ctx, idOf(order.encounter));
  return { patientId: idOf(order.subject), order: await orderNow(ctx, done) };
};
