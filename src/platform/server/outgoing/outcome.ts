import type { LaterCode, RefusedCode } from '#platform/shared/outgoing-codes.ts';

/**
 * What became of one attempt to hand a message to somebody else's machine.
 * - `accepted`: theirs from now on, with what they call it.
 * - `refused`: it was not sent and never will be like this (no such address, wrong password).
 * - `later`: it was certainly not sent; another attempt may help.
 * - `unclear`: it may have been sent. Another attempt could send it twice, so none is made.
 *
 * `code` is a word for the log and the screen, `detail` a number of theirs (`550`, `503`); neither holds an address.
 */
export type Outcome =
  | { kind: 'accepted'; reference?: string }
  | { kind: 'refused'; code: RefusedCode; detail?: string }
  | { kind: 'later'; code: LaterCode; detail?: string; afterSeconds?: number }
  | { kind: 'unclear'; code: 'brokeOff' };

/** How long somebody else's machine is waited for, in milliseconds. */
export const patienceMs = 15_000;
