import type { RegisteredVerb } from '#platform/server/http/registry.ts';
import type { Caller } from './callers.ts';
import { callOf } from './inputs.ts';
import { faultOfAnswer, faultOfRefusal, isDeclared, standingOf } from './judge.ts';
import { actsOnOthers, tellsOfOthers } from './declared.ts';
import { touchedOf } from './touched.ts';
import { type Answer, faceOf, idsAlone, type Kind, kindsOf, knock, leakOf, leakOfPatient } from './knock.ts';
import type { Findings } from './findings.ts';
import type { World } from './world.ts';

/** Where and between whom the cells are. */
export interface Ground {
  url: string;
  /** The callers' own clinic. */
  world: World;
  other: World;
  callers: readonly Caller[];
  findings: Findings;
}

/** Acts after which others could no longer be tried on the same visit, patient or day: they come last. */
const closing = [
  'frontDesk.undoMove',
  'frontDesk.leaveUnseen',
  'orders.signVisit',
  'insurance.endCoverage',
  'bookkeeping.noCharge',
  'bookkeeping.lockDay',
  'devices.remove',
  'print.removeStation',
  'identity.signOut',
];

/** Verbs in an order in which each still finds what it acts on. */
export function inOrder(verbs: readonly RegisteredVerb[]): RegisteredVerb[] {
  const place = (verb: RegisteredVerb) => {
    const last = closing.indexOf(routeOf(verb));
    return last >= 0 ? 2 + last : verb.contract.effect === 'read' ? 0 : 1;
  };
  return [...verbs].sort((a, b) => place(a) - place(b));
}

export function routeOf(verb: RegisteredVerb): string {
  return `${verb.slice}.${verb.name}`;
}

/** Every caller with every kind of id at one verb. */
export async function tryVerb(ground: Ground, verb: RegisteredVerb): Promise<void> {
  const { world, other, callers } = ground;
  const { idNames } = callOf(verb, world, world.own);
  const kinds = kindsOf(idNames, world, other);
  const refused = callers.filter((caller) => standingOf(verb, caller) !== 'in');
  // what a verb makes of an id is no matter of the role: after the first who gets in, one pair of ids is enough
  const [first] = idNames;
  const few = kinds.filter(({ of, idName }) => of !== 'mixed' && (idName === undefined || idName === first));
  await Promise.all(refused.map((caller) => tryRefused(ground, verb, caller, few)));
  const [one, ...others] = callers.filter((caller) => !refused.includes(caller));
  if (!one) return;
  let reached = await tryLetIn(ground, verb, one, kinds, false);
  const tryOther = async (caller: Caller) => {
    reached = (await tryLetIn(ground, verb, caller, reached ? few : kinds, reached)) || reached;
  };
  // writes come one after the other, so that each pair of ids meets the same state
  if (verb.contract.effect === 'read') await Promise.all(others.map(tryOther));
  else for (const caller of others) await tryOther(caller);
}

/** Whoever is refused at the door learns the same from every id. */
async function tryRefused(
  ground: Ground,
  verb: RegisteredVerb,
  caller: Caller,
  kinds: readonly Kind[],
): Promise<void> {
  const standing = standingOf(verb, caller);
  if (standing === 'in') return;
  const faces = new Set<string>();
  for (const kind of kinds) {
    const { answer, cell } = await call(ground, verb, caller, kind);
    const { country } = ground.world.clinic.clinic;
    const fault = faultOfRefusal(standing, answer, verb.contract.action, country);
    ground.findings.judge(cell, fault, answer);
    faces.add(faceOf(answer, kind.varied, true));
  }
  if (faces.size > 1) ground.findings.fault(`${routeOf(verb)} × ${caller.name}: refused differently by id`);
}

/** @returns whether her call with her own clinic's ids got through to what it names */
async function tryLetIn(
  ground: Ground,
  verb: RegisteredVerb,
  caller: Caller,
  kinds: readonly Kind[],
  reached: boolean,
): Promise<boolean> {
  const { verbs } = ground.world.clinic.platform.registry;
  let got = false;
  let clinicFace = '';
  for (const kind of kinds) {
    const untouched = kind.of === 'own' && !reached && (await ofSecondPatient(ground, verb, kinds));
    const { answer, cell, sent } = await call(ground, verb, caller, kind);
    if (untouched) {
      const now = await ofSecondPatient(ground, verb, kinds);
      const touched = Object.keys(untouched).filter((table) => now && now[table] !== untouched[table]);
      if (touched.length > 0)
        ground.findings.fault(`${cell}: touches ${touched.join(', ')} of another patient`);
    }
    const about = kind.of === 'own' || kind.of === 'otherPatient' ? kind.of : undefined;
    const told = about && tellsOfOne(kinds) && leakOfPatient(answer, sent, ground.world, about);
    if (told && !(routeOf(verb) in tellsOfOthers))
      ground.findings.fault(`${cell}: tells ${told} of another patient`);
    ground.findings.judge(cell, faultOfAnswer(verbs, verb, kind, answer, reached), answer);
    if (kind.of === 'own') got = answer.status < 300 || isDeclared(verbs, answer);
    if (!kind.varied) continue;
    if (answer.status < 300) ground.findings.unknownAnswered.add(`${routeOf(verb)} ${kind.idName}`);
    const face = faceOf(answer, kind.varied, verb.contract.effect === 'read');
    if (kind.of === 'clinic') clinicFace = face;
    else if (face !== clinicFace) ground.findings.fault(`${cell}: expected ${clinicFace} got ${face}`);
  }
  return got;
}

async function call(
  ground: Ground,
  verb: RegisteredVerb,
  caller: Caller,
  kind: Kind,
): Promise<{ answer: Answer; cell: string; sent: string }> {
  const { input } = callOf(verb, ground.world, kind.ids);
  const path = `/api/${verb.slice}/${verb.name}`;
  const answer = await knock(ground.url, caller, { method: 'POST', path, body: input });
  const cell = `${ground.world.clinic.clinic.country} ${routeOf(verb)} × ${caller.name} × ${kind.name}`;
  const sent = JSON.stringify(input);
  const leak = leakOf(answer, sent, ground.other);
  if (leak) ground.findings.fault(`${cell}: tells ${leak} of the other clinic`);
  return { answer, cell, sent };
}

/** What there is of the other patient, where a verb writes about one alone. */
async function ofSecondPatient({ world }: Ground, verb: RegisteredVerb, kinds: readonly Kind[]) {
  if (verb.contract.effect === 'read' || !tellsOfOne(kinds) || routeOf(verb) in actsOnOthers)
    return undefined;
  // her own id stands in the ids of the other one for the verb that takes two
  const ids = idsAlone({ ...world.otherPatient, otherPatientId: '' }, { ...world.own, otherPatientId: '' });
  return touchedOf(world.clinic, ids);
}

/** Whether a call names something that is one patient's alone: then its answer is about her alone. */
function tellsOfOne(kinds: readonly Kind[]): boolean {
  return kinds.some(({ of }) => of === 'otherPatient');
}
