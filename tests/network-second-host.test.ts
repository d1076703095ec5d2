import { X509Certificate } from 'node:crypto';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openPlatform } from '#app/server.ts';
import { demoPassword } from '#app/demo/clinics.ts';
import { inClinic } from '#platform/server/db/database.ts';
import { appRole, ensureDatabase, ownerRole, withClient } from '#platform/server/db/roles.ts';
import { createStaff, createToken } from '#platform/server/identity/accounts.ts';
import { openClinicRoles } from '#slices/workforce/server/index.ts';
import { type TestDatabase, testDatabase } from '#testing/database.ts';
import { temporaryFolder } from '#testing/folder.ts';
import { bearer, testPassword } from '#testing/http.ts';
import { databaseUrl, dropDatabase } from '#testing/server.ts';
import { foreignCertificate } from '#testing/tls.ts';
import { type ServerProcess, startServerProcess } from '../campaigns/support/server-process.ts';
import type { Heard } from './network/caller.ts';
import { type Host, openTwoHosts, whyNoHosts } from './network/hosts.ts';

const whyNot = whyNoHosts();
if (whyNot) process.stderr.write(`Nothing was tried from a second host: ${whyNot}\n`);

const login = 'rina@klinik-a.test';
const manager = 'sri@klinik-a.test';
const bodyOf = ({ text = '' }: Heard) => JSON.parse(text) as Record<string, unknown>;
const cookieOf = ({ headers = {} }: Heard) =>
  [headers['set-cookie'] ?? []].flat().map((line) => line.split(';')[0]);

