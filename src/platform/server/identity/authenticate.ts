import { sql } from 'kysely';
import type { Language } from '#platform/shared/languages.ts';
import type { Actor, Clinic } from '../context.ts';
import type { Database } from '../db/database.ts';
import type { Law, Protocol, ScopeRole, Standing, Term } from '../scope/decision.ts';
import { deviceIdOf, hashSecret } from './secrets.ts';

/** What a request brought along. */
export interface Credentials {
  sessionToken?: string | undefined;
  bearer?: string | undefined;
  /** `steadyNow`, ISO-8601 UTC. */
  now: string;
  /** `false` for what a page does by itself (push, refresh): it must not keep an unattended session open. */
  touch?: boolean;
}

export interface SessionState {
  id: string;
  /** Nothing but unlock, switch and sign-out goes on. */
  locked: boolean;
  /** Whether a PIN is set and has tries left. */
  pinOpens: boolean;
  idleMinutes: number;
  /** By the steady clock, ISO-8601 UTC. */
  absoluteUntil: string;
}

export interface Authenticated {
  actor: Actor;
  clinic: Clinic;
  /** Absent for an API token. */
  session?: SessionState;
  /** What the request was let in by, a session or an API token, and when its time is over (ISO-8601 UTC). */
  credential: { id: string; until: string };
  /** Job descriptions that the person holds. */
  held: ScopeRole[];
  /** What is asked of those without a licence; none where she works by one in all her jobs. */
  terms: Term[];
  /** What the law of the clinic's place asks of them; none likewise. */
  laws: Law[];
  standing: Standing[];
  /** Standing orders that name a job of hers, those that ended included. */
  protocols: Protocol[];
  /** Her clinic's count of changes (`platform_epoch`) for which all of this is right. */
  epoch: string;
  /** Of a person, not of a client. */
  staff?: { login: string; hasPin: boolean };
}

interface Answer {
  clinic: Clinic;
  staff: {
    id: string;
    name: string;
    login: string;
    language: Language;
    roles: string[];
    practitionerId: string | null;
    hasPin: boolean;
  } | null;
  client: { id: string; name: string; scopes: string[] } | null;
  held: ScopeRole[];
  terms: Term[];
  laws: Law[];
  /** With instants as the database writes them, as in `protocols`. */
  standing: Standing[];
  protocols: Protocol[];
  session: {
    id: string;
    deviceHash: string | null;
    lockedAt: string | null;
    pinTriesLeft: number;
    idleMinutes: number;
    absoluteUntil: string;
  } | null;
  token: { id: string; expiresAt: string } | null;
  epoch: string;
}

/**
 * Finds out who sends a request, in one round trip. A bearer token goes before a cookie, and a wrong one is not
 * made good by the cookie beside it.
 * @returns undefined when nobody is signed in: no token, an unknown or ended one, or a disabled person's
 */
export async function authenticate(
  database: Database,
  given: Credentials,
): Promise<Authenticated | undefined> {
  const secret = given.bearer ?? given.sessionToken;
  if (!secret) return undefined;
  const found = await sql<{ answer: Answer | null }>`
    SELECT identity_authenticate_now(${hashSecret(secret)}, ${given.bearer !== undefined}, ${given.touch ?? true},
      ${given.now}) AS answer`.execute(database.kysely);
  const answer = found.rows[0]?.answer;
  return answer ? authenticated(answer) : undefined;
}

function authenticated({
  clinic,
  staff,
  client,
  held,
  terms,
  laws,
  standing,
  protocols,
  session,
  token,
  epoch,
}: Answer): Authenticated | undefined {
  const credential = {
    id: session?.id ?? token?.id ?? '',
    until: new Date(session?.absoluteUntil ?? token?.expiresAt ?? 0).toISOString(),
  };
  if (client) {
    const { id, name, scopes } = client;
    return {
      actor: { kind: 'client', id, name, roles: [], language: clinic.language, scopes },
      clinic,
      credential,
      ...{ held: [], terms: [], laws: [], standing: [], protocols: [] },
      epoch,
    };
  }
  if (!staff) return undefined;
  const actor: Actor = {
    kind: 'staff',
    id: staff.id,
    name: staff.name,
    roles: staff.roles,
    language: staff.language,
    ...(staff.practitionerId && { practitionerId: staff.practitionerId }),
    ...(session && { sessionId: session.id }),
    ...(session?.deviceHash && { deviceId: deviceIdOf(session.deviceHash) }),
  };
  return {
    actor,
    clinic,
    credential,
    held,
    terms,
    laws,
    standing: standing.map((one) => ({
      ...one,
      from: new Date(one.from).toISOString(),
      until: one.until && new Date(one.until).toISOString(),
    })),
    protocols: protocols.map((one) => ({
      ...one,
      from: new Date(one.from).toISOString(),
      until: new Date(one.until).toISOString(),
    })),
    epoch,
    staff: { login: staff.login, hasPin: staff.hasPin },
    ...(session && {
      session: {
        id: session.id,
        locked: session.lockedAt !== null,
        pinOpens: staff.hasPin && session.pinTriesLeft > 0,
        idleMinutes: session.idleMinutes,
        absoluteUntil: new Date(session.absoluteUntil).toISOString(),
      },
    }),
  };
}
