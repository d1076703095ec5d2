import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverSlices } from '#app/server-slices.ts';
import { openApp } from '#platform/server/http/app.ts';
import { withClient } from '#platform/server/db/roles.ts';
import { runVerb } from '#platform/server/http/run-verb.ts';
import { openLog } from '#platform/server/log.ts';
import { openRelay } from '#platform/server/push/relay.ts';
import { type Caller, openCallers } from '#testing/access/callers.ts';
import { tryDrafts, tryDrawers, tryFurtherRights, trySecrets } from '#testing/access/colleagues.ts';
import { answersUnknownIds } from '#testing/access/declared.ts';
import { tryFactors, tryPasskeys } from '#testing/access/factors.ts';
import { tryFinding, tryHerOwn, tryTrail } from '#testing/access/finding.ts';
import { tryExports } from '#testing/access/exports.ts';
import { tryNested, tryReferences } from '#testing/access/fhir-references.ts';
import { tryFhirDoors } from '#testing/access/fhir-doors.ts';
import { tryWrites } from '#testing/access/fhir-writes.ts';
import { tryType, unclaimed } from '#testing/access/fhir-matrix.ts';
import { openFindings } from '#testing/access/findings.ts';
import { tryKeptAnswers, tryOtherSites, trySecondIdentifier, tryTakenTask } from '#testing/access/gates.ts';
import { callOf } from '#testing/access/inputs.ts';
import { digestsOf, resourcesOf } from '#testing/access/isolation.ts';
import { kindsOf, knock } from '#testing/access/knock.ts';
import { tryMovedIn } from '#testing/access/moved-in.ts';
import { tryOtherVisits } from '#testing/access/other-visits.ts';
import { tryOpenDoors, tryPaper, tryPush } from '#testing/access/other-doors.ts';
import { of, openPatient } from '#testing/access/patient.ts';
import { clinicFaults, fillEmptyTables, rowFaults, tablesOf } from '#testing/access/rows.ts';
import { routeList, undeclared } from '#testing/access/routes.ts';
import { tryReminded } from '#testing/access/reminded.ts';
import { touchedOf } from '#testing/access/touched.ts';
import { tryTimes } from '#testing/access/times.ts';
import { tryTwoPatients } from '#testing/access/two-patients.ts';
import { type Ground, inOrder, routeOf, tryVerb } from '#testing/access/verb-matrix.ts';
import { openWorld, type World } from '#testing/access/world.ts';
import { records } from '#slices/records/contract.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { openTestHttp, type TestHttp } from '#testing/http.ts';

const countries = ['ID', 'US'] as const;
const { hear, routes } = routeList();
const findings = openFindings();
const logged: string[] = [];
const log = openLog((line) => void logged.push(line));
let clinic: TestClinic;
let http: TestHttp;
let worlds: Record<(typeof countries)[number], World>;
let callers: Record<(typeof countries)[number], Caller[]>;

beforeAll(async () => {
  log.level = 'trace';
  clinic = await openTestClinic({ log });
  http = await openTestHttp(clinic, { onRoute: hear });
  worlds = { ID: await openWorld(clinic, 'Zkanarix'), US: await openWorld(clinic.other, 'Qbluebirdo') };
  callers = { ID: await openCallers(clinic), US: await openCallers(clinic.other) };
});
afterAll(async () => {
  await http.close();
  await clinic.close();
});

function groundOf(country: (typeof countries)[number]): Ground {
  const other = worlds[country === 'ID' ? 'US' : 'ID'];
  return { url: http.url, world: worlds[country], other, callers: callers[country], findings };
}

let births = 0;

/** Two further patients in place of the world's, where much happens to them. */
async function withTwoMore(ground: Ground, names: readonly [string, string]): Promise<Ground> {
  const { world } = ground;
  const open = (name: string) => {
    births += 1;
    const birthDate = `${1950 + births}-0${1 + (births % 9)}-${10 + (births % 18)}`;
    return openPatient(world.clinic, world.own, `${world.canary} ${name}`, birthDate);
  };
  const [own, otherPatient] = [await open(names[0]), await open(names[1])];
  return { ...ground, world: { ...world, own, otherPatient } };
}

