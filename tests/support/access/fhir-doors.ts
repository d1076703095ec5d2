import { insurance } from '#slices/insurance/contract.ts';
import { call } from './call.ts';
import type { Caller } from './callers.ts';
import { wholeOf } from './fhir-writes.ts';
import { touchedOf } from './touched.ts';
import { type Answer, idsAlone, knock, leakOfPatient } from './knock.ts';
import { of } from './patient.ts';
import type { Ground } from './verb-matrix.ts';

const base = '/fhir/R4';
type Fields = Record<string, unknown>;

/** Addresses at which nothing is, whoever asks. */
const nowhere: [method: string, path: string, body?: object][] = [
  ['GET', '/nowhere'],
  ['GET', `${base}/AuditEvent/_history`],
  ['PATCH', `${base}/Patient?identifier=nobodys`, [{ op: 'test', path: '/active', value: true }]],
];

/**
 * The doors of the record beside its plain ones: everything of one patient, a search of hers by a code, a chain through
 * what a scope does not read, and what another system writes or deletes that no screen would.
 */
export async function tryFhirDoors(ground: Ground): Promise<void> {
  const whole = await wholeOf(ground.world.clinic);
  const noVersion = `${base}/Patient/${of(ground.world.own, 'patientId')}/_history/first`;
  for (const [method, path, body] of [...nowhere, ['GET', noVersion] as const]) {
    const answer = await knock(ground.url, whole, { method, path, ...(body && { body }) });
    const right = answer.status === 404;
    ground.findings.judge(`${method} ${path}`, right ? undefined : 'expected 404', answer);
  }
  await tryBrokenEntry(ground, whole);
  await tryOnePatient(ground, whole);
  await tryChain(ground, whole);
  await tryDeletes(ground, whole);
  await tryTimeless(ground, whole);
  await tryFinal(ground, whole);
}

/** An address that cannot be read is that of nothing, and the others of its batch are answered. */
async function tryBrokenEntry(ground: Ground, caller: Caller): Promise<void> {
  const id = of(ground.world.own, 'patientId');
  const entry = ['Patient/%E0%A4%A', 'Patient/not_an_id', `Patient/${id}`].map((url) => ({
    request: { method: 'GET', url },
  }));
  const body = { resourceType: 'Bundle', type: 'batch', entry };
  const answer = await knock(ground.url, caller, { method: 'POST', path: base, body });
  const said = ((answer.body.entry ?? []) as { response?: { status?: string } }[]).map(({ response }) =>
    response?.status?.slice(0, 3),
  );
  const right = said.join() === '404,404,200';
  ground.findings.judge(
    'FHIR batch × broken address',
    right ? undefined : 'expected 404 twice and 200',
    answer,
  );
}

/** What is asked for of one patient holds nothing of the other. */
async function tryOnePatient({ url, world, findings }: Ground, caller: Caller): Promise<void> {
  for (const [which, ids] of [
    ['own', world.own],
    ['otherPatient', world.otherPatient],
  ] as const) {
    const id = of(ids, 'patientId');
    for (const path of [
      `Patient/${id}/$everything?_count=200`,
      `Observation?patient=${id}&code=8867-4`,
      `Observation?patient=${id}&code=http://loinc.org|8867-4`,
    ]) {
      const answer = await knock(url, caller, { method: 'GET', path: `${base}/${path}` });
      const right = answer.status === 200 && answer.text.includes(`Patient/${id}`);
      findings.judge(`FHIR ${path}`, right ? undefined : 'expected what is hers', answer);
      const told = leakOfPatient(answer, '', world, which);
      if (told) findings.fault(`FHIR ${path}: tells ${told} of another patient`);
    }
  }
}

/** A condition on what a scope does not read would tell of it. */
async function tryChain({ url, world, callers, findings }: Ground, whole: Caller): Promise<void> {
  const path = `${base}/Observation?patient.name=${world.canary}`;
  const narrow = callers.find(({ kind }) => kind === 'client');
  if (!narrow) throw new Error('no other system knocks');
  for (const [caller, status] of [
    [whole, 200],
    [narrow, 403],
  ] as const) {
    const answer = await knock(url, caller, { method: 'GET', path });
    findings.judge(
      `FHIR ${path} × ${caller.name}`,
      answer.status === status ? undefined : `expected ${status}`,
      answer,
    );
  }
}

