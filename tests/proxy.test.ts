import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPlatform } from '#app/server.ts';
import { inClinic } from '#platform/server/db/database.ts';
import { withClient } from '#platform/server/db/roles.ts';
import { createStaff, createToken } from '#platform/server/identity/accounts.ts';
import { openClinicRoles } from '#slices/workforce/server/index.ts';
import { type TestDatabase, testDatabase } from '#testing/database.ts';
import { temporaryFolder } from '#testing/folder.ts';
import { bearer, post, testPassword } from '#testing/http.ts';
import { type ServerProcess, startServerProcess } from '../campaigns/support/server-process.ts';
import { type Answer, openTlsProxy, type Sent, type TlsProxy } from './proxy/tls-proxy.ts';

/** The addresses of two browsers and of somebody who guesses. On Linux all of 127/8 is this machine. */
const [desk, phone, guesser] = ['127.0.0.9', '127.0.0.10', '127.0.0.66'];
const login = 'rina@klinik-a.test';
const manager = 'sri@klinik-a.test';

describe.runIf(process.platform === 'linux')('behind a proxy that ends TLS', () => {
  let database: TestDatabase;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let proxy: TlsProxy;
  let server: ServerProcess;
  let token: string;

  beforeAll(async () => {
    database = await testDatabase();
    folder = await temporaryFolder();
    const dataDir = path.join(folder.path, 'data');
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
    proxy = await openTlsProxy();
    const addresses = { DATABASE_URL: database.appUrl, DATABASE_ADMIN_URL: database.adminUrl };
    server = await startServerProcess({
      dataDir,
      env: { ...addresses, PUBLIC_URL: proxy.url, TRUST_PROXY: '1' },
    });
    proxy.upstream = server.url;
  }, 240_000);
  afterAll(async () => {
    await server?.stop();
    await proxy?.close();
    await database.drop();
    await folder.remove();
  });

  const write = (verb: string, body: unknown, sent: Sent = {}) =>
    proxy.call(`/api/${verb}`, {
      ...{ method: 'POST', body, ...sent },
      headers: { origin: proxy.url, 'sec-fetch-site': 'same-origin', ...sent.headers },
    });
  const signIn = (sent: Sent = {}) => write('identity/signIn', { login, password: testPassword }, sent);
  const cookiesOf = ({ headers }: Answer) =>
    (headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ');

  /** What the trail says of sign-ins that came to this login, newest first. */
  async function trail(): Promise<unknown[]> {
    const { rows } = await withClient(database.superuserUrl, (client) =>
      client.query(
        `SELECT outcome, details ->> 'clientAddress' AS address FROM audit_event
         WHERE event = 'identity.signIn' ORDER BY at DESC, id DESC`,
      ),
    );
    return rows;
  }

  it('a browser signs in with cookies that no other name and no plain HTTP can reach or plant', async () => {
    const signedIn = await signIn({ from: desk });
    expect(signedIn.status).toBe(200);
    const lines = signedIn.headers['set-cookie'] ?? [];
    expect(lines.map((line) => line.split('=')[0]).sort()).toEqual([
      ...['__Host-serambi_device', '__Host-serambi_session'],
    ]);
    for (const line of lines) {
      expect(line).toMatch(/; Path=\/;/);
      expect(line).toMatch(/; HttpOnly; Secure; SameSite=Strict$/);
      expect(line).not.toMatch(/domain/i);
    }
    const cookie = cookiesOf(signedIn);
    expect((await write('identity/whoAmI', {}, { headers: { cookie } })).body).toMatchObject({
      state: 'open',
    });
  });

  it('a write is taken from PUBLIC_URL and from no other site', async () => {
    const cookie = cookiesOf(await signIn());
    const from = async (origin: string) => {
      const answer = await write('work/listMine', {}, { headers: { cookie, origin } });
      return [origin, answer.status, answer.body?.code];
    };
    expect(await from(proxy.url)).toEqual([proxy.url, 200, undefined]);
    for (const other of [server.url, proxy.url.replace('https', 'http'), 'https://klinik.local', 'null'])
      expect(await from(other)).toEqual([other, 403, 'platform.crossSite']);
  });

  it('the trail names the browser’s address, whatever it claims of itself', async () => {
    await signIn({ from: desk });
    expect((await trail())[0]).toEqual({ outcome: 'done', address: desk });
    const wrong = { login, password: 'not this one, surely' };
    await write('identity/signIn', wrong, { from: phone, headers: { 'x-forwarded-for': '203.0.113.99' } });
    expect((await trail())[0]).toEqual({ outcome: 'refused', address: phone });
  });

  it('whoever guesses is slowed down by her true address, and nobody else with her', async () => {
    const guess = (number: number, from: string) =>
      write(
        'identity/signIn',
        { login: `nobody${number}@klinik-a.test`, password: 'not this one, surely' },
        { from, headers: { 'x-forwarded-for': `198.51.100.${number}` } },
      );
    const codes = new Set<unknown>();
    for (let round = 0; round < 6; round += 1) {
      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, number) => guess(round * 12 + number, guesser)),
      );
      for (const { status } of answers) codes.add(status);
    }
    expect([...codes].sort()).toEqual([403, 429]);
    expect((await guess(200, guesser)).status).toBe(429);
    expect((await guess(201, desk)).status).toBe(403);
    expect((await signIn({ from: phone })).status).toBe(200);
  });

  it('what is written is told on an open push line at once', async () => {
    const line = await proxy.request('/api/push', { headers: bearer(token) });
    expect(line.headers).toMatchObject({ 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' });
    let heard = '';
    const told = new Promise<void>((resolve) =>
      line.on('data', (bytes) => {
        heard += bytes;
        if (heard.includes('devices.removed')) resolve();
      }),
    );
    const { code } = (await write('devices/startPairing', { name: 'Tablet' }, { headers: bearer(token) }))
      .body as { code: string };
    expect((await write('devices/pair', { code }, { from: phone })).status).toBe(200);
    const { devices } = (await write('devices/list', {}, { headers: bearer(token) })).body as {
      devices: { deviceId: string }[];
    };
    const beganMs = performance.now();
    await write('devices/remove', { deviceId: devices[0]?.deviceId }, { headers: bearer(token) });
    await told;
    // the heartbeat, which would carry held bytes along, comes each twenty seconds
    expect(performance.now() - beganMs).toBeLessThan(10_000);
    line.destroy();
  });

  it('browsers are held to TLS, on the page as on an answer of the API', async () => {
    for (const { status, headers } of [await proxy.call('/'), await proxy.call('/api/nothing')])
      expect([status, headers['strict-transport-security']]).toEqual([
        expect.any(Number),
        'max-age=31536000',
      ]);
    expect((await proxy.call('/')).text).toContain('<html');
  });

  it('a foreign name is refused, and one in X-Forwarded-Host that the proxy hands on', async () => {
    for (const name of ['host', 'x-forwarded-host'])
      expect((await proxy.call('/', { headers: { [name]: 'evil.example' } })).status).toBe(421);
  });

  it('this machine’s own programs go on past the proxy, and cannot do as if they came through it in clear', async () => {
    const list = (headers: Record<string, string>) =>
      post(`${server.url}/api/work/listMine`, {}, { ...bearer(token), ...headers });
    expect((await list({})).status).toBe(200);
    expect((await list({ 'x-forwarded-proto': 'http' })).status).toBe(421);
  });

  it('devices are led to PUBLIC_URL', async () => {
    const { body } = await write('devices/list', {}, { headers: bearer(token) });
    expect(body?.network).toEqual({ kind: 'proxy', addresses: [proxy.url] });
  });
});
