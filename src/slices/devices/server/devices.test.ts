import { createServer } from 'node:http';
import { once } from 'node:events';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RegisteredVerb } from '#platform/server/http/registry.ts';
import { runVerb } from '#platform/server/http/run-verb.ts';
import { deviceIdOf, hashSecret } from '#platform/server/identity/secrets.ts';
import { openNetwork } from '#platform/server/network/network.ts';
import { readTls } from '#platform/server/network/settings.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { temporaryFolder } from '#testing/folder.ts';
import { openTestHttp, post, type TestHttp, testPassword } from '#testing/http.ts';
import { handshake } from '#testing/tls.ts';
import { type Device, devices } from '../contract.ts';

let clinic: TestClinic;
let http: TestHttp;
beforeAll(async () => {
  clinic = await openTestClinic();
  http = await openTestHttp(clinic);
});
afterAll(async () => {
  await http.close();
  await clinic.close();
});

const manager = () => clinic.as('manager');
const listed = async () => (await manager().call(devices, 'list', {})).devices;
const start = (name: string) => manager().call(devices, 'startPairing', { name });

/** A browser: calls with the cookies that it was given. */
function browser() {
  const jar = new Map<string, string>();
  return {
    jar,
    async call(verb: string, body: object) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await post(`${http.url}/api/${verb}`, body, { cookie });
      for (const one of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? [];
        jar.set(name, value);
      }
      return answer;
    },
  };
}

describe('pairing a device', () => {
  it('gives the browser that brings the code its name, once', async () => {
    const { code, path } = await start('Tablet ruang 1');
    expect(path).toBe(`/pair#${code}`);
    const [tablet, late] = [browser(), browser()];
    const paired = await tablet.call('devices/pair', { code: ` ${code.toLowerCase().replace('-', ' ')} ` });
    expect(paired).toMatchObject({
      status: 200,
      body: { name: 'Tablet ruang 1', clinicName: clinic.clinic.name },
    });
    expect(paired.headers.getSetCookie()[0]).toMatch(/^serambi_device=.*HttpOnly.*SameSite=Strict/);
    expect(await late.call('devices/pair', { code })).toMatchObject({
      status: 403,
      body: { code: 'devices.codeNotGood' },
    });
    expect(await listed()).toMatchObject([
      { name: 'Tablet ruang 1', pairedBy: manager().actor.name, lastSeenAt: null, here: false },
    ]);
  });

  it('of two that bring one code at once takes one', async () => {
    const { code } = await start('Satu saja');
    const all = await Promise.all(Array.from({ length: 6 }, () => browser().call('devices/pair', { code })));
    expect(all.map((one) => one.status).sort()).toEqual([200, 403, 403, 403, 403, 403]);
    expect((await listed()).filter((one) => one.name === 'Satu saja')).toHaveLength(1);
  });

  it('refuses a code that is wrong, empty, or half an hour old', async () => {
    const { code } = await start('Terlambat');
    for (const wrong of ['', 'AAAAA-AAAAA', code.slice(0, -1)])
      expect((await browser().call('devices/pair', { code: wrong })).status).toBe(403);
    clinic.clock.advance(31);
    expect((await browser().call('devices/pair', { code })).status).toBe(403);
  });

  it('opens nothing: the device still has to sign somebody in', async () => {
    const tablet = browser();
    await tablet.call('devices/pair', { code: (await start('Belum masuk')).code });
    expect((await tablet.call('devices/list', {})).status).toBe(401);
    expect((await tablet.call('work/listMine', {})).status).toBe(401);
  });

  it('belongs to the clinic whose manager made the code, and is seen there alone', async () => {
    const { code } = await clinic.other
      .as('manager')
      .call(devices, 'startPairing', { name: 'Tablet of Harbor' });
    await browser().call('devices/pair', { code });
    expect((await listed()).map((one) => one.name)).not.toContain('Tablet of Harbor');
    const there = await clinic.other.as('manager').call(devices, 'list', {});
    expect(there.devices.map((one) => one.name)).toEqual(['Tablet of Harbor']);
  });

  it('is for those whose job description holds it', async () => {
    for (const role of ['frontDesk', 'clinical', 'physician', 'bookkeeper', 'auditor']) {
      const asked = clinic.as(role).call(devices, 'startPairing', { name: 'Coba' });
      expect(await clinic.refused(asked)).toMatchObject({ status: 403, code: 'platform.notAllowed' });
      expect(await clinic.refused(clinic.as(role).call(devices, 'list', {}))).toMatchObject({ status: 403 });
    }
  });
});

