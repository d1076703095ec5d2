import { instantOf } from '#platform/shared/time.ts';
import { useNow as useOwnNow } from '#platform/web/client/use-now.ts';

/**
 * The server's present instant, carried on by this browser's clock since the answer came: a waiting time goes on
 * without anybody asking the server, and a wrong clock at the counter does not matter.
 */
export function useNow(read: { data: { at: string } | undefined; readAtMs: number }): string {
  const nowMs = useOwnNow();
  const sinceMs = Math.max(0, nowMs - read.readAtMs);
  return instantOf((read.data ? Date.parse(read.data.at) : nowMs) + (read.data ? sinceMs : 0));
}
