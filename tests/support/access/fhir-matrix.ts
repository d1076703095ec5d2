import { smartAllows } from '#platform/server/scope/smart.ts';
import { type Caller, clientScope } from './callers.ts';
import { absentLike, type Answer, faceOf, knock, leakOf } from './knock.ts';
import type { Ground } from './verb-matrix.ts';

const base = '/fhir/R4';

/** Types with which every interaction is tried; the others are only read. */
const wholly = ['Patient', 'Observation', 'Basic'];

/** Types that no slice claims and of which the world has some. */
export const unclaimed = ['Task', 'Basic', 'Medication', 'DocumentReference', 'Binary'];

interface Interaction {
  name: string;
  letter: string;
  needs: 'read' | 'write';
  request(type: string, id: string): Parameters<typeof knock>[2];
}

const read: Interaction = {
  ...{ name: 'read', letter: 'r', needs: 'read' },
  request: (type, id) => ({ method: 'GET', path: `${base}/${type}/${id}` }),
};

const interactions: Interaction[] = [
  read,
  {
    ...{ name: 'history', letter: 'r', needs: 'read' },
    request: (type, id) => ({ method: 'GET', path: `${base}/${type}/${id}/_history` }),
  },
  {
    ...{ name: 'vread', letter: 'r', needs: 'read' },
    request: (type, id) => ({ method: 'GET', path: `${base}/${type}/${id}/_history/1` }),
  },
  {
    ...{ name: 'search', letter: 's', needs: 'read' },
    request: (type, id) => ({ method: 'GET', path: `${base}/${type}?_id=${id}` }),
  },
  {
    ...{ name: 'update', letter: 'u', needs: 'write' },
    // a version that nothing has: what is there stays as it is
    request: (type, id) => ({
      ...{ method: 'PUT', path: `${base}/${type}/${id}`, headers: { 'if-match': 'W/"987654"' } },
      body: { resourceType: type, id },
    }),
  },
  {
    ...{ name: 'delete', letter: 'd', needs: 'write' },
    request: (type, id) => ({
      ...{ method: 'DELETE', path: `${base}/${type}/${id}`, headers: { 'if-match': 'W/"987654"' } },
    }),
  },
  {
    ...{ name: 'patch', letter: 'u', needs: 'write' },
    request: (type, id) => ({
      ...{ method: 'PATCH', path: `${base}/${type}/${id}`, headers: { 'if-match': 'W/"987654"' } },
      body: [{ op: 'test', path: '/id', value: id }],
    }),
  },
  {
    ...{ name: 'create', letter: 'c', needs: 'write' },
    // of another type than its address: let in and refused behind the door
    request: (type) => ({ method: 'POST', path: `${base}/${type}`, body: { resourceType: 'Parameters' } }),
  },
];

/** Ids of resources by type: of two patients where there are as many. */
export type Resources = Record<string, readonly string[]>;

/** Every caller with every kind of id at the FHIR routes of one type. */
export async function tryType(ground: Ground, type: string, own: Resources, other: Resources): Promise<void> {
  const rights = ground.world.clinic.platform.registry.rightsOf(type);
  const chosen = wholly.includes(type) ? interactions : [read];
  await Promise.all(
    ground.callers.map(async (caller) => {
      for (const interaction of chosen) {
        await tryInteraction(ground, type, caller, interaction, rights[interaction.needs], own, other);
      }
    }),
  );
}

async function tryInteraction(
  ground: Ground,
  type: string,
  caller: Caller,
  interaction: Interaction,
  action: string,
  own: Resources,
  other: Resources,
): Promise<void> {
  const { findings, world } = ground;
  const scoped = caller.kind === 'client' && smartAllows([clientScope], type, interaction.letter);
  const letIn = scoped || caller.holds(action);
  const foreign = other[type]?.[0] ?? 'nobody';
  const ids: [string, string | undefined][] = [
    ["other clinic's", foreign],
    ['absent', absentLike(foreign)],
    ['other patient', own[type]?.at(-1)],
    ['own', own[type]?.[0]],
  ];
  const faces: string[] = [];
  for (const [kind, id] of ids) {
    if (id === undefined) continue;
    const answer = await knock(ground.url, caller, interaction.request(type, id));
    const cell = `${world.clinic.clinic.country} FHIR ${interaction.name} ${type} × ${caller.name} × ${kind}`;
    const stranger = kind === "other clinic's" || kind === 'absent';
    // a Binary is for those who may have the patient that it belongs to; of one that is not there nobody knows that
    const owner = world.clinic.platform.registry.rightsOf('Patient')[interaction.needs];
    const isIn = type === 'Binary' && !stranger ? caller.holds(owner) : letIn;
    const fault = isIn
      ? faultOf(answer, interaction, stranger)
      : faultOfRefusal(answer, caller.kind === 'nobody');
    findings.judge(cell, fault, answer);
    const leak = leakOf(answer, id, ground.other);
    if (leak) findings.fault(`${cell}: tells ${leak} of the other clinic`);
    if (stranger || !isIn) faces.push(faceOf(answer, id, true));
  }
  if (new Set(faces).size > 1) {
    findings.fault(`FHIR ${interaction.name} ${type} × ${caller.name}: ${[...new Set(faces)].join(' or ')}`);
  }
}

function faultOfRefusal(answer: Answer, nobody: boolean): string | undefined {
  const [issue] = (answer.body.issue ?? []) as { code?: string; details?: { text?: string } }[];
  const expected = nobody ? [401, 'login'] : [403, 'forbidden'];
  const right = answer.status === expected[0] && issue?.code === expected[1] && issue?.details?.text;
  return right ? undefined : `expected ${expected.join(' ')} with the reason`;
}

function faultOf(answer: Answer, { name }: Interaction, stranger: boolean): string | undefined {
  if (name === 'create') return answer.status === 422 ? undefined : 'expected 422';
  if (name === 'search') {
    const total = stranger ? 0 : 1;
    return answer.status === 200 && answer.body.total === total ? undefined : `expected ${total} found`;
  }
  // a wrong body may be refused before its version is compared, for whichever id
  if (['update', 'delete', 'patch'].includes(name))
    return [404, 412, 422].includes(answer.status) ? undefined : 'expected 412';
  const expected = stranger ? 404 : 200;
  return answer.status === expected ? undefined : `expected ${expected}`;
}
