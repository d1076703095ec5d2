import type { Invoice } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { minorDigits } from '#platform/shared/money.ts';
import type { Payer } from '#slices/insurance/contract.ts';
import { authorOf } from '#slices/records/server/index.ts';
import type { ProposedLine } from './visit-charges.ts';

const numberSystem = 'https://serambi.health/fhir/bill';
const feeSystem = 'https://serambi.health/fhir/CodeSystem/fee';

/** The bill as other systems read it. FHIR's Money is a decimal; the ledger keeps the minor units. */
export async function writeInvoice(
  ctx: Context,
  bill: {
    billId: string;
    visitId: string;
    patientId: string;
    payer: Payer;
    totalMinor: bigint;
    lines: readonly ProposedLine[];
  },
): Promise<void> {
  const amount = (minor: bigint) => ({
    value: Number(minor) / 10 ** minorDigits(ctx.clinic.currency),
    currency: ctx.clinic.currency as 'IDR',
  });
  const payer = bill.payer.kind === 'self' ? `Patient/${bill.patientId}` : `Organization/${bill.payer.id}`;
  const invoice: Invoice = {
    resourceType: 'Invoice',
    id: bill.billId,
    status: 'issued',
    identifier: [{ system: numberSystem, value: bill.billId }],
    subject: { reference: `Patient/${bill.patientId}` },
    recipient: { reference: payer } as Invoice['recipient'],
    date: ctx.now,
    participant: [{ actor: authorOf(ctx) }],
    totalGross: amount(bill.totalMinor),
    note: [{ text: `Encounter/${bill.visitId}` }],
    ...(bill.lines.length > 0 && {
      lineItem: bill.lines.map((line, at) => ({
        sequence: at + 1,
        chargeItemCodeableConcept: {
          ...(line.feeCode !== undefined && { coding: [{ system: feeSystem, code: line.feeCode }] }),
          text: line.label[ctx.clinic.language],
        },
        priceComponent: [{ type: 'base' as const, amount: amount(line.amountMinor) }],
      })),
    }),
  };
  await ctx.record.put(invoice);
}

/** Nothing is owed on it any more, or it was taken back. Keeps still when the bill has no Invoice. */
export async function moveInvoice(
  ctx: Context,
  billId: string,
  status: 'balanced' | 'cancelled',
  why?: string,
): Promise<void> {
  if (!(await ctx.record.read('Invoice', billId))) return;
  await ctx.record.patch('Invoice', billId, (invoice) => {
    invoice.status = status;
    if (why !== undefined) invoice.cancelledReason = why;
  });
}
