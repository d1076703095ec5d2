import type { Transaction } from 'kysely';
import type { ActionKind, VerbContract } from '../shared/contract.ts';
import type { Language } from '../shared/languages.ts';
import type { Clock } from '../shared/time.ts';
import type { Actor, Clinic, Cookies } from './actor.ts';
import type { KeyDesk } from './backup/key-desk.ts';
import type { Tables } from './db/tables.ts';
import type { Network } from './network/network.ts';
import type { Secrets } from './identity/secrets-of-clinic.ts';
import type { ChartPair, MovedTable } from './record/chart-pair.ts';
import type { RecordStore } from './record/types.ts';
import type { About, Decision, Licence } from './scope/decision.ts';
import type { Notice } from './system/notice.ts';
import type { Work } from './work/types.ts';

export type { Actor, Clinic, Cookies } from './actor.ts';

/** Records in a second transaction what came of work outside. */
export type Settle = <T>(body: (ctx: Context) => Promise<T>) => Promise<T>;

/** A verb that another duty adds to an act. */
export interface Part {
  slice: string;
  name: string;
  contract: VerbContract;
  // biome-ignore lint/suspicious/noExplicitAny: parts of all duties live in one table; each was checked at its door
  run(ctx: Context<any>, input: any): Promise<any>;
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
  /** Puts an event into the outbox: other screens hear of it within a second of the commit. No PHI: ids only. */
  emit(event: string, payload: Record<string, unknown>): void;
  /** Runs a job soon after the commit, beside its clock: somebody waits for what it does. @param job `<slice>.<name>` */
  runSoon(job: string): void;
  /** A further audit row (a print, an export, a second patient concerned) beside the one that each call gets. */
  note(
    event: string,
    about: {
      patientId?: string;
      subject?: string;
      details?: Record<string, unknown>;
      /** The right by which it was done, where that is not the act's own. */
      action?: string;
    },
  ): void;
  /**
   * Leaves work that reaches outside of the database (a printer, another machine). It begins when the commit stands, holds
   * no connection, and is never done again for the same idempotency key. What it resolves with is the answer; the verb's own
   * is what a retry is told if we fall over in between. `settle` records what came of it, in a transaction of its own.
   */
  outside(work: (settle: Settle) => Promise<unknown>): void;
  /** Names patients for a list, `{ name, recordNumber }` by id. */
  patientNames(ids: readonly string[]): Promise<Map<string, { name: string; recordNumber: string }>>;
  /** What other duties add to an act, `<slice>.<verb>`; `doParts` does it. */
  partsOf(act: string): readonly Part[];
  /** Every action that some verb needs, with its kind: what a job description is written from. */
  actions: readonly { action: string; kind: ActionKind }[];
  /** Tables of every slice whose rows move when two records are joined. */
  movedTables: readonly MovedTable[];
  /** Why two records cannot be joined, or parted, as things stand: what each slice says, in the caller's language. */
  objectionsTo(pair: ChartPair): Promise<string[]>;
  /** The licence that an act asks for in any case. */
  licenceOf(action: string): Licence;
  /** What the machine under the clinic needs. */
  notices(): Notice[];
  /** Scope's answer for another action than the verb's own, or for one patient and what it rests on. */
  may(act: string, about?: About): Promise<Decision>;
  /** The clinic's network as this process serves it. */
  network: Network;
  /** Seals what the clinic must give back to others' machines: passwords, shared secrets. */
  secrets: Secrets;
  /** The recovery key of backups, where they are ours. */
  recoveryKey?: KeyDesk | undefined;
  cookies?: Cookies | undefined;
  /** Where the request came from, for the audit trail of sign-ins. */
  clientAddress?: string | undefined;
  /** Refuses with a code that the contract declares; never returns. */
  fail(code: Codes, details?: Record<string, unknown>): never;
}
