import { refuse } from '#platform/shared/errors.ts';
import { holdsAction } from '#platform/shared/identity-contract.ts';
import type { work } from '#platform/shared/work-contract.ts';
import type { Verb } from '../slice.ts';
import { actionsOfStaff } from './eligible.ts';
import { staffIdOf } from './list-mine.ts';
import { setOwner } from './take-task.ts';

export const handOver: Verb<typeof work, 'handOver'> = async (ctx, { toStaffId }) => {
  const mine = await ctx.db
    .selectFrom('work_task')
    .select(['id', 'action'])
    .where('owner_id', '=', staffIdOf(ctx))
    .where('state', '=', 'open')
    .orderBy('id')
    .execute();
  // what the other may not do goes back to the pool of those who may
  const theirs = toStaffId ? await actionsOfStaff(ctx, toStaffId) : [];
  if (toStaffId && !theirs) return refuse('notFound', { type: 'Staff', id: toStaffId });
  let moved = 0;
  for (const task of mine) {
    const fits = toStaffId !== undefined && holdsAction(theirs ?? [], task.action);
    await setOwner(ctx, task.id, fits ? toStaffId : undefined);
    if (fits || !toStaffId) moved += 1;
  }
  return { moved, left: mine.length - moved };
};
