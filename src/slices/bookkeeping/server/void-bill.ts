import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { bookkeeping } from '../contract.ts';
import { moveInvoice } from './invoice.ts';
import { reverse } from './ledger.ts';
import { takeTurns } from './take-turns.ts';

/** Takes the charges of a visit back by a reversal; it can be charged anew then. What was paid stays with the visit. */
export const voidBill: Verb<typeof bookkeeping, 'voidBill'> = async (ctx, { billId, reason }) => {
  const own = () =>
    ctx.db
      .selectFrom('bookkeeping_bill')
      .selectAll()
      .where('clinic_id', '=', ctx.clinic.id)
      .where('bill_id', '=', billId);
  const found = await own().executeTakeFirst();
  if (!found) return refuse('notFound', { type: 'Bill', id: billId });
  await takeTurns(ctx, found.patient_id);
  const bill = await own().forUpdate().executeTakeFirstOrThrow();
  if (bill.state === 'cancelled') ctx.fail('alreadyVoid');
  if (bill.journal_id) await reverse(ctx, bill.journal_id, reason);
  await ctx.db
    .updateTable('bookkeeping_bill')
    .set({ state: 'cancelled', reason })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('bill_id', '=', billId)
    .execute();
  await moveInvoice(ctx, billId, 'cancelled', reason);
  ctx.emit('bookkeeping.visitSettled', { visitId: bill.visit_id, patientId: bill.patient_id });
  return { patientId: bill.patient_id };
};
