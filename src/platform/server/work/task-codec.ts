import type { Task } from '@medplum/fhirtypes';
import type { NewTask } from './types.ts';

/** Our code system of task kinds, and the place of the words' parameters in the FHIR Task. */
export const taskKindSystem = 'https://serambi.health/fhir/CodeSystem/task-kind';
export const actionSystem = 'https://serambi.health/fhir/CodeSystem/action';
export const staffSystem = 'https://serambi.health/fhir/staff';
const paramsUrl = 'https://serambi.health/fhir/StructureDefinition/task-params';

/** A task row as lists and keepers know it. */
export interface TaskRow {
  kind: string;
  /** Holding it makes a person eligible. */
  action: string;
  state: 'open' | 'done' | 'cancelled';
  ownerId?: string;
  patientId?: string;
  visitId?: string;
  subject?: string;
  params: Record<string, string>;
  urgent: boolean;
  openedAt: string;
  dueAt: string;
  endedAt?: string;
}

/** The FHIR Task of new work. */
export function taskResource(task: NewTask & { dueAt: string; action: string }, now: string): Task {
  return {
    resourceType: 'Task',
    status: 'requested',
    intent: 'order',
    priority: task.urgent ? 'urgent' : 'routine',
    code: { coding: [{ system: taskKindSystem, code: task.kind }] },
    performerType: [{ coding: [{ system: actionSystem, code: task.action }] }],
    focus: { reference: task.subject },
    ...(task.patientId && { for: { reference: `Patient/${task.patientId}` } }),
    ...(task.visitId && { encounter: { reference: `Encounter/${task.visitId}` } }),
    ...(task.ownerId && { owner: { identifier: { system: staffSystem, value: task.ownerId } } }),
    authoredOn: now,
    lastModified: now,
    restriction: { period: { end: task.dueAt } },
    ...(task.params && { extension: [{ url: paramsUrl, valueString: JSON.stringify(task.params) }] }),
  };
}

/** The row of a FHIR Task; undefined for a Task of somebody else's making, which no list of ours shows. */
export function taskRow(task: Task): TaskRow | undefined {
  const kind = task.code?.coding?.find((coding) => coding.system === taskKindSystem)?.code;
  const action = task.performerType?.[0]?.coding?.find((coding) => coding.system === actionSystem)?.code;
  if (!kind || !action) return undefined;
  const ended = ['completed', 'cancelled', 'failed', 'rejected', 'entered-in-error'].includes(task.status);
  const params = task.extension?.find((extension) => extension.url === paramsUrl)?.valueString;
  const openedAt = task.authoredOn ?? task.meta?.lastUpdated ?? '';
  return {
    kind,
    action,
    state: task.status === 'completed' ? 'done' : ended ? 'cancelled' : 'open',
    ownerId: task.owner?.identifier?.system === staffSystem ? task.owner.identifier.value : undefined,
    patientId: idOf(task.for?.reference),
    visitId: idOf(task.encounter?.reference),
    subject: task.focus?.reference,
    params: params ? JSON.parse(params) : {},
    urgent: task.priority === 'urgent' || task.priority === 'asap' || task.priority === 'stat',
    openedAt,
    dueAt: task.restriction?.period?.end ?? openedAt,
    endedAt: ended ? task.executionPeriod?.end : undefined,
  };
}

function idOf(reference: string | undefined): string | undefined {
  return reference?.slice(reference.indexOf('/') + 1);
}
