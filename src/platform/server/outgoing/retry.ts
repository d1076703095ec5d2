/** Minutes after which the next attempt is made, counted from the one before. After the last there is none. */
const backOffMinutes = [1, 5, 15, 60, 240] as const;

/**
 * When to try once more.
 * @param attempts made so far, at least 1
 * @param afterSeconds what the other side asked for; it is given an hour at most
 * @returns minutes to wait; undefined when it was tried often enough
 */
export function nextAttemptMinutes(attempts: number, afterSeconds = 0): number | undefined {
  const own = backOffMinutes[attempts - 1];
  return own === undefined ? undefined : Math.max(own, Math.min(Math.ceil(afterSeconds / 60), 60));
}
