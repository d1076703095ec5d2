import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { bookkeeping } from '../contract.ts';
import { cashDrawer, moveInDrawer, mustDrawer } from './drawers.ts';
import { depositOf, reverse } from './ledger.ts';
import { takeTurns } from './take-turns.ts';

/** Takes a receipt back by a reversal; its number stays, marked. Cash goes out of the drawer that took it, or out of her own. */
export const voidReceipt: Verb<typeof bookkeeping, 'voidReceipt'> = async (ctx, { receiptId, reason }) => {
  const receipt = await ctx.db
    .selectFrom('bookkeeping_receipt')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('receipt_id', '=', receiptId)
    .executeTakeFirst();
  if (!receipt) return refuse('notFound', { type: 'Receipt', id: receiptId });
  const { patient_id: patientId } = receipt;
  await takeTurns(ctx, patientId);
  if (await isVoid(ctx, receiptId)) ctx.fail('alreadyVoid');
  const before = receipt.kind === 'deposit' || receipt.kind === 'copay';
  if (before && (await depositOf(ctx, patientId)) < receipt.total_minor - receipt.rounding_minor)
    ctx.fail('depositUsed');
  const cash = await cashOf(ctx, receiptId);
  const drawerId = cash > 0n ? await drawerFor(ctx, receipt.drawer_id) : undefined;
  const { journalId } = await reverse(ctx, receipt.journal_id, reason);
  if (drawerId) await moveInDrawer(ctx, { drawerId, kind: 'void', minor: -cash, words: reason, journalId });
  await ctx.db
    .insertInto('bookkeeping_receipt_void')
    .values({
      clinic_id: ctx.clinic.id,
      receipt_id: receiptId,
      reason,
      journal_id: journalId,
      voided_at: ctx.now,
      voided_by_name: ctx.actor.name,
    })
    .execute();
  ctx.emit('bookkeeping.paymentTaken', { patientId });
  return { patientId };
};

async function isVoid(ctx: Context, receiptId: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('bookkeeping_receipt_void')
    .select('receipt_id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('receipt_id', '=', receiptId)
    .executeTakeFirst();
  return row !== undefined;
}

async function cashOf(ctx: Context, receiptId: string): Promise<bigint> {
  const row = await ctx.db
    .selectFrom('bookkeeping_receipt_method')
    .select('amount_minor')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('receipt_id', '=', receiptId)
    .where('method', '=', 'cash')
    .executeTakeFirst();
  return row?.amount_minor ?? 0n;
}

async function drawerFor(ctx: Context<'openDrawer'>, tookIt: string | null): Promise<string> {
  const drawer = tookIt === null ? undefined : await mustDrawer(ctx, tookIt);
  return drawer?.state === 'open' ? drawer.drawer_id : cashDrawer(ctx);
}
