import { smartAllows } from '#platform/server/scope/smart.ts';
import { type Caller, clientScope } from './callers.ts';
import { digestsOf } from './isolation.ts';
import { wholeOf } from './fhir-writes.ts';
import { absentLike, type Answer, faceOf, knock, leakOf, leakOfPatient } from './knock.ts';
import { of } from './patient.ts';
import type { Ground } from './verb-matrix.ts';

const base = '/fhir/R4';
type Request = Parameters<typeof knock>[2];

/**
 * What comes along with an answer and what goes in with others: resources that are brought beside the matches, histories,
 * operations, and entries of a bundle that write. To each caller only what her rights read, and of the other clinic what
 * there is of nobody's.
 */
export async function tryAlong(ground: Ground): Promise<void> {
  const whole = await wholeOf(ground.world.clinic);
  for (const caller of [...ground.callers, whole]) {
    await tryIncludes(ground, caller);
    await tryHistories(ground, caller);
    await tryOperations(ground, caller);
  }
  await tryEntries(ground, whole);
}

/** Whether she may read or search what is of a type. */
function mayRead({ world }: Ground, caller: Caller, type: string, letter: 'r' | 's'): boolean {
  const right = world.clinic.platform.registry.rightsOf(type).read;
  const narrow = caller.kind === 'client' && smartAllows([clientScope], type, letter);
  return narrow || caller.holds(right);
}

async function ask(ground: Ground, caller: Caller, request: Request, sent: string): Promise<Answer> {
  const answer = await knock(ground.url, caller, request);
  const leak = leakOf(answer, sent, ground.other);
  if (leak) ground.findings.fault(`FHIR ${request.path} × ${caller.name}: tells ${leak} of the other clinic`);
  return answer;
}

function judge({ findings }: Ground, cell: string, answer: Answer, expected: number): void {
  findings.judge(cell, answer.status === expected ? undefined : `expected ${expected}`, answer);
}

const refusal = (caller: Caller) => (caller.kind === 'nobody' ? 401 : 403);

/** What is brought along is of a type that she may search, and of the same patient. */
async function tryIncludes(ground: Ground, caller: Caller): Promise<void> {
  const { world, findings } = ground;
  for (const which of ['own', 'otherPatient'] as const) {
    const id = of(world[which], 'patientId');
    for (const [first, along, query] of [
      ['Observation', 'Patient', `patient=${id}&_include=Observation:subject`],
      ['Observation', 'Encounter', `patient=${id}&_include=Observation:encounter`],
      ['Patient', 'Observation', `_id=${id}&_revinclude=Observation:subject`],
      ['Patient', 'Coverage', `_id=${id}&_revinclude=Coverage:beneficiary`],
      ['Patient', 'AllergyIntolerance', `_id=${id}&_revinclude=AllergyIntolerance:patient`],
    ] as const) {
      const path = `${base}/${first}?${query}`;
      const answer = await ask(ground, caller, { method: 'GET', path }, id);
      const cell = `FHIR ${first}?${query} × ${caller.name}`;
      const isIn = mayRead(ground, caller, first, 's');
      judge(ground, cell, answer, isIn ? 200 : refusal(caller));
      if (!isIn) continue;
      const brought = typesIn(answer, 'include');
      const may = mayRead(ground, caller, along, 's');
      if (brought.includes(along) !== may)
        findings.fault(`${cell}: ${may ? 'does not bring' : 'brings'} ${along}`);
      const told = leakOfPatient(answer, id, world, which);
      if (told) findings.fault(`${cell}: tells ${told} of another patient`);
    }
  }
}

/** Types of what stands in a bundle, each as often as it does. */
function typesIn({ body }: Answer, mode?: string): string[] {
  const entries = (body.entry ?? []) as {
    search?: { mode?: string };
    resource?: { resourceType?: string };
  }[];
  return entries
    .filter((one) => mode === undefined || one.search?.mode === mode)
    .map(({ resource }) => resource?.resourceType ?? '');
}

