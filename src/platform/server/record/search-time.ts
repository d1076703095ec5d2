import { sql } from 'kysely';
import { refuse } from '#platform/shared/errors.ts';
import type { Context } from '../context.ts';
import { awaitAtEnd } from '../db/database.ts';

/** The longest that one statement of a search may take. */
export const mostSearchMs = 5_000;
const queryCanceled = '57014';

/**
 * Runs a search's statements with a time limit of their own; the transaction's is set again afterwards.
 * @throws Refusal `searchTooCostly` when one takes longer, with the transaction lost
 */
export async function withinTime<T>(ctx: Context, work: () => Promise<T>): Promise<T> {
  const limit = sql`SELECT set_config('serambi.timeout', current_setting('statement_timeout'), true),
    set_config('statement_timeout', ${String(mostSearchMs)}, true)`;
  awaitAtEnd(ctx.db, limit.execute(ctx.db));
  try {
    const answer = await work();
    const unlimit = sql`SELECT set_config('statement_timeout', current_setting('serambi.timeout'), ${true})`;
    awaitAtEnd(ctx.db, unlimit.execute(ctx.db));
    return answer;
  } catch (error) {
    if ((error as { code?: string }).code === queryCanceled)
      refuse('searchTooCostly', { seconds: mostSearchMs / 1000 });
    throw error;
  }
}
