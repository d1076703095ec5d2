import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { commonest, growRecord } from '#testing/search/grown.ts';
import type { Context } from '../context.ts';
import { withClient } from '../db/roles.ts';
import { parseSearch } from '../http/fhir/parse-search.ts';
import { resolveChains } from './search-chain.ts';
import { intentOf, pageStatement } from './search-page.ts';

let clinic: TestClinic;
beforeAll(async () => {
  clinic = await openTestClinic();
  const { superuserUrl } = clinic.database;
  await growRecord({ superuserUrl, clinicId: clinic.clinic.id, resources: 10_000 });
}, 120_000);
afterAll(() => clinic.close());

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: Plan[];
}

async function planOf(ctx: Context, type: string, search: string): Promise<Plan[]> {
  const asked = parseSearch(type, new URLSearchParams(search), ctx.clinic.zone);
  const query = await resolveChains(ctx, type, asked);
  const statement = await pageStatement(ctx, intentOf(ctx, type, query), query);
  const { sql: text, parameters } = statement.compile(ctx.db);
  // as the server runs it: planned once for all values, which the planner does not see
  await sql`SET LOCAL plan_cache_mode = force_generic_plan`.execute(ctx.db);
  await sql`PREPARE page AS ${sql.raw(text)}`.execute(ctx.db);
  const values = parameters.map((one) => sql.lit(Array.isArray(one) ? `{${one.join()}}` : one));
  const found = await sql<{ 'QUERY PLAN': { Plan: Plan }[] }>`
    EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE page(${sql.join(values)})`.execute(ctx.db);
  await sql`DEALLOCATE page`.execute(ctx.db);
  const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];
  return (found.rows[0]?.['QUERY PLAN'] ?? []).flatMap(({ Plan: plan }) => nodes(plan));
}

/** What a node read, whether it gave it on or not. */
function rowsRead(node: Plan): number {
  return (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
}

describe.each([
  ['without statistics', ''],
  ['with statistics', 'ANALYZE'],
])('the plans of the commonest searches, %s', (_how, prepare) => {
  beforeAll(async () => {
    if (prepare) await withClient(clinic.database.superuserUrl, (client) => client.query(prepare));
  });

  // among the record's own three indexes the planner (of ids an older one) can choose by statistics alone, which are
  // seconds old at most
  const told = Object.entries(commonest).filter(
    ([name]) => prepare !== '' || !['changed lately', 'by ids'].includes(name),
  );
  it.each(told)('%s', async (_name, [type, search]) => {
    const nodes = await clinic.inside((ctx) => planOf(ctx, type, search));
    const ofRecord = nodes.filter((node) => node['Relation Name']?.startsWith('record_'));
    expect(ofRecord.length).toBeGreaterThan(0);
    // by an index each time, and no more of its rows than the answer has, but for a few
    expect(nodes.filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([]);
    expect(Math.max(...ofRecord.map(rowsRead)), JSON.stringify(ofRecord, null, 1)).toBeLessThan(200);
  });
});
