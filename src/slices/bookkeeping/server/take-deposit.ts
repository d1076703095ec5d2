import type { Verb } from '#platform/server/slice.ts';
import { mustBePatient } from '#slices/records/server/index.ts';
import type { bookkeeping } from '../contract.ts';
import { minorOf, written } from './money-json.ts';
import { mustBeHers } from './must-be-hers.ts';
import { reckon, type Taking, takeMoney } from './take-money.ts';
import { takeTurns } from './take-turns.ts';

/** Takes money before the service. It is the patient's until a bill uses it. */
export const takeDeposit: Verb<typeof bookkeeping, 'takeDeposit'> = async (ctx, input) => {
  const { patientId, visitId } = input;
  await mustBePatient(ctx, patientId);
  if (visitId) await mustBeHers(ctx, visitId, patientId);
  await takeTurns(ctx, patientId);
  const taking: Taking = {
    patientId,
    visitId,
    payments: input.payments,
    to: 'deposit',
    debts: [{ visitId, minor: minorOf(ctx, input.amount, 'amount') }],
    text: { purpose: input.purpose, lines: [] },
  };
  const settled = await reckon(ctx, taking);
  if (settled.leftMinor > 0n) ctx.fail('notEnough', { missing: written(ctx, settled.leftMinor) });
  const receipt = (await takeMoney(ctx, taking, settled)) ?? ctx.fail('nothingPaid');
  return { receipt };
};
