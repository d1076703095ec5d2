import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { parseSearch } from '#platform/server/http/fhir/parse-search.ts';
import { resolveChains } from '#platform/server/record/search-chain.ts';
import { intentOf, pageStatement } from '#platform/server/record/search-page.ts';

/** One node of a plan, as `EXPLAIN (FORMAT JSON)` names its parts. */
export interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: Plan[];
}

/** Runs a search, as it stands in an address, and tells every node of its plan. */
export async function planOf(ctx: Context, type: string, search: string): Promise<Plan[]> {
  const asked = parseSearch(type, new URLSearchParams(search), ctx.clinic.zone);
  const query = await resolveChains(ctx, type, asked);
  const statement = await pageStatement(ctx, intentOf(ctx, type, query), query);
  const found = await sql<{ 'QUERY PLAN': { Plan: Plan }[] }>`
    EXPLAIN (ANALYZE, FORMAT JSON) ${statement}`.execute(ctx.db);
  const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];
  return (found.rows[0]?.['QUERY PLAN'] ?? []).flatMap(({ Plan: plan }) => nodes(plan));
}

/** What a node read, whether it gave it on or not. */
export function rowsRead(node: Plan): number {
  return (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
}

/** Nodes that read a whole table. */
export function sequentialScans(nodes: readonly Plan[]): Plan[] {
  return nodes.filter((node) => node['Node Type'] === 'Seq Scan');
}
