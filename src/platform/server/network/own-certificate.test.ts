import { X509Certificate } from 'node:crypto';
import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '#testing/folder.ts';
import { foreignCertificate, handshake, serveOnce } from '#testing/tls.ts';
import type { MachineNames } from './machine.ts';
import { ownCertificate } from './own-certificate.ts';

const dayMs = 24 * 60 * 60 * 1000;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let nowMs: number;
let machine: MachineNames;
const open = () =>
  ownCertificate(
    folder.path,
    () => machine,
    () => nowMs,
  );
const keyFile = (name: string) => path.join(folder.path, 'keys', name);

beforeEach(async () => {
  folder = await temporaryFolder();
  nowMs = Date.now();
  machine = {
    names: ['klinik-pc', 'klinik-pc.local', 'localhost'],
    addresses: ['192.168.1.10', 'fd00::10', '127.0.0.1', '::1'],
  };
});
afterEach(() => folder.remove());

describe('the clinic’s own certificate', () => {
  it.each(['klinik-pc', 'klinik-pc.local', 'localhost', '192.168.1.10', 'fd00::10', '127.0.0.1', '::1'])(
    'is taken for %s by a client that trusts the authority and nothing else',
    async (host) => {
      const source = await open();
      const server = await serveOnce(await source.read());
      const shaken = await handshake(server.port, { ca: source.authority?.toString() ?? '', host });
      await server.close();
      expect(shaken).toMatchObject({ authorized: true, protocol: 'TLSv1.3' });
    },
  );

  it('is refused by a client that does not trust the authority, and for another name', async () => {
    const source = await open();
    const server = await serveOnce(await source.read());
    const ca = source.authority?.toString() ?? '';
    expect(await handshake(server.port, { host: 'klinik-pc.local' })).toMatchObject({ authorized: false });
    expect(await handshake(server.port, { ca, host: 'bank.example' })).toMatchObject({
      authorized: false,
      error: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
    await server.close();
  });

  it('lasts under 398 days, and its authority ten years', async () => {
    const source = await open();
    const { certificate } = await source.read();
    const days = (one: X509Certificate) => (Date.parse(one.validTo) - Date.parse(one.validFrom)) / dayMs;
    expect(days(new X509Certificate(certificate))).toBeLessThan(398);
    expect(days(new X509Certificate(certificate))).toBeGreaterThan(390);
    expect(Math.round(days(source.authority as X509Certificate) / 365.25)).toBe(10);
  });

  it('keeps its keys where no other account reads them, and refuses a key that one could', async () => {
    await (await open()).read();
    for (const name of ['authority.json', 'server.json'])
      expect((await stat(keyFile(name))).mode & 0o777).toBe(0o600);
    await chmod(keyFile('authority.json'), 0o640);
    await expect(open()).rejects.toThrow(/chmod 600/);
  });

  it('is the same after a restart, and so is the authority', async () => {
    const first = await open();
    const shown = await first.read();
    const second = await open();
    expect(second.authority?.fingerprint256).toBe(first.authority?.fingerprint256);
    expect(await second.read()).toEqual(shown);
  });

  it('takes the first authority where two starts make one at once', async () => {
    const both = await Promise.all([open(), open(), open()]);
    expect(new Set(both.map((one) => one.authority?.fingerprint256)).size).toBe(1);
  });

  it('is issued anew when sixty days are left, by the same authority', async () => {
    const source = await open();
    const first = await source.read();
    nowMs += 330 * dayMs;
    expect(await source.read()).toEqual(first);
    nowMs += 10 * dayMs;
    const second = await source.read();
    expect(second).not.toEqual(first);
    expect(Date.parse(new X509Certificate(second.certificate).validTo)).toBeGreaterThan(nowMs + 390 * dayMs);
    expect(
      new X509Certificate(second.certificate).verify((source.authority as X509Certificate).publicKey),
    ).toBe(true);
  });

  it('is issued anew when the machine gets another address or name, and stays when only their order changes', async () => {
    const source = await open();
    const first = await source.read();
    machine = { ...machine, addresses: [...machine.addresses].reverse() };
    expect(await source.read()).toEqual(first);
    machine = { names: ['loket', 'loket.local', 'localhost'], addresses: ['10.0.0.7', '127.0.0.1', '::1'] };
    const names = new X509Certificate((await source.read()).certificate).subjectAltName;
    expect(names).toContain('DNS:loket.local');
    expect(names).toContain('IP Address:10.0.0.7');
    // the authority was made for another name and may not vouch for this one
    expect(names).not.toMatch(/DNS:loket(,|$)/);
  });

  it('never outlives its authority, and says so when that has ended', async () => {
    const source = await open();
    const end = Date.parse(source.authority?.validTo ?? '');
    nowMs = end - 20 * dayMs;
    const last = await source.read();
    expect(Date.parse(new X509Certificate(last.certificate).validTo)).toBe(end);
    expect(await source.read()).toEqual(last);
    nowMs = end + dayMs;
    await expect(source.read()).rejects.toThrow(/authority ended/);
  });

  it('is issued anew where the kept one is damaged or another authority’s; a damaged authority is not replaced in silence', async () => {
    const source = await open();
    const first = await source.read();
    await writeFile(keyFile('server.json'), '{"certificate":"');
    const second = await (await open()).read();
    expect(second).not.toEqual(first);
    await writeFile(keyFile('authority.json'), '{}');
    await expect(open()).rejects.toThrow(/damaged/);
  });
});

describe('the authority', () => {
  it.each(['bank.example', 'evil.test', '8.8.8.8', '2001:4860:4860::8888'])(
    'cannot vouch for %s, even by whoever holds its key',
    async (host) => {
      const source = await open();
      const authority = JSON.parse(await readFile(keyFile('authority.json'), 'utf8'));
      const forged = await foreignCertificate(host, { authority });
      const server = await serveOnce(forged);
      const shaken = await handshake(server.port, { ca: source.authority?.toString() ?? '', host });
      await server.close();
      expect(shaken).toMatchObject({ authorized: false, error: 'permitted subtree violation' });
    },
  );
});
