import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openPlatform } from '#app/server.ts';
import { withClient } from '#platform/server/db/roles.ts';
import type { Platform } from '#platform/server/platform.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { type TestDatabase, testDatabase } from '#testing/database.ts';
import { temporaryFolder } from '#testing/folder.ts';
import { openTestHttp, post, type TestHttp } from '#testing/http.ts';
import { setup } from '../contract.ts';
import { codeFits, setupAddress, setupCode } from './code.ts';

const wanted = {
  clinic: {
    name: 'Klinik Kenanga',
    slug: 'kenanga',
    country: 'ID',
    zone: 'Asia/Makassar',
    currency: 'IDR',
    language: 'id',
  },
  person: {
    name: 'Sri Handayani',
    login: 'sri@kenanga',
    password: 'payung hijau tujuh buah',
    alsoPhysician: true,
    licence: 'SIP 503/1/2026',
  },
};

describe('an empty Serambi', () => {
  let database: TestDatabase;
  let platform: Platform;
  let http: TestHttp;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let nowMs = Date.parse('2026-03-09T01:00:00Z');

  beforeAll(async () => {
    database = await testDatabase();
    folder = await temporaryFolder();
    const open = {
      database: database.db,
      relay: { eventsLeft: () => undefined },
      log: pino({ level: 'silent' }),
    };
    platform = await openPlatform({ dataDir: folder.path, clock: { now: () => nowMs } }, open);
    // the HTTP side asks nothing of a test clinic but its platform
    http = await openTestHttp({ platform } as TestClinic);
  });
  beforeEach(async () => {
    nowMs += 24 * 60 * 60_000;
    await withClient(database.superuserUrl, (client) =>
      client.query('TRUNCATE platform_clinic, identity_login, identity_attempt CASCADE'),
    );
  });
  afterAll(async () => {
    await http.close();
    await database.drop();
    await folder.remove();
  });

  const openWith = (more: object = {}) =>
    post(`${http.url}/api/setup/openClinic`, { code: setupCode(platform.auditKey), ...wanted, ...more });

  it('shows the same address with its code after every start', async () => {
    const address = await setupAddress(platform, 'http://127.0.0.1:8080');
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:8080\/setup#[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
    const again = await openPlatform({ dataDir: folder.path }, { ...platform, relay: platform });
    expect(setupCode(again.auditKey)).toBe(setupCode(platform.auditKey));
  });

  it('opens it in the state that was said, whose rules wait for the manager to approve them', async () => {
    const clinic = { ...wanted.clinic, country: 'US', zone: 'America/Los_Angeles', currency: 'USD' };
    const person = { ...wanted.person, licence: 'NPI 1234567893' };
    const wrong = await openWith({ clinic: { ...clinic, place: 'ID' }, person });
    expect(wrong.body.fields).toMatchObject([{ path: 'clinic.place' }]);
    const opened = await openWith({ clinic: { ...clinic, place: 'US-CA' }, person });
    const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
    const law = await post(`${http.url}/api/workforce/law`, {}, { cookie });
    expect(law.body).toMatchObject({ place: 'US-CA', version: 1 });
    expect(law.body.approvedBy).toBeUndefined();
    expect(law.body.rules).toHaveLength(6);
  });

  it('opens its clinic with the code and signs the manager in', async () => {
    expect((await post(`${http.url}/api/setup/state`, {})).body).toEqual({ needed: true });
    const opened = await openWith();
    expect(opened).toMatchObject({ status: 200, body: { name: 'Sri Handayani', clinicSlug: 'kenanga' } });
    expect(opened.body.token).toBeUndefined();
    const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
    const who = await post(`${http.url}/api/identity/whoAmI`, {}, { cookie });
    expect(who.body).toMatchObject({
      state: 'open',
      clinic: { name: 'Klinik Kenanga', zone: 'Asia/Makassar', demo: false },
      roles: [{ role: 'manager' }, { role: 'physician' }],
    });
    expect((await post(`${http.url}/api/setup/state`, {})).body).toEqual({ needed: false });
    expect(await setupAddress(platform, 'http://127.0.0.1:8080')).toBeUndefined();
    const list = await post(`${http.url}/api/setup/checklist`, {}, { cookie });
    expect(list.body).toMatchObject({ closed: false });
    const types = await post(`${http.url}/api/scheduling/setup`, {}, { cookie });
    expect(types.body.visitTypes).toHaveLength(4);
  });

  it('refuses a wrong code, counts it, and after five looks at none for a while', async () => {
    for (let tries = 0; tries < 5; tries += 1) {
      expect((await openWith({ code: 'AAAA-BBBB-CCCC-DDDD' })).body.code).toBe('setup.codeWrong');
    }
    const waiting = await openWith();
    expect(waiting).toMatchObject({ status: 429, body: { code: 'setup.wait' } });
    nowMs += 2 * 60_000;
    expect((await openWith()).status).toBe(200);
  });

  it('opens one clinic only, also when two are made at once', async () => {
    const both = await Promise.all([openWith(), openWith({ clinic: { ...wanted.clinic, slug: 'other' } })]);
    expect(both.map((one) => one.status).sort()).toEqual([200, 409]);
    expect((await openWith()).body.code).toBe('setup.clinicExists');
  });

  it('leaves nothing behind when the person does not fit', async () => {
    const guessable = await openWith({ person: { ...wanted.person, password: 'kenanga2026' } });
    expect(guessable.body).toMatchObject({ fields: [{ path: 'person.password' }] });
    const clinic = {
      ...wanted.clinic,
      country: 'US',
      zone: 'America/Chicago',
      currency: 'USD',
      language: 'en',
    };
    const npi = await openWith({ clinic, person: { ...wanted.person, licence: '1234567890' } });
    expect(npi.body).toMatchObject({ fields: [{ path: 'person.licence' }] });
    const zone = await openWith({ clinic: { ...wanted.clinic, zone: 'America/Chicago' } });
    expect(zone.body).toMatchObject({ fields: [{ path: 'clinic.zone' }] });
    expect((await post(`${http.url}/api/setup/state`, {})).body).toEqual({ needed: true });
  });
});

