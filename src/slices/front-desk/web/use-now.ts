import { useEffect, useState } from 'react';
import { instantOf } from '#platform/shared/time.ts';

/** Redraws so often while nothing is pushed; minutes are all that is shown. */
const everyMs = 20_000;

/**
 * The server's present instant, carried on by this browser's clock since the answer came: a waiting time goes on
 * without anybody asking the server, and a wrong clock at the counter does not matter.
 */
export function useNow(read: { data: { at: string } | undefined; readAtMs: number }): string {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, []);
  const sinceMs = Math.max(0, nowMs - read.readAtMs);
  return instantOf((read.data ? Date.parse(read.data.at) : nowMs) + (read.data ? sinceMs : 0));
}
