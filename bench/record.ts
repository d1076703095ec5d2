import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { superuser } from '#platform/server/db/cluster.ts';
import { databaseName, socketUrl, withClient } from '#platform/server/db/roles.ts';
import { readSecrets } from '#platform/server/db/secrets.ts';
import { findRunning } from '#platform/server/db/supervisor.ts';
import { busyDay, chronic, growRecord } from '#testing/search/grown.ts';
import { thrift } from '../bin/bootstrap.js';
import { type ServerProcess, startServerProcess } from '../campaigns/support/server-process.ts';
import { openBare } from './support/bare.ts';
import { type Call, type Figure, table } from './support/figures.ts';
import { pair } from './support/pair.ts';
import { bundleOf, reading } from './support/readings.ts';

/**
 * `npm run bench -- record`: the FHIR store over HTTP, authorised and audited, beside a bare Fastify route that reads or
 * writes rows of the same size in the same run; with 10,000 resources, and again with a million (100,000 patients).
 */
const { values: options } = parseArgs({
  options: { json: { type: 'string' }, short: { type: 'boolean', default: false } },
});
const runs = options.short ? 1 : 3;
const connections = 16;
const sizes = options.short ? [10_000] : [10_000, 1_000_000];

const dataDir = await mkdtemp(path.join(os.tmpdir(), 'serambi-bench-'));
// started by root, PostgreSQL runs as another account and must be able to walk in
await chmod(dataDir, 0o711);
let server = await startServerProcess({ dataDir, demo: true, nodeFlags: thrift });
const figures: Figure[] = [];
const grown = new Map<string, number[]>();
try {
  let resources = 0;
  for (const size of sizes) {
    await grow(size, resources > 0);
    resources = size;
    const measured = await measure(server, size);
    for (const { name, unit, value } of measured)
      if (unit === 'a second') grown.set(name, [...(grown.get(name) ?? []), value]);
    figures.push(...measured, memory(size));
  }
  for (const [name, [small, large]] of grown)
    if (small !== undefined && large !== undefined)
      figures.push({
        ...{ name: `${name}: what it costs more`, size: 'a million for ten thousand' },
        ...{ value: small / large, unit: 'times', goal: '1.3 times', runs },
      });
  await server.stop();
  const beganMs = performance.now();
  server = await startServerProcess({ dataDir, demo: true, nodeFlags: thrift });
  const seconds = (performance.now() - beganMs) / 1000;
  const size = `${resources} resources`;
  figures.push({ name: 'start until ready', size, value: seconds, unit: 's', goal: '5 s', runs: 1 });
  process.stdout.write(`${table(figures)}\n`);
  if (options.json) writeFileSync(options.json, `${JSON.stringify(figures, null, 2)}\n`);
} finally {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}

function memory(size: number): Figure {
  const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
  const value = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  return {
    ...{ name: 'memory of the server process', size: `${size} resources` },
    ...{ value, unit: 'MB', goal: '300 MB', runs: 1 },
  };
}

async function superuserUrl(): Promise<string> {
  const [running, secrets] = [await findRunning(dataDir), await readSecrets(dataDir)];
  if (!running || !secrets) throw new Error('the database of the bench is not running');
  const socketDir = decodeURIComponent(/host=([^&]*)/.exec(running.appUrl)?.[1] ?? '');
  return socketUrl(superuser, secrets.superuser, socketDir, databaseName);
}

/** What was grown before goes first; what the bench wrote stays. */
async function grow(resources: number, again: boolean): Promise<void> {
  process.stderr.write(`growing the record to ${resources} resources\n`);
  const url = await superuserUrl();
  const clinicId = await withClient(url, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      "SELECT id FROM platform_clinic WHERE slug = 'harbor'",
    );
    const id = rows[0]?.id ?? '';
    if (again)
      for (const name of recordTables) await client.query(`DELETE FROM ${name} WHERE clinic_id = '${id}'`);
    return id;
  });
  await growRecord({ superuserUrl: url, clinicId, resources });
  await withClient(url, (client) => client.query('VACUUM ANALYZE'));
}