describe('the routes of the running server', () => {
  it('are all declared, and all that is declared is there', () => {
    expect(undeclared(routes, clinic.platform.registry)).toEqual([]);
  });

  it('are noticed when somebody plants one that says nothing of who may use it', async () => {
    const planted = routeList();
    const relay = await openRelay(clinic.platform.database, pino({ level: 'silent' }));
    const app = await openApp(clinic.platform, relay, {
      secure: false,
      onRoute: planted.hear,
      more: (server) => void server.get('/api/planted/:patientId', async () => ({})),
    });
    await app.ready();
    expect(undeclared(planted.routes, clinic.platform.registry)).toContain('GET /api/planted/:patientId');
    await app.close();
    await relay.close();
  });
});

describe.each(countries)('in a clinic of %s, another system', (country) => {
  it('learns from the other clinic’s ids in queries and bundles what it learns from nobody’s', async () => {
    await tryReferences(groundOf(country));
    expect(findings.faults.splice(0)).toEqual([]);
  }, 120_000);
});

describe.each(countries)('in a clinic of %s, every role', (country) => {
  it('finds each route that is no verb answering as declared, and hears nothing of the other clinic', async () => {
    const ground = groundOf(country);
    await tryOpenDoors(ground);
    await tryPaper(ground);
    await tryPush(ground);
    await tryOtherSites(ground);
    await trySecondIdentifier(ground);
    await tryKeptAnswers(ground);
    await tryExports(ground);
    await tryTakenTask(ground);
    expect(findings.faults.splice(0)).toEqual([]);
  }, 120_000);

  it('finds what is hers alone, by whatever she is looked for, and no other way in than one’s own', async () => {
    const ground = groundOf(country);
    await tryFinding(ground);
    await tryTrail(ground);
    await tryFactors(ground);
    await tryPasskeys(ground);
    await tryDrafts(ground);
    await tryDrawers(ground);
    await trySecrets(ground);
    await tryFurtherRights(ground);
    expect(findings.faults.splice(0)).toEqual([]);
  }, 120_000);

  it('keeps what two patients have of one kind apart, whichever door is taken', async () => {
    const ground = groundOf(country);
    await tryFhirDoors(await withTwoMore(ground, ['Nasution', 'Lubis']));
    const two = await withTwoMore(ground, ['Harahap', 'Pohan']);
    await tryMovedIn(two);
    await tryOtherVisits(two);
    await tryTimes(await withTwoMore(ground, ['Sinaga', 'Saragih']));
    expect(findings.faults.splice(0)).toEqual([]);
  }, 120_000);

  it('tells one patient nothing of what another is told, answers and wishes', async () => {
    await tryReminded(await withTwoMore(groundOf(country), ['Ginting', 'Purba']));
    expect(findings.faults.splice(0)).toEqual([]);
  }, 120_000);

  it('reads of one patient the same whatever is done to another, and the other way round', async () => {
    const ground = groundOf(country);
    const two = await withTwoMore(ground, ['Tambunan', 'Siregar']);
    await tryTwoPatients(two);
    await tryWrites(two);
    await tryHerOwn(two);
    expect(findings.faults.splice(0)).toEqual([]);
  }, 120_000);

  it('finds the FHIR routes of every type answering as declared', async () => {
    const ground = groundOf(country);
    const types = new Set([...serverSlices.flatMap(({ resources = {} }) => Object.keys(resources))]);
    const [own, other] = [await resourcesOf(ground.world.clinic), await resourcesOf(ground.other.clinic)];
    for (const type of new Set([...types, ...unclaimed])) await tryType(ground, type, own, other);
    expect(findings.faults.splice(0)).toEqual([]);
  }, 120_000);
});

