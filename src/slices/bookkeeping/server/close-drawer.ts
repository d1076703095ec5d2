import type { Verb } from '#platform/server/slice.ts';
import type { bookkeeping } from '../contract.ts';
import { needsOf } from '../shared/drawer-count.ts';
import { cashDifference } from '../shared/postings.ts';
import { changeDrawer, ownInState } from './count-drawer.ts';
import { post } from './ledger.ts';
import { loadSettings } from './settings.ts';

/** Books what is missing or too much to cash over and short, and closes the drawer for good. */
export const closeDrawer: Verb<typeof bookkeeping, 'closeDrawer'> = async (ctx, { drawerId }) => {
  const drawer = await ownInState(ctx, drawerId, ['balanced', 'variance', 'approved']);
  const difference = (drawer.counted_minor ?? 0n) - (drawer.expected_minor ?? 0n);
  const needs = needsOf(difference, await loadSettings(ctx));
  if (needs !== 'nothing' && !drawer.reason) ctx.fail('reasonNeeded');
  if (needs === 'manager' && drawer.state !== 'approved') ctx.fail('approvalNeeded');
  if (difference !== 0n) {
    await post(ctx, {
      kind: 'difference',
      memo: drawer.reason ?? '',
      lines: cashDifference(difference),
      subject: `Drawer/${drawerId}`,
      day: drawer.day,
    });
  }
  return changeDrawer(ctx, drawerId, { state: 'closed', closed_at: ctx.now });
};
