import type { Verb } from '#platform/server/slice.ts';
import type { bookkeeping } from '../contract.ts';
import { todayOf, trialBalance } from './ledger.ts';
import { out } from './money-json.ts';

/** Accounts that stand at something, with both sides' totals. */
export const readTrialBalance: Verb<typeof bookkeeping, 'trialBalance'> = async (ctx, input) => {
  const through = input.through ?? todayOf(ctx);
  const rows = (await trialBalance(ctx, through)).filter(
    (row) => row.debitMinor !== 0n || row.creditMinor !== 0n,
  );
  return {
    through,
    rows: rows.map((row) => ({
      account: row.account,
      label: ctx.language === 'id' ? row.labelId : row.labelEn,
      debit: out(ctx, row.debitMinor),
      credit: out(ctx, row.creditMinor),
    })),
    debit: out(
      ctx,
      rows.reduce((sum, row) => sum + row.debitMinor, 0n),
    ),
    credit: out(
      ctx,
      rows.reduce((sum, row) => sum + row.creditMinor, 0n),
    ),
  };
};
