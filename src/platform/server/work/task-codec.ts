import type { Task } from '@medplum/fhirtypes';
import { isUuid } from '#platform/shared/ids.ts';
import { instantOf } from '#platform/shared/time.ts';
import type { NewTask } from './types.ts';
import { idOf } from '../record/reference-id.ts';

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
  const owner = task.owner?.identifier;
  const openedAt = instantAt(task.authoredOn) ?? task.meta?.lastUpdated ?? '';
  return {
    kind,
    action,
    state: task.status === 'completed' ? 'done' : ended ? 'cancelled' : 'open',
    ownerId: owner?.system === staffSystem && isUuid(owner.value) ? owner.value : undefined,
    patientId: idOf(task.for?.reference),
    visitId: idOf(task.encounter?.reference),
    subject: task.focus?.reference,
    params: paramsOf(params),
    urgent: task.priority === 'urgent' || task.priority === 'asap' || task.priority === 'stat',
    openedAt,
    dueAt: instantAt(task.restriction?.period?.end) ?? openedAt,
    endedAt: ended ? instantAt(task.executionPeriod?.end) : undefined,
  };
}

/** The start of a date that may be a year or a month alone, as an instant. */
function instantAt(date: string | undefined): string | undefined {
  const ms = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(ms) ? undefined : instantOf(ms);
}

/** Texts by name; whatever another sender wrote there instead says nothing. */
function paramsOf(text: string | undefined): Record<string, string> {
  try {
    const given: unknown = JSON.parse(text ?? '{}');
    if (typeof given !== 'object' || given === null) return {};
    return Object.fromEntries(Object.entries(given).filter(([, value]) => typeof value === 'string'));
  } catch {
    return {};
  }
}

/** Now, or when the task was written if the computer's clock was set back since: none ends before it begins. */
export function notBefore(task: Task, now: string): string {
  const written = [task.authoredOn, task.executionPeriod?.start].flatMap((one) => one ?? []);
  const last = Math.max(Date.parse(now), ...written.map((one) => Date.parse(one)));
  return new Date(last).toISOString();
}
