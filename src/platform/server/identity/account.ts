import { sql } from 'kysely';
import type { identity } from '#platform/shared/identity-contract.ts';
import { shownAt, steadyNow } from '#platform/shared/time.ts';
import { inClinic } from '../db/database.ts';
import type { Verb } from '../slice.ts';
import { ruleFor } from './let-in.ts';
import type { IdentityOpenVerb } from './open-verb.ts';
import { signedIn } from './own-secrets.ts';
import { mustRead } from './own-totp.ts';

type Identity = typeof identity;

interface OpenSession {
  id: string;
  agent: string | null;
  address: string | null;
  createdAt: string;
  usedAt: string;
  absoluteUntil: string;
  locked: boolean;
}

/** One's own page: what opens her account, and where it is open. */
export const readAccount: IdentityOpenVerb<'readAccount'> = async (ctx) => {
  const caller = await signedIn(ctx);
  const person = await mustRead(ctx, caller);
  const { totpSince, recoveryCodesLeft, passkeys } = person.factors;
  const sessions = await inClinic(ctx.database, person.clinicId, (tx) =>
    sql<{ list: OpenSession[] }>`
      SELECT identity_sessions_of(${person.staffId}, ${steadyNow(ctx.clock)}) AS list`.execute(tx),
  );
  const shown = (instant: string) => shownAt(ctx.clock, new Date(instant).toISOString());
  return {
    login: person.login,
    hasPin: caller.staff?.hasPin ?? false,
    factor: ruleFor(person, ctx),
    ...(totpSince && { totpSince }),
    recoveryCodesLeft,
    passkeysWorkHere: ctx.site !== undefined,
    passkeys: passkeys.map(({ usedAt, ...one }) => ({ ...one, ...(usedAt && { usedAt }) })),
    sessions: (sessions.rows[0]?.list ?? []).map(({ agent, address, ...one }) => ({
      id: one.id,
      here: one.id === caller.session?.id,
      locked: one.locked,
      ...(agent && { agent }),
      ...(address && { address }),
      createdAt: shown(one.createdAt),
      usedAt: shown(one.usedAt),
      absoluteUntil: shown(one.absoluteUntil),
    })),
  };
};

/** Ends one of the caller's own sessions: the tablet that she left somewhere. */
export const endSession: Verb<Identity, 'endSession'> = async (ctx, { sessionId }) => {
  const done = await sql<{ ended: boolean }>`
    SELECT identity_end_session_of(${ctx.actor.id}, ${sessionId}, ${steadyNow(ctx.clock)}) AS ended`.execute(
    ctx.db,
  );
  if (!done.rows[0]?.ended) return ctx.fail('sessionOver');
  ctx.emit('identity.sessionsEnded', { staffId: ctx.actor.id });
  return {};
};

/** Ends all of the caller's sessions but the one that she calls from. */
export const endOtherSessions: Verb<Identity, 'endOtherSessions'> = async (ctx) => {
  const now = steadyNow(ctx.clock);
  const open = await sql<{ list: OpenSession[] }>`
    SELECT identity_sessions_of(${ctx.actor.id}, ${now}) AS list`.execute(ctx.db);
  const others = (open.rows[0]?.list ?? []).filter(({ id }) => id !== ctx.actor.sessionId);
  for (const { id } of others) {
    await sql`SELECT identity_end_session_of(${ctx.actor.id}, ${id}, ${now})`.execute(ctx.db);
  }
  ctx.emit('identity.sessionsEnded', { staffId: ctx.actor.id });
  return { ended: others.length };
};
