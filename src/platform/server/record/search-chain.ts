import { sql } from 'kysely';
import { refuse } from '#platform/shared/errors.ts';
import type { Context } from '../context.ts';
import type { Criterion, SearchQuery } from './query.ts';
import { conditionOf, idsOf } from './search-conditions.ts';
import { withinTime } from './search-time.ts';

/** A chain that meets more resources than this says too little to search by. */
export const mostChained = 1_000;

type Chain = Criterion & { chain: unknown };

/**
 * The query with every chain replaced by the resources that it means: `subject:Patient.name=siti` by the patients of
 * that name. Each page resolves it anew.
 * @throws Refusal `searchTooCostly` when a chain means too many
 */
export async function resolveChains(ctx: Context, type: string, query: SearchQuery): Promise<SearchQuery> {
  if (!query.where?.some(isChain)) return query;
  const where: Criterion[] = [];
  for (const one of query.where) where.push(isChain(one) ? await resolved(ctx, type, one) : one);
  return { ...query, where };
}

function isChain(criterion: Criterion): criterion is Chain {
  return 'chain' in criterion;
}

async function resolved(ctx: Context, type: string, criterion: Chain): Promise<Criterion> {
  if (!('chain' in criterion) || !('param' in criterion)) throw new Error(`${type} has no such chain`);
  const { param, chain } = criterion as Criterion & {
    param: string;
    chain: { targetType: string; where: Criterion };
  };
  const { targetType, where } = chain;
  const scope = { clinicId: ctx.clinic.id, type: targetType };
  const condition = conditionOf(targetType, where);
  const ids = condition.ids
    ? [...condition.ids]
    : await withinTime(ctx, async () => {
        const found = await sql<{ id: string }>`
          SELECT DISTINCT c.id FROM (${idsOf(scope, condition)}) c LIMIT ${mostChained + 1}`.execute(ctx.db);
        return found.rows.map((row) => row.id);
      });
  if (ids.length > mostChained) refuse('searchTooCostly', { maximum: mostChained });
  return { param, tests: ids.map((targetId) => ({ on: 'reference', targetType, targetId })) };
}
