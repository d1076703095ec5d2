import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import type { bookkeeping } from '../contract.ts';
import { unsettled } from './bills.ts';
import { minorOf } from './money-json.ts';
import { takeTurns } from './take-turns.ts';
import { visitCharges } from './visit-charges.ts';

/** Changes a line before the bill: quantity, price, who pays it, or leaves it out. The reason stays with it. */
export const adjustLine: Verb<typeof bookkeeping, 'adjustLine'> = async (ctx, input) => {
  const { visitId, key } = input;
  const visit = await unsettled(ctx, visitId);
  await takeTurns(ctx, visit.patientId);
  const { lines } = await visitCharges(ctx, visit);
  const line = lines.find((one) => one.key === key);
  if (!line) ctx.fail('unknownLine');
  const own = ctx.db
    .deleteFrom('bookkeeping_adjustment')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', visitId);
  const added = key.startsWith('manual:');
  if ((input.undo && !added) || (input.remove && added)) {
    // what a person added by hand is simply not there any more; nothing was charged yet
    await own.where('line_key', '=', key).execute();
  } else {
    // a line without a price is given one; only a changed price needs a reason
    const onlyPricing = line?.unitPriceMinor === undefined && !input.remove && input.pays === undefined;
    if (input.reason === '' && !input.undo && !onlyPricing)
      refuseField('reason', 'bookkeeping_field_reasonNeeded');
    const values = {
      quantity: input.quantity ?? line?.quantity ?? '1',
      unit_price_minor: input.unitPrice
        ? minorOf(ctx, input.unitPrice, 'unitPrice')
        : (line?.unitPriceMinor ?? null),
      pays: input.pays ?? line?.pays ?? null,
      removed: input.remove,
      reason: input.reason,
      changed_by: ctx.actor.id,
      changed_by_name: ctx.actor.name,
      changed_at: ctx.now,
    };
    await ctx.db
      .insertInto('bookkeeping_adjustment')
      .values({
        clinic_id: ctx.clinic.id,
        visit_id: visitId,
        line_key: key,
        label: line?.label[ctx.language] ?? null,
        ...values,
      })
      .onConflict((conflict) => conflict.columns(['clinic_id', 'visit_id', 'line_key']).doUpdateSet(values))
      .execute();
  }
  ctx.note('bookkeeping.lineChanged', {
    patientId: visit.patientId,
    subject: `Encounter/${visitId}`,
    details: { key, removed: input.remove, undone: input.undo, reason: input.reason },
  });
  ctx.emit('bookkeeping.linesChanged', { visitId });
  return { patientId: visit.patientId };
};
