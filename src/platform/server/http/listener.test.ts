import {
  createServer as createPlain,
  type IncomingHttpHeaders,
  get as getPlain,
  type Server,
} from 'node:http';
import { createServer as createTls, get as getTls } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { foreignCertificate } from '#testing/tls.ts';
import { withHeaders } from './listener.ts';
import { cameByTls, trustProxyOf } from './proxy.ts';

const hsts = 'strict-transport-security';
const open: { close(): unknown }[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

async function portOf(server: Pick<Server, 'listen' | 'address' | 'close'>): Promise<number> {
  open.push(server);
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  return (server.address() as AddressInfo).port;
}

/** Headers of an answer over plain HTTP that may have come through a proxy. */
async function plain(
  trust: string | undefined,
  headers: Record<string, string>,
): Promise<IncomingHttpHeaders> {
  const handle = withHeaders((_, response) => response.end(), cameByTls(trustProxyOf(trust)));
  const port = await portOf(createPlain(handle));
  return new Promise((resolve, reject) => {
    getPlain({ port, host: '127.0.0.1', headers, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.headers);
    }).on('error', reject);
  });
}

/** The same by TLS, under a name. */
async function byTls(servername: string): Promise<IncomingHttpHeaders> {
  const { certificate, key } = await foreignCertificate(servername);
  const handle = withHeaders((_, response) => response.end(), cameByTls(undefined));
  const port = await portOf(createTls({ cert: certificate, key }, handle));
  return new Promise((resolve, reject) => {
    getTls({ port, host: '127.0.0.1', servername, ca: certificate, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.headers);
    }).on('error', reject);
  });
}

describe('browsers are held to TLS', () => {
  it('where an answer leaves by it, and nowhere else', async () => {
    expect((await byTls('klinik.test'))[hsts]).toBe('max-age=31536000');
    expect((await plain(undefined, {}))[hsts]).toBeUndefined();
  });

  it('not under the name of localhost, which other programs of the machine share', async () => {
    expect((await byTls('localhost'))[hsts]).toBeUndefined();
  });

  it('where a proxy that is trusted says so, and by nobody else’s word', async () => {
    const https = { 'x-forwarded-proto': 'https' };
    expect((await plain('1', https))[hsts]).toBe('max-age=31536000');
    expect((await plain('1', { 'x-forwarded-proto': 'https, http' }))[hsts]).toBeUndefined();
    expect((await plain('10.1.2.3', https))[hsts]).toBeUndefined();
    expect((await plain(undefined, https))[hsts]).toBeUndefined();
  });
});
