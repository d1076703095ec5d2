import type { Selectable } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import type { VisitState } from '#slices/front-desk/contract.ts';
import { visitOf } from '#slices/front-desk/server/index.ts';
import type { Line } from '../contract.ts';
import type { LinePayer } from '../shared/words.ts';
import { openDay } from './ledger.ts';
import { out } from './money-json.ts';
import type { ProposedLine } from './visit-charges.ts';

export type Bill = Selectable<Tables['bookkeeping_bill']>;

/** The bill that stands for a visit; undefined while there is none. */
export async function billOf(ctx: Context, visitId: string): Promise<Bill | undefined> {
  return ctx.db
    .selectFrom('bookkeeping_bill')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', visitId)
    .where('state', '<>', 'cancelled')
    .executeTakeFirst();
}

/** A visit whose lines may still be changed. Refuses `alreadySettled`. */
export async function unsettled(ctx: Context<'alreadySettled'>, visitId: string): Promise<VisitState> {
  const visit = await visitOf(ctx, visitId);
  if (await billOf(ctx, visitId)) ctx.fail('alreadySettled');
  return visit;
}

/**
 * Writes the one bill of a visit. Of several who do it at once the others wait here and are then refused.
 * @throws a refusal `alreadySettled`
 */
export async function insertBill(
  ctx: Context<'alreadySettled'>,
  bill: {
    billId: string;
    visit: VisitState;
    payerId: string;
    state: 'issued' | 'noCharge';
    shares: { totalMinor: bigint; patientMinor: bigint; payerMinor: bigint; copayMinor: bigint };
    reason: string | undefined;
  },
): Promise<void> {
  const done = await ctx.db
    .insertInto('bookkeeping_bill')
    .values({
      clinic_id: ctx.clinic.id,
      bill_id: bill.billId,
      visit_id: bill.visit.visitId,
      patient_id: bill.visit.patientId,
      payer_id: bill.payerId,
      state: bill.state,
      day: await openDay(ctx),
      total_minor: bill.shares.totalMinor,
      patient_minor: bill.shares.patientMinor,
      payer_minor: bill.shares.payerMinor,
      copay_minor: bill.shares.copayMinor,
      currency: ctx.clinic.currency,
      reason: bill.reason ?? null,
      issued_at: ctx.now,
      issued_by: ctx.actor.name,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (done.numInsertedOrUpdatedRows !== 1n) ctx.fail('alreadySettled');
}

export async function insertLines(
  ctx: Context,
  billId: string,
  lines: readonly ProposedLine[],
): Promise<void> {
  if (lines.length === 0) return;
  await ctx.db
    .insertInto('bookkeeping_bill_line')
    .values(
      lines.map((line, at) => ({
        clinic_id: ctx.clinic.id,
        bill_id: billId,
        place: at + 1,
        line_key: line.key,
        label_en: line.label.en,
        label_id: line.label.id,
        fee_code: line.feeCode ?? null,
        quantity: line.quantity,
        unit_price_minor: line.unitPriceMinor ?? 0n,
        amount_minor: line.amountMinor,
        pays: line.pays,
        performer_id: line.performerId ?? null,
        performer_name: line.performerName ?? null,
        reason: line.changed?.reason || null,
      })),
    )
    .execute();
}

/** The lines of a bill as the contract tells them. */
export async function billLines(ctx: Context, billId: string): Promise<Line[]> {
  const rows = await ctx.db
    .selectFrom('bookkeeping_bill_line')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('bill_id', '=', billId)
    .orderBy('place')
    .execute();
  return rows.map((row) => ({
    key: row.line_key,
    label: ctx.language === 'id' ? row.label_id : row.label_en,
    feeCode: row.fee_code ?? undefined,
    quantity: row.quantity,
    unitPrice: out(ctx, row.unit_price_minor),
    amount: out(ctx, row.amount_minor),
    pays: row.pays as LinePayer,
    performerName: row.performer_name ?? undefined,
    changed: row.reason === null ? undefined : { reason: row.reason, by: '', removed: false },
  }));
}
