import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { bearer, openTestHttp, post, type TestHttp } from '#testing/http.ts';

let clinic: TestClinic;
let http: TestHttp;
let token: string;
beforeAll(async () => {
  clinic = await openTestClinic({ country: 'US' });
  http = await openTestHttp(clinic);
  token = (await http.person('manager')).token;
});
afterAll(async () => {
  await http.close();
  await clinic.close();
});

/** A call that may name another host than it goes to, as a browser does whose name was bent. */
function callAs(host: string, path = '/healthz'): Promise<number> {
  return new Promise((resolve, reject) => {
    httpRequest(`${http.url}${path}`, { headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

/** Bytes as they are, and all that comes back. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(http.url).port), '127.0.0.1', () => socket.write(text));
    let heard = '';
    socket.on('data', (bytes) => {
      heard += bytes.toString('latin1');
    });
    socket.on('close', () => resolve(heard));
    socket.on('error', reject);
  });
}

describe('the guard', () => {
  it('answers to the names of this machine only, so that no site can bend its own name here', async () => {
    const port = new URL(http.url).port;
    for (const own of [`127.0.0.1:${port}`, `localhost:${port}`, '[::1]:9', 'LOCALHOST', 'localhost.'])
      expect([own, await callAs(own)]).toEqual([own, 200]);
    for (const foreign of [
      `evil.example:${port}`,
      'localhost.evil.example',
      '127.0.0.1.nip.io',
      '169.254.1.1',
    ])
      expect([foreign, await callAs(foreign)]).toEqual([foreign, 421]);
  });

  it('reads JSON in UTF-8 and nothing else', async () => {
    const send = async (type: string | undefined, extra: Record<string, string> = {}) => {
      const answer = await fetch(`${http.url}/api/work/listMine`, {
        method: 'POST',
        headers: { ...bearer(token), ...(type !== undefined && { 'content-type': type }), ...extra },
        body: new TextEncoder().encode('{}'),
      });
      return answer.status;
    };
    for (const good of [
      'application/json',
      'application/json; charset=utf-8',
      'Application/JSON;charset="UTF-8"',
    ])
      expect([good, await send(good)]).toEqual([good, 200]);
    for (const bad of [
      ...[
        undefined,
        '',
        'text/plain',
        'multipart/form-data; boundary=x',
        'application/x-www-form-urlencoded',
      ],
      ...[
        'application/json; charset=utf-16',
        'text/plain; application/json',
        'application/jsonp',
        'text/json',
      ],
      ...['application/json, text/plain', 'application/json;charset=utf-7;charset=utf-8'],
    ])
      expect([bad, await send(bad)]).toEqual([bad, 415]);
    expect(await send('application/json', { 'content-encoding': 'gzip' })).toBe(415);
  });

  it('refuses bytes that are no UTF-8 rather than keeping a name with a hole in it', async () => {
    const answer = await fetch(`${http.url}/api/records/findPatients`, {
      method: 'POST',
      headers: { ...bearer(token), 'content-type': 'application/json' },
      body: Buffer.from('{"text":"Andr\xe9"}', 'latin1'),
    });
    expect(answer.status).toBe(400);
  });

  it('names the field that holds what cannot be kept', async () => {
    const find = async (text: string) => {
      const body = JSON.stringify({ text }).replace('½', '\\ud800');
      return (await post(`${http.url}/api/records/findPatients`, body, bearer(token))).body;
    };
    for (const text of ['Bu\u0000di', 'Bu\u001bdi', 'Bu½di'])
      expect(await find(text)).toMatchObject({ code: 'platform.invalidInput', fields: [{ path: 'text' }] });
    const planted = await post(`${http.url}/api/records/findPatients`, '{"text":"a","__proto__":{}}', {
      ...bearer(token),
    });
    expect(planted.body).toMatchObject({ status: 422, fields: [{ path: '__proto__' }] });
  });

  it('sends its headers with what never reached a route', async () => {
    for (const nothing of [
      'GARBAGE\r\n\r\n',
      'GET /%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    ]) {
      const answer = await raw(nothing);
      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
      expect(answer).toMatch(/content-security-policy: default-src 'none'/i);
      expect(answer).toMatch(/x-content-type-options: nosniff/i);
    }
    const huge = await raw(`GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect(huge).toMatch(/^HTTP\/1\.1 431 /);
  });

  it('lets one person hold only so many push lines, and counts those that are gone no more', async () => {
    const stop = new AbortController();
    const open = async (signal: AbortSignal) => {
      const answer = await fetch(`${http.url}/api/push`, { headers: bearer(token), signal });
      return answer.status;
    };
    const held = await Promise.all(Array.from({ length: 20 }, () => open(stop.signal)));
    expect(new Set(held)).toEqual(new Set([200]));
    expect(await open(stop.signal)).toBe(429);
    stop.abort();
    const later = new AbortController();
    let status = 429;
    for (let tries = 0; status !== 200 && tries < 100; tries += 1) status = await open(later.signal);
    later.abort();
    expect(status).toBe(200);
  });

  it('tells the same for every address that is not there', async () => {
    const answer = await fetch(`${http.url}/api/nothing`, { headers: { 'accept-language': 'id' } });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      404,
      expect.stringContaining('application/problem+json'),
    ]);
    expect(await answer.json()).toMatchObject({ code: 'platform.notFound' });
  });
});
