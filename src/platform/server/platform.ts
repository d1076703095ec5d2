import type { Logger } from 'pino';
import type { Clock } from '../shared/time.ts';
import type { KeyDesk } from './backup/key-desk.ts';
import type { Database } from './db/database.ts';
import type { Disk } from './disk/disk.ts';
import type { Registry } from './http/registry.ts';
import type { Network } from './network/network.ts';

/** What one process holds; made once at start and handed on, never imported as a global. */
export interface Platform {
  database: Database;
  registry: Registry;
  clock: Clock;
  /** Source of ids; injectable so that a test can repeat itself. */
  random(bytes: number): Uint8Array;
  /** Key of the audit rows' MAC; lies outside the database. */
  auditKey: Uint8Array;
  /** Key that seals the secrets of second factors; lies outside the database too. */
  factorsKey: Uint8Array;
  /** Names of keys that are others than the database was last worked with: lost, and made anew. */
  lostKeys?: readonly string[];
  /** Where the database lies, as far as it is ours. */
  disk: Disk;
  /** The recovery key of backups; absent where the operator of the database sees to them. */
  recoveryKey?: KeyDesk | undefined;
  log: Logger;
  /** The clinic's network as this process serves it. */
  network: Network;
  /** Tells the relay that a commit left events behind. */
  eventsLeft(): void;
  /** Has a job run beside its clock, where a queue is open; should that fail, its clock comes. */
  runSoon(job: string): void;
}
