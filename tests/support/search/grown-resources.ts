import type { Observation, Patient, Resource, Task } from '@medplum/fhirtypes';
import type { Clinic } from '#platform/server/context.ts';
import { rangeOfDate } from '#platform/server/fhir/date-range.ts';
import { actionSystem, taskKindSystem } from '#platform/server/work/task-codec.ts';
import { recordNumberSystem } from '#slices/records/server/systems.ts';

/** The patient whose chart is asked for; every twentieth has one like hers. */
export const chronic = 'patient-10';
/** A day with 50 appointments, as the clinic of Jakarta has it. */
export const busyDay = '2026-03-09';
/** What one block holds; a record of a size is as many of them. */
export const blockSize = 10_000;

type Made = Resource & { id: string };

const patients = 1_000;
const days = 10;
const appointmentsADay = 50;
const dayMs = 86_400_000;
const hourMs = 3_600_000;
const year = Date.parse('2026-01-01T00:00:00Z');

const loinc = 'http://loinc.org';
const hl7 = 'http://terminology.hl7.org/CodeSystem';
const vitalSigns = [
  { coding: [{ system: `${hl7}/observation-category`, code: 'vital-signs', display: 'Vital Signs' }] },
];

/**
 * The resources of one block: 1,000 patients (every twentieth with a long chart, every twentieth a Smith) and what is
 * written of them. Patients and days of one block are no other's, so that a grown record can be grown on.
 * @param block from 0 on; the busy day and the chronic patient are in the first
 */
export function* blockOf(block: number, clinic: Clinic): Generator<Made> {
  const first = block * patients + 1;
  for (let n = first; n < first + patients; n++) yield* chartOf(n, clinic);
  for (let day = 0; day < days; day++)
    for (let n = 0; n < appointmentsADay; n++) yield appointment(block, day, n, clinic);
}

function* chartOf(n: number, clinic: Clinic): Generator<Made> {
  const isChronic = n % 20 === 10;
  yield patient(n, clinic);
  for (let at = 1; at <= (isChronic ? 106 : 2); at++) yield observation(n, at);
  const visits = isChronic ? 4 : [2, 4, 6].includes(n % 10) ? 1 : 0;
  for (let at = 1; at <= visits; at++) yield encounter(n, at);
  const problems = isChronic ? 4 : n % 10 === 7 ? 1 : 0;
  for (let at = 1; at <= problems; at++) yield condition(n, at);
  if (n % 4 === 2) {
    yield task(n);
    yield immunization(n);
  }
}

const iso = (ms: number) => new Date(ms).toISOString();
const subjectOf = (n: number) => ({ reference: `Patient/patient-${n}` });

function patient(n: number, clinic: Clinic): Patient & Made {
  const born = new Date(Date.UTC(1940, 0, 1) + ((n * 7919) % 29_000) * dayMs).toISOString().slice(0, 10);
  return {
    resourceType: 'Patient',
    id: `patient-${n}`,
    identifier: [
      { use: 'usual', system: recordNumberSystem(clinic), value: `G${String(n).padStart(6, '0')}` },
      { system: 'urn:mrn', value: String(n) },
    ],
    active: true,
    name: [
      { use: 'official', family: n % 20 === 0 ? 'Smith' : `Family${n % 977}`, given: [`Given${n % 313}`] },
    ],
    telecom: [{ system: 'phone', value: `+1202555${String(n % 10_000).padStart(4, '0')}`, use: 'mobile' }],
    gender: n % 2 === 0 ? 'female' : 'male',
    birthDate: born,
    address: [{ line: [`${n % 400} Harbor Street`], city: `Town${n % 53}`, postalCode: '10001' }],
  };
}

const singles = [
  { code: '8867-4', display: 'Heart rate', unit: 'beats/minute', ucum: '/min', from: 60, step: 1 },
  { code: '8310-5', display: 'Body temperature', unit: 'Cel', ucum: 'Cel', from: 36, step: 0.1 },
  { code: '29463-7', display: 'Body weight', unit: 'kg', ucum: 'kg', from: 50, step: 0.5 },
] as const;

/** Four codes by turns, one an hour; each patient at other seconds. */
function observation(n: number, at: number): Observation & Made {
  const turn = at % 4;
  const frame = {
    resourceType: 'Observation' as const,
    id: `observation-${n}-${at}`,
    status: 'final' as const,
    category: vitalSigns,
    subject: subjectOf(n),
    effectiveDateTime: iso(year + at * hourMs + (n % 3600) * 1000),
    performer: [{ reference: `Practitioner/grown-${n % 9}`, display: 'Sari Wulandari' }],
  };
  const single = singles[turn - 1];
  if (!single)
    return {
      ...frame,
      meta: { profile: ['http://hl7.org/fhir/StructureDefinition/bp'] },
      code: { coding: [{ system: loinc, code: '85354-9', display: 'Blood pressure panel' }] },
      component: [
        component('8480-6', 'Systolic', 110 + ((n + at) % 40)),
        component('8462-4', 'Diastolic', 65 + ((n + at) % 25)),
      ],
    };
  const { code, display, unit, ucum, from, step } = single;
  const value = Math.round((from + ((n + at) % 30) * step) * 10) / 10;
  return {
    ...frame,
    code: { coding: [{ system: loinc, code, display }] },
    valueQuantity: { value, unit, system: 'http://unitsofmeasure.org', code: ucum },
  };
}

