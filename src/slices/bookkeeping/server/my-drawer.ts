import type { Verb } from '#platform/server/slice.ts';
import type { bookkeeping } from '../contract.ts';
import { cashAccounts, defaultChart } from '../shared/chart.ts';
import { denominationsOf } from '../shared/drawer-count.ts';
import { drawerOut, ownDrawer } from './drawers.ts';
import { out } from './money-json.ts';
import { loadSettings } from './settings.ts';

/** Her drawer and what went in and out. No sum is told: the count must stay blind. */
export const myDrawer: Verb<typeof bookkeeping, 'myDrawer'> = async (ctx) => {
  const row = await ownDrawer(ctx);
  const movements = row
    ? await ctx.db
        .selectFrom('bookkeeping_drawer_movement as m')
        .leftJoin('bookkeeping_receipt as r', (join) =>
          join.onRef('r.clinic_id', '=', 'm.clinic_id').onRef('r.journal_id', '=', 'm.journal_id'),
        )
        .selectAll('m')
        .select('r.number')
        .where('m.clinic_id', '=', ctx.clinic.id)
        .where('m.drawer_id', '=', row.drawer_id)
        .orderBy('m.at', 'desc')
        .orderBy('m.movement_id', 'desc')
        .execute()
    : [];
  return {
    drawer: row && drawerOut(ctx, row, await loadSettings(ctx)),
    movements: movements.map((one) => ({
      id: one.movement_id,
      at: one.at,
      kind: one.kind as 'receipt',
      amount: out(ctx, one.amount_minor),
      words: one.number ?? one.words,
    })),
    denominations: denominationsOf(ctx.clinic.currency).map((minor) => out(ctx, minor)),
    accounts: defaultChart
      .filter((account) => cashAccounts.includes(account.code))
      .map((account) => ({ code: account.code, label: ctx.language === 'id' ? account.id : account.en })),
  };
};
