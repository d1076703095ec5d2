import type { Appointment, Observation, Patient, Resource, Task } from '@medplum/fhirtypes';
import type { Clinic } from '#platform/server/context.ts';
import { stringifyLossless, withIdAndMeta } from '#platform/server/fhir/json-text.ts';
import { indexRows } from '#platform/server/fhir/search-index.ts';
import { searchKey } from '#platform/server/fhir/search-key.ts';
import { patientOf } from '#platform/server/record/compartment.ts';
import { leadingInstant } from '#platform/server/record/search-columns.ts';
import { taskRow } from '#platform/server/work/task-codec.ts';
import { zonedDay } from '#platform/shared/time.ts';
import { patientKeys } from '#slices/records/server/patient-keys.ts';
import { patientRow } from '#slices/records/server/patient-keeper.ts';
import { recordNumberSystem } from '#slices/records/server/systems.ts';
import { factsOf } from '#slices/scheduling/server/appointment.ts';
import { rowsOf as readingRows } from '#slices/vitals/server/keeper.ts';
import type { Sink } from './copy-rows.ts';

/** Which clinic the rows are of, and when they were written. */
export interface Writing {
  clinic: Clinic;
  now: string;
}

/**
 * The rows that a write of a resource leaves: the record's by the indexer itself, the slices' in the shape of their
 * keepers. A test holds them against rows that were written.
 */
export function rowsOf(resource: Resource & { id: string }, writing: Writing, sink: Sink): void {
  recordRows(resource, writing, sink);
  if (resource.resourceType === 'Patient') patientRows(resource, writing, sink);
  if (resource.resourceType === 'Observation') signs(resource, writing, sink);
  if (resource.resourceType === 'Appointment') visit(resource, writing, sink);
  if (resource.resourceType === 'Task') work(resource, sink);
}

function recordRows(resource: Resource & { id: string }, { clinic, now }: Writing, sink: Sink): void {
  const { resourceType: type, id } = resource;
  const rows = indexRows(resource, clinic.zone);
  const at = leadingInstant(type, rows);
  const patientId = patientOf(resource) ?? null;
  const text = stringifyLossless(withIdAndMeta(resource, { id, versionId: '1', lastUpdated: now }));
  sink('record_resource', [type, id, 1, now, patientId, false, text, at, true]);
  const key = (param: string) => searchKey(type, param);
  for (const { param, system, code } of rows.token)
    sink('record_token', [key(param), code, system, id, at, patientId]);
  for (const { param, folded, exact } of rows.string) sink('record_string', [key(param), folded, exact, id]);
  for (const { param, lo, hi, long } of rows.date) sink('record_date', [key(param), lo, hi, long, id]);
  for (const { param, system, code, unit, lo, hi, canonical, baseLo, baseHi } of rows.quantity)
    sink('record_quantity', [key(param), system, code, unit, lo, hi, canonical, baseLo, baseHi, id]);
  for (const { param, targetId, targetType } of rows.reference)
    sink('record_reference', [key(param), targetId, targetType, id, at]);
  for (const { param, value } of rows.uri) sink('record_uri', [key(param), value, id]);
}

function patientRows(patient: Patient & { id: string }, writing: Writing, sink: Sink): void {
  const { clinic, now } = writing;
  const number =
    patient.identifier?.find(({ system }) => system === recordNumberSystem(clinic))?.value ?? patient.id;
  const row = patientRow(writing, patient);
  sink('records_number', [number, patient.id, now]);
  sink('records_patient', [patient.id, number, ...patientColumns.map((column) => row[column])]);
  for (const { kind, key, detail } of patientKeys(patient, clinic, number))
    sink('records_patient_key', [kind, key, patient.id, detail]);
}

const patientColumns = [
  ...(['name', 'sort_name', 'family_name', 'temporary_name', 'birth_date', 'sex', 'phone', 'city'] as const),
  ...(['address', 'language', 'interpreter', 'active', 'deceased', 'changed_at'] as const),
];

function signs(observation: Observation & { id: string }, writing: Writing, sink: Sink): void {
  for (const { sign, patientId, at, value, preliminary } of readingRows(writing, observation))
    sink('vitals_reading', [observation.id, sign, patientId, at, value, preliminary]);
}

/** Grown appointments are over, so none holds its time. */
function visit(appointment: Appointment & { id: string }, { clinic, now }: Writing, sink: Sink): void {
  const facts = factsOf(appointment);
  if (!facts) return;
  const { visitId, patientIds, practitionerIds, status, startsAt, endsAt, reason, sequence } = facts;
  const [patientId, practitionerId] = [patientIds[0] ?? null, practitionerIds[0] ?? null];
  sink('scheduling_visit', [
    ...[visitId, patientId, practitionerId, null, null, status, startsAt, endsAt, reason, sequence],
    ...[null, false, false, false],
  ]);
  const step = status === 'booked' ? 'expected' : 'left';
  sink('front_desk_visit', [
    ...[visitId, patientId, zonedDay(startsAt, clinic.zone), practitionerId, null, null, reason, startsAt],
    ...[false, 'routine', step, now, '{}', false, null, null, null, false],
  ]);
}

function work(task: Task & { id: string }, sink: Sink): void {
  const row = taskRow(task);
  if (!row) return;
  sink('work_task', [
    ...[task.id, row.kind, row.action, row.state, row.ownerId ?? null, row.patientId ?? null],
    ...[row.visitId ?? null, row.subject ?? null, JSON.stringify(row.params), row.urgent],
    ...[row.openedAt, row.dueAt, row.endedAt ?? null],
  ]);
}

/** Columns of each table in the order of the rows; the clinic stands before them. */
export const columns: Readonly<Record<string, readonly string[]>> = {
  record_resource: [
    'type',
    'id',
    'version',
    'updated_at',
    'patient_id',
    'deleted',
    'content',
    'at',
    'indexed',
  ],
  record_token: ['param', 'code', 'system', 'id', 'at', 'patient_id'],
  record_string: ['param', 'folded', 'exact', 'id'],
  record_date: ['param', 'lo', 'hi', 'long', 'id'],
  record_quantity: [
    ...['param', 'system', 'code', 'unit', 'lo', 'hi', 'canonical', 'base_lo', 'base_hi', 'id'],
  ],
  record_reference: ['param', 'target_id', 'target_type', 'id', 'at'],
  record_uri: ['param', 'value', 'id'],
  records_number: ['number', 'patient_id', 'issued_at'],
  records_patient: ['patient_id', 'record_number', ...patientColumns],
  records_patient_key: ['kind', 'key', 'patient_id', 'detail'],
  vitals_reading: ['observation_id', 'sign', 'patient_id', 'measured_at', 'value', 'preliminary'],
  scheduling_visit: [
    ...['visit_id', 'patient_id', 'practitioner_id', 'room_id', 'visit_type_code', 'status', 'starts_at'],
    ...['ends_at', 'reason', 'sequence', 'cancelled_at', 'late_cancel', 'bound', 'needs_review'],
  ],
  front_desk_visit: [
    ...['visit_id', 'patient_id', 'day', 'practitioner_id', 'room_id', 'visit_type_code', 'reason'],
    ...['scheduled_at', 'walk_in', 'priority', 'step', 'since', 'stamps', 'encountered', 'queue_number'],
    ...['payer_id', 'coverage_id', 'identified'],
  ],
  work_task: [
    ...['id', 'kind', 'action', 'state', 'owner_id', 'patient_id', 'visit_id', 'subject', 'params', 'urgent'],
    ...['opened_at', 'due_at', 'ended_at'],
  ],
};
