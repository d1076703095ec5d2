import type { Trouble } from '#platform/shared/print-contract.ts';
import type { HostFault } from './hosts.ts';

/**
 * What became of a paper at a printer. `printed`: the printer has it, and says that it is out where it can say so.
 * `queued`: a queue keeps it and goes on by itself. `nothing`: no part of it can have come out. `unclear`: it had begun,
 * so that a sheet may lie there and the next printing must count as a copy.
 */
export type Outcome =
  | { out: 'printed' | 'queued' }
  | { out: 'nothing' | 'unclear'; trouble: Trouble; fault?: HostFault };

export const nothing = (trouble: Trouble): Outcome => ({ out: 'nothing', trouble });
export const unclear = (trouble: Trouble): Outcome => ({ out: 'unclear', trouble });

/** How long a printer may take, in milliseconds. */
export interface Patience {
  /** For the line, for the paper to be taken, and for the word that it is out, each. */
  answerMs: number;
  /** For a state that it may not be able to tell: many clones and print servers never talk back. */
  stateMs: number;
}

/** A visit waits at the counter: longer than five seconds nobody stands before a printer that is off. */
export const usualPatience: Patience = { answerMs: 5000, stateMs: 600 };
