import type { Transaction } from 'kysely';
import type { Tables } from '../db/tables.ts';
import type { Anchor } from './anchor.ts';
import type { Fault } from './faults.ts';

export interface VerifyOptions {
  clinic: { id: string; slug: string };
  /** Every key that there is, by name (`readAuditKeys`). */
  keys: ReadonlyMap<string, Uint8Array>;
  /** What each anchor target holds, read before this call: a chain that has grown since holds them all the same. */
  anchors: readonly (readonly Anchor[])[];
  /** Hears of each fault as it is found. */
  onFault(fault: Fault): void;
  /** Rows looked at so far, of all that there are. */
  onProgress?: (done: number, all: number) => void;
}

export interface Verified {
  rows: number;
  seals: number;
  faults: number;
  /** Restores that somebody acknowledged, of all targets. */
  restored: number;
}

/** One clinic's trail under examination. */
export interface Examination extends VerifyOptions {
  tx: Transaction<Tables>;
  fault(fault: Omit<Fault, 'clinic'>): void;
  /** Counts what cannot be told because its key is not here; one fault for each key stands for all. */
  unknownKey(keyId: string, first: Omit<Fault, 'clinic' | 'kind'>): void;
  looked(rows: number): void;
}