describe.skipIf(whyNot)('from a second host', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let hosts: Awaited<ReturnType<typeof openTwoHosts>>;
  let office: Host;
  let tablet: Host;
  beforeAll(async () => {
    folder = await temporaryFolder();
    hosts = await openTwoHosts();
    ({ office, tablet } = hosts);
  });
  afterAll(async () => {
    await hosts?.close();
    await folder.remove();
  });

  const post = (host: Host, url: string, body: unknown, headers: Record<string, string> = {}, ca?: string) =>
    host.call(url, { method: 'POST', body, headers, ...(ca !== undefined && { ca }) });
  const start = (dataDir: string, env: Record<string, string>, demo = false) =>
    startServerProcess({ dataDir, env, demo, port: 8080, before: office.enter, withinMs: 220_000 });
  /** What the tablet meets at each port of the office PC in plain HTTP. */
  const doors = async () => {
    const ports = [8080, 8081, 8443];
    const found: (string | number | undefined)[] = [];
    for (const port of ports) {
      const { status, error } = await tablet.call(`http://${office.address}:${port}/`);
      found.push(status ?? error);
    }
    return found;
  };
  const allShut = ['ECONNREFUSED', 'ECONNREFUSED', 'ECONNREFUSED'];

  describe('a clinic', () => {
    let database: TestDatabase;
    let dataDir: string;
    let env: Record<string, string>;
    let server: ServerProcess;
    let token: string;
    let authority: string;
    const verb = (name: string) => `https://${office.address}:8443/api/${name}`;
    const atOffice = (name: string, body: unknown = {}) =>
      post(office, `http://127.0.0.1:8080/api/${name}`, body, bearer(token));
    const atTablet = (name: string, body: unknown, headers: Record<string, string> = {}) =>
      post(tablet, verb(name), body, headers, authority);

    const trail = async () => {
      const { rows } = await withClient(database.superuserUrl, (client) =>
        client.query(`SELECT outcome, details ->> 'clientAddress' AS address FROM audit_event
          WHERE event = 'identity.signIn' ORDER BY at`),
      );
      return rows;
    };

    beforeAll(async () => {
      database = await testDatabase();
      dataDir = path.join(folder.path, 'data');
      env = { DATABASE_URL: database.appUrl, DATABASE_ADMIN_URL: database.adminUrl };
      const { clinicA } = database;
      const platform = await openPlatform(
        { dataDir },
        { database: database.db, relay: { eventsLeft: () => undefined }, log: pino({ level: 'silent' }) },
      );
      await inClinic(database.db, clinicA.id, (tx) => openClinicRoles(tx, clinicA));
      const person = { clinicSlug: clinicA.slug, language: 'id', password: testPassword } as const;
      await createStaff(platform, { ...person, login, name: 'Rina', roles: ['frontDesk'] });
      await createStaff(platform, { ...person, login: manager, name: 'Sri', roles: ['manager'] });
      token = (await createToken(platform, { login: manager })).token;
      server = await start(dataDir, env);
    }, 240_000);
    afterAll(async () => {
      await server?.stop();
      await database.drop();
    });

    it('is not there at all until its network is opened', async () => {
      expect((await office.call('http://127.0.0.1:8080/healthz')).status).toBe(200);
      expect(await doors()).toEqual(allShut);
    });

    it('is not served in clear on the address that the tablet reaches', async () => {
      const second = path.join(folder.path, 'second');
      for (const host of [office.address, '::'])
        await expect(start(second, { ...env, HOST: host })).rejects.toThrow(
          `Refusing to serve records on ${host} without TLS`,
        );
    }, 120_000);

    it('gives its authority in clear and nothing else, once the manager has opened its network', async () => {
      const opened = bodyOf(await atOffice('devices/openNetwork')).network as {
        addresses: string[];
        trust: { addresses: string[]; fingerprint: string };
      };
      expect(opened.addresses[0]).toBe(`https://${office.address}:8443`);
      expect(opened.trust.addresses[0]).toBe(`http://${office.address}:8081`);
      authority = (await tablet.call(`${opened.trust.addresses[0]}/serambi.pem`)).text ?? '';
      expect(new X509Certificate(authority).fingerprint256).toBe(opened.trust.fingerprint);
      expect((await tablet.call(`${opened.trust.addresses[0]}/api/openapi.json`)).status).toBe(404);
      const [plain, trust, tls] = await doors();
      expect([plain, trust]).toEqual(['ECONNREFUSED', 200]);
      expect(tls).toMatch(/^(ECONNRESET|HPE_|EPIPE)/);
    });

    it('answers by HTTPS whoever trusts that authority, and nobody else gets through', async () => {
      const url = `https://${office.address}:8443/healthz`;
      const heard = await tablet.call(url, { ca: authority });
      expect(heard).toMatchObject({ status: 200, authorized: true });
      expect(heard.headers?.['strict-transport-security']).toBe('max-age=31536000');
      expect((await tablet.call(url)).error).toMatch(/^(SELF_SIGNED|UNABLE_TO)/);
      const { certificate } = await foreignCertificate(office.address);
      expect((await tablet.call(url, { ca: certificate })).error).toMatch(/^(SELF_SIGNED|UNABLE_TO)/);
    });

    it('pairs the tablet by a code from its screen, once', async () => {
      const { code } = bodyOf(await atOffice('devices/startPairing', { name: 'Tablet ruang 1' }));
      const origin = { origin: `https://${office.address}:8443` };
      const paired = await atTablet('devices/pair', { code }, origin);
      expect([paired.status, bodyOf(paired).name]).toEqual([200, 'Tablet ruang 1']);
      expect(String(paired.headers?.['set-cookie'])).toMatch(
        /^__Host-serambi_device=.*; HttpOnly; Secure; SameSite=Strict$/,
      );
      expect((await atTablet('devices/pair', { code }, origin)).status).toBe(403);
      expect(bodyOf(await atOffice('devices/list')).devices).toMatchObject([{ name: 'Tablet ruang 1' }]);
    });

    it('lets a person in there, and its trail names the tablet’s address, whatever that claims to be', async () => {
      const signedIn = await atTablet('identity/signIn', { login, password: testPassword });
      expect(bodyOf(signedIn)).toMatchObject({ name: 'Rina' });
      const cookie = cookieOf(signedIn).join('; ');
      expect((await atTablet('work/listMine', {}, { cookie })).status).toBe(200);
      const claim = { 'x-forwarded-for': '203.0.113.9' };
      const wrong = await atTablet('identity/signIn', { login, password: 'not this one, surely' }, claim);
      expect(wrong.status).toBe(403);
      expect(await trail()).toEqual([
        { outcome: 'done', address: tablet.address },
        { outcome: 'refused', address: tablet.address },
      ]);
    });

    it('refuses names that are not its own, and what other sites send', async () => {
      for (const host of ['evil.example:8443', '203.0.113.9'])
        expect([host, (await atTablet('identity/whoAmI', {}, { host })).status]).toEqual([host, 421]);
      for (const origin of [
        'https://evil.example',
        `http://${office.address}:8443`,
        `https://${office.address}`,
      ])
        expect([origin, (await atTablet('identity/whoAmI', {}, { origin })).status]).toEqual([origin, 403]);
    });

    it('is there again by the same authority after it was started anew', async () => {
      await server.stop();
      expect(await doors()).toEqual(allShut);
      server = await start(dataDir, env);
      const url = `https://${office.address}:8443/healthz`;
      expect(await tablet.call(url, { ca: authority })).toMatchObject({ status: 200, authorized: true });
      expect((await doors()).slice(0, 2)).toEqual(['ECONNREFUSED', 200]);
    }, 120_000);
  });

  describe('a demo', () => {
    const name = `serambi_test_demo_${process.pid}`;
    const at = inject('testServer').superuserUrl;
    const env = {
      DATABASE_URL: databaseUrl(at, name, appRole),
      DATABASE_ADMIN_URL: databaseUrl(at, name, ownerRole),
    };
    let server: ServerProcess;
    let dataDir: string;
    beforeAll(async () => {
      await ensureDatabase(at, name, inject('testServer').template);
      dataDir = path.join(folder.path, 'demo');
      server = await start(dataDir, env, true);
    }, 240_000);
    afterAll(async () => {
      await server?.stop();
      await dropDatabase(at, name);
    });

    it('is not there, and its manager cannot open the network', async () => {
      const api = 'http://127.0.0.1:8080/api';
      const person = { login: 'manager@melati.demo', password: demoPassword };
      const signedIn = await post(office, `${api}/identity/signIn`, person);
      expect(signedIn.status).toBe(200);
      const cookie = cookieOf(signedIn).join('; ');
      const opened = await post(office, `${api}/devices/openNetwork`, {}, { cookie });
      expect([opened.status, bodyOf(opened).code]).toEqual([409, 'devices.demoClinic']);
      expect(await doors()).toEqual(allShut);
    });

    it('does not start for others, by whatever way they would come', async () => {
      await server.stop();
      const proxy = { PUBLIC_URL: 'https://klinik.test', TRUST_PROXY: '1' };
      const ways: Record<string, string>[] = [
        { SERAMBI_TLS: '1' },
        { ...proxy, HOST: office.address },
        proxy,
      ];
      for (const way of ways) {
        await expect(start(dataDir, { ...env, ...way })).rejects.toThrow('holds a demo clinic');
        expect(await doors()).toEqual(allShut);
      }
    }, 120_000);
  });
});
