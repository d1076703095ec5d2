import type { WorkTask } from '#platform/shared/work-contract.ts';

/** Where the work of a task is done: the visit, else the patient's chart; some tasks are about neither. */
export function taskHref(task: Pick<WorkTask, 'visitId' | 'patientId'>): string | undefined {
  if (task.visitId) return `/visits/${encodeURIComponent(task.visitId)}`;
  if (task.patientId) return `/patients/${encodeURIComponent(task.patientId)}`;
  return undefined;
}

/** Late from the minute after it was due. */
export function isLate(task: Pick<WorkTask, 'dueAt'>, nowMs: number): boolean {
  return Date.parse(task.dueAt) < nowMs;
}
