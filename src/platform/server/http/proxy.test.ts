import { EventEmitter, once } from 'node:events';
import { request as plainRequest } from 'node:http';
import { createServer, request as tlsRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { pino } from 'pino';
import { openRelay, type Relay } from '#platform/server/push/relay.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { foreignCertificate } from '#testing/tls.ts';
import { openApp } from './app.ts';
import { trustProxyOf } from './proxy.ts';

describe('TRUST_PROXY', () => {
  it.each([undefined, '', '0', 'false'])('trusts nobody as %j', (given) =>
    expect(trustProxyOf(given)).toBeUndefined(),
  );

  it.each(['1', 'true'])('is whoever is connected to us and nobody further, as %s', (given) => {
    const trusts = trustProxyOf(given);
    expect([0, 1, 2].map((hop) => trusts?.('203.0.113.7', hop))).toEqual([true, false, false]);
  });

  it.each([
    ['10.0.0.5', '10.0.0.5', true],
    ['10.0.0.5', '::ffff:10.0.0.5', true],
    ['::ffff:10.0.0.5', '10.0.0.5', true],
    ['10.0.0.5', '10.0.0.6', false],
    ['10.0.0.5, 10.0.1.0/24', '10.0.1.200', true],
    ['10.0.0.5,10.0.1.0/24', '10.0.2.1', false],
    ['fd00::/8', 'fd12::1', true],
    ['fd00::/8', 'fe12::1', false],
    ['::1', '0:0:0:0:0:0:0:1', true],
    ['10.0.0.0/8', 'unknown', false],
    ['10.0.0.0/8', '', false],
  ])('%s, asked about %s, at whatever hop', (given, address, trusted) => {
    const trusts = trustProxyOf(given);
    expect([0, 3].map((hop) => trusts?.(address, hop))).toEqual([trusted, trusted]);
  });

  it.each([
    ...['2', 'yes', 'proxy.klinik.test', '10.0.0', '10.0.0.5;10.0.0.6', '10.0.0.5,', ','],
    // half a prefix would be prefix 0, which is everybody
    ...['10.0.0.5/', '0.0.0.0/0', '::/0', '10.0.0.0/33', 'fd00::/129', '10.0.0.0/8/8', '10.0.0.0/x'],
  ])('is refused as %s', (given) =>
    expect(() => trustProxyOf(given)).toThrow(`TRUST_PROXY is 1, or addresses of proxies`),
  );
});

describe('what a request is taken to be', () => {
  let clinic: TestClinic;
  let relay: Relay;
  const open: (() => Promise<unknown>)[] = [];
  const late = new EventEmitter();
  beforeAll(async () => {
    clinic = await openTestClinic();
    relay = await openRelay(clinic.platform.database, pino({ level: 'silent' }));
  });
  afterEach(async () => {
    for (const close of open.splice(0)) await close();
  });
  afterAll(async () => {
    await relay.close();
    await clinic.close();
  });

  /** A server, by plain HTTP and by TLS of its own, that tells how it sees a request. */
  async function serve(trust: string | undefined, publicUrl = 'https://klinik.test') {
    const app = await openApp(clinic.platform, relay, {
      ...{ secure: true, publicUrl, trustProxy: trustProxyOf(trust) },
      more: (routes) => {
        routes.get('/api/seen', async ({ ip, protocol, host }) => ({ ip, protocol, host }));
        routes.post('/api/seen', async () => ({}));
        routes.get('/api/late', async (request) => {
          if (!request.raw.socket.destroyed) await once(request.raw.socket, 'close');
          late.emit('seen', request.ip);
        });
      },
    });
    await app.listen({ host: '127.0.0.1', port: 0 });
    const { certificate, key } = await foreignCertificate('klinik.test');
    const tls = createServer({ cert: certificate, key }, (request, response) =>
      app.routing(request, response),
    );
    tls.listen(0, '127.0.0.1');
    await once(tls, 'listening');
    open.push(async () => {
      tls.close();
      tls.closeAllConnections();
      await app.close();
    });
    const portOf = (server: { address(): unknown }) => (server.address() as AddressInfo).port;
    const to = { host: '127.0.0.1', path: '/api/seen', agent: false };
    return {
      write: (headers: Record<string, string>) =>
        heard(
          plainRequest({
            ...{ ...to, port: portOf(app.server), method: 'POST' },
            headers: { host: 'klinik.test', 'content-type': 'application/json', ...headers },
          }),
          '{}',
        ),
      async leave(headers: Record<string, string>) {
        const seen = once(late, 'seen');
        const sent = plainRequest({
          ...{ ...to, path: '/api/late', port: portOf(app.server) },
          headers: { host: 'klinik.test', ...headers },
        });
        sent.on('error', () => undefined).end();
        setTimeout(() => sent.destroy(), 200);
        return (await seen)[0];
      },
      plain: (headers: Record<string, string | string[]> = {}) =>
        heard(
          plainRequest({ ...to, port: portOf(app.server), headers: { host: 'klinik.test', ...headers } }),
        ),
      tls: (headers: Record<string, string | string[]> = {}) =>
        heard(
          tlsRequest({
            ...{ ...to, port: portOf(tls), ca: certificate, servername: 'klinik.test' },
            headers: { host: 'klinik.test', ...headers },
          }),
        ),
    };
  }

  async function heard(sent: ReturnType<typeof plainRequest>, body?: string) {
    sent.end(body);
    const [answer] = await once(sent, 'response');
    let text = '';
    for await (const bytes of answer) text += bytes;
    return { status: answer.statusCode as number, ...JSON.parse(text) } as Record<string, unknown>;
  }

  const claims = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' };

  it('without a trusted proxy is what the connection says', async () => {
    const seen = await (await serve(undefined)).plain(claims);
    expect(seen).toMatchObject({ ip: '127.0.0.1', protocol: 'http', host: 'klinik.test' });
  });

  it.each(['1', '127.0.0.1', '127.0.0.0/8'])(
    'is what the proxy next to us says, trusted as %s',
    async (as) => {
      const { plain } = await serve(as);
      expect(await plain(claims)).toMatchObject({ ip: '203.0.113.9', protocol: 'https' });
      // what a browser wrote itself stands to the left of what the proxy adds, in one line or in two
      for (const both of ['198.51.100.1, 203.0.113.9', ['198.51.100.1', '203.0.113.9'], ',,203.0.113.9'])
        expect(await plain({ ...claims, 'x-forwarded-for': both })).toMatchObject({ ip: '203.0.113.9' });
      expect(await plain({ 'x-forwarded-for': '' })).toMatchObject({ ip: '127.0.0.1' });
    },
  );

  it('is what the first of several proxies says, and none beyond the last that is named', async () => {
    const chain = { ...claims, 'x-forwarded-for': '198.51.100.1, 203.0.113.9, 10.0.1.7, 10.0.0.5' };
    expect(await (await serve('127.0.0.1,10.0.0.5,10.0.1.0/24')).plain(chain)).toMatchObject({
      ip: '203.0.113.9',
    });
    expect(await (await serve('127.0.0.1,10.0.0.5')).plain(chain)).toMatchObject({ ip: '10.0.1.7' });
    expect(await (await serve('1')).plain(chain)).toMatchObject({ ip: '10.0.0.5' });
  });

  it('from where no proxy was named is what the connection says', async () => {
    const seen = await (await serve('10.0.0.5')).plain(claims);
    expect(seen).toMatchObject({ ip: '127.0.0.1', protocol: 'http' });
  });

  it('by our own TLS is what the connection says, unless the address there is a proxy’s by name', async () => {
    const told = { ...claims, 'x-forwarded-proto': 'http' };
    expect(await (await serve('1')).tls(told)).toMatchObject({ ip: '127.0.0.1', protocol: 'https' });
    expect(await (await serve('127.0.0.1')).tls(claims)).toMatchObject({ ip: '203.0.113.9' });
  });

  it.each([
    [undefined, '127.0.0.1'],
    ['1', '203.0.113.9'],
    ['127.0.0.1', '203.0.113.9'],
    ['10.0.0.5', '127.0.0.1'],
  ])('stays so when the caller has gone meanwhile, with %j trusted', async (trust, ip) => {
    expect(await (await serve(trust)).leave(claims)).toBe(ip);
  });

  it('is refused under a foreign name, also where X-Forwarded-Host tells one of ours', async () => {
    const { plain } = await serve('1');
    const behind = { host: '127.0.0.1:8080', 'x-forwarded-host': 'klinik.test' };
    expect(await plain(behind)).toMatchObject({ status: 200, host: 'klinik.test' });
    const foreignOnes: Record<string, string>[] = [
      { host: 'evil.example' },
      { host: 'evil.example', 'x-forwarded-host': 'klinik.test' },
      { 'x-forwarded-host': 'evil.example' },
      { 'x-forwarded-host': 'klinik.test, evil.example' },
    ];
    for (const foreign of foreignOnes) expect(await plain(foreign)).toMatchObject({ status: 421 });
  });

  it.each(['https://klinik.test', 'https://klinik.test:443', 'https://Klinik.Test/'])(
    'is a write of our own pages under PUBLIC_URL, written %s',
    async (publicUrl) => {
      const { write } = await serve('1', publicUrl);
      const from = async (origin: string) => (await write({ ...claims, origin })).status;
      expect(await from('https://klinik.test')).toBe(200);
      for (const other of ['http://klinik.test', 'https://klinik.test:444', 'https://evil.example', 'null'])
        expect([other, await from(other)]).toEqual([other, 403]);
    },
  );

  it('is refused when it reached the proxy in clear, and answered to this machine without one', async () => {
    const { plain } = await serve('1');
    for (const proto of ['http', 'https, http', ''])
      expect(await plain({ ...claims, 'x-forwarded-proto': proto })).toMatchObject({ status: 421 });
    for (const headers of [{}, claims, { ...claims, 'x-forwarded-proto': 'http, https' }])
      expect(await plain(headers)).toMatchObject({ status: 200 });
    // nobody's word counts where no proxy is trusted
    const alone = await serve(undefined);
    expect(await alone.plain({ 'x-forwarded-proto': 'http' })).toMatchObject({ status: 200 });
  });

  it.each([
    ['203.0.113.9:4711', '203.0.113.9'],
    ['198.51.100.1, 203.0.113.9:4711', '203.0.113.9'],
    ['[2001:db8::1]:4711', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['2001:db8::1', '2001:db8::1'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['[::FFFF:203.0.113.9]:4711', '203.0.113.9'],
    ['2001:DB8::1', '2001:db8::1'],
    ['unknown', 'unknown'],
  ])('is of one address whatever its port and spelling, written %s', async (chain, ip) => {
    const { plain } = await serve('1');
    expect(await plain({ ...claims, 'x-forwarded-for': chain })).toMatchObject({ ip });
  });

  it('knows a proxy in the middle that was named with its port', async () => {
    const { plain } = await serve('127.0.0.1,10.0.0.5');
    const chain = { ...claims, 'x-forwarded-for': '203.0.113.9:4711, 10.0.0.5:80' };
    expect(await plain(chain)).toMatchObject({ ip: '203.0.113.9' });
  });
});
