import { type RawBuilder, sql } from 'kysely';
import { escapeLiteral } from 'pg';
import type { Context } from '#platform/server/context.ts';
import { parseSearch } from '#platform/server/http/fhir/parse-search.ts';
import { resolveChains } from '#platform/server/record/search-chain.ts';
import type { SearchQuery } from '#platform/server/record/query.ts';
import { searchStatement } from '#platform/server/record/search.ts';
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

/**
 * Runs a search, as it stands in an address, and tells every node of its plan.
 * @param how `once` planned for these values; `kept` for any, as connections keep what comes again and again
 */
export async function planOf(
  ctx: Context,
  type: string,
  search: string,
  how: 'once' | 'kept' = 'once',
): Promise<Plan[]> {
  const asked = parseSearch(type, new URLSearchParams(search), ctx.clinic.zone);
  const query = await resolveChains(ctx, type, asked);
  return nodesOf(ctx, await pageStatement(ctx, intentOf(ctx, type, query), query), how);
}

/** The same of a search as a slice asks it. */
export async function planOfSlice(
  ctx: Context,
  type: string,
  query: SearchQuery,
  how: 'once' | 'kept' = 'once',
): Promise<Plan[]> {
  return nodesOf(ctx, await searchStatement(ctx, type, query), how);
}

async function nodesOf(ctx: Context, statement: RawBuilder<unknown>, how: 'once' | 'kept'): Promise<Plan[]> {
  const explained = how === 'kept' ? await keep(ctx, statement) : statement;
  const found = await sql<{ 'QUERY PLAN': { Plan: Plan }[] }>`
    EXPLAIN (ANALYZE, FORMAT JSON) ${explained}`.execute(ctx.db);
  const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];
  return (found.rows[0]?.['QUERY PLAN'] ?? []).flatMap(({ Plan: plan }) => nodes(plan));
}

let statements = 0;

/** Prepares a statement on the connection. @returns its execution with the values */
async function keep({ db }: Context, statement: RawBuilder<unknown>): Promise<RawBuilder<unknown>> {
  const { sql: text, parameters } = statement.compile(db);
  await sql`SELECT set_config('plan_cache_mode', 'force_generic_plan', true)`.execute(db);
  const name = `kept_${statements++}`;
  await sql.raw(`PREPARE ${name} AS ${text}`).execute(db);
  return sql.raw(`EXECUTE ${name}(${parameters.map(literal).join(', ')})`);
}

/** A value as SQL writes it; PostgreSQL knows of each parameter what it is. */
function literal(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (Array.isArray(value)) return literal(`{${value.map((one) => JSON.stringify(String(one))).join()}}`);
  return escapeLiteral(String(value));
}

/** What a node read, whether it gave it on or not. */
export function rowsRead(node: Plan): number {
  return (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
}

/** Nodes that read a whole table. */
export function sequentialScans(nodes: readonly Plan[]): Plan[] {
  return nodes.filter((node) => node['Node Type'] === 'Seq Scan');
}
