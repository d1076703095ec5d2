import type { Task } from '@medplum/fhirtypes';
import type { Context } from '../context.ts';
import { keeper } from '../record/keepers.ts';
import { hasWords } from '../words.ts';
import { taskRow } from './task-codec.ts';

/** Keeps `work_task` in step with the FHIR Tasks, whoever writes them. */
export const taskKeeper = keeper<Task>('Task', {
  async put(ctx, task) {
    const row = taskRow(task);
    // a kind without words is somebody else's, whatever system it claims: no list could show it
    if (!row || !task.id || !hasWords(row.kind.replace('.', '_task_'))) return;
    const values = {
      kind: row.kind,
      action: row.action,
      state: row.state,
      owner_id: row.ownerId ?? null,
      patient_id: row.patientId ?? null,
      visit_id: row.visitId ?? null,
      subject: row.subject ?? null,
      params: JSON.stringify(row.params),
      urgent: row.urgent,
      opened_at: row.openedAt,
      due_at: row.dueAt,
      ended_at: row.endedAt ?? null,
    };
    await ctx.db
      .insertInto('work_task')
      .values({ clinic_id: ctx.clinic.id, id: task.id, ...values })
      .onConflict((conflict) => conflict.columns(['clinic_id', 'id']).doUpdateSet(values))
      .execute();
    ctx.emit('work.taskChanged', { taskId: task.id, kind: row.kind });
  },
  async remove(ctx: Context, task) {
    if (task.id) await ctx.db.deleteFrom('work_task').where('id', '=', task.id).execute();
  },
});
