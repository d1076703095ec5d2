import type { Contract, ErrorOf, InputOf, OutputOf, VerbName } from '#platform/shared/contract.ts';
import type { identity } from '#platform/shared/identity-contract.ts';
import type { Language } from '#platform/shared/languages.ts';
import type { Clock } from '#platform/shared/time.ts';
import type { Clinic, Context, Cookies } from '../context.ts';
import type { Database } from '../db/database.ts';

/** Relying party of WebAuthn: a domain, and the address with its scheme and port. */
export interface Site {
  id: string;
  origin: string;
}

/**
 * What a verb is given that runs before anybody is signed in, or must keep its count of wrong tries when it refuses:
 * no clinic and no transaction, it opens its own. It writes its own audit rows. Its answer may hold a secret: it is
 * never stored for a replay.
 */
export interface OpenContext<Codes extends string = string> {
  database: Database;
  clock: Clock;
  /** Instant of this call, ISO-8601 UTC. */
  now: string;
  /** New UUIDv7. */
  newId(): string;
  language: Language;
  auditKey: Uint8Array;
  /** Seals secrets of second factors. */
  factorsKey: Uint8Array;
  cookies?: Cookies | undefined;
  /** Value of the cookie `serambi_session`. */
  sessionToken?: string | undefined;
  /** What stands behind `Authorization: Bearer`. */
  bearer?: string | undefined;
  /** Value of the cookie `serambi_device`. */
  deviceToken?: string | undefined;
  clientAddress?: string | undefined;
  /** Whether the request came from outside of the clinic's own network. */
  remote?: boolean | undefined;
  /** `false` for what a page does by itself: it is no use of the session. */
  touch?: boolean;
  /** Browser and system, for the list of one's own sessions. */
  agent?: string | undefined;
  /** The site that passkeys are for, where the address allows any. */
  site?: Site | undefined;
  /** Tells the screens, after the commit, that events were left behind. */
  eventsLeft(): void;
  /** Runs a body in a clinic in the system's name, the way of every action, with its record and keepers. */
  asSystem<T>(clinic: Clinic, event: string, body: (ctx: Context) => Promise<T>): Promise<T>;
  /** Refuses with a code that the contract declares; never returns. */
  fail(code: Codes, details?: Record<string, unknown>): never;
}

export type OpenVerb<C extends Contract, N extends VerbName<C>> = (
  ctx: OpenContext<ErrorOf<C, N>>,
  input: InputOf<C, N>,
) => Promise<OutputOf<C, N>>;

type Identity = typeof identity;
/** An open verb of this contract, by its name. */
export type IdentityOpenVerb<N extends VerbName<Identity>> = OpenVerb<Identity, N>;
