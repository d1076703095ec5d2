import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findRunning } from '#platform/server/db/supervisor.ts';
import { buildWeb } from '#scripts/build.ts';
import { thrift, thriftEnv } from '../bin/bootstrap.js';
import { type ServerProcess, startServerProcess } from '../campaigns/support/server-process.ts';
import { type Figure, type Latencies, load, median, table } from './support/figures.ts';
import { type PushLatencies, pushLatencies, type Write } from './support/push.ts';
import { openYardstick, type Yardstick } from './support/yardstick.ts';

/**
 * `npm run bench -- platform`: verb and board latency, record read and write, push, start-up, memory and first load, beside a
 * bare Fastify route doing one prepared query, or one insert, of the same size on the same database in the same run.
 */
const { values: options } = parseArgs({
  options: { json: { type: 'string' }, short: { type: 'boolean', default: false } },
});
const runs = options.short ? 1 : 3;
const connections = 16;
const reads = options.short ? 400 : 4000;
const writes = options.short ? 200 : 2000;
/** As many as one account may hold open. */
const boards = 20;
/** Three assistants, a kiosk and a wall, each asking anew as soon as it was answered. */
const desk = 5;
const pushes = options.short ? 60 : 300;

// as `npm start` runs it
delete process.env.NODE_COMPILE_CACHE;
const dataDir = await mkdtemp(path.join(os.tmpdir(), 'serambi-bench-'));
// started by root, PostgreSQL runs as another account and must be able to walk in
await chmod(dataDir, 0o711);
const { firstLoadBytes } = await buildWeb();
/** As `npm start` does, in a process of its own: the load must not sit in the memory that is measured. */
const start = () => startServerProcess({ dataDir, demo: true, nodeFlags: thrift, env: thriftEnv });

const firstStart = await timed(start);
const afterFirst = residentMegabytes(firstStart.value.pid);
await firstStart.value.stop();
const secondStart = await timed(start);
const server = secondStart.value;

try {
  const figures = await measure(server);
  figures.push(
    {
      name: 'first start, two demo clinics',
      size: '600 patients',
      value: firstStart.seconds,
      unit: 's',
      runs: 1,
    },
    {
      name: 'second start until ready',
      size: '600 patients',
      value: secondStart.seconds,
      unit: 's',
      goal: '5 s',
      runs: 1,
    },
    {
      name: 'memory of the server process',
      size: 'after the first start',
      value: afterFirst,
      unit: 'MB',
      goal: '300 MB',
      runs: 1,
    },
    {
      name: 'memory of the server process',
      size: 'after the load',
      value: residentMegabytes(server.pid),
      unit: 'MB',
      goal: '300 MB',
      runs: 1,
    },
    {
      name: 'first load, JavaScript gzip',
      size: '',
      value: firstLoadBytes / 1024,
      unit: 'kB',
      goal: '250 kB',
      runs: 1,
    },
  );
  process.stdout.write(`${table(figures)}\n`);
  if (options.json) writeFileSync(options.json, `${JSON.stringify(figures, null, 2)}\n`);
} finally {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; seconds: number }> {
  const began = performance.now();
  return { value: await work(), seconds: (performance.now() - began) / 1000 };
}

/** Resident memory as Linux counts it (`VmRSS`). */
function residentMegabytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

/** `serambi token create …` beside the running server. */
function token(...args: string[]): string {
  const cli = path.join(import.meta.dirname, '../src/app/cli.ts');
  const env = { ...process.env, SERAMBI_DATA: dataDir };
  return execFileSync(process.execPath, [cli, 'token', 'create', ...args], { env, encoding: 'utf8' }).trim();
}

async function measure({ url }: ServerProcess): Promise<Figure[]> {
  const asStaff = { authorization: `Bearer ${token('--staff', 'frontdesk@harbor.demo')}` };
  const clientToken = token('--client', 'Bench', '--clinic', 'harbor', '--scope', 'system/*.cruds');
  const asClient = { authorization: `Bearer ${clientToken}` };
  const fhir = { ...asClient, 'content-type': 'application/fhir+json' };
  const board = await (await fetch(`${url}/api/frontDesk/todayBoard`, post(asStaff, {}))).text();
  const created = await fetch(`${url}/fhir/R4/Observation`, {
    method: 'POST',
    headers: fhir,
    body: observation(1),
  });
  const stored = await created.text();
  const { id } = JSON.parse(stored) as { id: string };
  const running = await findRunning(dataDir);
  if (!running) throw new Error('the database of the bench is not running');
  const bare = await openYardstick({ connectionString: running.appUrl }, { row: stored, board, connections });
  try {
    const verb = (name: string) => ({
      method: 'POST' as const,
      url: `${url}/api/${name}`,
      headers: asStaff,
      body: () => '{}',
    });
    let next = 0;
    const found = await fetch(`${url}/fhir/R4/Patient?_count=10`, { headers: asClient });
    const { entry } = (await found.json()) as { entry: { resource: { id: string } }[] };
    const patients = entry.map(({ resource }) => resource.id);
    return [
      ...(await pair('verb (work.listMine)', verb('work/listMine'), bare.read, reads)),
      ...(await pair(
        'board (frontDesk.todayBoard)',
        verb('frontDesk/todayBoard'),
        bare.board,
        options.short ? 100 : 1000,
      )),
      await atTheDesk(verb('frontDesk/todayBoard'), bare.board, options.short ? 100 : 1000),
      ...(await pair(
        'record read (GET Observation)',
        { method: 'GET', url: `${url}/fhir/R4/Observation/${id}`, headers: asClient },
        bare.read,
        reads,
      )),
      ...(await pair(
        'record write (POST Observation)',
        { method: 'POST', url: `${url}/fhir/R4/Observation`, headers: fhir, body: () => observation(next++) },
        bare.insert,
        writes,
      )),
      ...(await pushPair(
        { url: `${url}/api/push`, headers: asStaff, write: await flagged(url, asStaff, patients) },
        { ...bare.push, write: bare.tell },
      )),
    ];
  } finally {
    await bare.close();
  }
}

