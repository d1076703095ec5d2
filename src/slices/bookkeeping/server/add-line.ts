import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import type { bookkeeping } from '../contract.ts';
import { unsettled } from './bills.ts';
import { loadFees } from './fees.ts';
import { minorOf } from './money-json.ts';
import { takeTurns } from './take-turns.ts';

/** Adds what the work itself does not propose: a fee of the list, or words with a price and a reason. */
export const addLine: Verb<typeof bookkeeping, 'addLine'> = async (ctx, input) => {
  const { visitId } = input;
  const visit = await unsettled(ctx, visitId);
  await takeTurns(ctx, visit.patientId);
  const fee = input.feeCode
    ? (await loadFees(ctx)).find((one) => one.active && one.code === input.feeCode)
    : undefined;
  if (input.feeCode && !fee) ctx.fail('unknownFee');
  if (!fee && !input.label) refuseField('label', 'platform_field_required');
  if (!fee && !input.unitPrice) refuseField('unitPrice', 'bookkeeping_field_priceNeeded');
  if (input.unitPrice && input.reason === '') refuseField('reason', 'bookkeeping_field_reasonNeeded');
  const key = `manual:${ctx.newId()}`;
  await ctx.db
    .insertInto('bookkeeping_adjustment')
    .values({
      clinic_id: ctx.clinic.id,
      visit_id: visitId,
      line_key: key,
      label: input.label ?? fee?.labelEn ?? null,
      fee_code: fee?.code ?? null,
      quantity: input.quantity,
      unit_price_minor: input.unitPrice ? minorOf(ctx, input.unitPrice, 'unitPrice') : null,
      removed: false,
      reason: input.reason,
      changed_by: ctx.actor.id,
      changed_by_name: ctx.actor.name,
      changed_at: ctx.now,
    })
    .execute();
  ctx.emit('bookkeeping.linesChanged', { visitId });
  return { patientId: visit.patientId, key };
};
