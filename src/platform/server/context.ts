import type { Transaction } from 'kysely';
import type { Clock } from '../shared/time.ts';
import type { Tables } from './db/tables.ts';
import type { RecordStore } from './record/store.ts';
import type { Decision } from './scope/decide.ts';
import type { Work } from './work/work.ts';

export type Language = 'en' | 'id';

/** The clinic as every request sees it. `zone` is IANA, `currency` ISO 4217, `country` ISO 3166 alpha-2. */
export interface Clinic {
  id: string;
  slug: string;
  name: string;
  country: string;
  zone: string;
  currency: string;
  language: Language;
  demo: boolean;
  settings: Record<string, unknown>;
}

/** Who acts. A `system` actor is a job or a listener; it passes scope but is audited like the others. */
export interface Actor {
  kind: 'staff' | 'client' | 'system' | 'anyone';
  /** Staff or client id; a fixed word for the system's own actors. */
  id: string;
  name: string;
  roles: string[];
  language: Language;
  /** FHIR Practitioner id of a staff member. */
  practitionerId?: string;
  /** SMART scopes of a client, e.g. `system/*.cruds`. */
  scopes?: string[];
  /** Session, for verbs about it. */
  sessionId?: string;
  /** The shared PC or tablet at which she stands. */
  deviceId?: string;
}

/** Cookies of the answer; SameSite=Strict always, Secure on TLS. Absent where nobody could keep them (CLI, job). */
export interface Cookies {
  set(name: string, value: string, options: { httpOnly: boolean; maxAgeSeconds?: number }): void;
  clear(name: string): void;
}

/** What a verb is given. The transaction is an argument, never a global; the clock and the random source too. */
export interface Context<Codes extends string = string> {
  db: Transaction<Tables>;
  clinic: Clinic;
  actor: Actor;
  clock: Clock;
  /** Instant of this call, ISO-8601 UTC: one for the whole call, so that all it writes agrees. */
  now: string;
  /** New UUIDv7. */
  newId(): string;
  /** Language for words in the answer: the caller's. */
  language: Language;
  record: RecordStore;
  work: Work;
  /** Puts an event into the outbox: other screens hear of it within a second, listeners after commit. No PHI: ids only. */
  emit(event: string, payload: Record<string, unknown>): void;
  /** A further audit row (a print, an export, a second patient concerned) beside the one that each call gets. */
  note(event: string, about: { patientId?: string; subject?: string; details?: Record<string, unknown> }): void;
  /** Scope's answer for another action than the verb's own. */
  may(action: string): Promise<Decision>;
  cookies?: Cookies | undefined;
  /** Where the request came from, for the audit trail of sign-ins. */
  clientAddress?: string | undefined;
  /** Refuses with a code that the contract declares; never returns. */
  fail(code: Codes, details?: Record<string, unknown>): never;
}
