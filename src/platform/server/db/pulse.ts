import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { isAlive } from './cluster.ts';

/**
 * What a PostgreSQL says when it is asked: `up`, `busy` (it speaks, but takes no work yet: it starts, replays its log,
 * or has no connection free), or `silent` (nobody there, or no word in time).
 */
export type Pulse = 'up' | 'busy' | 'silent';

/** @throws Error when it refuses our password: it is not ours */
export async function takePulse(url: string, withinMs: number): Promise<Pulse> {
  const client = new pg.Client({
    ...{ connectionString: url, application_name: 'serambi', query_timeout: withinMs },
    connectionTimeoutMillis: withinMs,
  });
  // a connection that is cut after its answer is no concern of ours
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return 'up';
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    if (code === '28P01') throw error;
    return /^[0-9A-Z]{5}$/.test(code) && code !== 'EPIPE' ? 'busy' : 'silent';
  } finally {
    // a server that stands still would not answer a farewell either
    void client.end().catch(() => undefined);
  }
}

/** It gets so long to end in order, and is killed then: nothing acknowledged is lost by either. */
const endWithinMs = 5_000;

/** Ends a PostgreSQL that does not answer any more. Returns when its process is gone. */
export async function endSilent(pid: number): Promise<void> {
  for (const [signal, waitMs] of [
    ['SIGQUIT', endWithinMs],
    ['SIGKILL', Infinity],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    for (let waitedMs = 0; waitedMs < waitMs && isAlive(pid); waitedMs += 20) await sleep(20);
  }
}