const recordTables = [
  ...['record_token', 'record_string', 'record_date', 'record_quantity', 'record_reference', 'record_uri'],
  ...['record_history', 'record_resource'],
];

async function measure({ url }: ServerProcess, size: number): Promise<Figure[]> {
  const token = tokenOf('--client', 'Bench', '--clinic', 'harbor', '--scope', 'system/*.cruds');
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' };
  const base = `${url}/fhir/R4`;
  const get = (place: string): Call => ({ method: 'GET', url: `${base}/${place}`, headers });
  const searches = {
    'search: newest 20 of a code of a patient': [
      `Observation?patient=${chronic}&code=http://loinc.org|85354-9&_sort=-date&_count=20`,
      0.5,
    ],
    'search: a day of appointments': [`Appointment?date=${busyDay}&_sort=date&_count=50`, 0.5],
    'search: Patient?name=smi': ['Patient?name=smi&_count=20', 0.3],
  } as const;
  const rows = new Map<string, string>();
  const readId = 'observation-10-5';
  rows.set(readId, await textOf(get(`Observation/${readId}`)));
  const found = new Map<string, string[]>();
  for (const [name, [place]] of Object.entries(searches)) {
    const bundle = JSON.parse(await textOf(get(place))) as { entry: { resource: { id: string } }[] };
    for (const { resource } of bundle.entry) rows.set(resource.id, JSON.stringify(resource));
    found.set(
      name,
      bundle.entry.map(({ resource }) => resource.id),
    );
  }
  const bare = await openBare(await superuserUrl(), rows, connections);
  const words = `${size} resources, ${connections} connections`;
  const one = { size: words, connections, runs };
  const times = options.short ? 1 : 5;
  try {
    const measured: Figure[] = [];
    const add = async (name: string, ours: Call, yardstick: Call, requests: number, goal: number) =>
      measured.push(...(await pair({ ...one, name, ours, yardstick, requests: requests * times, goal })));
    await add('read by id', get(`Observation/${readId}`), bare.read(readId), 800, 0.5);
    let next = 0;
    const row = JSON.stringify(reading(0));
    const create: Call = {
      ...{ method: 'POST', headers, url: `${base}/Observation` },
      body: () => JSON.stringify(reading(next++)),
    };
    await add('create', create, bare.insert(row, 1), 400, 0.35);
    const update: Call = {
      ...{ method: 'PUT', headers, url: '' },
      make() {
        // few enough that most are there already, enough that two at once hardly meet
        const id = `bench-${next % 400}`;
        return { url: `${base}/Observation/${id}`, body: JSON.stringify({ ...reading(next++), id }) };
      },
    };
    await add('update', update, bare.insert(row, 1), 400, 0.35);
    for (const [name, [place, goal]] of Object.entries(searches))
      await add(name, get(place), bare.readMany(found.get(name) ?? []), 400, goal);
    const transaction: Call = {
      ...{ method: 'POST', headers, url: base },
      body: () => JSON.stringify(bundleOf(20, () => next++)),
    };
    await add('transaction of 20', transaction, bare.insert(row, 20), 40, 0.35);
    return measured;
  } finally {
    await bare.close();
  }
}

async function textOf({ url, headers }: Call): Promise<string> {
  const answer = await fetch(url, headers && { headers });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return answer.text();
}

/** `serambi token create …` beside the running server. */
function tokenOf(...args: string[]): string {
  const cli = path.join(import.meta.dirname, '../src/app/cli.ts');
  const env = { ...process.env, SERAMBI_DATA: dataDir };
  return execFileSync(process.execPath, [cli, 'token', 'create', ...args], { env, encoding: 'utf8' }).trim();
}
