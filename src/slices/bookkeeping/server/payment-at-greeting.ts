import type { Verb } from '#platform/server/slice.ts';
import { payerOf, selfPay } from '#slices/insurance/server/index.ts';
import { mustBePatient } from '#slices/records/server/index.ts';
import type { bookkeeping } from '../contract.ts';
import { hasOpenDrawer } from './drawers.ts';
import { balanceOf, depositOf } from './ledger.ts';
import { out } from './money-json.ts';
import { mustBeHers } from './must-be-hers.ts';
import { receiptsOf } from './receipts.ts';
import { loadSettings } from './settings.ts';
import { copayMinor } from './visit-charges.ts';

/** What is usual to take before the visit: the copay, and what is still owed from before. */
export const paymentAtGreeting: Verb<typeof bookkeeping, 'paymentAtGreeting'> = async (ctx, input) => {
  await mustBePatient(ctx, input.patientId);
  if (input.visitId) await mustBeHers(ctx, input.visitId, input.patientId);
  const payer = input.payerId ? await payerOf(ctx, input.payerId) : await selfPay(ctx);
  return {
    copay: out(ctx, await copayMinor(ctx, input, payer)),
    deposit: out(ctx, await depositOf(ctx, input.patientId)),
    owed: out(ctx, await balanceOf(ctx, input.patientId)),
    cashStep: out(ctx, (await loadSettings(ctx)).cashStepMinor),
    drawerOpen: await hasOpenDrawer(ctx),
    receipts: input.visitId ? await receiptsOf(ctx, { visitId: input.visitId }) : [],
  };
};
