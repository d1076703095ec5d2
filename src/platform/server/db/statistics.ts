import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Database } from './database.ts';

const lookEveryMs = 20_000;
/** More tables than there are, so that one that cannot be counted holds nothing up for ever. */
const mostTables = 500;

/**
 * Brings up to date what the planner knows of tables that have outgrown it. One table a transaction: nobody waits for
 * the next.
 * @returns how many
 */
export async function refreshStatistics({ pool }: Pick<Database, 'pool'>): Promise<number> {
  for (let count = 0; count < mostTables; count += 1) {
    const { rows } = await pool.query<{ name: string | null }>('SELECT platform_analyze_next() AS name');
    if (!rows[0]?.name) return count;
  }
  return mostTables;
}

/** Does so now and every little while. Returns the way to stop. */
export function keepStatistics(database: Pick<Database, 'pool'>, log: Logger): () => Promise<void> {
  const halt = new AbortController();
  const done = (async () => {
    while (!halt.signal.aborted) {
      // without a database there is nobody to ask; it will be tried again
      await refreshStatistics(database).catch((error) => log.debug({ err: error }, 'statistics must wait'));
      await sleep(lookEveryMs, undefined, { ref: false, signal: halt.signal }).catch(() => undefined);
    }
  })();
  return async () => {
    halt.abort();
    await done;
  };
}