/** Versions of one, of a type and of all: of nothing that she may not read. */
async function tryHistories(ground: Ground, caller: Caller): Promise<void> {
  const { world, other, findings } = ground;
  for (const type of ['Patient', 'Observation', 'Coverage', 'Binary']) {
    const path = `${base}/${type}/_history?_count=50`;
    const answer = await ask(ground, caller, { method: 'GET', path }, '');
    judge(
      ground,
      `FHIR ${type}/_history × ${caller.name}`,
      answer,
      mayRead(ground, caller, type, 'r') ? 200 : refusal(caller),
    );
  }
  const path = `${base}/_history?_count=200`;
  const all = await ask(ground, caller, { method: 'GET', path }, '');
  const told = typesIn(all).find(
    (type) => type !== '' && type !== 'Binary' && !mayRead(ground, caller, type, 'r'),
  );
  if (told) findings.fault(`FHIR _history × ${caller.name}: tells of ${told}`);
  if (mayRead(ground, caller, 'Observation', 'r') && typesIn(all).length === 0)
    findings.fault(`FHIR _history × ${caller.name}: tells of nothing`);
  findings.judge(`FHIR _history × ${caller.name}`, undefined, all);
  const foreign = of(other.own, 'patientId');
  await alike(ground, caller, foreign, (id) => ({ method: 'GET', path: `${base}/Patient/${id}/_history` }));
  const hers = `${base}/Patient/${of(world.own, 'patientId')}/_history`;
  judge(
    ground,
    `FHIR Patient/_history × ${caller.name} × own`,
    await ask(ground, caller, { method: 'GET', path: hers }, ''),
    mayRead(ground, caller, 'Patient', 'r') ? 200 : refusal(caller),
  );
}

/** The other clinic's id is answered as an id of nobody's. */
async function alike(
  ground: Ground,
  caller: Caller,
  foreign: string,
  request: (id: string) => Request,
): Promise<void> {
  const faces = new Set<string>();
  const shown: Request = request('<id>');
  const cell = `FHIR ${shown.method} ${shown.path} × ${caller.name}`;
  for (const id of [foreign, absentLike(foreign)]) {
    const answer = await ask(ground, caller, request(id), `${id} ${JSON.stringify(request(id))}`);
    ground.findings.judge(
      cell,
      answer.status < 300 && /everything|_history/.test(cell) ? 'expected a refusal' : undefined,
      answer,
    );
    faces.add(faceOf(answer, id, true));
  }
  if (faces.size > 1) ground.findings.fault(`${cell}: ${[...faces].join(' or ')}`);
}

/** Everything of one, who is like somebody, whether something is right, and a search whose words are sent. */
async function tryOperations(ground: Ground, caller: Caller): Promise<void> {
  const { url, world, other, findings } = ground;
  const foreign = of(other.own, 'patientId');
  await alike(ground, caller, foreign, (id) => ({
    method: 'GET',
    path: `${base}/Patient/${id}/$everything`,
  }));
  await alike(ground, caller, foreign, (id) => ({
    ...{ method: 'POST', path: `${base}/Patient/${id}/$validate` },
    body: { resourceType: 'Patient', id, name: [{ text: 'Somebody' }] },
  }));
  for (const [of, name] of [
    ['own', `${world.canary} Wulandari`],
    ['other clinic', `${other.canary} Wulandari`],
  ] as const) {
    const resource = { resourceType: 'Patient', name: [{ text: name }], birthDate: '1990-05-08' };
    const body = { resourceType: 'Parameters', parameter: [{ name: 'resource', resource }] };
    const answer = await ask(ground, caller, { method: 'POST', path: `${base}/Patient/$match`, body }, '');
    const isIn = mayRead(ground, caller, 'Patient', 's');
    judge(ground, `FHIR $match × ${caller.name} × ${of}`, answer, isIn ? 200 : refusal(caller));
  }
  for (const id of [foreign, absentLike(foreign)]) {
    const headers = { ...caller.headers, 'content-type': 'application/x-www-form-urlencoded' };
    const sent = await fetch(`${url}${base}/Observation/_search`, {
      method: 'POST',
      headers,
      body: `patient=${id}`,
    });
    const text = await sent.text();
    const answer = { status: sent.status, code: undefined, body: JSON.parse(text), text };
    const isIn = mayRead(ground, caller, 'Observation', 's');
    judge(ground, `FHIR _search × ${caller.name}`, answer, isIn ? 200 : refusal(caller));
    if (isIn && answer.body.total !== 0)
      findings.fault(`FHIR _search × ${caller.name}: finds another clinic’s`);
    const leak = leakOf(answer, id, other);
    if (leak) findings.fault(`FHIR _search × ${caller.name}: tells ${leak} of the other clinic`);
  }
}

