import type { Task } from '@medplum/fhirtypes';
import { keeper } from '#platform/server/record/keepers.ts';
import { taskRow } from '#platform/server/work/task-codec.ts';
import { Refusal } from '#platform/shared/errors.ts';
import { jobRows, jobSubject } from './rows.ts';
import { signOthersTask, signOwnTask } from './save.ts';

const parties: Record<string, string> = { [signOwnTask]: 'person', [signOthersTask]: 'supervisor' };

/** Nobody ticks a signature off a list: the task is done when the newest version is signed by its party. */
export const jobTaskGuard = keeper<Task>('Task', {
  async put(ctx, task, before) {
    const row = taskRow(task);
    const party = parties[row?.kind ?? ''];
    if (row?.state !== 'done' || !party) return;
    if (before && taskRow(before)?.state !== 'open') return;
    const staffId = (row.subject ?? '').slice(jobSubject('').length);
    const [newest] = await jobRows(ctx, { staffId });
    const signed = await ctx.db
      .selectFrom('workforce_job_signature')
      .select('party')
      .where('clinic_id', '=', ctx.clinic.id)
      .where('staff_id', '=', staffId)
      .where('version', '=', newest?.version ?? 0)
      .where('party', '=', party)
      .executeTakeFirst();
    if (!signed) throw new Refusal('workforce', 'signThere', 409);
  },
  async remove() {},
});
