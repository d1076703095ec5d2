import type { Verb } from '#platform/server/slice.ts';
import { visitOf } from '#slices/front-desk/server/index.ts';
import type { orders } from '../contract.ts';
import { allergiesAgainst, recordedAllergies } from './allergies.ts';
import { consultationRow } from './done.ts';
import { orderNow } from './find-order.ts';
import { mustMay } from './must-may.ts';
import { orderResource } from './order-codec.ts';

export const placeOrder: Verb<typeof orders, 'placeOrder'> = async (ctx, input) => {
  const { visitId, detail, allergyOverride } = input;
  const visit = await visitOf(ctx, visitId, true);
  const row = (await consultationRow(ctx, visitId)) ?? ctx.fail('notStarted');
  const { patientId } = visit;
  if (detail.kind === 'medicine') {
    await mustMay(ctx, 'orders.prescribe');
    const recorded = await recordedAllergies(ctx, patientId);
    const against = allergiesAgainst(detail.medicine, detail.code, recorded);
    const allergies = against.join(', ');
    if (against.length > 0 && !allergyOverride) {
      return ctx.fail('allergyWarning', { medicine: detail.medicine.drug, allergies });
    }
    if (against.length > 0)
      ctx.note('orders.allergyOverridden', { patientId, details: { visitId, allergies } });
  }
  // after the signature there is nothing left to wait for: the requester stands for it herself
  const now = input.now || row.signed_at !== null;
  const placed = await ctx.record.create(
    orderResource(ctx, { patientId, visitId, detail, now, allergyOverride }),
  );
  return { patientId, order: await orderNow(ctx, placed) };
};
