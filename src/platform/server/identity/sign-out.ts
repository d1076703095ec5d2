import { sql } from 'kysely';
import { steadyNow } from '#platform/shared/time.ts';
import { inClinic } from '../db/database.ts';
import { authenticate } from './authenticate.ts';
import type { IdentityOpenVerb } from './open-verb.ts';
import { sessionCookie } from './secrets.ts';
import { auditDone } from './trail.ts';

/** Ends the caller's session, locked or not. Who is not signed in is already out. */
export const signOut: IdentityOpenVerb<'signOut'> = async (ctx) => {
  const now = steadyNow(ctx.clock);
  const caller = await authenticate(ctx.database, { ...ctx, now, touch: false });
  const session = caller?.session;
  if (caller && session) {
    const who = { clinicId: caller.clinic.id, staffId: caller.actor.id, name: caller.actor.name };
    await inClinic(ctx.database, caller.clinic.id, async (tx) => {
      await sql`SELECT identity_end_session(${session.id}, ${now})`.execute(tx);
      await auditDone(ctx, tx, who, 'identity.signOut');
    });
  }
  ctx.eventsLeft();
  ctx.cookies?.clear(sessionCookie);
  return {};
};
