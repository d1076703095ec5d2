import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { visitOf } from '#slices/front-desk/server/index.ts';
import { payerOf, selfPay } from '#slices/insurance/server/index.ts';
import { isSigned, ordersLeft } from '#slices/orders/server/index.ts';
import { mustBePatient } from '#slices/records/server/index.ts';
import type { bookkeeping } from '../contract.ts';
import { type Bill, billLines, billOf } from './bills.ts';
import { hasOpenDrawer } from './drawers.ts';
import { priceFor } from './fees.ts';
import { depositOf, openVisits, total } from './ledger.ts';
import { out } from './money-json.ts';
import { receiptsOf } from './receipts.ts';
import { loadSettings } from './settings.ts';
import { lineOut, visitCharges } from './visit-charges.ts';

/** What a visit costs: the proposal while it is open, the bill afterwards. */
export const checkout: Verb<typeof bookkeeping, 'checkout'> = async (ctx, { visitId }) => {
  const visit = await visitOf(ctx, visitId);
  const { patientId } = visit;
  const bill = await billOf(ctx, visitId);
  const shown = bill ? await settled(ctx, bill) : await proposed(ctx, visit);
  const debts = await openVisits(ctx, '1110', patientId);
  const ofVisit = total(debts.filter((one) => one.visitId === visitId));
  const patient = await mustBePatient(ctx, patientId);
  return {
    visitId,
    patientId,
    patientName: patient.name,
    signed: await isSigned(ctx, visitId),
    ordersLeft: await ordersLeft(ctx, visitId),
    ...shown,
    owed: out(ctx, ofVisit + (bill ? 0n : BigInt(shown.patientPart.minor))),
    earlier: out(ctx, total(debts) - ofVisit),
    deposit: out(ctx, await depositOf(ctx, patientId)),
    cashStep: out(ctx, (await loadSettings(ctx)).cashStepMinor),
    receipts: await receiptsOf(ctx, { visitId }),
    drawerOpen: await hasOpenDrawer(ctx),
  };
};

async function settled(ctx: Context, bill: Bill) {
  const payer = bill.payer_id === 'self-pay' ? await selfPay(ctx) : await payerOf(ctx, bill.payer_id);
  return {
    payer: { id: payer.id, name: payer.name, kind: payer.kind },
    state: bill.state as 'issued' | 'noCharge',
    billId: bill.bill_id,
    lines: await billLines(ctx, bill.bill_id),
    total: out(ctx, bill.total_minor),
    patientPart: out(ctx, bill.patient_minor),
    payerPart: out(ctx, bill.payer_minor),
    copay: out(ctx, bill.copay_minor),
    reason: bill.reason ?? undefined,
    fees: [],
  };
}

async function proposed(ctx: Context, visit: Awaited<ReturnType<typeof visitOf>>) {
  const { payer, lines, shares, fees } = await visitCharges(ctx, visit);
  return {
    payer: { id: payer.id, name: payer.name, kind: payer.kind },
    state: 'open' as const,
    billId: undefined,
    lines: lines.map((line) => lineOut(ctx, line)),
    total: out(ctx, shares.totalMinor),
    patientPart: out(ctx, shares.patientMinor),
    payerPart: out(ctx, shares.payerMinor),
    copay: out(ctx, shares.copayMinor),
    reason: undefined,
    fees: fees
      .filter((fee) => fee.active)
      .map((fee) => ({
        code: fee.code,
        label: ctx.language === 'id' ? fee.labelId : fee.labelEn,
        price: out(ctx, priceFor(fee, payer.id)),
      })),
  };
}
