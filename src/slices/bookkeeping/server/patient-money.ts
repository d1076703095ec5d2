import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { cardOf } from '#slices/records/server/index.ts';
import type { bookkeeping } from '../contract.ts';
import { openVisits, total } from './ledger.ts';
import { out } from './money-json.ts';
import { receiptsOf } from './receipts.ts';

/** Receipts that a chart shows; the account of the patient has them all. */
const lastPayments = 5;

export const patientMoney: Verb<typeof bookkeeping, 'patientMoney'> = async (ctx, { patientId }) => {
  // of a chart that is closed it is still told what is owed; sent together, answered one after the other
  const [, debts, ahead, payments] = await Promise.all([
    cardOf(ctx, patientId),
    openVisits(ctx, '1110', patientId),
    openVisits(ctx, '2200', patientId),
    receiptsOf(ctx, { patientId, last: lastPayments + 1 }),
  ]);
  // what was paid too much for one visit is part of what is owed in all
  const unpaid = debts.filter(({ minor }) => minor !== 0n);
  const billed = await billedOf(
    ctx,
    unpaid.flatMap(({ visitId }) => visitId ?? []),
  );
  return {
    patientId,
    owed: out(ctx, total(debts)),
    deposit: out(ctx, total(ahead)),
    unpaid: unpaid.map(({ visitId, day, minor }) => {
      const bill = visitId ? billed.get(visitId) : undefined;
      return {
        ...{ day, owed: out(ctx, minor) },
        ...(visitId && { visitId }),
        ...(bill && { part: out(ctx, bill.patient_minor), ...(bill.reason && { reason: bill.reason }) }),
      };
    }),
    payments: payments.slice(-lastPayments).reverse(),
    more: payments.length > lastPayments,
  };
};

/** What was charged to the patient for each of these visits. */
async function billedOf(ctx: Context, visitIds: readonly string[]) {
  if (visitIds.length === 0) return new Map<string, { patient_minor: bigint; reason: string | null }>();
  const rows = await ctx.db
    .selectFrom('bookkeeping_bill')
    .select(['visit_id', 'patient_minor', 'reason'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', 'in', visitIds)
    .where('state', '<>', 'cancelled')
    .execute();
  return new Map(rows.map((row) => [row.visit_id, row]));
}