function post(headers: Record<string, string>, body: unknown): RequestInit {
  return {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

/** A heart rate, one of many. */
function observation(count: number): string {
  return JSON.stringify({
    resourceType: 'Observation',
    status: 'final',
    category: [
      {
        coding: [
          { system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' },
        ],
      },
    ],
    code: { coding: [{ system: 'http://loinc.org', code: '8867-4', display: 'Heart rate' }] },
    subject: { reference: 'Patient/bench' },
    effectiveDateTime: '2026-03-10T09:00:00Z',
    valueQuantity: {
      value: 60 + (count % 40),
      unit: 'beats/minute',
      system: 'http://unitsofmeasure.org',
      code: '/min',
    },
  });
}

/** Walk-ins of today, whose flag is raised and lowered by turns: each change is one event. @returns how to write one */
async function flagged(url: string, asStaff: Record<string, string>, ids: readonly string[]): Promise<Write> {
  const act = async (verb: string, input: object, expected?: string) => {
    const answer = await fetch(`${url}/api/frontDesk/${verb}`, post(asStaff, input));
    if (expected && (await answer.clone().text()).includes(expected)) return undefined;
    if (!answer.ok) throw new Error(`${verb} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as { visitId: string };
  };
  const visits: string[] = [];
  for (const patientId of ids) {
    // of the demo's patients some are here today already
    const walkIn = { patientId, visitTypeCode: 'follow-up' };
    const visit = await act('takeWalkIn', walkIn, 'frontDesk.alreadyToday');
    if (visit) visits.push(visit.visitId);
  }
  let count = 0;
  return async () => {
    const visitId = visits[count % visits.length] ?? '';
    const priority = Math.floor(count / visits.length) % 2 === 0 ? 'urgent' : 'routine';
    count += 1;
    await act('setPriority', { visitId, priority });
    return visitId;
  };
}

/** How long after the acknowledged write every board has heard of it, beside a bare LISTEN and NOTIFY. */
async function pushPair(
  ours: { url: string; headers: Record<string, string>; write: Write },
  bare: { url: string; write: Write },
): Promise<Figure[]> {
  const size = { lines: boards, writes: pushes };
  const by = (one: PushLatencies) => one.p99;
  const yardstick = await median(runs, () => pushLatencies(bare, bare.write, size), by);
  const own = await median(runs, () => pushLatencies(ours, ours.write, size), by);
  return (['p50', 'p99'] as const).map((which) => ({
    ...{ name: 'push, acknowledged write to event', size: `${boards} boards`, runs },
    ...{ value: own[which], unit: `ms ${which}`, yardstick: yardstick[which] },
    ...(yardstick[which] > 0 && { ratio: own[which] / yardstick[which] }),
    ...(which === 'p99' && { goal: '300 ms' }),
  }));
}

/** The board for as many as stand around one front desk: the slowest of a hundred. */
async function atTheDesk(
  ours: Parameters<typeof load>[0],
  yardstick: Yardstick,
  requests: number,
): Promise<Figure> {
  const size = { connections: desk, requests };
  const { bare, own } = await byTurns(ours, yardstick, size, (one) => one.p99);
  return {
    ...{ name: 'board (frontDesk.todayBoard)', size: `${desk} connections`, unit: 'ms p99', runs },
    ...{ value: own.p99, yardstick: bare.p99, ratio: own.p99 / bare.p99, goal: '100 ms' },
  };
}

/** The yardstick and ours under the same load, the median of each. */
async function byTurns(
  ours: Parameters<typeof load>[0],
  yardstick: Yardstick,
  size: Parameters<typeof load>[1],
  by: (one: Latencies) => number,
): Promise<{ bare: Latencies; own: Latencies }> {
  const bare = await median(runs, () => load(yardstick, size), by);
  return { bare, own: await median(runs, () => load(ours, size), by) };
}

/** Ours beside the yardstick: latency and throughput. */
async function pair(
  name: string,
  ours: Parameters<typeof load>[0],
  yardstick: Yardstick,
  requests: number,
): Promise<Figure[]> {
  const size = { connections, requests };
  await load(ours, { connections, requests: Math.ceil(requests / 10) });
  const { bare, own } = await byTurns(ours, yardstick, size, (one) => one.perSecond);
  const words = `${connections} connections`;
  return [
    {
      name,
      size: words,
      value: own.p95,
      unit: 'ms p95',
      yardstick: bare.p95,
      ratio: own.p95 / bare.p95,
      goal: '100 ms',
      runs,
    },
    {
      name,
      size: words,
      value: own.perSecond,
      unit: 'a second',
      yardstick: bare.perSecond,
      ratio: own.perSecond / bare.perSecond,
      runs,
    },
  ];
}
