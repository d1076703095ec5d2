import { randomUUID } from 'node:crypto';
import { pick } from '../support/dice.ts';

/** Somebody with a token; a `client` is another system. */
export interface Person {
  role: string;
  token: string;
  /** Staff id; empty for a client. */
  id: string;
}

/** Who acts upon what. */
export interface Stage {
  url: string;
  people: Person[];
  patients: string[];
  /** Papers that were kept, with whom each is about. */
  papers: { paperId: string; patientId: string }[];
  /** Whose job description is changed now and then. */
  victimId: string;
}

/** A row that must stand in the trail. */
export interface Expected {
  event: string;
  outcome: 'done' | 'refused';
  patientId?: string;
}

/** An act with what it must leave behind, by how it was answered. */
export interface Act {
  method: 'GET' | 'POST';
  path: string;
  body?: object;
  type?: string;
  /** Without a token. */
  unsigned?: boolean;
  /** What must have been answered. */
  status: number;
  rows: Expected[];
}

type Maker = (person: Person, stage: Stage, random: () => number) => Act;

const holders = {
  edit: ['frontDesk', 'manager'],
  export: ['manager'],
  print: ['frontDesk', 'clinical', 'manager', 'auditor', 'physician', 'bookkeeper'],
  manageStaff: ['manager'],
  trail: ['manager', 'auditor'],
};

const staffActs: Maker[] = [
  (_person, { patients }, random) => {
    const patientId = pick(patients, random);
    return verb('records.readChart', { patientId }, 200, [done('records.readChart', patientId)]);
  },
  (_person, { patients }, random) => {
    const patientId = pick(patients, random);
    const rows = [done('records.readChart', patientId), done('records.chartOpenedWithoutPatient', patientId)];
    return verb('records.readChart', { patientId, withoutPatient: true }, 200, rows);
  },
  () => {
    const patientId = randomUUID();
    return verb('records.readChart', { patientId }, 404, [refused('records.readChart', patientId)]);
  },
  (_person, _stage, random) => {
    const text = pick(['pasien', 'nomor', 'a', '1965'], random);
    return verb('records.findPatients', { text }, 200, [done('records.findPatients')]);
  },
  // what nobody could read leaves nothing, and so does nobody
  () => verb('records.readChart', {}, 422, []),
  (_person, { patients }, random) => {
    return { ...verb('records.readChart', { patientId: pick(patients, random) }, 401, []), unsigned: true };
  },
  (person, { patients }, random) => {
    const patientId = pick(patients, random);
    const status = pick(['active', 'inactive'], random);
    const input = { patientId, status, reason: 'asked for' };
    return ifHeld(person, 'edit', 'records.setPatientStatus', input, [
      done('records.setPatientStatus', patientId),
    ]);
  },
  (person) => {
    const rows = [done('records.exportPatients'), done('records.patientsExported')];
    return ifHeld(person, 'export', 'records.exportPatients', {}, rows);
  },
  (person, { papers }, random) => {
    const { paperId, patientId } = pick(papers, random);
    const rows = [done('print.printPaper'), done('print.paperPrinted', patientId)];
    return ifHeld(person, 'print', 'print.printPaper', { paperId }, rows);
  },
  (person, { papers }, random) => {
    const { paperId, patientId } = pick(papers, random);
    const may = holders.print.includes(person.role);
    const rows = [may ? done('print.paperOpened', patientId) : refused('print.preview')];
    return { method: 'GET', path: `/api/print/${paperId}.pdf?copy=1`, status: may ? 200 : 403, rows };
  },
  (person, { victimId }, random) => {
    const roles = [pick(['clinical', 'frontDesk', 'nurse'], random)];
    const rows = [done('identity.changeRoles'), done('identity.rolesChanged')];
    return ifHeld(person, 'manageStaff', 'identity.changeRoles', { staffId: victimId, roles }, rows);
  },
  (person) => ifHeld(person, 'trail', 'audit.listTrail', {}, [done('audit.listTrail')]),
];

const clientActs: Maker[] = [
  (_person, { patients }, random) => {
    const id = pick(patients, random);
    return { ...fhir('GET', `Patient/${id}`, 200, [done('fhir.read', id)]) };
  },
  () => fhir('GET', `Patient/${randomUUID()}`, 404, [refused('fhir.read')]),
  () => fhir('GET', 'Patient?_count=3', 200, [done('fhir.read')]),
  () => fhir('GET', 'Encounter/any', 403, [refused('fhir.read')]),
  () => fhir('GET', 'AuditEvent', 403, [refused('fhir.read')]),
  (_person, { patients }, random) => {
    const id = pick(patients, random);
    const body = {
      ...{ resourceType: 'Observation', status: 'final', code: { text: 'pulse' } },
      ...{ subject: { reference: `Patient/${id}` }, valueString: '72' },
    };
    return { ...fhir('POST', 'Observation', 201, [done('fhir.write', id)]), body };
  },
];

/** What this person does next. */
export function randomAct(person: Person, stage: Stage, random: () => number): Act {
  return pick(person.role === 'client' ? clientActs : staffActs, random)(person, stage, random);
}

function verb(name: string, body: object, status: number, rows: Expected[]): Act {
  return { method: 'POST', path: `/api/${name.replace('.', '/')}`, body, status, rows };
}

function fhir(method: Act['method'], path: string, status: number, rows: Expected[]): Act {
  return { method, path: `/fhir/R4/${path}`, type: 'application/fhir+json', status, rows };
}

/** Whoever may not is refused, and that stands in the trail too. */
function ifHeld(
  person: Person,
  right: keyof typeof holders,
  name: string,
  body: object,
  rows: Expected[],
): Act {
  return holders[right].includes(person.role)
    ? verb(name, body, 200, rows)
    : verb(name, body, 403, [refused(name)]);
}

function done(event: string, patientId?: string): Expected {
  return { event, outcome: 'done', ...(patientId && { patientId }) };
}

function refused(event: string, patientId?: string): Expected {
  return { event, outcome: 'refused', ...(patientId && { patientId }) };
}
