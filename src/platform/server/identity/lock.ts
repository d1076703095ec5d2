import { sql } from 'kysely';
import type { identity } from '#platform/shared/identity-contract.ts';
import { steadyNow } from '#platform/shared/time.ts';
import type { Verb } from '../slice.ts';

/** Locks the caller's session now. An API token has none to lock. */
export const lock: Verb<typeof identity, 'lock'> = async (ctx) => {
  const { sessionId } = ctx.actor;
  if (sessionId)
    await sql`SELECT identity_lock_session(${sessionId}, ${steadyNow(ctx.clock)})`.execute(ctx.db);
  return {};
};
