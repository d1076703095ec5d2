import { sql } from 'kysely';
import { Refusal } from '#platform/shared/errors.ts';
import type { Context } from '../context.ts';
import { DeclaredRefusal } from '../http/open-context.ts';

/**
 * Runs one of several in a transaction so that its refusal leaves nothing behind and the others stand: a savepoint. Up
 * to 64 of them PostgreSQL keeps in memory; whoever runs more in one transaction makes every reader slower.
 */
export async function alone<T>(ctx: Context, body: () => Promise<T>): Promise<T> {
  await sql`SAVEPOINT alone`.execute(ctx.db);
  try {
    const result = await body();
    await sql`RELEASE SAVEPOINT alone`.execute(ctx.db);
    return result;
  } catch (error) {
    if (refusalIn(error)) {
      await sql`ROLLBACK TO SAVEPOINT alone`.execute(ctx.db);
      // rolled back to it still stands, and would be taken for one that lies around it
      await sql`RELEASE SAVEPOINT alone`.execute(ctx.db);
    }
    throw error;
  }
}

/**
 * The refusal that an error is; undefined where it is none, and must be thrown on. A code that a verb declared has no
 * slice before the pipeline gives it one: it is the running verb's.
 */
export function refusalIn(error: unknown): { code: string; slice: string | undefined } | undefined {
  if (error instanceof Refusal) return { code: error.code, slice: error.slice };
  return error instanceof DeclaredRefusal ? { code: error.code, slice: undefined } : undefined;
}
