import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import type { bookkeeping, Settings } from '../contract.ts';
import { minorOf, out } from './money-json.ts';

/** All amounts in minor units. */
export interface Limits {
  cashStepMinor: bigint;
  reasonAboveMinor: bigint;
  managerAboveMinor: bigint;
  receiptPrefix: string;
}

/** ±Rp20.000 and ±Rp100.000, ±$5.00 and ±$20.00; rupiah coins below Rp100 are not given as change any more. */
const usual: Record<string, Limits> = {
  IDR: { cashStepMinor: 100n, reasonAboveMinor: 20_000n, managerAboveMinor: 100_000n, receiptPrefix: 'KW' },
  USD: { cashStepMinor: 1n, reasonAboveMinor: 500n, managerAboveMinor: 2_000n, receiptPrefix: 'R' },
};

/** The clinic's limits, or its currency's usual ones. */
export async function loadSettings(ctx: Context): Promise<Limits> {
  const row = await ctx.db
    .selectFrom('bookkeeping_settings')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .executeTakeFirst();
  if (!row) return usual[ctx.clinic.currency] ?? (usual.USD as Limits);
  return {
    cashStepMinor: row.cash_step_minor,
    reasonAboveMinor: row.reason_above_minor,
    managerAboveMinor: row.manager_above_minor,
    receiptPrefix: row.receipt_prefix,
  };
}

export function settingsOut(ctx: Context, limits: Limits): Settings {
  return {
    cashStep: out(ctx, limits.cashStepMinor),
    reasonAbove: out(ctx, limits.reasonAboveMinor),
    managerAbove: out(ctx, limits.managerAboveMinor),
    receiptPrefix: limits.receiptPrefix,
  };
}

export const saveSettings: Verb<typeof bookkeeping, 'saveSettings'> = async (ctx, input) => {
  const limits = {
    cash_step_minor: minorOf(ctx, input.cashStep, 'cashStep'),
    reason_above_minor: minorOf(ctx, input.reasonAbove, 'reasonAbove'),
    manager_above_minor: minorOf(ctx, input.managerAbove, 'managerAbove'),
    receipt_prefix: input.receiptPrefix,
  };
  if (limits.cash_step_minor === 0n) refuseField('cashStep', 'bookkeeping_field_aboveZero');
  if (limits.manager_above_minor < limits.reason_above_minor)
    refuseField('managerAbove', 'bookkeeping_field_limitsOrder');
  await ctx.db
    .insertInto('bookkeeping_settings')
    .values({ clinic_id: ctx.clinic.id, ...limits })
    .onConflict((conflict) => conflict.column('clinic_id').doUpdateSet(limits))
    .execute();
  ctx.emit('bookkeeping.feesChanged', {});
  return input;
};
