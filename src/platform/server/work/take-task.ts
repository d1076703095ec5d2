import { refuse } from '#platform/shared/errors.ts';
import { holdsAction } from '#platform/shared/identity-contract.ts';
import type { work } from '#platform/shared/work-contract.ts';
import type { Context } from '../context.ts';
import type { Verb } from '../slice.ts';
import { heldActions } from './eligible.ts';
import { staffIdOf } from './list-mine.ts';
import { notBefore, staffSystem } from './task-codec.ts';
import { endTask } from './work.ts';

export const takeTask: Verb<typeof work, 'takeTask'> = async (ctx, { taskId }) => {
  const task = await openTask(ctx, taskId);
  if (task.owner_id && task.owner_id !== staffIdOf(ctx)) {
    const owner = await ctx.db
      .selectFrom('identity_staff')
      .select('name')
      .where('id', '=', task.owner_id)
      .executeTakeFirst();
    ctx.fail('takenByOther', { name: owner?.name ?? '' });
  }
  await setOwner(ctx, taskId, staffIdOf(ctx));
  return {};
};

export const returnTask: Verb<typeof work, 'returnTask'> = async (ctx, { taskId }) => {
  const task = await openTask(ctx, taskId);
  if (task.owner_id === staffIdOf(ctx)) await setOwner(ctx, taskId, undefined);
  return {};
};

export const finishTask: Verb<typeof work, 'finishTask'> = async (ctx, { taskId }) => {
  await openTask(ctx, taskId);
  await endTask(ctx, taskId, 'done');
  return {};
};

/** An open task that this person owns or could take; anything else looks absent. */
async function openTask(ctx: Context, taskId: string) {
  const row = await ctx.db
    .selectFrom('work_task')
    .selectAll()
    .where('id', '=', taskId)
    .where('state', '=', 'open')
    .executeTakeFirst();
  if (!row) return refuse('notFound', { type: 'Task', id: taskId });
  const mine = row.owner_id === staffIdOf(ctx);
  if (!mine && !holdsAction(await heldActions(ctx), row.action))
    return refuse('notFound', { type: 'Task', id: taskId });
  return row;
}

/** Gives a task to a person, or back to its pool. */
export async function setOwner(ctx: Context, taskId: string, staffId: string | undefined): Promise<void> {
  await ctx.record.patch('Task', taskId, (task) => {
    if (staffId) task.owner = { identifier: { system: staffSystem, value: staffId } };
    else delete task.owner;
    task.status = staffId ? 'accepted' : 'requested';
    task.lastModified = notBefore(task, ctx.now);
  });
}
