import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';

/** Any number, of this duty alone. */
const rosterLock = 7_301_140;

/**
 * One change of a clinic's roster at a time, until the end of the transaction: a shift that is entered while the week is
 * published, or a leave approved meanwhile, would else miss the duty that is compiled from them. Roster changes are few.
 */
export async function lockRoster(ctx: Context): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${rosterLock}, hashtext(${ctx.clinic.id}))`.execute(ctx.db);
}