/** What one patient has is deleted, and a whole patient: the rows of the others stay. */
async function tryDeletes({ url, world, findings }: Ground, caller: Caller): Promise<void> {
  const { clinic, own, otherPatient } = world;
  const theirs = idsAlone({ ...otherPatient, otherPatientId: '' }, { ...own, otherPatientId: '' });
  const spare = await clinic.as('frontDesk').call(insurance, 'addCoverage', {
    ...{ patientId: of(own, 'patientId'), payerId: of(own, 'payerId'), memberNumber: '99887766' },
    ...{ order: 'tertiary', subscriber: { relation: 'self' } },
  });
  const somebody = { resourceType: 'Patient', name: [{ text: 'Somebody Brief' }] };
  const made = await knock(url, caller, { method: 'POST', path: `${base}/Patient`, body: somebody });
  const before = await touchedOf(clinic, theirs);
  for (const path of [`Coverage/${spare.id}`, `Patient/${made.body.id}`]) {
    const answer = await knock(url, caller, { method: 'DELETE', path: `${base}/${path}` });
    const right = answer.status < 300;
    findings.judge(`FHIR DELETE ${path}`, right ? undefined : 'expected 2xx', answer);
  }
  const after = await touchedOf(clinic, theirs);
  const touched = Object.keys(before).filter((table) => before[table] !== after[table]);
  if (touched.length > 0) findings.fault(`FHIR DELETE touches ${touched.join(', ')} of another patient`);
}

/** A booking that has no time, or is nobody's, is none to the duty that books; what was measured in no visit likewise. */
async function tryTimeless(ground: Ground, caller: Caller): Promise<void> {
  const { url, world, findings } = ground;
  const visitId = of(world.own, 'bookedVisitId');
  const path = `${base}/Appointment/${visitId}`;
  const { body: booking } = await knock(url, caller, { method: 'GET', path });
  const write = async (resource: Fields) => {
    const answer = await knock(url, caller, { method: 'PUT', path, body: resource });
    findings.judge(`FHIR PUT ${path}`, answer.status < 300 ? undefined : 'expected 2xx', answer);
  };
  const { participant, ...without } = booking;
  const others = (participant as { actor?: { reference?: string } }[]).filter(
    ({ actor }) => !actor?.reference?.startsWith('Patient/'),
  );
  const when = `${world.day}T05:00:00Z`;
  await write({ ...without, participant: others });
  await call(ground, 'scheduling.moveBooking', { visitId, when }, '', 'platform.notFound');
  const { start: _start, end: _end, ...timeless } = booking;
  await write({ ...timeless, status: 'proposed' });
  for (const [name, more] of [
    ['chainOf', {}],
    ['seriesOf', {}],
    ['markNoShow', {}],
    ['undoNoShow', { reason: 'asked for' }],
    ['moveBooking', { when }],
    ['restoreBooking', {}],
  ] as const)
    await call(ground, `scheduling.${name}`, { visitId, ...more }, '', 'platform.notFound');
  await write(booking);
  const {
    encounter: _encounter,
    id: _id,
    ...measured
  } = (
    await knock(url, caller, { method: 'GET', path: `${base}/Observation/${of(world.own, 'observationId')}` })
  ).body;
  const made = await knock(url, caller, { method: 'POST', path: `${base}/Observation`, body: measured });
  await call(
    ground,
    'vitals.markError',
    { observationId: made.body.id, reason: 'asked for' },
    '',
    'platform.notFound',
  );
}

/** What only some may make final, nobody else makes so by way of the record. */
async function tryFinal({ url, world, callers, findings }: Ground, whole: Caller): Promise<void> {
  const student = callers.find(({ name }) => name === 'student');
  if (!student) throw new Error('no student knocks');
  const refused = async (caller: Caller, place: string, change: (resource: Fields) => Fields) => {
    const path = `${base}/${place}`;
    const { body } = await knock(url, whole, { method: 'GET', path });
    const answer: Answer = await knock(url, caller, { method: 'PUT', path, body: change(body) });
    const right = answer.status === 403;
    findings.judge(`FHIR PUT ${place} × ${caller.name}`, right ? undefined : 'expected 403', answer);
  };
  await refused(student, `Observation/${of(world.own, 'observationId')}`, (one) => ({
    ...one,
    status: 'final',
  }));
  await refused(whole, `DocumentReference/${of(world.own, 'visitId')}`, (one) => ({
    ...one,
    docStatus: 'final',
  }));
}
