import { addMinutes, type Clock, epochMsOf, liesAhead } from '#platform/shared/time.ts';

/** A browser carries the server's time on by its own clock, which drifts: so little ahead is now. */
const driftMinutes = 1;

/**
 * The time at which something was done, where it may be believed: neither ahead, nor before the board on which it was
 * done, nor longer ago than the clinic allows.
 * @param time instants; @param mostHours the clinic's limit
 * @returns `now` for whatever is then written, or the code of the refusal
 */
export function trueTime(
  clock: Clock,
  time: { doneAt: string; boardAt: string },
  mostHours: number,
): { now: string } | { refused: 'doneInFuture' | 'doneBeforeBoard' | 'doneTooLongAgo' } {
  const { doneAt, boardAt } = time;
  const nowMs = clock.now();
  if (liesAhead(clock, doneAt, driftMinutes) || liesAhead(clock, boardAt, driftMinutes))
    return { refused: 'doneInFuture' };
  if (epochMsOf(doneAt) < epochMsOf(boardAt)) return { refused: 'doneBeforeBoard' };
  if (epochMsOf(addMinutes(doneAt, mostHours * 60)) < nowMs) return { refused: 'doneTooLongAgo' };
  return { now: new Date(Math.min(epochMsOf(doneAt), nowMs)).toISOString() };
}
