import type { Task } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { keeper } from '#platform/server/record/keepers.ts';
import { taskRow } from '#platform/server/work/task-codec.ts';
import { Refusal } from '#platform/shared/errors.ts';
import { isSigned } from './done.ts';
import { performedFor } from './find-order.ts';
import { isFinal } from './note-codec.ts';

/**
 * A task of this slice is done when its work is: nobody ticks an injection off a list that was not given, or a visit
 * that is not signed. It ends by itself with the act; cancelling it is another matter.
 */
export const taskGuard = keeper<Task>('Task', {
  async put(ctx, task, before) {
    const row = taskRow(task);
    if (row?.state !== 'done' || !row.kind.startsWith('orders.')) return;
    if (before && taskRow(before)?.state !== 'open') return;
    if (!(await isDone(ctx, row.subject ?? ''))) throw new Refusal('orders', 'doItThere', 409);
  },
  async remove() {},
});

async function isDone(ctx: Context, subject: string): Promise<boolean> {
  const [type, id = ''] = subject.split('/');
  if (type === 'Encounter') return isSigned(ctx, id);
  if (type === 'DocumentReference') {
    const document = await ctx.record.read('DocumentReference', id);
    return document === undefined || isFinal(document);
  }
  if (type !== 'ServiceRequest' && type !== 'MedicationRequest') return true;
  const order = await ctx.record.read(type, id);
  if (order?.status !== 'active') return true;
  // a student's work leaves the order active while its task goes on to co-signing
  return (await performedFor(ctx, order)) !== undefined;
}
