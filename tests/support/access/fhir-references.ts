import type { Caller } from './callers.ts';
import { wholeOf } from './fhir-writes.ts';
import { absentLike, type Answer, faceOf, knock, leakOf } from './knock.ts';
import { of } from './patient.ts';
import type { Ground } from './verb-matrix.ts';

const base = '/fhir/R4';

/** Searches by whom a resource is of: type, parameter, and what is written before the id. */
const searches: [type: string, param: string, before: string][] = [
  ['Observation', 'patient', ''],
  ['Observation', 'subject', 'Patient/'],
  ['Encounter', 'patient', ''],
  ['Encounter', 'subject', 'Patient/'],
  ['AllergyIntolerance', 'patient', 'Patient/'],
  ['Coverage', 'beneficiary', 'Patient/'],
  ['DocumentReference', 'subject', 'Patient/'],
  ['AuditEvent', 'patient', 'Patient/'],
];

/** Addresses and writes that are nobody's to have. */
const odd: [method: string, path: string, status: number, body?: object][] = [
  ['GET', 'Nonsense/1', 404],
  ['GET', 'Patient/not_an_id', 404],
  ['POST', 'AuditEvent', 403, { resourceType: 'AuditEvent' }],
];

/** What would bring more along than was asked for; while it is refused it tells nothing either. */
const along = [
  '_include=Observation:subject',
  '_include=*',
  '_revinclude=Observation:subject',
  '_has:Observation:patient:code=8867-4',
];

/**
 * Ids of another clinic where they stand in no path: in a query, alone and beside one's own, with what would be brought
 * along, and in the entries of a batch. Whoever may everything learns from them what she learns from ids of nobody. To be
 * tried before anything of her own clinic points at the other.
 */
export async function tryReferences(ground: Ground): Promise<void> {
  const all = await wholeOf(ground.world.clinic);
  await trySearches(ground, all);
  for (const [method, path, status, body] of odd) {
    const answer = await knock(ground.url, all, { method, path: `${base}/${path}`, ...(body && { body }) });
    const right = answer.status === status;
    ground.findings.judge(`FHIR ${method} ${path}`, right ? undefined : `expected ${status}`, answer);
  }
  await tryBatch(ground, all);
}

async function trySearches(ground: Ground, caller: Caller): Promise<void> {
  const { url, world, other, findings } = ground;
  const [own, foreign] = [of(world.own, 'patientId'), of(other.own, 'patientId')];
  const ask = async (query: string, sent: string) => {
    const answer = await knock(url, caller, { method: 'GET', path: `${base}/${query}` });
    const leak = leakOf(answer, sent, other);
    if (leak) findings.fault(`FHIR ${query}: tells ${leak} of the other clinic`);
    return answer;
  };
  for (const [type, param, before] of searches) {
    const absent = absentLike(foreign);
    const found = await ask(`${type}?${param}=${before}${own}`, own);
    const mine = found.status === 200 && Number(found.body.total) > 0;
    findings.judge(`FHIR ${type}?${param} × own`, mine ? undefined : 'expected her own', found);
    for (const [what, ids] of [
      ['alone', (id: string) => `${before}${id}`],
      ['beside own', (id: string) => `${before}${own},${before}${id}`],
    ] as const) {
      const theirs = await ask(`${type}?${param}=${ids(foreign)}`, `${own} ${foreign}`);
      const nobodys = await ask(`${type}?${param}=${ids(absent)}`, `${own} ${absent}`);
      const total = what === 'alone' ? 0 : found.body.total;
      const right = theirs.body.total === total && entriesOf(theirs, foreign) === entriesOf(nobodys, absent);
      const told = `expected ${total} found, as of nobody`;
      findings.judge(`FHIR ${type}?${param} × ${what}`, right ? undefined : told, theirs);
    }
  }
  for (const more of along) {
    for (const first of [
      `Observation?patient=${foreign}`,
      `Patient?_id=${foreign}`,
      `Patient?_id=${own},${foreign}`,
    ]) {
      const answer = await ask(`${first}&${more}`, `${own} ${foreign}`);
      findings.judge(`FHIR ${first}&${more}`, undefined, answer);
    }
  }
}

/** What was found, whichever id was asked for. */
function entriesOf({ body }: Answer, id: string): string {
  return JSON.stringify(body.entry ?? []).replaceAll(id, '<id>');
}