describe('a paired device', () => {
  it('keeps its row under a new name when it is paired again', async () => {
    const tablet = browser();
    await tablet.call('devices/pair', { code: (await start('Lama')).code });
    const before = (await listed()).find((one) => one.name === 'Lama');
    const cookie = tablet.jar.get('serambi_device');
    await tablet.call('devices/pair', { code: (await start('Baru')).code });
    const names = await listed();
    expect(names.find((one) => one.name === 'Baru')?.deviceId).toBe(before?.deviceId);
    expect(names.some((one) => one.name === 'Lama')).toBe(false);
    expect(tablet.jar.get('serambi_device')).toBe(cookie);
  });

  it('shows when somebody was last seen there, and is known by the one who looks from it', async () => {
    const person = await http.person('frontDesk');
    const tablet = browser();
    await tablet.call('devices/pair', { code: (await start('Loket')).code });
    clinic.clock.advance(90);
    await tablet.call('identity/signIn', { login: person.login, password: testPassword });
    const at = deviceIdOf(hashSecret(tablet.jar.get('serambi_device') ?? '').toString('hex'));
    const actor = { ...manager().actor, deviceId: at };
    const { platform, clinic: own } = clinic;
    const verb = platform.registry.verb('devices', 'list');
    const seen = await runVerb(platform, { actor, clinic: own, language: 'en' }, verb as RegisteredVerb, {});
    const row = (seen as { devices: Device[] }).devices.find((one) => one.name === 'Loket');
    expect(row).toMatchObject({ here: true });
    expect(Date.parse(row?.lastSeenAt ?? '')).toBe(clinic.clock.now());
  });

  it('that is removed puts out whoever is signed in there, and no other device of hers', async () => {
    const person = await http.person('frontDesk');
    const [lost, kept] = [browser(), browser()];
    await lost.call('devices/pair', { code: (await start('Hilang')).code });
    for (const one of [lost, kept])
      await one.call('identity/signIn', { login: person.login, password: testPassword });
    expect((await lost.call('work/listMine', {})).status).toBe(200);
    const deviceId = (await listed()).find((one) => one.name === 'Hilang')?.deviceId ?? '';
    await manager().call(devices, 'remove', { deviceId });
    expect((await lost.call('work/listMine', {})).status).toBe(401);
    expect((await kept.call('work/listMine', {})).status).toBe(200);
    expect(await clinic.refused(manager().call(devices, 'remove', { deviceId }))).toMatchObject({
      status: 404,
    });
  });

  it('of another clinic cannot be removed, and answers as if it were not there', async () => {
    const [deviceId = ''] = (await listed()).map((one) => one.deviceId);
    const removed = (id: string) =>
      clinic.refused(clinic.other.as('manager').call(devices, 'remove', { deviceId: id }));
    const [one, two] = [await removed(deviceId), await removed(globalThis.crypto.randomUUID())];
    expect([one.status, one.code, one.detail]).toEqual([404, two.code, two.detail]);
  });
});

describe('the clinic’s network', () => {
  const machine = () => ({
    names: ['klinik-pc.local', 'localhost'],
    addresses: ['192.168.1.10', '127.0.0.1', '::1'],
  });
  const withNetwork = async (
    options: { demo?: boolean; tlsPort?: number },
    body: (dataDir: string) => Promise<void>,
  ) => {
    const folder = await temporaryFolder();
    const network = openNetwork({
      ...{ dataDir: folder.path, host: '127.0.0.1', tlsPort: options.tlsPort ?? 0, pairingPort: 0 },
      ...{
        log: pino({ level: 'silent' }),
        now: Date.now,
        machine,
        hasDemo: async () => options.demo ?? false,
      },
    });
    clinic.platform.network = network;
    await network.serve({ kind: 'off' }, (_, response) => response.end('here'));
    try {
      await body(folder.path);
    } finally {
      await network.close();
      await folder.remove();
    }
  };

  it('is opened by the manager, at once and for later starts, and tells where others reach it', () =>
    withNetwork({}, async (dataDir) => {
      expect((await manager().call(devices, 'list', {})).network).toEqual({ kind: 'off', addresses: [] });
      const { network } = await manager().call(devices, 'openNetwork', {});
      expect(network.kind).toBe('own');
      expect(network.addresses[0]).toMatch(/^https:\/\/192\.168\.1\.10:\d+$/);
      expect(network.trust?.addresses[0]).toMatch(/^http:\/\/192\.168\.1\.10:\d+$/);
      expect(await readTls(dataDir)).toEqual({ kind: 'own' });
      const again = await manager().call(devices, 'openNetwork', {});
      expect(again.network).toEqual(network);
      const trust = await fetch(
        `http://127.0.0.1:${new URL(network.trust?.addresses[0] ?? '').port}/serambi.pem`,
      );
      const port = Number(new URL(network.addresses[0] ?? '').port);
      const shaken = await handshake(port, { ca: await trust.text(), host: '192.168.1.10' });
      expect(shaken.authorized).toBe(true);
    }));

  it('stays closed for a demo clinic', () =>
    withNetwork({ demo: true }, async (dataDir) => {
      const asked = manager().call(devices, 'openNetwork', {});
      expect(await clinic.refused(asked)).toMatchObject({ status: 409, code: 'devices.demoClinic' });
      expect(await readTls(dataDir)).toEqual({ kind: 'off' });
    }));

  it('says so when its port is taken, and can be opened once it is free', async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    const address = squatter.address();
    const tlsPort = typeof address === 'object' && address ? address.port : 0;
    await withNetwork({ tlsPort }, async () => {
      const asked = manager().call(devices, 'openNetwork', {});
      expect(await clinic.refused(asked)).toMatchObject({ status: 409, code: 'devices.portTaken' });
      squatter.close();
      await once(squatter, 'close');
      expect((await manager().call(devices, 'openNetwork', {})).network.kind).toBe('own');
    });
  });
});
