import { startTestServer } from '#testing/server.ts';
import {
  definerFunctions,
  type FunctionFacts,
  functionFaults,
  saysYesOrNo,
} from '#testing/access/functions.ts';
import { clinicFaults, rowFaults } from '#testing/access/rows.ts';
import type { Asked, Found } from '../support/campaign.ts';
import { shuffled } from '../support/dice.ts';
import { accessCodes, dutyCodes } from './codes.ts';
import type { Cut, watchSource } from './cuts.ts';
import {
  asDemo,
  fillUp,
  functionWeakenings,
  isMissed,
  pairOf,
  tableWeakenings,
  undeclaredFunctions,
} from './database.ts';
import { type Base, openBase, type Route } from './ground.ts';
import { heldElsewhere, notReached, placeOf } from './held-elsewhere.ts';
import { poolFaults } from './pool.ts';

type Watched = ReturnType<typeof watchSource>;

/** Routes of the short form: one of each kind of door, and a few duties. */
const briefly = [
  'push',
  'papers',
  'second identifier',
  'FHIR Observation',
  'records.readChart',
  // alone: within a chart others refuse what it refuses
  'records.readBanner',
  'taken task',
];
const canary = 'Qbluebirdo';

/** Cuts each check out of a patched build, one at a time, and demands that the matrix misses it. */
export async function run(asked: Asked, watched: Watched): Promise<Found> {
  const { server, remove } = await startTestServer();
  try {
    const base = await openBase(server);
    const { only, by } = asked.texts;
    const isPart = only !== undefined || by !== undefined;
    const routes = base.routes.filter(({ name }) =>
      by ? hasSome(name, by) : !asked.short || briefly.includes(name),
    );
    const failures: string[] = [];
    asked.tell(`${routes.length} routes, each alone on an unpatched build`);
    const metBy = await baseline(base, routes, watched, failures, asked.tell);
    const judged = watched.cuts.filter(isJudged);
    if (!asked.short && !isPart)
      failures.push(...unknownCodes(watched.cuts), ...unmet(judged, metBy), ...stale(judged, metBy));
    else if (only) failures.push(...unmet(judged, metBy).filter((words) => hasSome(words, only)));
    for (const one of failures) asked.tell(one);
    // the short form keeps to checks that stand alone; of filters several may hold the same thing
    const met = judged.filter(
      (one) =>
        metBy.has(one.id) &&
        !(asked.short && one.kind === 'filter') &&
        (!only || hasSome(`${one.id} ${placeOf(one)}`, only)),
    );
    const chosen = shuffled(met, asked.random).slice(0, asked.n);
    asked.tell(`${chosen.length} of ${judged.length} checks of the source, one at a time`);
    const cut = await cutEach(base, chosen, metBy, watched, asked);
    // what is missed by a route that has turned red of itself is not missed
    await baseline(base, cut.missing, watched, failures, asked.tell);
    failures.push(...cut.survivors);
    if (isPart) {
      await base.close();
      const control = cut.missed > 0 ? 'caught' : 'missed';
      return {
        n: chosen.length,
        failures,
        control,
        figures: { checksCut: chosen.length, checksMissed: cut.missed },
      };
    }
    const weakened = await weakenEach(base, asked);
    failures.push(...weakened.failures);
    const switched = await switchClinics(base, watched, asked);
    failures.push(...switched.failures);
    await base.close();
    return {
      n: chosen.length + weakened.n,
      failures,
      // the unpatched build was green (or its faults are failures), and the matrix missed what was cut
      control: cut.missed > 0 && weakened.missed > 0 && switched.caught ? 'caught' : 'missed',
      figures: {
        routes: routes.length,
        checksInSource: judged.length,
        checksCut: chosen.length,
        checksMissed: cut.missed,
        checksHeldElsewhere: cut.held,
        checksNotReached: asked.short ? 'not asked' : judged.filter((one) => !metBy.has(one.id)).length,
        weakeningsOfDatabase: weakened.n,
        weakeningsMissed: weakened.missed,
        switches: asked.more.switches ?? 0,
        ...switched.endings,
        setWithoutLocal: switched.caught ? 'caught' : 'missed',
      },
    };
  } finally {
    await remove();
  }
}

/** @param wanted texts with a comma between them */
function hasSome(text: string, wanted: string): boolean {
  return wanted.split(',').some((one) => text.includes(one));
}

/** What keeps somebody from what is not hers; a rule of a duty is another matter. */
function isJudged({ kind, code, id }: Cut): boolean {
  if (id.includes('/db/database.ts')) return false;
  return kind !== 'refusal' || accessCodes.includes(code ?? '');
}

function unknownCodes(cuts: readonly Cut[]): string[] {
  const known = new Set([...accessCodes, ...dutyCodes]);
  const codes = new Set(cuts.flatMap(({ code }) => (code === undefined || known.has(code) ? [] : [code])));
  return [...codes].map((code) => `the code ${code} is in neither list of campaigns/access/codes.ts`);
}

function unmet(judged: readonly Cut[], metBy: ReadonlyMap<string, Route[]>): string[] {
  return judged
    .filter((one) => !metBy.has(one.id) && !(placeOf(one) in notReached))
    .map(({ id, text }) => `${id}: the matrix never comes to ${text}`);
}

/** What is declared of a check that is not there any more, or that the matrix comes to by now. */
function stale(judged: readonly Cut[], metBy: ReadonlyMap<string, Route[]>): string[] {
  const places = new Set(judged.map(placeOf));
  const reached = new Set(judged.filter(({ id }) => metBy.has(id)).map(placeOf));
  const ofFunctions = / without its /;
  const gone = [...Object.keys(notReached), ...Object.keys(heldElsewhere)].filter(
    (place) => !places.has(place) && !ofFunctions.test(place),
  );
  const come = Object.keys(notReached).filter((place) => reached.has(place));
  return [
    ...gone.map((place) => `${place}: is declared, and is not there`),
    ...come.map((place) => `${place}: is declared as not reached, and is reached`),
  ];
}

