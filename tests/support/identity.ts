import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { pino } from 'pino';
import { Refusal } from '#platform/shared/errors.ts';
import { identity } from '#platform/shared/identity-contract.ts';
import { steadyNow } from '#platform/shared/time.ts';
import { systemRandom, uuidv7 } from '#platform/shared/ids.ts';
import type { Clinic, Context } from '#platform/server/context.ts';
import { inClinic } from '#platform/server/db/database.ts';
import { watchDisk } from '#platform/server/disk/disk.ts';
import { withClient } from '#platform/server/db/roles.ts';
import { asSystem } from '#platform/server/http/as-system.ts';
import { DeclaredRefusal, openContext } from '#platform/server/http/open-context.ts';
import { makeRegistry } from '#platform/server/http/registry.ts';
import { noNetwork } from '#platform/server/network/network.ts';
import type { Platform } from '#platform/server/platform.ts';
import { createStaff } from '#platform/server/identity/accounts.ts';
import { authenticate } from '#platform/server/identity/authenticate.ts';
import type { OpenContext } from '#platform/server/identity/open-verb.ts';
import { identitySlice, openVerbs } from '#platform/server/identity/slice.ts';
import { saveRoles } from '#platform/server/scope/roles.ts';
import { testDatabase, type TestDatabase } from './database.ts';

export const password = 'seven green umbrellas';
export const pin = '2580';

/** Two clinics with job descriptions, a clock that a test moves, and browsers that keep cookies. */
export interface IdentityGround extends Platform {
  test: TestDatabase;
  /** Secrets of people's authenticator apps, by login, base32. */
  secrets: Map<string, string>;
  now(): string;
  pass(minutes: number): void;
  /** Somebody sets the computer's clock; no time passes. */
  setClock(minutes: number): void;
  /** A new active person with the password and PIN above. */
  person(login: string, roles?: string[], clinic?: Clinic): Promise<string>;
  browser(): Browser;
  /** Past row-level security, as PostgreSQL's superuser. */
  see<R>(text: string, params?: unknown[]): Promise<R[]>;
}

export interface Browser {
  cookies: Map<string, string>;
  bearer?: string;
  /** Where its address allows passkeys. */
  site?: { id: string; origin: string };
  /** Runs an open verb as a request of this browser would. */
  // biome-ignore lint/suspicious/noExplicitAny: the answers of all open verbs; each test names what it looks at
  open(name: keyof typeof openVerbs, input?: object): Promise<any>;
  /** Signs in as a person who must set up an authenticator app does the first time, and with its code from then on. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  enter(login: string): Promise<any>;
  /** Runs an ordinary verb as the signed-in person, in a transaction, without scope. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  act(name: string, input?: object): Promise<any>;
  who(options?: { touch?: boolean }): ReturnType<typeof authenticate>;
}

/** What an authenticator app shows now, `steps` of thirty seconds later or earlier. */
export function codeNow(ground: Pick<IdentityGround, 'clock'>, secret: string, steps = 0): string {
  const timestamp = ground.clock.now() + steps * 30_000;
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp });
}

/** Codes of a refused call, e.g. `identity.wrongSignIn`; undefined when it was not refused. */
export async function codeOf(call: Promise<unknown>): Promise<string | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.fields[0]?.key ?? `${error.slice}.${error.code}`;
    throw error;
  }
}

export async function identityGround(): Promise<IdentityGround> {
  const test = await testDatabase();
  let nowMs = Date.parse('2026-03-10T01:00:00.000Z');
  let aheadMs = 0;
  const roles = [
    role('officeManager', 'Office manager', 'Manajer klinik', ['identity.*', 'budgeting.*']),
    role('frontDesk', 'Front desk', 'Loket pendaftaran', ['frontDesk.*', 'scheduling.bookVisit']),
    { ...role('student', 'Student', 'Siswa PKL', ['vitals.record']), preliminary: true },
  ];
  for (const { id } of [test.clinicA, test.clinicB])
    await inClinic(test.db, id, (tx) => saveRoles(tx, id, roles));
  const platform: Platform = {
    database: test.db,
    registry: makeRegistry([]),
    clock: { now: () => nowMs + aheadMs, steady: () => nowMs },
    random: systemRandom,
    auditKey: randomBytes(32),
    factorsKey: randomBytes(32),
    disk: watchDisk([]),
    log: pino({ level: 'silent' }),
    network: noNetwork,
    eventsLeft: () => undefined,
    runSoon: () => undefined,
  };
  const ground: IdentityGround = {
    ...platform,
    test,
    secrets: new Map(),
    now: () => new Date(nowMs + aheadMs).toISOString(),
    pass: (minutes) => {
      nowMs += minutes * 60_000;
    },
    setClock: (minutes) => {
      aheadMs += minutes * 60_000;
    },
    person: async (login, held = ['frontDesk'], clinic = test.clinicA) => {
      const name = login.split('@')[0] ?? login;
      const wanted = {
        clinicSlug: clinic.slug,
        login,
        name,
        language: clinic.language,
        roles: held,
        password,
        pin,
      };
      return (await createStaff(platform, wanted)).staffId;
    },
    browser: () => browser(ground),
    see: (text, params) =>
      withClient(test.superuserUrl, async (client) => (await client.query(text, params)).rows as never),
  };
  return ground;
}