function component(code: string, name: string, value: number) {
  return {
    code: { coding: [{ system: loinc, code, display: `${name} blood pressure` }] },
    valueQuantity: { value, unit: 'mmHg', system: 'http://unitsofmeasure.org', code: 'mm[Hg]' },
  };
}

function encounter(n: number, at: number): Made {
  const beganMs = year + at * 7 * dayMs + (n % 480) * 60_000;
  return {
    resourceType: 'Encounter',
    id: `encounter-${n}-${at}`,
    status: 'finished',
    class: { system: `${hl7}/v3-ActCode`, code: 'AMB', display: 'ambulatory' },
    subject: subjectOf(n),
    participant: [{ individual: { reference: `Practitioner/grown-${n % 9}` } }],
    period: { start: iso(beganMs), end: iso(beganMs + 20 * 60_000) },
    reasonCode: [{ text: 'Follow-up of blood pressure' }],
  };
}

const problems = [
  ['I10', 'Essential (primary) hypertension'],
  ['E11.9', 'Type 2 diabetes mellitus without complications'],
  ['J06.9', 'Acute upper respiratory infection'],
  ['M54.5', 'Low back pain'],
] as const;

function condition(n: number, at: number): Made {
  const [code, display] = problems[(n + at) % problems.length] ?? problems[0];
  return {
    resourceType: 'Condition',
    id: `condition-${n}-${at}`,
    clinicalStatus: { coding: [{ system: `${hl7}/condition-clinical`, code: 'active' }] },
    verificationStatus: { coding: [{ system: `${hl7}/condition-ver-status`, code: 'confirmed' }] },
    category: [{ coding: [{ system: `${hl7}/condition-category`, code: 'problem-list-item' }] }],
    code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code, display }], text: display },
    subject: subjectOf(n),
    onsetDateTime: iso(year - (n % 900) * dayMs).slice(0, 10),
    recordedDate: iso(year - ((n % 900) - at) * dayMs),
  };
}

/** Work that is done: what is open does not grow with the years. */
function task(n: number): Task & Made {
  const opened = year + (n % 60) * dayMs;
  return {
    resourceType: 'Task',
    id: `task-${n}`,
    status: 'completed',
    intent: 'order',
    priority: 'routine',
    code: { coding: [{ system: taskKindSystem, code: 'frontDesk.waitingTooLong' }] },
    performerType: [{ coding: [{ system: actionSystem, code: 'frontDesk.room' }] }],
    focus: { reference: `Encounter/encounter-${n}-1` },
    for: subjectOf(n),
    encounter: { reference: `Encounter/encounter-${n}-1` },
    executionPeriod: { start: iso(opened), end: iso(opened + hourMs) },
    authoredOn: iso(opened),
    lastModified: iso(opened + hourMs),
    restriction: { period: { end: iso(opened + hourMs) } },
  };
}

function immunization(n: number): Made {
  return {
    resourceType: 'Immunization',
    id: `immunization-${n}`,
    status: 'completed',
    vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '140', display: 'Influenza' }] },
    patient: subjectOf(n),
    occurrenceDateTime: iso(year - (n % 300) * dayMs),
    primarySource: true,
    lotNumber: `L${n % 97}`,
  };
}

/** 50 a day from eight o'clock of the clinic on, ten minutes each; the first block's first day is the busy day. */
function appointment(block: number, day: number, n: number, clinic: Clinic): Made {
  const midnight = rangeOfDate(busyDay, clinic.zone)?.lo ?? 0;
  const back = block * days + day;
  const start = midnight + 8 * hourMs - back * dayMs + n * 600_000;
  const who = block * patients + 1 + (((day * appointmentsADay + n) * 2) % patients);
  return {
    resourceType: 'Appointment',
    id: `appointment-${back}-${n}`,
    status: back === 0 ? 'booked' : 'fulfilled',
    description: 'Follow-up of blood pressure',
    start: iso(start),
    end: iso(start + 600_000),
    created: iso(start - 14 * dayMs),
    participant: [
      { actor: subjectOf(who), status: 'accepted' },
      { actor: { reference: `Practitioner/grown-${n % 9}` }, status: 'accepted' },
    ],
  };
}
