import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import type { bookkeeping } from '../contract.ts';
import { cashAccounts } from '../shared/chart.ts';
import { cashMoved } from '../shared/postings.ts';
import { cashDrawer, moveInDrawer } from './drawers.ts';
import { post } from './ledger.ts';
import { minorOf } from './money-json.ts';

/** Cash out of her drawer for something bought, or into it from the safe or the bank, with its reason. */
export const moveCash: Verb<typeof bookkeeping, 'moveCash'> = async (
  ctx,
  { direction, amount, account, reason },
) => {
  const minor = minorOf(ctx, amount, 'amount');
  if (minor === 0n) refuseField('amount', 'bookkeeping_field_aboveZero');
  if (!cashAccounts.includes(account)) ctx.fail('unknownAccount');
  const drawerId = await cashDrawer(ctx);
  const { journalId } = await post(ctx, {
    kind: direction,
    memo: reason,
    lines: cashMoved(direction, minor, account),
    subject: `Drawer/${drawerId}`,
  });
  await moveInDrawer(ctx, {
    drawerId,
    kind: direction,
    minor: direction === 'paidOut' ? -minor : minor,
    words: reason,
    journalId,
  });
  return { journalId };
};
