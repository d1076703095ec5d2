import type { Context } from '../context.ts';
import type { ChartPair, MovedTable } from './chart-pair.ts';

export type { ChartPair, MovedTable } from './chart-pair.ts';

/**
 * What becomes of a slice's rows of a patient when two of her records are joined, and when they are taken apart again.
 * Each table with a patient in it stands in exactly one of the three lists (tests/charts-joined.test.ts).
 */
export interface ChartTables {
  /** Tables that follow by themselves, since a keeper fills them from the record. */
  follow?: readonly string[];
  /** Tables of the slice's own, in the order of what others point at first. */
  move?: readonly MovedTable[];
  /** Tables that stay with the record that was joined, each with the reason. */
  keep?: Readonly<Record<string, string>>;
  /** Why these records cannot be joined, or parted, as things stand: sentences in the reader's language. */
  objections?(ctx: Context, pair: ChartPair): Promise<string[]>;
}

/** What the platform itself keeps by patient. */
export const platformTables: ChartTables = {
  follow: ['record_resource', 'record_token', 'work_task'],
  keep: {
    record_history: 'what a version said of whom is never rewritten',
    record_joined: 'it is what says that they were joined',
    audit_event: 'the trail says whose record was opened or changed at the time',
    print_paper: 'a paper was printed with the number that stands on it',
  },
};
