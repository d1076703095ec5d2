import type { Task } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { keeper } from '#platform/server/record/keepers.ts';
import { taskKindSystem } from '#platform/server/work/task-codec.ts';
import { refuse } from '#platform/shared/errors.ts';
import { words } from '#platform/server/words.ts';
import { criticalTask } from './critical.ts';
import { noticesOfSet } from './notices.ts';

/** Whether a clinician heard the values of a set and said them back. */
export async function wasTold(ctx: Context, setId: string): Promise<boolean> {
  return (await noticesOfSet(ctx, setId)).some(({ readBack }) => readBack);
}

/** The task of a critical set ends with the notice and by nothing else: no button and no other system closes it. */
export const taskKeeper = keeper<Task>('Task', {
  async put(ctx, task, before) {
    if (task.status !== 'completed' || before === undefined || before.status === 'completed') return;
    const kind = task.code?.coding?.find(({ system }) => system === taskKindSystem)?.code;
    const setId = /^Observation\/(.+)$/.exec(task.focus?.reference ?? '')?.[1];
    if (kind !== criticalTask.kind || setId === undefined || (await wasTold(ctx, setId))) return;
    refuse('notAllowed', { action: 'vitals.record', reason: words(ctx.language, 'vitals_refused_untold') });
  },
  async remove() {},
});
