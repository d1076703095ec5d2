import type { RegisteredVerb } from '#platform/server/http/registry.ts';
import { callOf, knownOf } from '#testing/access/inputs.ts';
import { shuffled } from '../dice.ts';
import type { Findings } from './findings.ts';
import type { Ground } from './ground.ts';
import { type Leaf, leavesOf } from './leaves.ts';
import { type Hostile, hostile, oddValues, unkeepable } from './payloads.ts';
import { atOnce } from './wire.ts';

/** What the parts are given. */
export interface Try {
  url: string;
  ground: Ground;
  findings: Findings;
  /** About how many requests this part may send. */
  n: number;
  random: () => number;
}

/** Ends the keys that the campaign works with. */
const leftOut = ['identity.signOut', 'identity.disableStaff', 'identity.changeRoles', 'setup.openClinic'];

interface Target {
  verb: RegisteredVerb;
  input: Record<string, unknown>;
  leaf: Leaf;
}

export function routeOf(verb: RegisteredVerb): string {
  return `${verb.slice}.${verb.name}`;
}

/** Every place of every verb where a value goes in, with a valid call around it. */
function targets({ world, verbs }: Ground): Target[] {
  return verbs
    .filter((verb) => !leftOut.includes(routeOf(verb)))
    .flatMap((verb) => {
      const { input } = callOf(verb, world, world.own);
      const known = knownOf(verb, world, world.own);
      return leavesOf(verb.contract.input, known).map((leaf) => ({ verb, input, leaf }));
    });
}

/** Text that nothing can keep: refused at its field, whatever the field is, and nothing is changed. */
export async function tryUnkeepable(given: Try): Promise<void> {
  const { ground, findings, random, n } = given;
  const before = await ground.digests();
  const texts = targets(ground).filter(({ leaf }) => leaf.kind === 'text');
  const all = texts.flatMap((target) => unkeepable.map((payload) => ({ ...target, payload })));
  await atOnce(12, shuffled(all, random).slice(0, n), async ({ payload, ...target }) => {
    const reply = await ask(given, 'unkeepable', target, payload);
    if (!reply) return;
    const { fields = [] } = JSON.parse(reply.text) as { fields?: { path: string }[] };
    const named = fields.some(({ path }) => path === target.leaf.path);
    if (reply.status !== 422 || !named) {
      findings.fault('unkeepable', placeOf(target, payload), `${reply.status} ${reply.text.slice(0, 160)}`);
    }
  });
  for (const table of await ground.changedSince(before)) {
    findings.fault('unkeepable', table, 'rows changed though every call was refused');
  }
}

/** Values of another kind or size than meant: whatever comes of it, it is no failure of ours. */
export async function tryOddValues(given: Try): Promise<void> {
  const { ground, findings, random, n } = given;
  const all = targets(ground).flatMap((target) => oddValues.map((payload) => ({ ...target, payload })));
  await atOnce(12, shuffled(all, random).slice(0, n), async ({ payload, ...target }) => {
    const reply = await ask(given, 'values', target, payload);
    if (payload.name === 'one megabyte' && reply && reply.status < 300) {
      findings.fault('values', placeOf(target, payload), 'takes a word of a megabyte');
    }
  });
}

/** Text that means something to a browser, a spreadsheet, a database, a printer or a log: kept as it is, or refused. */
export async function tryHostileTexts(given: Try): Promise<void> {
  const { ground, random, n } = given;
  const texts = targets(ground).filter(({ leaf }) => leaf.kind === 'text' || leaf.kind === 'other');
  const all = texts.flatMap((target) => hostile.map((payload) => ({ ...target, payload })));
  // writes that end a visit or a day would leave the others nothing to act on: whoever is refused has still read it
  await atOnce(8, shuffled(all, random).slice(0, n), async ({ payload, ...target }) => {
    await ask(given, 'texts', target, payload);
  });
}

/** After all that was written, by screens and by other systems, every reading still answers. */
export async function tryReadings({ url, ground, findings }: Try): Promise<void> {
  const { world, verbs } = ground;
  for (const verb of verbs.filter(({ contract }) => contract.effect === 'read')) {
    for (const ids of [world.own, world.otherPatient]) {
      await findings.ask('readings', routeOf(verb), url, {
        method: 'POST',
        path: `/api/${verb.slice}/${verb.name}`,
        headers: { 'content-type': 'application/json', ...ground.keyOf(verb) },
        body: JSON.stringify(callOf(verb, world, ids).input),
      });
    }
  }
}

function placeOf({ verb, leaf }: Target, payload: Hostile): string {
  return `${routeOf(verb)} ${leaf.path} × ${payload.name}`;
}

function ask({ url, ground, findings }: Try, part: string, target: Target, payload: Hostile) {
  const { verb, input, leaf } = target;
  // JSON that no value can say goes in as text: 1e999, half a surrogate pair
  const body =
    'raw' in payload
      ? JSON.stringify(leaf.plant(input, '\u0001')).replace(JSON.stringify('\u0001'), () => payload.raw)
      : JSON.stringify(leaf.plant(input, payload.value));
  return findings.ask(part, placeOf(target, payload), url, {
    method: 'POST',
    path: `/api/${verb.slice}/${verb.name}`,
    headers: { 'content-type': 'application/json', ...ground.keyOf(verb) },
    body,
  });
}