function role(id: string, en: string, indonesian: string, actions: string[]) {
  return { role: id, label: { en, id: indonesian }, actions, preliminary: false, licence: 'none' as const };
}

function browser(ground: IdentityGround): Browser {
  const cookies = new Map<string, string>();
  const own: Browser = {
    cookies,
    who: (options = {}) =>
      authenticate(ground.database, {
        sessionToken: cookies.get('serambi_session'),
        ...(own.bearer !== undefined && { bearer: own.bearer }),
        now: steadyNow(ground.clock),
        ...options,
      }),
    open: async (name, input = {}) => {
      const contract = identity.verbs[name];
      const run = openVerbs[name] as (ctx: OpenContext<never>, input: unknown) => Promise<unknown>;
      return contract.output.parse(await run(openFor(ground, own, name), contract.input.parse(input)));
    },
    act: (name, input = {}) => actAs(ground, own, name, input),
    enter: (login) => enter(ground, own, login),
  };
  return own;
}

async function enter(ground: IdentityGround, own: Browser, login: string): Promise<unknown> {
  const first = await own.open('signIn', { login, password });
  if (!first.next) return first;
  const { ticket } = first;
  if (first.next === 'enrol') {
    const { secret } = await own.open('beginEnrolment', { ticket });
    ground.secrets.set(login, secret);
    const { opened } = await own.open('confirmEnrolment', { ticket, code: codeNow(ground, secret) });
    return opened;
  }
  // a code opens once: her app shows another by the time she signs in again
  ground.pass(1);
  return own.open('enterCode', { ticket, code: codeNow(ground, ground.secrets.get(login) ?? '') });
}

function openFor(ground: IdentityGround, own: Browser, name: keyof typeof openVerbs): OpenContext<never> {
  return {
    ...ground,
    now: ground.now(),
    newId: () => uuidv7(ground.clock.now()),
    language: 'en',
    cookies: {
      set: (cookie, value) => void own.cookies.set(cookie, value),
      clear: (cookie) => void own.cookies.delete(cookie),
    },
    sessionToken: own.cookies.get('serambi_session'),
    deviceToken: own.cookies.get('serambi_device'),
    bearer: own.bearer,
    clientAddress: '192.0.2.7',
    site: own.site,
    asSystem: asSystem(ground, 'test'),
    fail: (code: string, details) => refuseDeclared(name, code, details),
  };
}

async function actAs(ground: IdentityGround, own: Browser, name: string, input: object): Promise<unknown> {
  const caller = await own.who();
  if (!caller) throw new Refusal('platform', 'notSignedIn', 401);
  if (caller.session?.locked) throw new Refusal('platform', 'locked', 423);
  const contract = identity.verbs[name as keyof typeof identity.verbs];
  const run = identitySlice.verbs[name];
  if (!run) throw new Error(`there is no verb ${name}`);
  try {
    return await inClinic(ground.database, caller.clinic.id, async (tx) => {
      const ctx: Context = openContext(ground, { ...caller, language: 'en' }, tx, { events: [], notes: [] });
      return contract.output.parse(await run(ctx, contract.input.parse(input)));
    });
  } catch (error) {
    if (error instanceof DeclaredRefusal) return refuseDeclared(name, error.code, error.details);
    throw error;
  }
}

function refuseDeclared(name: string, code: string, details?: Record<string, unknown>): never {
  const verb = identity.verbs[name as keyof typeof identity.verbs] as {
    errors?: Record<string, { status: number }>;
  };
  const declared = verb.errors?.[code];
  if (!declared) throw new Error(`${name} fails with ${code}, which its contract does not declare`);
  throw new Refusal('identity', code, declared.status, details);
}
