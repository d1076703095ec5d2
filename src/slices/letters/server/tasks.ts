import type { Task } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { keeper } from '#platform/server/record/keepers.ts';
import { taskRow } from '#platform/server/work/task-codec.ts';
import { Refusal } from '#platform/shared/errors.ts';
import { idIn, letterKind, stateOf } from './letter-codec.ts';

export const signTask = { kind: 'letters.sign', action: 'letters.sign', dueMinutes: 8 * 60 } as const;
export const sentBackTask = {
  kind: 'letters.sentBack',
  action: 'letters.draft',
  dueMinutes: 4 * 60,
} as const;

/** A letter waits for a physician; whoever drafted it has done what was asked. */
export async function waitForSignature(
  ctx: Context,
  letter: { letterId: string; patientId: string; visitId: string; title: string },
): Promise<void> {
  const { letterId, title, ...about } = letter;
  const subject = `DocumentReference/${letterId}`;
  await ctx.work.finish(subject, 'done', sentBackTask.kind);
  await ctx.work.finish(subject, 'cancelled', signTask.kind);
  await ctx.work.open({ kind: signTask.kind, subject, ...about, params: { letter: title } });
}

/** Nobody ticks a letter off a list that is not signed, or one that was sent back and still lies there. */
export const taskKeeper = keeper<Task>('Task', {
  async put(ctx, task, before) {
    const row = taskRow(task);
    if (row?.state !== 'done' || !row.kind.startsWith('letters.')) return;
    if (before && taskRow(before)?.state !== 'open') return;
    const document = await ctx.record.read('DocumentReference', idIn(row.subject ?? undefined));
    if (!document || !letterKind(document)) return;
    const open = row.kind === signTask.kind ? 'draft' : 'sentBack';
    if (stateOf(document) === open) throw new Refusal('letters', 'doItThere', 409);
  },
  async remove() {},
});
