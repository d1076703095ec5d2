/** Timers of browsers hold no more than 2^31 ms; whoever keeps a page open for longer is asked about in between. */
const longestSeconds = 24 * 60 * 60;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Looks again when something that she may rests on ends by itself: of a lapse no server sends word.
 * @param seconds until then, from now; undefined: nothing ends, and nothing is waited for
 */
export function lookAgainIn(seconds: number | undefined, look: () => void): void {
  clearTimeout(timer);
  if (seconds === undefined) return;
  // the first moment after its end: a second is less than anybody waits for
  timer = setTimeout(look, Math.min(seconds + 1, longestSeconds) * 1000);
}