/** Each route alone must be green, since a cut is judged by routes alone. @returns by which routes a check is met */
async function baseline(
  base: Base,
  routes: readonly Route[],
  { state }: Watched,
  failures: string[],
  tell: Asked['tell'],
) {
  const metBy = new Map<string, Route[]>();
  for (const route of routes) {
    state.met.clear();
    const faults = await attempt(base, route);
    if (faults.length > 0) {
      failures.push(`${route.name}, unpatched: ${faults.slice(0, 3).join('; ')}`);
      tell(failures.at(-1) ?? '');
    }
    for (const id of state.met) metBy.set(id, [...(metBy.get(id) ?? []), route]);
  }
  return metBy;
}

/** @returns what the matrix found, or the error over which it fell */
async function attempt(base: Base, route: Route): Promise<string[]> {
  const { ground, close } = await base.copy();
  try {
    await route.attempt(ground);
    return ground.findings.faults;
  } catch (error) {
    return [`fell over: ${(error as Error).message}`];
  } finally {
    await close();
  }
}

async function cutEach(
  base: Base,
  chosen: readonly Cut[],
  metBy: ReadonlyMap<string, Route[]>,
  { state }: Watched,
  asked: Asked,
) {
  const survivors: string[] = [];
  const missing = new Set<Route>();
  let [missed, held] = [0, 0];
  for (const [place, one] of chosen.entries()) {
    const routes = (metBy.get(one.id) ?? []).slice(0, asked.more.routes);
    let red: string | undefined;
    for (const route of routes) {
      state.now = one.id;
      const [fault] = await attempt(base, route);
      state.now = undefined;
      if (!fault) continue;
      red = `${route.name}, ${fault}`;
      missing.add(route);
      break;
    }
    if (red && asked.texts.only) asked.tell(`${one.id} ${one.text}: missed by ${red}`);
    if (red && placeOf(one) in heldElsewhere) asked.tell(`${one.id} is held elsewhere, and missed by ${red}`);
    if (red) missed += 1;
    else if (placeOf(one) in heldElsewhere) held += 1;
    else
      survivors.push(`${one.id}: nobody misses ${one.text} (${routes.map(({ name }) => name).join(', ')})`);
    if (!red || place % 25 === 24) asked.tell(`${place + 1}: ${one.id} ${red ? 'missed' : 'not missed'}`);
  }
  return { survivors, missed, held, missing: [...missing] };
}

/** Policies, rights and functions of the database. */
async function weakenEach(base: Base, asked: Asked) {
  const failures: string[] = [];
  let [n, missed] = [0, 0];
  const { ground, close } = await base.copy();
  const { database } = ground.world.clinic;
  const { tables, left } = await fillUp(database);
  failures.push(...left);
  for (const table of tables) failures.push(...(await rowFaults(pairOf(database), table)));
  failures.push(...(await clinicFaults(pairOf(database))));
  const all = shuffled(tableWeakenings(tables), asked.random);
  asked.tell(`${all.length} weakenings of tables`);
  for (const one of asked.short ? all.slice(0, 8) : all) {
    n += 1;
    if (await isMissed(database, one)) missed += 1;
    else failures.push(`${one.name}: nobody misses it`);
  }
  await close();
  const functions = await ofFunctions(base, asked);
  return {
    n: n + functions.n,
    missed: missed + functions.missed,
    failures: [...failures, ...functions.failures],
  };
}

/** What tells of rows is asked before others make some, which are this clinic's own from then on. */
const yesOrNoFirst = (a: FunctionFacts, b: FunctionFacts) => Number(saysYesOrNo(b)) - Number(saysYesOrNo(a));

async function ofFunctions(base: Base, asked: Asked) {
  const failures: string[] = [];
  let [n, missed] = [0, 0];
  const whole = await base.copy();
  const { database } = whole.ground.world.clinic;
  await asDemo(database);
  const functions = await definerFunctions(database.superuserUrl);
  failures.push(...undeclaredFunctions(functions));
  for (const one of asked.short ? [] : [...functions].sort(yesOrNoFirst))
    failures.push(...(await functionFaults(pairOf(database), one, canary)));
  const all = shuffled(await functionWeakenings(database.superuserUrl, canary), asked.random);
  await whole.close();
  for (const one of asked.short ? all.slice(0, 1) : all) {
    const { ground, close } = await base.copy();
    await asDemo(ground.world.clinic.database);
    n += 1;
    if (await isMissed(ground.world.clinic.database, one)) missed += 1;
    else if (one.name in heldElsewhere) n -= 1;
    else failures.push(`${one.name}: nobody misses it`);
    await close();
  }
  return { n, missed, failures };
}

async function switchClinics(base: Base, { cuts, state }: Watched, asked: Asked) {
  const { ground, close } = await base.copy();
  const { database } = ground.world.clinic;
  const { tables } = await fillUp(database);
  const switches = asked.more.switches ?? 0;
  asked.tell(`${switches} switches between clinics`);
  const { faults, endings } = await poolFaults(database, tables, { switches, random: asked.random });
  const set = cuts.find(({ id }) => id.includes('/db/database.ts'));
  state.now = set?.id;
  const broken = await poolFaults(database, tables, {
    switches: Math.min(switches, 500),
    random: asked.random,
  });
  state.now = undefined;
  await close();
  return { failures: faults, endings, caught: set !== undefined && broken.faults.length > 0 };
}
