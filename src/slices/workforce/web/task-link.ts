import type { WorkTask } from '#platform/shared/work-contract.ts';

/** Where the work of a task is done: the visit, the patient's chart, or a screen that it names; some have none. */
export function taskHref(task: Pick<WorkTask, 'visitId' | 'patientId' | 'params'>): string | undefined {
  if (task.visitId) return `/visits/${encodeURIComponent(task.visitId)}`;
  if (task.patientId) return `/patients/${encodeURIComponent(task.patientId)}`;
  // a path of ours only: a task may come from another system
  return /^\/(?!\/)/.test(task.params.screen ?? '') ? task.params.screen : undefined;
}

/** Late from the minute after it was due. */
export function isLate(task: Pick<WorkTask, 'dueAt'>, nowMs: number): boolean {
  return Date.parse(task.dueAt) < nowMs;
}
