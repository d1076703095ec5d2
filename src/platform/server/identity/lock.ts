import { sql } from 'kysely';
import type { identity } from '#platform/shared/identity-contract.ts';
import type { Verb } from '../slice.ts';

/** Locks the caller's session now. An API token has none to lock. */
export const lock: Verb<typeof identity, 'lock'> = async (ctx) => {
  const { sessionId } = ctx.actor;
  if (sessionId) await sql`SELECT identity_lock_session(${sessionId}, ${ctx.now})`.execute(ctx.db);
  return {};
};
