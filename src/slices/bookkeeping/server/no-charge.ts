import type { Verb } from '#platform/server/slice.ts';
import { advance } from '#slices/front-desk/server/index.ts';
import { selfPayId } from '#slices/insurance/contract.ts';
import type { bookkeeping } from '../contract.ts';
import { insertBill, unsettled } from './bills.ts';
import { wasHere } from './settle-visit.ts';
import { takeTurns } from './take-turns.ts';

/** Closes a visit without a charge, and says why. */
export const noCharge: Verb<typeof bookkeeping, 'noCharge'> = async (ctx, { visitId, reason }) => {
  const visit = await unsettled(ctx, visitId);
  if (!wasHere(visit)) ctx.fail('notHere');
  await takeTurns(ctx, visit.patientId);
  const billId = ctx.newId();
  const nothing = { totalMinor: 0n, patientMinor: 0n, payerMinor: 0n, copayMinor: 0n };
  await insertBill(ctx, {
    billId,
    visit,
    payerId: visit.payerId ?? selfPayId,
    state: 'noCharge',
    shares: nothing,
    reason,
  });
  await advance(ctx, visitId, 'left');
  ctx.emit('bookkeeping.visitSettled', { visitId, patientId: visit.patientId });
  return { patientId: visit.patientId, billId };
};
