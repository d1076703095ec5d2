import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withClient } from '#platform/server/db/roles.ts';
import { testDatabase, type TestDatabase } from '#testing/database.ts';
import { openRelay } from './relay.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.drop());

const cut = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND query LIKE 'LISTEN%'`;

async function untilLines(master: Client, isSo: (count: number) => boolean): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const { rowCount } = await master.query(cut.replace('pg_terminate_backend(pid)', 'pid'));
    if (isSo(rowCount ?? 0)) return;
    await sleep(10);
  }
}

it('closes while the database cuts its line, and lets go of the line once', async () => {
  const log = pino({ level: 'silent' });
  const fallen: unknown[] = [];
  const hear = (error: unknown) => void fallen.push(error);
  process.on('uncaughtExceptionMonitor', hear);
  await withClient(test.superuserUrl, async (master) => {
    for (let round = 0; round < 20; round += 1) {
      const relay = await openRelay(test.db, log);
      // until it listens there is nothing to cut
      await untilLines(master, (count) => count > 0);
      const cutting = master.query(cut);
      await relay.close();
      expect((await cutting).rowCount).toBeLessThan(2);
      // the database takes a moment to end a line that was let go of
      await untilLines(master, (count) => count === 0);
    }
  });
  process.off('uncaughtExceptionMonitor', hear);
  expect(fallen).toEqual([]);
});