/** Entries that change, make and remove, alone and as one: the other clinic’s stays, and answers as nobody's. */
async function tryEntries(ground: Ground, whole: Caller): Promise<void> {
  const { other } = ground;
  const foreign = of(other.own, 'patientId');
  const before = await digestsOf(other.clinic);
  const coded = { code: { text: 'zz' } };
  const entries: Record<string, (id: string) => object> = {
    PUT: (id) => ({
      resource: { resourceType: 'Patient', id, name: [{ text: 'Taken Over' }] },
      request: { method: 'PUT', url: `Patient/${id}`, ifMatch: 'W/"1"' },
    }),
    PATCH: (id) => ({
      resource: {
        ...{ resourceType: 'Binary', contentType: 'application/json-patch+json' },
        data: Buffer.from('[{"op":"add","path":"/gender","value":"male"}]').toString('base64'),
      },
      request: { method: 'PATCH', url: `Patient/${id}` },
    }),
    DELETE: (id) => ({ request: { method: 'DELETE', url: `Patient/${id}` } }),
    'conditional DELETE': (id) => ({ request: { method: 'DELETE', url: `Observation?patient=${id}` } }),
    'conditional PUT': (id) => ({
      resource: { resourceType: 'Basic', ...coded },
      request: { method: 'PUT', url: `Basic?subject=Patient/${id}` },
    }),
    'conditional POST': (id) => ({
      resource: { resourceType: 'Basic', ...coded },
      request: { method: 'POST', url: 'Basic', ifNoneExist: `subject=Patient/${id}` },
    }),
    everything: (id) => ({ request: { method: 'GET', url: `Patient/${id}/$everything` } }),
    history: (id) => ({ request: { method: 'GET', url: `Patient/${id}/_history` } }),
    along: (id) => ({
      request: { method: 'GET', url: `Observation?patient=${id}&_include=Observation:subject` },
    }),
  };
  for (const type of ['batch', 'transaction'])
    for (const [name, make] of Object.entries(entries)) {
      const statuses = new Set<string>();
      for (const id of [foreign, absentLike(foreign)]) {
        const body = { resourceType: 'Bundle', type, entry: [make(id)] };
        const answer = await ask(ground, whole, { method: 'POST', path: base, body }, id);
        ground.findings.judge(`FHIR ${type} × ${name}`, undefined, answer);
        const [entry] = (answer.body.entry ?? []) as { response?: { status?: string } }[];
        statuses.add(`${answer.status} ${entry?.response?.status ?? ''}`);
      }
      if (statuses.size > 1) ground.findings.fault(`FHIR ${type} × ${name}: ${[...statuses].join(' or ')}`);
    }
  const after = await digestsOf(other.clinic);
  const touched = Object.keys(before).filter((table) => before[table] !== after[table]);
  if (touched.length > 0)
    ground.findings.fault(`FHIR entries touch ${touched.join(', ')} of the other clinic`);
}
