import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { withClient } from '#platform/server/db/roles.ts';
import { parseSearch } from '#platform/server/http/fhir/parse-search.ts';
import { searchRows } from '#platform/server/record/search.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { commonest, growRecord } from '#testing/search/grown.ts';
import { planOf, sequentialScans } from '#testing/search/plan-of.ts';
import { startTestServer, type TestServer } from '#testing/server.ts';
import { type Figure, table } from './support/figures.ts';

/**
 * `npm run bench -- search`: the commonest searches, each beside fetching the same rows by their key, in a record of
 * 10,000 resources and in one of a million.
 */
const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    short: { type: 'boolean', default: false },
    resources: { type: 'string', default: '1000000' },
  },
});
const small = 10_000;
const large = options.short ? 100_000 : Number(options.resources);
const rounds = options.short ? 60 : 300;

/** What fetching by key comes to in a part of a second, at least. */
const goals: Readonly<Record<string, number>> = {
  'newest 20 of a code of one patient': 0.5,
  'a day of appointments': 0.5,
  'a name by its beginning': 0.3,
};

interface Measured {
  smallMs: number;
  largeMs: number;
  keyMs: number;
  rows: number;
  /** Tables that the plan reads whole, in the large record. */
  scans: number;
}

async function open(server: TestServer, resources: number): Promise<TestClinic> {
  const clinic = await openTestClinic({ server });
  const { superuserUrl } = clinic.database;
  await growRecord({ superuserUrl, clinicId: clinic.clinic.id, resources });
  await withClient(superuserUrl, (client) => client.query('VACUUM ANALYZE'));
  return clinic;
}

/** The search in both records and the rows by key, by turns: what else the machine does meets all three alike. */
async function measure(few: Context, many: Context, type: string, search: string): Promise<Measured> {
  const ask = (ctx: Context) =>
    searchRows(ctx, type, parseSearch(type, new URLSearchParams(search), ctx.clinic.zone));
  const ids = (await ask(many)).map((row) => row.id);
  const byKey = () =>
    sql`SELECT id, version, updated_at AS "updatedAt", content AS text FROM record_resource
      WHERE clinic_id = ${many.clinic.id} AND type = ${type} AND id = ANY(${ids})`.execute(many.db);
  const times: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < rounds; round++) {
    times[0].push(await timed(() => ask(few)));
    times[1].push(await timed(() => ask(many)));
    times[2].push(await timed(byKey));
  }
  const [smallMs, largeMs, keyMs] = times.map(middle) as [number, number, number];
  const scans = sequentialScans(await planOf(many, type, search)).length;
  return { smallMs, largeMs, keyMs, rows: ids.length, scans };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function middle(values: number[]): number {
  return values.sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

const { server, remove } = await startTestServer();
try {
  const few = await open(server, small);
  const many = await open(server, large);
  const figures: Figure[] = [];
  for (const [name, [type, search]] of Object.entries(commonest)) {
    const found = await few.inside((inFew) => many.inside((inMany) => measure(inFew, inMany, type, search)));
    const { smallMs, largeMs, keyMs, rows, scans } = found;
    const size = `${rows} of ${large} resources`;
    const goal = goals[name];
    const ratio = keyMs / largeMs;
    figures.push(
      {
        ...{ name, size, value: largeMs, unit: 'ms', yardstick: keyMs, ratio, runs: rounds },
        ...(goal !== undefined && { goal: `${goal} of by key` }),
      },
      {
        name: `… growth from ${small}`,
        size,
        value: largeMs / smallMs,
        unit: 'times',
        goal: '1.3 times',
        runs: rounds,
      },
      { name: '… sequential scans in its plan', size, value: scans, unit: 'tables', goal: '0', runs: 1 },
    );
  }
  await few.close();
  await many.close();
  process.stdout.write(`${table(figures)}\n`);
  if (options.json) writeFileSync(options.json, `${JSON.stringify(figures, null, 2)}\n`);
} finally {
  await remove();
}
