import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { VisitState } from '#slices/front-desk/contract.ts';
import { advance, visitOf } from '#slices/front-desk/server/index.ts';
import type { bookkeeping } from '../contract.ts';
import { charge } from '../shared/postings.ts';
import { billOf, insertBill, insertLines } from './bills.ts';
import { moveInvoice, writeInvoice } from './invoice.ts';
import { openVisits, post, total } from './ledger.ts';
import { out, written } from './money-json.ts';
import { reckon, type Taking, takeMoney } from './take-money.ts';
import { takeTurns } from './take-turns.ts';
import { type Proposal, type ProposedLine, visitCharges } from './visit-charges.ts';

/** Issues the bill as it was shown, takes what is paid, and lets the visit go. */
export const settleVisit: Verb<typeof bookkeeping, 'settleVisit'> = async (ctx, input) => {
  const visit = await visitOf(ctx, input.visitId);
  if (!wasHere(visit)) ctx.fail('notHere');
  const { visitId, patientId } = visit;
  await takeTurns(ctx, patientId);
  if (await billOf(ctx, visitId)) ctx.fail('alreadySettled');
  const proposal = await visitCharges(ctx, visit);
  const lines = proposal.lines.filter((line) => !line.changed?.removed);
  const { shares, payer } = proposal;
  refuseUnready(ctx, shares.totalMinor, lines, BigInt(input.seenTotal.minor));

  const billId = ctx.newId();
  await insertBill(ctx, {
    billId,
    visit,
    payerId: payer.id,
    state: 'issued',
    shares,
    reason: input.unpaidReason || undefined,
  });
  await insertLines(ctx, billId, lines);
  await postCharge(ctx, billId, visit, proposal, lines);

  const owed = total((await openVisits(ctx, '1110', patientId)).filter((one) => one.visitId === visitId));
  const taking: Taking = {
    patientId,
    visitId,
    payments: input.payments,
    to: 'receivable',
    // a payment before a bill that was voided may have left a credit
    debts: [{ visitId, minor: owed > 0n ? owed : 0n }],
    text: {
      purpose: 'visit',
      lines,
      totalMinor: shares.totalMinor,
      payer: { name: payer.name, minor: shares.payerMinor },
    },
  };
  const settled = await reckon(ctx, taking);
  if (settled.leftMinor > 0n && !input.unpaidReason) {
    ctx.fail('unpaidReasonNeeded', { left: written(ctx, settled.leftMinor) });
  }
  await writeInvoice(ctx, { billId, visitId, patientId, payer, totalMinor: shares.totalMinor, lines });
  if (settled.leftMinor === 0n && shares.payerMinor === 0n) await moveInvoice(ctx, billId, 'balanced');
  await advance(ctx, visitId, 'left');
  const receipt = await takeMoney(ctx, taking, settled);
  ctx.emit('bookkeeping.visitSettled', { visitId, patientId });
  return { patientId, billId, receipt, owed: out(ctx, settled.leftMinor) };
};

/** She came: a visit that is over can still be charged, one that never began cannot. */
export function wasHere(visit: VisitState): boolean {
  return !['expected', 'cancelled', 'noShow'].includes(visit.step);
}

function refuseUnready(
  ctx: Context<'priceMissing' | 'linesChanged' | 'noChargeReasonNeeded'>,
  totalMinor: bigint,
  lines: readonly ProposedLine[],
  seenMinor: bigint,
): void {
  const unpriced = lines.filter(
    (line) => line.unitPriceMinor === undefined && line.pays !== 'none' && line.pays !== 'capitation',
  );
  if (unpriced.length > 0)
    ctx.fail('priceMissing', { lines: unpriced.map((line) => line.label[ctx.language]).join(', ') });
  if (totalMinor !== seenMinor) ctx.fail('linesChanged', { total: written(ctx, totalMinor) });
  // a visit that the month's capitation pays for is charged with nothing, and says so by its lines
  if (totalMinor === 0n && !lines.some((line) => line.pays === 'capitation'))
    ctx.fail('noChargeReasonNeeded');
}

async function postCharge(
  ctx: Context,
  billId: string,
  visit: VisitState,
  proposal: Proposal,
  lines: readonly ProposedLine[],
) {
  const { shares, payer } = proposal;
  if (shares.totalMinor === 0n) return;
  const revenue = new Map<string, bigint>();
  for (const line of lines) revenue.set(line.account, (revenue.get(line.account) ?? 0n) + line.amountMinor);
  const { journalId, day } = await post(ctx, {
    kind: 'charge',
    memo: '',
    subject: `Bill/${billId}`,
    lines: charge({ ...visit, payerId: payer.id, ...shares, revenue }),
  });
  await ctx.db
    .updateTable('bookkeeping_bill')
    .set({ journal_id: journalId, day })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('bill_id', '=', billId)
    .execute();
}
