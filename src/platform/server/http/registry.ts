import type { VerbContract } from '#platform/shared/contract.ts';
import type { OpenVerb } from '../identity/open-verb.ts';
import { type ChartTables, platformTables } from '../record/chart-tables.ts';
import type { Keeper } from '../record/keepers.ts';
import type { Licence, RegisteredAction } from '../scope/decision.ts';
import type { MatchPatients, PatientNames, ResourceRights, ServerSlice, Verb } from '../slice.ts';
import type { TaskKind } from '../work/kinds.ts';

/** One verb as the pipeline runs it. */
export interface RegisteredVerb {
  slice: string;
  name: string;
  contract: VerbContract;
  // biome-ignore lint/suspicious/noExplicitAny: the table of all verbs is heterogeneous; each was checked at its door
  run: Verb<any, any>;
  /** In place of `run`, for what happens before anybody is signed in. */
  // biome-ignore lint/suspicious/noExplicitAny: likewise
  runOpen?: OpenVerb<any, any>;
}

export type { RegisteredAction } from '../scope/decision.ts';

/** Everything that the slices registered at start. Made once, never changed. */
export interface Registry {
  verbs: readonly RegisteredVerb[];
  verb(slice: string, name: string): RegisteredVerb | undefined;
  /** What other slices add to an act, `<slice>.<verb>`, in the order of the doors. */
  partsOf(act: string): readonly RegisteredVerb[];
  keepersOf(type: string): readonly Keeper[];
  /** What is kept by patient, the platform's own first. */
  charts: readonly ChartTables[];
  rightsOf(type: string): ResourceRights;
  /** Resource types that a slice claims. */
  typesOf(slice: string): readonly string[];
  taskKind(kind: string): TaskKind | undefined;
  taskKinds: readonly TaskKind[];
  patientNames: PatientNames;
  matchPatients: MatchPatients;
  actions: readonly RegisteredAction[];
  /** The licence that an act asks for in any case. */
  licenceOf(action: string): Licence;
}

/** Types that no slice claims are for those whose job is the whole record. */
const otherRights: ResourceRights = { read: 'record.readOther', write: 'record.writeOther' };

/** Puts the slices' doors together; throws when a verb names no action or two slices claim one thing. */
export function makeRegistry(slices: readonly ServerSlice[]): Registry {
  const verbs = new Map<string, RegisteredVerb>();
  const parts = new Map<string, RegisteredVerb[]>();
  const keepers = new Map<string, Keeper[]>();
  const rights = new Map<string, ResourceRights>();
  const types = new Map<string, string[]>();
  const kinds = new Map<string, TaskKind>();
  const actions = new Map<string, Omit<RegisteredAction, 'licence'>>();
  const licences = new Map<string, Licence>();
  for (const { contract, verbs: bodies, openVerbs = {}, ...door } of slices) {
    for (const [name, verb] of Object.entries(contract.verbs)) {
      const run = bodies[name];
      const route = `${contract.slice}.${name}`;
      const runOpen = openVerbs[name];
      if (!run && !runOpen) throw new Error(`${route} is in the contract but not in the door`);
      if (!/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/.test(verb.action)) throw new Error(`${route} names no action`);
      once(verbs, route, {
        slice: contract.slice,
        name,
        contract: verb,
        run: run ?? notInside,
        ...(runOpen && { runOpen }),
      });
      if ((verb.audience ?? 'byScope') === 'byScope') {
        actions.set(verb.action, { action: verb.action, kind: verb.kind });
      }
    }
    for (const [act, name] of Object.entries(door.parts ?? {}))
      parts.set(act, [...(parts.get(act) ?? []), partOf(contract.slice, name, verbs)]);
    for (const one of door.keepers ?? []) keepers.set(one.type, [...(keepers.get(one.type) ?? []), one]);
    types.set(contract.slice, Object.keys(door.resources ?? {}));
    for (const [type, right] of Object.entries(door.resources ?? {})) once(rights, type, right);
    for (const kind of door.taskKinds ?? []) once(kinds, kind.kind, kind);
    for (const [action, licence] of Object.entries(door.licences ?? {})) once(licences, action, licence);
  }
  for (const action of Object.values(otherRights)) actions.set(action, { action, kind: 'administrative' });
  const none: readonly never[] = [];
  const licenceOf = (action: string) => licences.get(action) ?? 'none';
  return {
    verbs: [...verbs.values()],
    verb: (slice, name) => verbs.get(`${slice}.${name}`),
    partsOf: (act) => parts.get(act) ?? none,
    keepersOf: (type) => keepers.get(type) ?? none,
    typesOf: (slice) => types.get(slice) ?? none,
    charts: [platformTables, ...slices.flatMap((one) => one.charts ?? [])],
    rightsOf: (type) => rights.get(type) ?? otherRights,
    taskKind: (kind) => kinds.get(kind),
    taskKinds: [...kinds.values()],
    patientNames: slices.find((one) => one.patientNames)?.patientNames ?? (async () => new Map()),
    matchPatients: slices.find((one) => one.matchPatients)?.matchPatients ?? (async () => []),
    actions: [...actions.values()].map((one) => ({ ...one, licence: licenceOf(one.action) })),
    licenceOf,
  };
}

/** A part is judged by scope and done inside the act, so it must be a plain write. */
function partOf(slice: string, name: string, verbs: ReadonlyMap<string, RegisteredVerb>): RegisteredVerb {
  const verb = verbs.get(`${slice}.${name}`);
  const { effect, audience = 'byScope', judgesGround, secretAnswer } = verb?.contract ?? {};
  if (!verb || effect !== 'write' || audience !== 'byScope' || judgesGround || secretAnswer)
    throw new Error(`${slice}.${name} cannot be part of another act`);
  return verb;
}

/** An open verb has no transaction to run in. */
const notInside = () => Promise.reject(new Error('this verb runs before sign-in only'));

function once<T>(map: Map<string, T>, key: string, value: T): void {
  if (map.has(key)) throw new Error(`${key} is registered twice`);
  map.set(key, value);
}
