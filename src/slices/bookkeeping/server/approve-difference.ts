import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import type { bookkeeping } from '../contract.ts';
import { changeDrawer, taskSubject } from './count-drawer.ts';
import { mustDrawer } from './drawers.ts';

/** Somebody else than the one who took and counted the cash accepts a difference, or has it counted again. */
export const approveDifference: Verb<typeof bookkeeping, 'approveDifference'> = async (
  ctx,
  { drawerId, decision, reason },
) => {
  const drawer = await mustDrawer(ctx, drawerId);
  if (drawer.cashier_id === ctx.actor.id || drawer.counted_by === ctx.actor.id) ctx.fail('ownDifference');
  if (drawer.state !== 'variance') ctx.fail('drawerState', { state: drawer.state });
  if (decision === 'approve' && !drawer.reason && reason === '')
    refuseField('reason', 'bookkeeping_field_reasonNeeded');
  await ctx.work.finish(taskSubject(drawerId), 'done', 'bookkeeping.approveDifference');
  ctx.note('bookkeeping.differenceDecided', { subject: `Drawer/${drawerId}`, details: { decision, reason } });
  if (decision === 'recount') return changeDrawer(ctx, drawerId, { state: 'counting', reason: null });
  return changeDrawer(ctx, drawerId, {
    state: 'approved',
    approved_by: ctx.actor.id,
    approved_by_name: ctx.actor.name,
    // her word stands for the reason where the cashier gave none
    reason: drawer.reason ?? (reason || null),
  });
};
