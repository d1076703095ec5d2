import { gzipSync } from 'node:zlib';
import { shuffled } from '../dice.ts';
import { routeOf, type Try } from './verbs.ts';
import { atOnce } from './wire.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const deep = (open: string, close: string, middle = '') =>
  open.repeat(10_000) + middle + close.repeat(10_000);

/** Whole bodies that are refused before any verb sees them, by status. */
const unreadable: {
  name: string;
  body: string | Uint8Array;
  headers?: Record<string, string>;
  status: number;
}[] = [
  { name: 'half an object', body: '{"a":', status: 400 },
  { name: 'nothing', body: '', status: 400 },
  { name: 'two values', body: '{}{}', status: 400 },
  { name: 'a comma too many', body: '{"a":1,}', status: 400 },
  { name: 'single quotes', body: "{'a':1}", status: 400 },
  { name: 'NaN', body: '{"a":NaN}', status: 400 },
  { name: 'bare control character', body: '{"a":"\u0001"}', status: 400 },
  {
    name: 'no UTF-8',
    body: Uint8Array.of(0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d),
    status: 400,
  },
  { name: 'overlong UTF-8', body: Uint8Array.of(0x22, 0xc0, 0xaf, 0x22), status: 400 },
  { name: 'surrogates as UTF-8', body: Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22), status: 400 },
  { name: 'UTF-16', body: Buffer.from('\ufeff{"a":1}', 'utf16le'), status: 400 },
  { name: 'gzip', body: gzipSync('{}'), status: 400 },
  {
    name: 'a bomb that says so',
    body: gzipSync(Buffer.alloc(30_000_000)),
    headers: { 'content-encoding': 'gzip' },
    status: 415,
  },
  { name: 'deflate', body: bytes('{}'), headers: { 'content-encoding': 'deflate' }, status: 415 },
  { name: 'br', body: bytes('{}'), headers: { 'content-encoding': 'br' }, status: 415 },
  {
    name: 'two encodings',
    body: bytes('{}'),
    headers: { 'content-encoding': 'identity, gzip' },
    status: 415,
  },
  { name: 'nine megabytes', body: `{"a":"${'x'.repeat(9_000_000)}"}`, status: 413 },
  { name: 'lists 10,000 deep', body: deep('[', ']'), status: 422 },
  { name: 'objects 10,000 deep', body: deep('{"a":', '}', '1'), status: 422 },
  { name: 'lists a million deep, open', body: '['.repeat(1_000_000), status: 400 },
  { name: 'a prototype', body: '{"__proto__":{"a":1}}', status: 422 },
  { name: 'a prototype in disguise', body: '{"\\u005f_proto__":{"a":1}}', status: 422 },
];

/** Bodies of another kind than an object; a verb without input may take them for nothing. */
const odd = [
  'null',
  '[]',
  '1',
  '"x"',
  'true',
  '1e999',
  '{"a":1,"a":2}',
  '\ufeff{}',
  '{"constructor":{"prototype":{}}}',
];

/** Refuses what is no readable JSON before it is anything else's business; nothing is changed by it. */
export async function tryBodies({ url, ground, findings, random, n }: Try): Promise<void> {
  const before = await ground.digests();
  const calls = ground.verbs.flatMap((verb) => unreadable.map((body) => ({ verb, body })));
  // megabytes are sent to a few only
  const some = shuffled(calls, random).filter(
    ({ body }, place) => body.body.length < 100_000 || place % 20 === 0,
  );
  await atOnce(8, some.slice(0, n), async ({ verb, body }) => {
    const place = `${routeOf(verb)} × ${body.name}`;
    const headers = {
      'content-type': 'application/json',
      ...ground.keyOf(verb),
      ...body.headers,
      'idempotency-key': `key-${place.replace(/\W/g, '-')}`.slice(0, 100),
    };
    const reply = await findings.ask('bodies', place, url, {
      method: 'POST',
      path: `/api/${verb.slice}/${verb.name}`,
      headers,
      body: body.body,
      mayBeCut: body.status === 413,
    });
    if (reply && reply.status !== body.status)
      findings.fault(
        'bodies',
        place,
        `expected ${body.status} got ${reply.status} ${reply.text.slice(0, 120)}`,
      );
  });
  for (const table of await ground.changedSince(before))
    findings.fault('bodies', table, 'rows changed though every body was refused');
  const reads = ground.verbs.filter(({ contract }) => contract.effect === 'read');
  const oddCalls = reads.flatMap((verb) => odd.map((body) => ({ verb, body })));
  await atOnce(8, shuffled(oddCalls, random).slice(0, n / 4), async ({ verb, body }) => {
    await findings.ask('bodies', `${routeOf(verb)} × ${body}`, url, {
      method: 'POST',
      path: `/api/${verb.slice}/${verb.name}`,
      headers: { 'content-type': 'application/json', ...ground.keyOf(verb) },
      body,
    });
  });
  for (const key of [
    'short',
    'x'.repeat(200),
    'with blank s',
    'tab\tbetween',
    'é'.repeat(10),
    '$\u007bjndi:ldap://x}',
  ]) {
    const [verb] = ground.verbs.filter(({ contract }) => contract.effect === 'write');
    if (verb) {
      await findings.ask('bodies', `key ${key.slice(0, 20)}`, url, {
        method: 'POST',
        path: `/api/${verb.slice}/${verb.name}`,
        headers: { 'content-type': 'application/json', 'idempotency-key': key, ...ground.keyOf(verb) },
        body: '{}',
      });
    }
  }
}
