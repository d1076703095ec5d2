import { X509Certificate } from 'node:crypto';
import { connect } from 'node:net';
import { Window } from 'happy-dom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveTrust, type TrustServer } from './trust-server.ts';
import { makeAuthority } from './x509.ts';

let server: TrustServer;
let authority: X509Certificate;
let privateKey: string;
let url: string;
beforeAll(async () => {
  const made = await makeAuthority('klinik-pc', Date.now());
  privateKey = made.key;
  authority = new X509Certificate(made.certificate);
  server = await serveTrust({ authority, host: '127.0.0.1', port: 0, httpsPort: 8443 });
  url = `http://127.0.0.1:${server.port}`;
});
afterAll(() => server.close());

/** Bytes as they are, and all that comes back. */
function raw(text: string): Promise<string> {
  return new Promise((resolve) => {
    let heard = '';
    const socket = connect(server.port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (bytes) => {
      heard += bytes.toString('latin1');
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(heard));
  });
}

describe('the page that a new device begins on', () => {
  it('gives the authority’s certificate in each form that a system takes', async () => {
    for (const [file, type] of [
      ['serambi.crt', 'application/x-x509-ca-cert'],
      ['serambi.pem', 'application/x-pem-file'],
    ]) {
      const answer = await fetch(`${url}/${file}`);
      expect(answer.headers.get('content-type')).toBe(type);
      const given = new X509Certificate(Buffer.from(await answer.arrayBuffer()));
      expect(given.fingerprint256).toBe(authority.fingerprint256);
    }
    const profile = await fetch(`${url}/serambi.mobileconfig`);
    expect(profile.headers.get('content-type')).toBe('application/x-apple-aspen-config');
    const list = new new Window().DOMParser().parseFromString(await profile.text(), 'application/xml');
    const inside = list.querySelector('data')?.textContent ?? '';
    expect(new X509Certificate(Buffer.from(inside, 'base64')).fingerprint256).toBe(authority.fingerprint256);
    const types = [...list.querySelectorAll('dict > key')].filter((one) => one.textContent === 'PayloadType');
    expect(types.map((one) => one.nextElementSibling?.textContent).sort()).toEqual([
      'Configuration',
      'com.apple.security.root',
    ]);
  });

  it('shows the fingerprint, the steps and where to go on, in the language of the device or the one that was chosen', async () => {
    const english = await (await fetch(url)).text();
    expect(english).toContain(authority.fingerprint256.replaceAll(':', '').slice(0, 4));
    expect(english.replace(/[\s]/g, '')).toContain(authority.fingerprint256.replaceAll(':', ''));
    expect(english).toContain('href="https://127.0.0.1:8443/pair"');
    expect(english).toContain('<html lang="en">');
    const indonesian = await (await fetch(url, { headers: { 'accept-language': 'id-ID,id;q=0.9' } })).text();
    expect(indonesian).toContain('<html lang="id">');
    expect(await (await fetch(`${url}/?lang=id`)).text()).toBe(indonesian);
  });

  it('opens the steps of the device’s own system', async () => {
    for (const [agent, open] of [
      ['Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X)', 'iPhone, iPad'],
      ['Mozilla/5.0 (Linux; Android 15; SM-X210)', 'Android'],
      ['Mozilla/5.0 (Windows NT 10.0; Win64; x64)', 'Windows'],
      ['Mozilla/5.0 (X11; Linux x86_64)', 'Linux'],
    ] as const) {
      const page = await (await fetch(url, { headers: { 'user-agent': agent } })).text();
      expect(/<details open><summary>([^<]*)/.exec(page)?.[1]).toBe(open);
    }
  });

  it('runs no script, loads nothing, sets no cookie and keeps nothing', async () => {
    const answer = await fetch(url);
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.text()).not.toMatch(/<script|<img|<link|<form|src=/);
  });

  it('has nothing else, whatever is asked for and however', async () => {
    for (const path of [
      '/api/identity/whoAmI',
      '/healthz',
      '/metrics',
      '/fhir/R4/metadata',
      '/index.html',
      '/authority.json',
      '/keys/authority.json',
    ])
      expect([path, (await fetch(url + path)).status]).toEqual([path, 404]);
    for (const line of [
      'GET /../keys/authority.json',
      'GET //',
      'GET http://bank.example/',
      'GET /%2e%2e/',
      'GET /serambi.crt/',
    ])
      expect(await raw(`${line} HTTP/1.1\r\nHost: x\r\n\r\n`)).toMatch(/^HTTP\/1\.1 404/);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])
      expect([method, (await fetch(url, { method })).status]).toEqual([method, 405]);
    expect(await raw('GARBAGE\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/);
    expect(await raw(`GET / HTTP/1.1\r\nX: ${'x'.repeat(10_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431/);
    expect(await raw('CONNECT bank.example:443 HTTP/1.1\r\nHost: bank.example\r\n\r\n')).not.toContain('200');
  });

  it('never gives out the private key, and never repeats what it was told', async () => {
    const secret = privateKey.split('\n')[1] ?? '';
    expect(secret.length).toBeGreaterThan(40);
    const told = '"><b>xyzzy</b>';
    for (const path of [
      '/',
      '/serambi.crt',
      '/serambi.pem',
      '/serambi.mobileconfig',
      `/?lang=${encodeURIComponent(told)}`,
    ]) {
      const headers = {
        'user-agent': told,
        'accept-language': told,
        cookie: `a=${encodeURIComponent(told)}`,
      };
      const body = Buffer.from(await (await fetch(url + path, { headers })).arrayBuffer()).toString('latin1');
      expect(body).not.toContain(secret);
      expect(body).not.toContain('PRIVATE');
      expect(body).not.toContain('xyzzy');
    }
    expect(await raw('GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n')).not.toContain('evil.example');
  });
});