/** A resource that points at somebody of another clinic is kept as one that points at nobody, and tells no more. */
export async function tryNested(ground: Ground): Promise<void> {
  const { url, world, other, findings } = ground;
  const caller = await wholeOf(world.clinic);
  const foreign = { patient: of(other.own, 'patientId'), visit: of(other.own, 'visitId') };
  const absent = { patient: absentLike(foreign.patient), visit: absentLike(foreign.visit) };
  for (const [name, make] of Object.entries(nested)) {
    const faces: string[] = [];
    for (const ids of [foreign, absent]) {
      const body = make(ids.patient, ids.visit);
      const sent = JSON.stringify(body);
      const { resourceType } = body as { resourceType: string };
      const made = await knock(url, caller, { method: 'POST', path: `${base}/${resourceType}`, body });
      findings.judge(
        `FHIR create ${name} × ${ids === foreign ? "other clinic's" : 'absent'}`,
        undefined,
        made,
      );
      const leak = leakOf(made, sent, other);
      if (leak) findings.fault(`FHIR create ${name}: tells ${leak} of the other clinic`);
      if (made.status < 300) await tryBrought(ground, caller, made, sent);
      const known = [String(made.body.id), ids.patient, ids.visit];
      let face = `${made.status}`;
      if (made.status >= 400) face = faceOf(made, undefined, true);
      for (const id of known) face = face.replaceAll(id, '<id>');
      faces.push(face);
    }
    if (faces[0] !== faces[1]) findings.fault(`FHIR create ${name}: ${faces.join(' or ')}`);
  }
}

/** By which of its elements a type points at another. */
const pointing: Record<string, string[]> = {
  Observation: ['subject', 'encounter'],
  Encounter: ['subject'],
  Appointment: ['patient'],
  Coverage: ['beneficiary'],
  Task: ['patient', 'focus'],
  Basic: ['subject'],
  Patient: ['link'],
};

/** What points at the other clinic brings nothing of it along. */
async function tryBrought({ url, other, findings }: Ground, caller: Caller, made: Answer, sent: string) {
  const { resourceType: type, id } = made.body as { resourceType: string; id: string };
  for (const param of pointing[type] ?? []) {
    const query = `${type}?_id=${id}&_include=${type}:${param}`;
    const answer = await knock(url, caller, { method: 'GET', path: `${base}/${query}` });
    const alone = answer.status === 200 && ((answer.body.entry ?? []) as object[]).length === 1;
    findings.judge(`FHIR ${query}`, alone ? undefined : 'expected it alone', answer);
    const leak = leakOf(answer, sent, other);
    if (leak) findings.fault(`FHIR ${query}: tells ${leak} of the other clinic`);
  }
}

const coding = { coding: [{ system: 'http://loinc.org', code: '8867-4' }] };

/** Resources by where in them the ids stand. */
const nested: Record<string, (patient: string, visit: string) => object> = {
  'Observation of': (patient, visit) => ({
    ...{ resourceType: 'Observation', status: 'final', code: coding },
    ...{ subject: { reference: `Patient/${patient}` }, encounter: { reference: `Encounter/${visit}` } },
  }),
  'Encounter of': (patient) => ({
    ...{ resourceType: 'Encounter', status: 'planned', class: { code: 'AMB' } },
    subject: { reference: `Patient/${patient}` },
  }),
  'Appointment with': (patient) => ({
    ...{ resourceType: 'Appointment', status: 'proposed' },
    participant: [{ actor: { reference: `Patient/${patient}` }, status: 'accepted' }],
  }),
  'Coverage for': (patient) => ({
    ...{ resourceType: 'Coverage', status: 'active', beneficiary: { reference: `Patient/${patient}` } },
    payor: [{ display: 'Somebody' }],
  }),
  'Task about': (patient, visit) => ({
    ...{ resourceType: 'Task', status: 'requested', intent: 'order' },
    ...{ for: { reference: `Patient/${patient}` }, focus: { reference: `Encounter/${visit}` } },
  }),
  'Basic with, contained': (patient) => ({
    ...{ resourceType: 'Basic', code: { text: 'zz' }, subject: { reference: '#inside' } },
    contained: [
      { resourceType: 'RelatedPerson', id: 'inside', patient: { reference: `Patient/${patient}` } },
    ],
  }),
  'Patient linked to': (patient) => ({
    ...{ resourceType: 'Patient', name: [{ text: 'Somebody Else' }] },
    link: [{ type: 'seealso', other: { reference: `Patient/${patient}` } }],
  }),
};

/** Whether or not bundles are taken: nothing of the other clinic comes back. */
async function tryBatch({ url, world, other, callers, findings }: Ground, whole: Caller): Promise<void> {
  const [own, foreign] = [of(world.own, 'patientId'), of(other.own, 'patientId')];
  for (const type of ['batch', 'transaction']) {
    const entry = [`Patient/${own}`, `Patient/${foreign}`, `Observation?patient=${foreign}`].map((place) => ({
      request: { method: 'GET', url: place },
    }));
    for (const caller of [...callers, whole]) {
      const body = { resourceType: 'Bundle', type, entry };
      const answer = await knock(url, caller, { method: 'POST', path: base, body });
      const cell = `FHIR ${type} × ${caller.name}`;
      findings.judge(cell, undefined, answer);
      const leak = leakOf(answer, JSON.stringify(body), other);
      if (leak) findings.fault(`${cell}: tells ${leak} of the other clinic`);
    }
  }
}
