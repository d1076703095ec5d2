import type { Task } from '@medplum/fhirtypes';
import type { Context } from '../context.ts';
import type { TaskKind } from './kinds.ts';
import { notBefore, taskResource } from './task-codec.ts';
import type { Work } from './types.ts';

export type { NewTask, Work } from './types.ts';

/** Opens work for one context. */
export function openWork(ctx: Context, kindOf: (kind: string) => TaskKind | undefined): Work {
  return {
    async open(task) {
      const kind = kindOf(task.kind);
      if (!kind) throw new Error(`no slice registered the task kind ${task.kind}`);
      const dueAt = task.dueAt ?? new Date(Date.parse(ctx.now) + kind.dueMinutes * 60_000).toISOString();
      const created = await ctx.record.create<Task>(
        taskResource({ ...task, dueAt, action: task.action ?? kind.action }, ctx.now),
      );
      return created.id;
    },
    async finish(subject, how, kind) {
      let query = ctx.db
        .selectFrom('work_task')
        .select('id')
        .where('subject', '=', subject)
        .where('state', '=', 'open');
      if (kind) query = query.where('kind', '=', kind);
      const open = await query.orderBy('id').execute();
      for (const { id } of open) await endTask(ctx, id, how);
      return open.length;
    },
    async isOpen(subject, kind) {
      const open = await ctx.db
        .selectFrom('work_task')
        .select('id')
        .where('clinic_id', '=', ctx.clinic.id)
        .where('subject', '=', subject)
        .where('kind', '=', kind)
        .where('state', '=', 'open')
        .limit(1)
        .executeTakeFirst();
      return open !== undefined;
    },
  };
}

/** Ends one task in the record; its keeper moves the row. */
export async function endTask(ctx: Context, id: string, how: 'done' | 'cancelled'): Promise<void> {
  await ctx.record.patch('Task', id, (task) => {
    task.status = how === 'done' ? 'completed' : 'cancelled';
    task.lastModified = notBefore(task, ctx.now);
    task.executionPeriod = { ...task.executionPeriod, end: task.lastModified };
  });
}
