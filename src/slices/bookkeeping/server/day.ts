import type { Verb } from '#platform/server/slice.ts';
import type { bookkeeping } from '../contract.ts';
import { cashToBank, drawersOfDay, methodTotals, visitsWithoutCharge } from './day-facts.ts';
import { drawerOut } from './drawers.ts';
import { todayOf } from './ledger.ts';
import { out } from './money-json.ts';
import { receiptsOf } from './receipts.ts';
import { loadSettings } from './settings.ts';

/** The day's cash and what still stands in the way of its lock. */
export const day: Verb<typeof bookkeeping, 'day'> = async (ctx, input) => {
  const asked = input.day ?? todayOf(ctx);
  const limits = await loadSettings(ctx);
  const row = await ctx.db
    .selectFrom('bookkeeping_day')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('day', '=', asked)
    .executeTakeFirst();
  const drawers = await drawersOfDay(ctx, asked);
  const receipts = await receiptsOf(ctx, { day: asked });
  const blind = drawers.some(
    (one) => one.cashier_id === ctx.actor.id && (one.state === 'open' || one.state === 'counting'),
  );
  const totals = methodTotals(receipts).filter((one) => !(blind && one.method === 'cash'));
  const { toBank, banked } = await cashToBank(ctx, asked, drawers);
  return {
    day: asked,
    locked: row?.locked_at ? { at: row.locked_at, by: row.locked_by ?? '' } : undefined,
    drawers: drawers.map((drawer) => drawerOut(ctx, drawer, limits)),
    methodTotals: totals.map((one) => ({
      method: one.method,
      amount: out(ctx, one.minor),
      count: one.count,
    })),
    taken: blind
      ? undefined
      : out(
          ctx,
          totals.reduce((sum, one) => sum + one.minor, 0n),
        ),
    receipts,
    withoutCharge: await visitsWithoutCharge(ctx, asked),
    toBank: out(ctx, toBank),
    banked: out(ctx, banked),
  };
};
