import type { Task } from '@medplum/fhirtypes';
import type { Context } from '../context.ts';
import type { TaskKind } from './kinds.ts';
import { taskResource } from './task-codec.ts';

/** What a slice asks a person to do. Words are the kind's, filled with `params` (no PHI: codes and short labels). */
export interface NewTask {
  kind: string;
  patientId?: string;
  visitId?: string;
  /** What it is about, `Type/id`; the link that the task opens and the handle to end it by. */
  subject: string;
  params?: Record<string, string>;
  /** Staff id, where one person is meant; otherwise it lies in the pool of those who may do it. */
  ownerId?: string;
  urgent?: boolean;
  /** Another action than the kind's own, where the work itself says who may do it. */
  action?: string;
  /** Instant; otherwise now plus the kind's minutes. */
  dueAt?: string;
}

/** Whatever a person must do is one Task. Opened and ended in the transaction of the act that causes it. */
export interface Work {
  open(task: NewTask): Promise<string>;
  /** Ends the open tasks about a subject, of one kind or of all. Returns how many. */
  finish(subject: string, how: 'done' | 'cancelled', kind?: string): Promise<number>;
}

/** Opens work for one context. */
export function openWork(ctx: Context, kindOf: (kind: string) => TaskKind | undefined): Work {
  return {
    async open(task) {
      const kind = kindOf(task.kind);
      if (!kind) throw new Error(`no slice registered the task kind ${task.kind}`);
      const dueAt = task.dueAt ?? new Date(Date.parse(ctx.now) + kind.dueMinutes * 60_000).toISOString();
      const created = await ctx.record.create<Task>(taskResource({ ...task, dueAt, action: task.action ?? kind.action }, ctx.now));
      return created.id;
    },
    async finish(subject, how, kind) {
      let query = ctx.db.selectFrom('work_task').select('id').where('subject', '=', subject).where('state', '=', 'open');
      if (kind) query = query.where('kind', '=', kind);
      const open = await query.orderBy('id').execute();
      for (const { id } of open) await endTask(ctx, id, how);
      return open.length;
    },
  };
}

/** Ends one task in the record; its keeper moves the row. */
export async function endTask(ctx: Context, id: string, how: 'done' | 'cancelled'): Promise<void> {
  await ctx.record.patch('Task', id, (task) => {
    task.status = how === 'done' ? 'completed' : 'cancelled';
    task.lastModified = ctx.now;
    task.executionPeriod = { ...task.executionPeriod, end: ctx.now };
  });
}
