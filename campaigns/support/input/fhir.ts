import { resourcesOf } from '#testing/access/isolation.ts';
import { pick, shuffled } from '../dice.ts';
import { type Hostile, hostile, oddValues, unkeepable } from './payloads.ts';
import type { Try } from './verbs.ts';
import { atOnce, send } from './wire.ts';

type Json = Record<string, unknown>;
const base = '/fhir/R4';

interface Place {
  type: string;
  resource: Json;
  /** Names and indexes from the resource down to a plain value. */
  steps: (string | number)[];
}

/** Ids of the clinic's resources by type, without the trail, which nobody writes. */
async function writable({ world }: Try['ground']): Promise<Record<string, string[]>> {
  const { AuditEvent: _, ...types } = await resourcesOf(world.clinic);
  return types;
}

/** Every plain value of every kind of resource that the clinic holds. */
async function placesOf({ url, ground }: Try): Promise<Place[]> {
  const places: Place[] = [];
  for (const [type, [id]] of Object.entries(await writable(ground))) {
    const reply = await send(url, { method: 'GET', path: `${base}/${type}/${id}`, headers: ground.client });
    const { meta: _, id: __, ...resource } = JSON.parse(reply.text) as Json;
    walk(resource, [], (steps) => places.push({ type, resource, steps }));
  }
  return places;
}

function walk(value: unknown, steps: (string | number)[], found: (steps: (string | number)[]) => void): void {
  if (typeof value !== 'object' || value === null) {
    if (steps[0] !== 'resourceType') found(steps);
    return;
  }
  for (const [name, inner] of Object.entries(value))
    walk(inner, [...steps, Array.isArray(value) ? Number(name) : name], found);
}

const mark = '\u0001';

function textWith({ resource, steps }: Place, payload: Hostile): string {
  const copy = structuredClone(resource);
  let at: Json = copy;
  for (const step of steps.slice(0, -1)) at = at[step] as Json;
  at[steps.at(-1) as string] = 'raw' in payload ? mark : payload.value;
  const text = JSON.stringify(copy);
  return 'raw' in payload ? text.replace(JSON.stringify(mark), () => payload.raw) : text;
}

function ask(
  { url, ground, findings }: Try,
  part: string,
  place: string,
  type: string,
  body: string | Uint8Array,
) {
  const headers = { 'content-type': 'application/fhir+json', ...ground.client };
  return findings.ask(part, place, url, { method: 'POST', path: `${base}/${type}`, headers, body });
}

/** Text that nothing can keep is refused by its FHIRPath, at every place of every resource. */
export async function tryUnkeepableFhir(given: Try): Promise<void> {
  const { ground, findings, random, n } = given;
  const places = await placesOf(given);
  const before = await ground.digests();
  const calls = places.flatMap((place) => unkeepable.map((payload) => ({ place, payload })));
  await atOnce(8, shuffled(calls, random).slice(0, n), async ({ place, payload }) => {
    const name = `${place.type}.${place.steps.join('.')} × ${payload.name}`;
    const reply = await ask(given, 'fhir unkeepable', name, place.type, textWith(place, payload));
    if (!reply) return;
    const { issue = [] } = JSON.parse(reply.text) as { issue?: { expression?: string[] }[] };
    const named = issue.some(({ expression }) => expression?.some((one) => one.startsWith(place.type)));
    if (![400, 422].includes(reply.status) || !named) {
      findings.fault('fhir unkeepable', name, `${reply.status} ${reply.text.slice(0, 160)}`);
    }
  });
  for (const table of await ground.changedSince(before))
    findings.fault('fhir unkeepable', table, 'rows changed');
}

/** Whatever stands at a place of a resource: it is kept or refused, and never a failure of ours. */
export async function tryFhirTexts(given: Try): Promise<void> {
  const { random, n } = given;
  const places = await placesOf(given);
  const payloads = [
    ...hostile,
    ...oddValues.filter(({ name }) => !name.includes('megabyte') || random() < 0.05),
  ];
  const calls = places.flatMap((place) => payloads.map((payload) => ({ place, payload })));
  await atOnce(8, shuffled(calls, random).slice(0, n), async ({ place, payload }) => {
    const name = `${place.type}.${place.steps.join('.')} × ${payload.name}`;
    await ask(given, 'fhir texts', name, place.type, textWith(place, payload));
  });
  for (const [name, body] of Object.entries(oddResources))
    await ask(given, 'fhir texts', `Patient × ${name}`, 'Patient', body);
}

