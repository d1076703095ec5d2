import type { Task } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { keeper } from '#platform/server/record/keepers.ts';
import { taskRow } from '#platform/server/work/task-codec.ts';
import { Refusal } from '#platform/shared/errors.ts';
import { referenceOf } from './codec.ts';
import { type DocumentRow, documentRows, isDoneRow } from './rows.ts';

const day = 24 * 60;
export const reviewTask = {
  kind: 'documents.review',
  action: 'documents.review',
  dueMinutes: 2 * day,
} as const;
export const signTask = { kind: 'documents.sign', action: 'documents.sign', dueMinutes: 2 * day } as const;
export const checkTask = { kind: 'documents.check', action: 'documents.check', dueMinutes: 7 * day } as const;
/** Whoever opened what was another patient's thinks over what she did by it. */
export const movedTask = { kind: 'documents.moved', action: 'documents.open', dueMinutes: 4 * 60 } as const;
export const scannerTask = { kind: 'documents.scanner', action: 'documents.manage', dueMinutes: 60 } as const;
export const virusTask = { kind: 'documents.virus', action: 'documents.file', dueMinutes: 4 * 60 } as const;
export const taskKinds = [reviewTask, signTask, checkTask, movedTask, scannerTask, virusTask];

export const screenOf = ({ patient_id, id }: Pick<DocumentRow, 'patient_id' | 'id'>) =>
  `/patients/${patient_id}/documents?open=${id}`;

/** One open task a document for what it waits for; what it waited for before has been done or is no longer asked. */
export async function askForNext(ctx: Context, row: DocumentRow): Promise<void> {
  const subject = referenceOf(row);
  const next = row.needs === 'signature' ? signTask : reviewTask;
  const waits = row.status === 'current' && !isDoneRow(row);
  const over = row.status === 'current' ? 'done' : 'cancelled';
  for (const { kind } of [reviewTask, signTask]) {
    if (!waits || kind !== next.kind) await ctx.work.finish(subject, over, kind);
  }
  if (row.status !== 'current') await ctx.work.finish(subject, 'cancelled', checkTask.kind);
  if (!waits || (await ctx.work.isOpen(subject, next.kind))) return;
  await ctx.work.open({
    ...{ kind: next.kind, subject, patientId: row.patient_id },
    params: { type: row.type_label, screen: screenOf(row) },
  });
}

/** Nobody ticks a document off a list that was not reviewed, signed or checked. */
export const taskKeeper = keeper<Task>('Task', {
  async put(ctx, task, before) {
    const row = taskRow(task);
    if (row?.state !== 'done' || (before && taskRow(before)?.state !== 'open')) return;
    if (![reviewTask.kind, signTask.kind, checkTask.kind].some((kind) => kind === row.kind)) return;
    const documentId = row.subject?.split('/')[1] ?? '';
    const document = await documentRows(ctx).where('id', '=', documentId).executeTakeFirst();
    if (document?.status !== 'current') return;
    const open =
      row.kind === checkTask.kind ? await isUnchecked(ctx, documentId) : waitsBy(document, row.kind);
    if (open) throw new Refusal('documents', 'doItThere', 409);
  },
  async remove() {},
});

function waitsBy(row: DocumentRow, kind: string): boolean {
  return !isDoneRow(row) && (row.needs === 'signature') === (kind === signTask.kind);
}

async function isUnchecked(ctx: Context, documentId: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('documents_check')
    .select('checked_at')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('document_id', '=', documentId)
    .executeTakeFirst();
  return row !== undefined && row.checked_at === null;
}
