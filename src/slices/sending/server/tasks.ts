import type { Context } from '#platform/server/context.ts';
import type { TaskKind } from '#platform/server/work/kinds.ts';
import { addMinutes } from '#platform/shared/time.ts';
import type { SendingRow } from './rows.ts';

const notSent = 'sending.notSent';
const dueMinutes = 4 * 60;

export const taskKinds: TaskKind[] = [{ kind: notSent, action: 'sending.send', dueMinutes }];

/** A paper that waits for another way is one task, however often it was tried. */
const subjectOf = (paperId: string) => `Basic/paper-${paperId}`;

/** Somebody waits for a paper that did not reach her: the desk finds another way. */
export async function openTask(ctx: Context, row: SendingRow): Promise<void> {
  await ctx.work.open({
    ...{ kind: notSent, subject: subjectOf(row.paper_id), patientId: row.patient_id },
    params: { paper: row.title, screen: `/patients/${row.patient_id}` },
    dueAt: addMinutes(ctx.now, dueMinutes),
  });
}

export async function endTask(ctx: Context, paperId: string): Promise<void> {
  await ctx.work.finish(subjectOf(paperId), 'done', notSent);
}
