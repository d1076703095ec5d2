import { cp } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPlatform } from '#app/server.ts';
import { inClinic } from '#platform/server/db/database.ts';
import { withClient } from '#platform/server/db/roles.ts';
import { createStaff, createToken } from '#platform/server/identity/accounts.ts';
import { openJobs } from '#platform/server/jobs/jobs.ts';
import { openClinicRoles } from '#slices/workforce/server/index.ts';
import { type TestDatabase, testDatabase } from '#testing/database.ts';
import { temporaryFolder } from '#testing/folder.ts';
import { bearer, post, testPassword } from '#testing/http.ts';
import { type ServerProcess, startServerProcess } from '../campaigns/support/server-process.ts';
import { hearEvents } from './support/events.ts';

/** Two processes, each with a data folder of its own as on a machine of its own, and one database. */
let database: TestDatabase;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let env: Record<string, string>;
let one: ServerProcess;
let two: ServerProcess;
let token: string;
let patientId: string;
const login = 'desk@klinik-a.test';
const manager = 'manager@klinik-a.test';

beforeAll(async () => {
  database = await testDatabase();
  folder = await temporaryFolder();
  env = { DATABASE_URL: database.appUrl, DATABASE_ADMIN_URL: database.adminUrl };
  const { clinicA } = database;
  const platform = await openPlatform(
    { dataDir: dataDir('one') },
    { database: database.db, relay: { eventsLeft: () => undefined }, log: pino({ level: 'silent' }) },
  );
  await inClinic(database.db, clinicA.id, (tx) => openClinicRoles(tx, clinicA));
  const person = { clinicSlug: clinicA.slug, language: 'id', password: testPassword } as const;
  await createStaff(platform, { ...person, login, name: 'Rina', roles: ['frontDesk'] });
  await createStaff(platform, { ...person, login: manager, name: 'Sri', roles: ['frontDesk', 'manager'] });
  token = (await createToken(platform, { login: manager })).token;
  await cp(path.join(dataDir('one'), 'keys'), path.join(dataDir('two'), 'keys'), { recursive: true });
  // one after the other, so that the web app is built once where it is stale
  one = await startServerProcess({ dataDir: dataDir('one'), env });
  two = await startServerProcess({ dataDir: dataDir('two'), env });
  patientId = await register('Sari');
  await saveVisitType();
}, 240_000);

afterAll(async () => {
  for (const server of [one, two]) await server?.kill();
  await database.drop();
  await folder.remove();
});

function dataDir(name: string): string {
  return path.join(folder.path, name);
}

function call(server: ServerProcess, verb: string, input: unknown) {
  return post(`${server.url}/api/${verb}`, input, bearer(token));
}

async function register(name: string): Promise<string> {
  const form = { name, sex: 'female', birthDate: '1990-05-08', notThese: [] };
  const { body } = await call(one, 'records/registerPatient', form);
  return (body.patient as { id: string }).id;
}

async function saveVisitType(): Promise<void> {
  const saved = await call(one, 'scheduling/saveVisitType', {
    ...{
      code: 'consult',
      labelEn: 'Consultation',
      labelId: 'Konsultasi',
      durationMinutes: 10,
      patients: 'any',
    },
    ...{ bufferBeforeMinutes: 0, bufferAfterMinutes: 0, bufferOwner: 'practitioner', colour: 'blue' },
    ...{ prepEn: '', prepId: '', practitionerIds: [], roomKind: null, active: true },
  });
  expect(saved.status).toBe(200);
}

describe('two servers on one database', () => {
  it('show the same board, and each tells its screens at once what the other wrote', async () => {
    const hearing = await hearEvents(two.url, token);
    const taken = await call(one, 'frontDesk/takeWalkIn', { patientId, visitTypeCode: 'consult' });
    expect(taken.status).toBe(200);
    // without the push, the outbox would be looked at after fifteen seconds
    await hearing.until((event) => event.startsWith('frontDesk.'), 5_000);
    hearing.close();
    const boards = await Promise.all([one, two].map((server) => call(server, 'frontDesk/todayBoard', {})));
    const rows = boards.map(({ body }) => body.rows as { visitId: string }[]);
    expect(rows[0]?.map((row) => row.visitId)).toEqual([taken.body.visitId]);
    expect(rows[1]).toEqual(rows[0]);
  });

  it('know whoever signed in at the other, until she signs out at either', async () => {
    const signedIn = await post(`${one.url}/api/identity/signIn`, { login, password: testPassword });
    expect(signedIn.body).toMatchObject({ name: 'Rina' });
    const cookie = {
      cookie: signedIn.headers
        .getSetCookie()
        .map((line) => line.split(';')[0])
        .join('; '),
    };
    const who = () => post(`${two.url}/api/identity/whoAmI`, {}, cookie);
    expect((await who()).body).toMatchObject({ state: 'open' });
    expect((await post(`${two.url}/api/identity/signOut`, {}, cookie)).status).toBe(200);
    const back = await post(`${one.url}/api/identity/whoAmI`, {}, cookie);
    expect(back.body).toMatchObject({ state: 'signedOut' });
  });

  it('do each job once between them', async () => {
    await runHousekeeping();
    expect(await housekeepingRuns()).toEqual([{ state: 'completed', retries: 0 }]);
  });

  it('refuse a third one whose keys are others, and say what to copy', async () => {
    await expect(startServerProcess({ dataDir: dataDir('three'), env })).rejects.toThrow(
      'Copy the folder "keys" from the data folder of one of them into this one',
    );
  });

  it('do not miss the one that is killed: the other goes on with verbs, push and jobs', async () => {
    const hearing = await hearEvents(two.url, token);
    await one.kill();
    const board = await call(two, 'frontDesk/todayBoard', {});
    const [row] = board.body.rows as { visitId: string }[];
    const moved = await call(two, 'frontDesk/moveVisit', { visitId: row?.visitId, to: 'registering' });
    expect(moved.status).toBe(200);
    await hearing.until((event) => event.startsWith('frontDesk.'), 5_000);
    hearing.close();
    await runHousekeeping();
    expect(await housekeepingRuns()).toHaveLength(2);
  });
});

/** Asks for a run as the clock would, from a process that works on no job itself, and waits until it was done. */
async function runHousekeeping(): Promise<void> {
  const before = (await housekeepingRuns()).length;
  const asking = await openJobs(database.appUrl, [], pino({ level: 'silent' }));
  await asking.runSoon('platform.housekeeping');
  for (let tries = 0; (await housekeepingRuns()).length === before && tries < 600; tries += 1)
    await sleep(100);
  await asking.stop();
}

async function housekeepingRuns(): Promise<{ state: string; retries: number }[]> {
  const { rows } = await withClient(database.superuserUrl, (client) =>
    client.query<{ state: string; retries: number }>(
      `SELECT state::text, retry_count AS retries FROM pgboss.job
       WHERE name = 'platform.housekeeping' AND state = 'completed'`,
    ),
  );
  return rows;
}
