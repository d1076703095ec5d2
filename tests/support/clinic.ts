import { type Logger, pino } from 'pino';
import { openPlatform } from '#app/server.ts';
import type { Actor, Clinic, Context } from '#platform/server/context.ts';
import { inClinic } from '#platform/server/db/database.ts';
import { runAct } from '#platform/server/http/run-act.ts';
import { runVerb } from '#platform/server/http/run-verb.ts';
import { problemOf } from '#platform/server/http/problem.ts';
import type { Platform } from '#platform/server/platform.ts';
import type { CallOf, Contract, OutputOf, VerbName } from '#platform/shared/contract.ts';
import type { Problem } from '#platform/shared/errors.ts';
import { openClinicRoles } from '#slices/workforce/server/index.ts';
import { copyDatabase, type TestDatabase, testDatabase } from './database.ts';
import { temporaryFolder } from './folder.ts';
import type { TestServer } from './server.ts';

/** A person of a test clinic, calling verbs through the pipeline. */
export interface TestPerson {
  actor: Actor;
  call<C extends Contract, N extends VerbName<C>>(
    contract: C,
    verb: N,
    input: CallOf<C, N>,
    options?: { key?: string; draft?: string; language?: 'en' | 'id' },
  ): Promise<OutputOf<C, N>>;
}

/** A clinic with one active person for every role template, on a database of its own. */
export interface TestClinic {
  clinic: Clinic;
  platform: Platform;
  database: TestDatabase;
  /** Holds the keys that are not in the database. */
  dataDir: string;
  clock: { now(): number; set(instant: string): void; advance(minutes: number): void };
  as(role: string): TestPerson;
  /** What a refused call answered, in the clinic's language unless told; fails the test when the call went through. */
  refused(call: Promise<unknown>, language?: 'en' | 'id'): Promise<Problem>;
  /** Runs a body in the clinic as a system actor: for what no verb shows. */
  inside<T>(body: (ctx: Context) => Promise<T>): Promise<T>;
  /** The other country's clinic in the same database. */
  other: TestClinic;
  close(): Promise<void>;
}

/**
 * Opens a clinic of a country, Monday 2026-03-09 09:00 of its own clock unless the test sets another instant.
 * Call it in `beforeAll` and `close` in `afterAll`.
 * @param options.server,now a campaign's own database server, and the true time where another process works beside
 */
export async function openTestClinic(
  options: { country?: 'ID' | 'US'; server?: TestServer; now?: () => number; log?: Logger } = {},
): Promise<TestClinic> {
  const database = await testDatabase(options.server);
  const folder = await temporaryFolder();
  let nowMs = Date.parse(options.country === 'US' ? '2026-03-09T13:00:00Z' : '2026-03-09T02:00:00Z');
  const clock = {
    now: options.now ?? (() => nowMs),
    set(instant: string) {
      nowMs = Date.parse(instant);
    },
    advance(minutes: number) {
      nowMs += minutes * 60_000;
    },
  };
  const platform = await openPlatform(
    { dataDir: folder.path, clock },
    {
      database: database.db,
      relay: { eventsLeft: () => undefined },
      log: options.log ?? pino({ level: 'silent' }),
    },
  );
  const close = async () => {
    await database.drop();
    await folder.remove();
  };
  const [a, b] = [await staffed(platform, database.clinicA), await staffed(platform, database.clinicB)];
  const first = { database, dataDir: folder.path, platform, clock, close, ...a } as TestClinic;
  const second = { database, dataDir: folder.path, platform, clock, close, ...b } as TestClinic;
  first.other = second;
  second.other = first;
  return options.country === 'US' ? second : first;
}

/**
 * The same clinics and people on a copy of their database, with everything that is in it so far. Nobody may be
 * connected to the first meanwhile: `close` its `database.db` before.
 */
export async function copyTestClinic(clinic: TestClinic, server: TestServer): Promise<TestClinic> {
  const database = await copyDatabase(clinic.database, server);
  const platform = { ...clinic.platform, database: database.db };
  const on = (one: TestClinic) => ({
    ...one,
    database,
    platform,
    close: database.drop,
    as: (role: string) => {
      const { actor } = one.as(role);
      return { actor, call: caller(platform, one.clinic, actor) };
    },
    inside: insideOf(platform, one.clinic),
  });
  const [first, second] = [on(clinic), on(clinic.other)];
  first.other = second;
  second.other = first;
  return first;
}

async function staffed(platform: Platform, clinic: Clinic) {
  const people = new Map<string, Actor>();
  await inClinic(platform.database, clinic.id, async (db) => {
    const roles = await openClinicRoles(db, clinic);
    for (const { role, label } of roles) {
      const id = globalThis.crypto.randomUUID();
      const practitionerId = `practitioner-${role}`;
      await db
        .insertInto('identity_staff')
        .values({
          clinic_id: clinic.id,
          id,
          login: `${role.toLowerCase()}@${clinic.slug}.test`,
          name: label[clinic.language],
          language: clinic.language,
          roles: [role],
          status: 'active',
          practitioner_id: practitionerId,
          password_hash: 'nobody signs in with this one',
          created_at: new Date(platform.clock.now()).toISOString(),
          updated_at: new Date(platform.clock.now()).toISOString(),
        })
        .execute();
      people.set(role, {
        kind: 'staff',
        id,
        name: label[clinic.language],
        roles: [role],
        language: clinic.language,
        practitionerId,
      });
    }
  });
  return {
    clinic,
    as: (role: string): TestPerson => {
      const actor = people.get(role);
      if (!actor) throw new Error(`no role ${role} in ${clinic.slug}`);
      return { actor, call: caller(platform, clinic, actor) };
    },
    refused: (call: Promise<unknown>, language = clinic.language) => refused(call, language),
    inside: insideOf(platform, clinic),
  };
}

function insideOf(platform: Platform, clinic: Clinic): TestClinic['inside'] {
  const system: Actor = { kind: 'system', id: 'test', name: 'Test', roles: [], language: clinic.language };
  return <T>(body: (ctx: Context) => Promise<T>) =>
    runAct<T>(
      platform,
      { actor: system, clinic, language: clinic.language },
      {
        event: 'test.inside',
        action: 'test.inside',
        kind: 'administrative',
        audience: 'byScope',
        effect: 'write',
        audited: false,
        body,
      },
    );
}

function caller(platform: Platform, clinic: Clinic, actor: Actor): TestPerson['call'] {
  return async (contract, verb, input, options) => {
    const registered = platform.registry.verb(contract.slice, verb);
    if (!registered)
      throw new Error(`${contract.slice}.${verb} is not registered in src/app/server-slices.ts`);
    const who = { actor, clinic, language: options?.language ?? clinic.language };
    // over HTTP the input arrives as JSON; a Date or an undefined must not slip through here
    const sent = JSON.parse(JSON.stringify(input));
    const answer = await runVerb(platform, who, registered, sent, options);
    return JSON.parse(JSON.stringify(answer ?? {}));
  };
}

async function refused(call: Promise<unknown>, language: Clinic['language']): Promise<Problem> {
  try {
    await call;
  } catch (error) {
    const problem = problemOf(error, language, 'test');
    if (problem.status >= 500) throw error;
    return problem;
  }
  throw new Error('the call was expected to be refused, but it went through');
}
