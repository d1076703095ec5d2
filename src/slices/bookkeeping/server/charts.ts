import type { Context } from '#platform/server/context.ts';
import type { ChartPair, ChartTables } from '#platform/server/record/chart-tables.ts';
import { words } from '#platform/server/words.ts';
import { localeFor } from '#platform/shared/languages.ts';
import { formatMoney } from '#platform/shared/money.ts';
import { openVisits, total } from './ledger.ts';

/** What becomes of this duty's rows when two charts of one person are joined. */
export const charts: ChartTables = {
  keep: {
    bookkeeping_posting: 'posted rows keep the chart under which they were posted',
    bookkeeping_bill: 'a bill says whom it was written to, and its postings stand with it',
    bookkeeping_receipt: 'a receipt was given under the number that is printed on it',
    bookkeeping_patient_account: 'the turn at one chart’s account is that chart’s',
  },
  objections: openAccount,
};

/** What is posted is never rewritten, so a chart with an open account is settled before it is joined. */
async function openAccount(ctx: Context, { otherId, act }: ChartPair): Promise<string[]> {
  if (act === 'part') return [];
  const owed = total(await openVisits(ctx, '1110', otherId));
  const ahead = total(await openVisits(ctx, '2200', otherId));
  if (owed === 0n && ahead === 0n) return [];
  const amount = formatMoney(
    { minor: owed === 0n ? ahead : owed, currency: ctx.clinic.currency },
    localeFor(ctx.language),
  );
  return [
    words(ctx.language, owed === 0n ? 'bookkeeping_objection_ahead' : 'bookkeeping_objection_owed', {
      amount,
    }),
  ];
}
