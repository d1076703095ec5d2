import { sql } from 'kysely';
import { Refusal } from '#platform/shared/errors.ts';
import type { Context } from '../context.ts';

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
    if (error instanceof Refusal) await sql`ROLLBACK TO SAVEPOINT alone`.execute(ctx.db);
    throw error;
  }
}