describe('the matrix itself', () => {
  it('notices a row of a patient that was written, and none of another’s or one that is as it was', async () => {
    const { world } = groundOf('ID');
    const [hers, others] = [of(world.own, 'patientId'), of(world.otherPatient, 'patientId')];
    const written = async () => [
      (await touchedOf(world.clinic, [hers])).record_resource,
      (await touchedOf(world.clinic, [others])).record_resource,
    ];
    const [before = 0, beforeOthers] = await written();
    const add = [{ substance: 'Lateks', kind: 'allergy' as const }];
    await world.clinic.as('nurse').call(records, 'recordAllergies', { patientId: hers, add });
    const [after, afterOthers] = await written();
    expect(after).toBeGreaterThan(before);
    expect(afterOthers).toBe(beforeOthers);
    await withClient(clinic.database.superuserUrl, async (client) => {
      const writes = 'UPDATE record_resource SET deleted = deleted WHERE patient_id = $1';
      expect((await client.query(writes, [hers])).rowCount).toBeGreaterThan(0);
    });
    // written as it was
    expect(await written()).toEqual([after, afterOthers]);
  });

  it('notices a role that is let in or kept out against its declaration, and a word of another clinic', async () => {
    const found = openFindings();
    const ground = { ...groundOf('ID'), findings: found };
    const { registry } = clinic.platform;
    const readPatient = registry.verb('records', 'readPatient');
    const signVisit = registry.verb('orders', 'signVisit');
    if (!readPatient || !signVisit) throw new Error('these verbs are gone');
    const [clerk] = ground.callers.filter(({ name }) => name === 'frontDesk');
    if (!clerk) throw new Error('there is no front desk');
    await tryVerb({ ...ground, callers: [{ ...clerk, holds: () => true }] }, signVisit);
    expect(found.faults.splice(0)[0]).toMatch(/expected 2xx or a declared refusal got 403/);
    await tryVerb({ ...ground, callers: [{ ...clerk, holds: () => false }] }, readPatient);
    expect(found.faults.splice(0)).toContainEqual(expect.stringMatching(/expected 403 notAllowed got 200/));
    await tryVerb({ ...ground, callers: [clerk], other: ground.world }, readPatient);
    expect(found.faults.splice(0)).toContainEqual(
      expect.stringMatching(/tells Zkanarix of the other clinic/),
    );
  });
});

// after the other routes in both clinics, since here visits end and days are closed
describe.each(countries)('in a clinic of %s, every role', (country) => {
  it('finds every verb answering as declared, and nobody touches a row of the other clinic', async () => {
    const ground = groundOf(country);
    const before = await digestsOf(ground.other.clinic);
    for (const verb of inOrder(clinic.platform.registry.verbs)) await tryVerb(ground, verb);
    expect(findings.faults.splice(0)).toEqual([]);
    expect(await digestsOf(ground.other.clinic)).toEqual(before);
    const told = Object.keys(answersUnknownIds).filter((place) => !findings.unknownAnswered.has(place));
    expect(told).toEqual([]);
  }, 900_000);

  it('is held by the database alone: whoever passes scope still reads nothing of the other clinic', async () => {
    const { world, other } = groundOf(country);
    const { platform } = world.clinic;
    const actor = { kind: 'system' as const, id: 'test', name: 'Test', roles: [], language: 'en' as const };
    const caller = { actor, clinic: world.clinic.clinic, language: 'en' as const };
    let asked = 0;
    for (const verb of platform.registry.verbs.filter(
      (one) => one.contract.effect === 'read' && !one.runOpen,
    )) {
      const { idNames } = callOf(verb, world, world.own);
      for (const { ids, of, name } of kindsOf(idNames, world, other)) {
        if (of !== 'clinic') continue;
        asked += 1;
        const answer = await runVerb(platform, caller, verb, callOf(verb, world, ids).input).catch(
          (error: Error) => ({ ...error }),
        );
        expect([routeOf(verb), name, JSON.stringify(answer).includes(other.canary)]).toEqual([
          routeOf(verb),
          name,
          false,
        ]);
      }
    }
    expect(asked).toBeGreaterThan(10);
    const resources = await resourcesOf(other.clinic);
    const read = await world.clinic.inside(async (ctx) => {
      const found: string[] = [];
      for (const [type, ids] of Object.entries(resources)) {
        const mine = new Set((await resourcesOf(world.clinic))[type]);
        for (const id of ids.filter((one) => !mine.has(one))) {
          if (await ctx.record.stored(type, id)) found.push(`${type}/${id}`);
        }
      }
      return found;
    });
    expect(read).toEqual([]);
  });
});