const deep = (open: string, close: string, middle = '') =>
  open.repeat(10_000) + middle + close.repeat(10_000);

const oddResources: Record<string, string> = {
  null: 'null',
  list: '[]',
  text: '"Patient"',
  'no type': '{}',
  'other type': '{"resourceType":"Observation"}',
  'type of ours': '{"resourceType":"__proto__"}',
  'doubled key': '{"resourceType":"Patient","resourceType":"Patient"}',
  'a prototype': '{"resourceType":"Patient","__proto__":{"active":true}}',
  'deep lists': `{"resourceType":"Patient","name":${deep('[', ']')}}`,
  'deep extensions': `{"resourceType":"Patient","extension":[${deep('{"url":"a","extension":[', ']}')}]}`,
  'deep contained': `{"resourceType":"Patient","contained":[${deep('{"resourceType":"Bundle","entry":[{"resource":', '}]}', 'null')}]}`,
  '10,000 names': `{"resourceType":"Patient","name":[${Array(10_000).fill('{"family":"x"}').join(',')}]}`,
  '10,000 unknown elements': `{"resourceType":"Patient",${Array.from({ length: 10_000 }, (_, at) => `"x${at}":1`).join(',')}}`,
  'a name of a megabyte': `{"resourceType":"Patient","name":[{"family":"${'x'.repeat(1_000_000)}"}]}`,
  'a name of many words': `{"resourceType":"Patient","name":[{"family":"${'ab '.repeat(200_000)}"}]}`,
};

const narratives = [
  '<script>1</script>',
  '<img src="x" onerror="1"/>',
  '<a href="javascript:1">x</a>',
  '<a href="&#106;avascript:1">x</a>',
  '<a href="java&#9;script:1">x</a>',
  '<a href="data:text/html,x">x</a>',
  '<iframe src="https://evil.example"></iframe>',
  '<object data="x"></object>',
  '<form action="https://evil.example"><input/></form>',
  '<style>body{}</style>',
  '<b style="background:url(javascript:1)">x</b>',
  '<b style="width:expression(1)">x</b>',
  '<svg onload="1"/>',
  '<math><mi xlink:href="data:x">x</mi></math>',
  '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>&b;',
  '<base href="https://evil.example"/>',
  '<link rel="stylesheet" href="https://evil.example"/>',
  '<meta http-equiv="refresh" content="0"/>',
  '<![CDATA[<script>1</script>]]>',
  '<?xml-stylesheet href="x"?>',
];

/** Narratives that would run or fetch something are refused at `text.div`. */
export async function tryNarratives(given: Try): Promise<void> {
  const { findings } = given;
  for (const inner of narratives) {
    const div = `<div xmlns="http://www.w3.org/1999/xhtml">${inner}</div>`;
    const body = JSON.stringify({ resourceType: 'Patient', text: { status: 'generated', div } });
    const reply = await ask(given, 'narratives', `text.div ${inner}`, 'Patient', body);
    if (reply && (reply.status !== 422 || !reply.text.includes('text.div'))) {
      findings.fault('narratives', `text.div ${inner}`, `${reply.status} ${reply.text.slice(0, 120)}`);
    }
  }
  const nested = `<div xmlns="http://www.w3.org/1999/xhtml">${'<b>'.repeat(20_000)}x${'</b>'.repeat(20_000)}</div>`;
  await ask(
    given,
    'narratives',
    'text.div nested',
    'Patient',
    JSON.stringify({ resourceType: 'Patient', text: { status: 'generated', div: nested } }),
  );
}

