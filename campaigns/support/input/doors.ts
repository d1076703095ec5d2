import { otherDoors } from '#testing/access/routes.ts';
import { of } from '#testing/access/patient.ts';
import { shuffled } from '../dice.ts';
import { faultsOfHeaders } from './findings.ts';
import type { Ground } from './ground.ts';
import { routeOf, type Try } from './verbs.ts';
import { atOnce, openLine, sayRaw, send } from './wire.ts';

interface Route {
  method: string;
  path: string;
}

/** Every route of the running server; that the list is whole is held by the access matrix. */
export function routesOf({ verbs, world }: Ground): Route[] {
  const ids: Record<string, string> = {
    type: 'Patient',
    id: of(world.own, 'patientId'),
    version: '1',
    file: `${of(world.own, 'paperId')}.pdf`,
  };
  const others = Object.keys(otherDoors).map((door) => {
    const [method = '', path = ''] = door.split(' ');
    return { method, path: path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? 'x') };
  });
  return [...verbs.map(({ slice, name }) => ({ method: 'POST', path: `/api/${slice}/${name}` })), ...others];
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'PURGE'];

/** The safe headers, on whatever comes of an address: done, refused, absent, broken, a file, a paper, a page. */
export async function tryHeaders({ url, ground, findings, random, n }: Try): Promise<void> {
  const routes = routesOf(ground).filter(({ path }) => path !== '/api/push');
  const headers = { ...ground.client, 'content-type': 'application/json' };
  const calls = routes.flatMap(({ path }) =>
    methods.flatMap((method) =>
      ['', '/', '/x', '%00', '?a=%zz', '/%2e%2e/'].map((tail) => ({ method, path: path + tail })),
    ),
  );
  await atOnce(12, shuffled(calls, random).slice(0, n), async ({ method, path }) => {
    const body = ['POST', 'PUT', 'PATCH'].includes(method) ? '{"a":' : undefined;
    await findings.ask('headers', `${method} ${path}`, url, { method, path, headers, ...(body && { body }) });
  });
  for (const path of [
    '/',
    '/today',
    '/index.html',
    '/favicon.ico',
    '/assets/nothing.js',
    '/%zz',
    '/a%00b',
    '//',
    '/..',
  ]) {
    for (const method of ['GET', 'HEAD', 'POST']) {
      await findings.ask('headers', `${method} ${path}`, url, {
        method,
        path,
        headers: { 'content-type': 'application/json' },
      });
    }
  }
  await tryPages({ url, ground, findings, random, n });
  await tryStream({ url, ground, findings, random, n });
}

/** The page has a nonce of its own each time, in its policy and nowhere else; its files are kept for ever. */
async function tryPages({ url, findings }: Try): Promise<void> {
  const nonces = new Set<string>();
  let page = '';
  for (let k = 0; k < 20; k += 1) {
    const reply = await findings.ask('headers', 'GET / page', url, { method: 'GET', path: '/today' });
    const nonce = /'nonce-([\w-]+)'/.exec(String(reply?.headers['content-security-policy']))?.[1] ?? '';
    page = reply?.text ?? '';
    if (nonce.length < 22 || !page.includes(nonce))
      findings.fault('headers', 'GET / page', `nonce is ${nonce}`);
    nonces.add(nonce);
  }
  if (nonces.size !== 20) findings.fault('headers', 'GET / page', `${nonces.size} nonces for 20 pages`);
  if (/<script(?![^>]*\bsrc=)|\son\w+=|javascript:/i.test(page))
    findings.fault('headers', 'GET / page', 'inline script');
  const files = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? '');
  if (files.length === 0) findings.fault('headers', 'GET / page', 'names no files of its own');
  for (const path of files) {
    const reply = await findings.ask('headers', `GET ${path}`, url, { method: 'GET', path });
    if (!reply?.headers['cache-control']?.includes('immutable'))
      findings.fault('headers', path, 'is not kept');
  }
}

async function tryStream({ url, ground, findings }: Try): Promise<void> {
  const line = await openLine(url);
  const { authorization = '' } = ground.callers[0]?.headers ?? {};
  line.socket.write(`GET /api/push HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${authorization}\r\n\r\n`);
  for (let tries = 0; !line.heard().includes('event: open') && tries < 200; tries += 1) {
    await new Promise((done) => setTimeout(done, 25));
  }
  line.socket.destroy();
  const head = line.heard().split('\r\n\r\n')[0] ?? '';
  const headers = Object.fromEntries(
    head
      .split('\r\n')
      .slice(1)
      .map((row) => [row.slice(0, row.indexOf(':')).toLowerCase(), row.slice(row.indexOf(':') + 1).trim()]),
  );
  if (!head.startsWith('HTTP/1.1 200')) findings.fault('headers', 'GET /api/push', head.slice(0, 100));
  for (const fault of faultsOfHeaders({ headers })) findings.fault('headers', 'GET /api/push', fault);
  for (const nothing of [
    'GARBAGE\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
  ]) {
    const answer = await sayRaw(url, nothing);
    if (!/^HTTP\/1\.1 4\d\d [\s\S]*content-security-policy: default-src 'none'/i.test(answer)) {
      findings.fault('headers', 'no HTTP', answer.slice(0, 200));
    }
  }
}

