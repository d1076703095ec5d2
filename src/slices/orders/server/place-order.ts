import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { zonedDay } from '#platform/shared/time.ts';
import { visitOf } from '#slices/front-desk/server/index.ts';
import type { OrderDetail, orders } from '../contract.ts';
import { allergiesAgainst, recordedAllergies } from './allergies.ts';
import { consultationRow } from './done.ts';
import { openQuestion } from './default-favourites.ts';
import { skillOfFavourite } from './favourites.ts';
import { orderNow } from './find-order.ts';
import { mustMay } from './must-may.ts';
import { orderResource } from './order-codec.ts';

export const placeOrder: Verb<typeof orders, 'placeOrder'> = async (ctx, input) => {
  const { visitId, allergyOverride } = input;
  const detail = await withSkill(ctx, input.detail);
  const visit = await visitOf(ctx, visitId, true);
  const row = (await consultationRow(ctx, visitId)) ?? ctx.fail('notStarted');
  const { patientId } = visit;
  refuseUnfinished(ctx, detail);
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

/** What a favourite takes its order takes too, whoever leaves it out. */
async function withSkill(ctx: Context, detail: OrderDetail): Promise<OrderDetail> {
  if ((detail.kind !== 'test' && detail.kind !== 'procedure') || detail.skill || !detail.code) return detail;
  const skill = await skillOfFavourite(ctx, detail.code);
  return skill ? { ...detail, skill } : detail;
}

/** A favourite referral comes without its question, and nobody comes again yesterday. */
function refuseUnfinished(ctx: Context, detail: OrderDetail): void {
  if (detail.kind === 'referral' && detail.question === openQuestion) {
    refuseField('detail.question', 'orders_field_question');
  }
  if (detail.kind === 'followUp' && detail.on < zonedDay(ctx.now, ctx.clinic.zone)) {
    refuseField('detail.on', 'orders_field_dayPassed');
  }
}
