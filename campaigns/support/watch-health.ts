import { setTimeout as sleep } from 'node:timers/promises';

/** What `/healthz` answered over a while. */
export interface HealthWatch {
  /** Looks once more and ends. */
  stop(): Promise<{ judge(): string[]; away: number }>;
}

/** It answers whatever happens: longer than this is a hang. */
const hangsAfterMs = 10_000;

/** Asks `/healthz` again and again until it is stopped. */
export function watchHealth(url: string, everyMs = 100): HealthWatch {
  const seen: string[] = [];
  let stopped = false;
  const ask = async () => {
    try {
      const answer = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(hangsAfterMs) });
      seen.push(String(answer.status));
      await answer.text();
    } catch (error) {
      seen.push((error as Error).name);
    }
  };
  const asking = (async () => {
    while (!stopped) {
      await ask();
      await sleep(everyMs);
    }
  })();
  return {
    async stop() {
      stopped = true;
      await asking;
      await ask();
      return {
        away: seen.filter((one) => one === '503').length,
        judge() {
          const odd = seen.filter((one) => one !== '200' && one !== '503');
          return [
            ...(odd.length > 0 ? [`/healthz answered ${odd.length} times otherwise: ${odd[0]}`] : []),
            ...(seen.at(-1) === '200' ? [] : [`/healthz says ${seen.at(-1)} at the end`]),
          ];
        },
      };
    },
  };
}