/** A page of another site has the person's own cookie, and only what her browser lets it set. */
const foreignWays: { name: string; headers: Record<string, string>; method?: string }[] = [
  { name: 'foreign origin', headers: { origin: 'https://evil.example', 'content-type': 'application/json' } },
  { name: 'null origin', headers: { origin: 'null', 'content-type': 'application/json' } },
  { name: 'empty origin', headers: { origin: '', 'content-type': 'application/json' } },
  { name: 'other port', headers: { origin: 'http://127.0.0.1:1', 'content-type': 'application/json' } },
  { name: 'other scheme', headers: { origin: 'https://{host}', 'content-type': 'application/json' } },
  {
    name: 'origin with a tail',
    headers: { origin: 'http://{host}.evil.example', 'content-type': 'application/json' },
  },
  {
    name: 'origin with a user',
    headers: { origin: 'http://{host}@evil.example', 'content-type': 'application/json' },
  },
  {
    name: 'cross-site, no origin',
    headers: { 'sec-fetch-site': 'cross-site', 'content-type': 'application/json' },
  },
  {
    name: 'same-site, no origin',
    headers: { 'sec-fetch-site': 'same-site', 'content-type': 'application/json' },
  },
  { name: 'form', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
  { name: 'form of parts', headers: { 'content-type': 'multipart/form-data; boundary=x' } },
  { name: 'plain text', headers: { 'content-type': 'text/plain' } },
  { name: 'plain text that says JSON', headers: { 'content-type': 'text/plain; application/json' } },
  { name: 'text/json', headers: { 'content-type': 'text/json' } },
  { name: 'JSON and more', headers: { 'content-type': 'application/json, text/plain' } },
  { name: 'UTF-16', headers: { 'content-type': 'application/json; charset=utf-16' } },
  { name: 'UTF-7', headers: { 'content-type': 'application/json;charset="utf-7"' } },
  { name: 'no content type', headers: {} },
  { name: 'packed', headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' } },
  {
    name: 'bent name',
    headers: { host: 'evil.example', origin: 'http://evil.example', 'content-type': 'application/json' },
  },
  {
    name: 'name of a proxy',
    headers: {
      'x-forwarded-host': 'evil.example',
      origin: 'http://evil.example',
      'content-type': 'application/json',
    },
  },
  { name: 'GET with a body', method: 'GET', headers: { 'content-type': 'application/json' } },
  { name: 'HEAD with a body', method: 'HEAD', headers: { 'content-type': 'application/json' } },
  {
    name: 'GET that says POST',
    method: 'GET',
    headers: {
      'x-http-method-override': 'POST',
      'x-http-method': 'POST',
      'x-method-override': 'POST',
      'content-type': 'application/json',
    },
  },
];

/** What another site makes a signed-in browser send does nothing; the same from our own page does. */
export async function tryForeign({ url, ground, findings, random, n }: Try): Promise<void> {
  const { host } = new URL(url);
  const before = await ground.digests();
  const { world } = ground;
  const routes = [
    ...ground.verbs.map((verb) => ({
      name: routeOf(verb),
      method: 'POST',
      path: `/api/${verb.slice}/${verb.name}`,
      key: ground.keyOf(verb),
      body: '{}',
    })),
    {
      name: 'FHIR create',
      method: 'POST',
      path: '/fhir/R4/Basic',
      key: ground.client,
      body: '{"resourceType":"Basic","code":{"text":"foreign"}}',
    },
    {
      name: 'FHIR update',
      method: 'PUT',
      path: `/fhir/R4/Patient/${of(world.own, 'patientId')}`,
      key: ground.client,
      body: '{}',
    },
  ];
  const calls = routes.flatMap((route) => foreignWays.map((way) => ({ route, way })));
  await atOnce(12, shuffled(calls, random).slice(0, n), async ({ route, way }) => {
    const headers = Object.fromEntries(
      Object.entries({ ...route.key, ...way.headers }).map(([name, value]) => [
        name,
        value.replace('{host}', host),
      ]),
    );
    const place = `${route.name} × ${way.name}`;
    const method = way.method ?? route.method;
    const reply = await findings.ask('foreign', place, url, {
      method,
      path: route.path,
      headers,
      body: route.body,
    });
    if (!reply) return;
    // a GET of a FHIR address reads, whatever else it says
    const harmless = way.method !== undefined && [200, 404, 422].includes(reply.status);
    const refused = way.method === undefined && [403, 415, 421].includes(reply.status);
    if (!harmless && !refused) findings.fault('foreign', place, `answered ${reply.status}`);
  });
  for (const table of await ground.changedSince(before)) {
    findings.fault('foreign', table, 'rows changed by what another site sent');
  }
  const own = {
    origin: `http://${host}`,
    'sec-fetch-site': 'same-origin',
    'content-type': 'application/json',
  };
  for (const verb of ground.verbs.filter(({ contract }) => contract.effect === 'read').slice(0, 10)) {
    const reply = await send(url, {
      method: 'POST',
      path: `/api/${verb.slice}/${verb.name}`,
      headers: { ...ground.keyOf(verb), ...own },
      body: '{}',
    });
    if ([403, 415, 421].includes(reply.status))
      findings.fault('foreign', routeOf(verb), `our own page is refused: ${reply.status}`);
  }
}