describe('a write under an id of another clinic', () => {
  it('makes a thing of one’s own, as under any new id, and the other clinic keeps its own', async () => {
    const { world, other } = groundOf('ID');
    const authorization = `Bearer ${await http.client(['system/*.cruds'])}`;
    const client: Caller = { name: 'client', kind: 'client', headers: { authorization }, holds: () => false };
    const [own, foreign] = [await resourcesOf(world.clinic), await resourcesOf(other.clinic)];
    const before = await digestsOf(other.clinic);
    const answers: [string, number, number][] = [];
    for (const [type, [id = '']] of Object.entries(own)) {
      const theirs = foreign[type]?.find((one) => !own[type]?.includes(one));
      if (!theirs) continue;
      const { body } = await knock(http.url, client, { method: 'GET', path: `/fhir/R4/${type}/${id}` });
      const put = async (newId: string) => {
        const path = `/fhir/R4/${type}/${newId}`;
        return (await knock(http.url, client, { method: 'PUT', path, body: { ...body, id: newId } })).status;
      };
      answers.push([type, await put(theirs), await put(globalThis.crypto.randomUUID())]);
    }
    expect(answers.length).toBeGreaterThan(10);
    expect(answers.filter(([, there, absent]) => there !== absent || there >= 500)).toEqual([]);
    expect(await digestsOf(other.clinic)).toEqual(before);
    console.log(`access matrix: ${findings.cells} cells answered as declared`);
  });
});

// what is written here points at the other clinic on purpose
describe.each(countries)('in a clinic of %s, another system', (country) => {
  it('keeps what points at the other clinic as what points at nobody', async () => {
    await tryNested(groundOf(country));
    expect(findings.faults.splice(0)).toEqual([]);
  }, 120_000);
});

describe('what the server leaves behind of all this', () => {
  it('holds no word of a patient: neither its log, in which an error stands, nor its metrics', async () => {
    const { canary } = worlds.ID;
    const failing = clinic.inside((ctx) => sql`SELECT ${canary}::uuid`.execute(ctx.db));
    await expect(failing).rejects.toThrow(canary);
    expect(logged.join('')).toContain('act failed');
    const metrics = await (await fetch(`${http.url}/metrics`)).text();
    expect(metrics).toContain('# TYPE');
    for (const word of [worlds.ID.canary, worlds.US.canary]) {
      expect([word, logged.filter((line) => line.includes(word)), metrics.includes(word)]).toEqual([
        word,
        [],
        false,
      ]);
    }
  });
});

// last, since it makes up rows that no verb would
describe('the rows of every table, straight at the database', () => {
  it('are seen, made, changed and removed inside their own clinic alone, and not at all without one', async () => {
    const [a, b] = [clinic.clinic.id, clinic.other.clinic.id];
    const tables = await tablesOf(clinic.database.superuserUrl);
    expect(tables.length).toBeGreaterThan(60);
    for (const [clinicId, otherId] of [
      [a, b],
      [b, a],
    ] as const) {
      const pair = { database: clinic.database, clinicId, otherId };
      expect(await fillEmptyTables(pair, tables)).toEqual([]);
      const faults = await clinicFaults(pair);
      for (const table of tables) faults.push(...(await rowFaults(pair, table)));
      expect(faults).toEqual([]);
    }
  }, 120_000);
});
