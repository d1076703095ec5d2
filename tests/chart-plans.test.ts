import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { chronic, growRecord } from '#testing/search/grown.ts';
import type { Context } from '#platform/server/context.ts';
import { withClient } from '#platform/server/db/roles.ts';
import { reading } from '../bench/support/readings.ts';

/** What opening a chart asks for. */
const verbs = [
  ...['records.readBanner', 'records.readChart', 'records.readAllergies', 'orders.pastOrders'],
  ...[
    'results.patientResults',
    'orders.patientReferrals',
    'bookkeeping.patientMoney',
    'documents.chartDocuments',
  ],
  ...['vitals.lastVitals', 'scheduling.patientVisits', 'insurance.coveragesOf'],
];
const long = 'patient-30';
const ofLong = 3_000;
/** Tables that are small in any clinic are read whole. */
const large = [
  ...[
    'record_resource',
    'record_token',
    'record_string',
    'record_date',
    'record_quantity',
    'record_reference',
  ],
  ...['vitals_reading', 'scheduling_visit', 'records_patient', 'records_patient_key', 'front_desk_visit'],
];

let clinic: TestClinic;
beforeAll(async () => {
  clinic = await openTestClinic();
  const { superuserUrl } = clinic.database;
  await growRecord({ superuserUrl, clinicId: clinic.clinic.id, resources: 10_000 });
  for (let from = 0; from < ofLong; from += 500) {
    const some = Array.from({ length: 500 }, (_, at) => ({
      ...reading(from + at, undefined, long),
      id: `long-${from + at}`,
    }));
    await clinic.inside((ctx) => ctx.record.createAll(some as Parameters<typeof ctx.record.createAll>[0]));
  }
  // a running server sees to its statistics within seconds
  await withClient(superuserUrl, (client) => client.query('ANALYZE'));
}, 180_000);
afterAll(() => clinic.close());

interface Read {
  table: string;
  whole: number;
  rows: number;
}

/** What a verb read in a transaction of its own, as PostgreSQL counts it, by plans made for any values. */
async function readsOf(route: string, patientId: string): Promise<Read[]> {
  const verb = clinic.platform.registry.verbs.find(({ slice, name }) => `${slice}.${name}` === route);
  if (!verb) throw new Error(`there is no verb ${route}`);
  return clinic.inside(async (ctx) => {
    await sql`SELECT set_config('plan_cache_mode', 'force_generic_plan', true)`.execute(ctx.db);
    const before = new Map((await counted(ctx)).map((one) => [one.table, one]));
    await verb.run(ctx, verb.contract.input.parse({ patientId }));
    return (await counted(ctx))
      .map(({ table, whole, rows }) => ({
        table,
        whole: whole - (before.get(table)?.whole ?? 0),
        rows: rows - (before.get(table)?.rows ?? 0),
      }))
      .filter(({ rows }) => rows > 0);
  });
}

/** What this connection has read and not handed in yet. */
async function counted(ctx: Context): Promise<Read[]> {
  const found = await sql<Read>`
    SELECT relname AS table, seq_scan::int AS whole, (seq_tup_read + coalesce(idx_tup_fetch, 0))::int AS rows
    FROM pg_stat_xact_user_tables WHERE relname = ANY(${large})`.execute(ctx.db);
  return found.rows;
}

it.each(verbs)('%s reads by indexes, and of a long chart little more than of a usual one', async (route) => {
  for (const patientId of [chronic, long]) {
    const reads = await readsOf(route, patientId);
    const whole = reads.filter((one) => one.whole > 0);
    expect(whole, patientId).toEqual([]);
    // the newest 200 readings and twelve lists; of the long chart's thousands none besides
    expect(Math.max(0, ...reads.map(({ rows }) => rows)), JSON.stringify(reads)).toBeLessThan(700);
  }
});

it('counts what is read', async () => {
  const reads = await readsOf('records.readChart', chronic);
  expect(reads.find(({ table }) => table === 'record_resource')?.rows).toBeGreaterThan(100);
});