describe('the code', () => {
  it('is taken however it was typed, and no other is', () => {
    const key = new Uint8Array(32).fill(7);
    const code = setupCode(key);
    expect(codeFits(key, ` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(true);
    expect(codeFits(key, code.replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(true);
    expect(codeFits(key, code.slice(0, -1))).toBe(false);
    expect(codeFits(new Uint8Array(32).fill(8), code)).toBe(false);
    expect(codeFits(key, '')).toBe(false);
  });
});

describe('the checklist', () => {
  let clinic: TestClinic;
  beforeAll(async () => {
    clinic = await openTestClinic();
  });
  afterAll(() => clinic.close());

  const stepsDone = async () => {
    // settings are read anew with each request; the test's caller brings its clinic along
    const { steps } = await clinic.as('manager').call(setup, 'checklist', {});
    return steps.filter((one) => one.done).map((one) => one.step);
  };

  it('is the manager’s, and reads what is done off the clinic', async () => {
    const problem = await clinic.refused(clinic.as('frontDesk').call(setup, 'checklist', {}));
    expect(problem.status).toBe(403);
    expect(await stepsDone()).toEqual(['people']);
    await clinic.inside((ctx) =>
      ctx.record.create({ resourceType: 'Patient', name: [{ text: 'Budi Santoso' }] }),
    );
    expect(await stepsDone()).toEqual(['people', 'patients']);
  });

  it('keeps what it does not own in the settings when the letterhead is saved or the list dismissed', async () => {
    const manager = clinic.as('manager');
    await manager.call(setup, 'saveClinic', {
      name: 'Klinik A Baru',
      letterhead: ['Jl. Kenanga 1', 'Jakarta'],
    });
    await manager.call(setup, 'dismissChecklist', { dismissed: true });
    await clinic.inside(async (ctx) => {
      const row = await ctx.db
        .selectFrom('platform_clinic')
        .select(['name', 'settings'])
        .where('id', '=', ctx.clinic.id)
        .executeTakeFirstOrThrow();
      expect(row).toEqual({
        name: 'Klinik A Baru',
        settings: { letterhead: ['Jl. Kenanga 1', 'Jakarta'], setup: { dismissed: true } },
      });
    });
  });
});