const parameters = [
  'name',
  'birthdate',
  'identifier',
  'general-practitioner',
  '_id',
  '_count',
  '_sort',
  '_lastUpdated',
  '_has:Observation:patient:code',
  'general-practitioner:Practitioner.name',
  'name:exact',
  'name:contains',
  'nothing',
  '',
  '__proto__',
  'constructor',
  '_include',
  '_revinclude',
  '_summary',
  '_format',
  '_text',
  '_filter',
];
const values = [
  '',
  '%20',
  '%00',
  '%ED%A0%80',
  '%FF',
  'a%00b',
  "'%20OR%201=1--",
  '%27',
  '%5C',
  '-1',
  '-5',
  '0',
  '1.5',
  '1e9',
  '1e999',
  'NaN',
  'Infinity',
  '99999999999999999999',
  '2026-02-30',
  '0000',
  '0000-01-01',
  '9999-12-31',
  '10000',
  '+275760-09-13T00:00:00Z',
  'gt9999-12-31T23:59:59Z',
  'eq',
  'zz2026',
  'a,b,c',
  ','.repeat(2_000),
  '|',
  '||||',
  'a|',
  '/',
  'Patient/',
  '/x',
  'Patient/a/b/c',
  'http://x/y',
  '*',
  '.*',
  '(a+)+$',
  `${'a'.repeat(200)}!`,
  '-birthdate',
  '-nothing',
  'birthdate,name',
  '%F0%9F%91%A9',
  'x'.repeat(3_000),
  '%E2%80%AE',
];

/** Searches with every kind of nonsense: answered or refused by name. */
export async function trySearches({ url, ground, findings, random, n }: Try): Promise<void> {
  const types = Object.keys(await resourcesOf(ground.world.clinic));
  const calls = parameters.flatMap((name) => values.map((value) => `${name}=${value}`));
  const get = (place: string, path: string) =>
    findings.ask('searches', place, url, { method: 'GET', path, headers: ground.client });
  await atOnce(8, shuffled(calls, random).slice(0, n), async (query) => {
    const type = random() < 0.5 ? 'Patient' : pick(types, random);
    await get(`${type}?${query}`.slice(0, 80), `${base}/${type}?${query}`);
  });
  const many = Array.from({ length: 1_000 }, (_, at) => `name=a${at}`).join('&');
  for (const [place, path] of [
    ['1,000 parameters', `${base}/Patient?${many}`],
    ['1,000 of many tables', `${base}/Patient?${many.replaceAll(/name=/g, 'gender=')}`],
    [
      '5,000 ids',
      `${base}/Patient?_id=${Array.from({ length: 5_000 }, (_, at) => at)
        .join(',')
        .slice(0, 14_000)}`,
    ],
    ['a long address', `${base}/Patient?name=${'x'.repeat(15_000)}`],
    ['a long id', `${base}/Patient/${'x'.repeat(5_000)}`],
    ['a NUL id', `${base}/Patient/a%00b`],
    ['half a character', `${base}/Patient/%ED%A0%80`],
    ['a broken escape', `${base}/Patient/%zz`],
    ['a path up', `${base}/Patient/..%2f..%2fetc%2fpasswd`],
    ['an odd type', `${base}/__proto__/x`],
    ['an odd type', `${base}/constructor`],
    ['a version', `${base}/Patient/x/_history/99999999999999999999`],
    ['a NUL version', `${base}/Patient/x/_history/%00`],
    ['a paper up', '/api/print/..%2f..%2f..%2fetc%2fpasswd'],
    ['a NUL paper', '/api/print/%00.pdf'],
    ['a paper with an end of line', '/api/print/a%0d%0aSet-Cookie:%20a=b.pdf?copy=%0d%0a'],
    ['a copy', `/api/print/${ground.world.own.paperId}.pdf?copy=1e999&copy=-1`],
    ['files up', '/assets/..%2f..%2f..%2fpackage.json'],
    ['files up', '/..%5c..%5cpackage.json'],
    ['files up', '/assets/%2e%2e/%2e%2e/package.json'],
    ['dot files', '/.git/config'],
    ['dot files', '/.env'],
  ] as const) {
    const reply = await get(place, path);
    if (/"private": true|root:.*:0:0|\[core\]/.test(reply?.text ?? ''))
      findings.fault('searches', place, 'gives a file away');
  }
}
