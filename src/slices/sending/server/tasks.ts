import type { Context } from '#platform/server/context.ts';
import type { TaskKind } from '#platform/server/work/kinds.ts';
import { addMinutes } from '#platform/shared/time.ts';
import { isOpen, type SendingRow } from './rows.ts';

const notSent = 'sending.notSent';
const dueMinutes = 4 * 60;

export const taskKinds: TaskKind[] = [{ kind: notSent, action: 'sending.send', dueMinutes }];

const subjectOf = (paperId: string) => `Basic/paper-${paperId}`;

/** Somebody waits for a paper that did not reach her: the desk finds another way, unless there was one already. */
export async function openTask(ctx: Context, row: SendingRow): Promise<void> {
  const subject = subjectOf(row.paper_id);
  if ((await hasOther(ctx, row)) || (await ctx.work.isOpen(subject, notSent))) return;
  await ctx.work.open({
    ...{ kind: notSent, subject, patientId: row.patient_id },
    params: { paper: row.title, screen: `/patients/${row.patient_id}` },
    dueAt: addMinutes(ctx.now, dueMinutes),
  });
}

async function hasOther(ctx: Context, row: SendingRow): Promise<boolean> {
  const others = await ctx.db
    .selectFrom('sending_paper')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('paper_id', '=', row.paper_id)
    .where('id', '<>', row.id)
    .execute();
  return others.some((one) => one.openings > 0 || (one.state !== 'unclear' && isOpen(ctx, one)));
}

export async function endTask(ctx: Context, paperId: string): Promise<void> {
  await ctx.work.finish(subjectOf(paperId), 'done', notSent);
}
