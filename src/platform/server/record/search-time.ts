import { sql } from 'kysely';
import { refuse } from '#platform/shared/errors.ts';
import type { Context } from '../context.ts';

/** The longest that one statement of a search may take. */
export const mostSearchMs = 5_000;
const queryCanceled = '57014';

/**
 * Runs a search's statements with a time limit of their own; the transaction's is set again afterwards.
 * @throws Refusal `searchTooCostly` when one takes longer, with the transaction lost
 */
export async function withinTime<T>(ctx: Context, work: () => Promise<T>): Promise<T> {
  const before = await sql<{ before: string }>`
    SELECT current_setting('statement_timeout') AS before, set_config('statement_timeout', ${String(mostSearchMs)}, true)`.execute(
    ctx.db,
  );
  try {
    const answer = await work();
    await sql`SELECT set_config('statement_timeout', ${before.rows[0]?.before ?? '0'}, true)`.execute(ctx.db);
    return answer;
  } catch (error) {
    if ((error as { code?: string }).code === queryCanceled)
      refuse('searchTooCostly', { seconds: mostSearchMs / 1000 });
    throw error;
  }
}
