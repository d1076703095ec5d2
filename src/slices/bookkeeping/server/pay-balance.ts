import type { Verb } from '#platform/server/slice.ts';
import { mustBePatient } from '#slices/records/server/index.ts';
import type { bookkeeping } from '../contract.ts';
import { openVisits } from './ledger.ts';
import { out } from './money-json.ts';
import { reckon, type Taking, takeMoney } from './take-money.ts';
import { takeTurns } from './take-turns.ts';

/** Takes a later payment of what a patient owes, for the oldest visit first. */
export const payBalance: Verb<typeof bookkeeping, 'payBalance'> = async (ctx, { patientId, payments }) => {
  await mustBePatient(ctx, patientId);
  await takeTurns(ctx, patientId);
  const debts = (await openVisits(ctx, '1110', patientId)).filter((one) => one.minor > 0n);
  if (debts.length === 0) ctx.fail('nothingOwed');
  const taking: Taking = {
    patientId,
    visitId: undefined,
    payments,
    to: 'receivable',
    debts,
    text: { purpose: 'balance', lines: [] },
  };
  const settled = await reckon(ctx, taking);
  const receipt = (await takeMoney(ctx, taking, settled)) ?? ctx.fail('nothingPaid');
  return { receipt, owed: out(ctx, settled.leftMinor) };
};
