import { setTimeout as sleep } from 'node:timers/promises';
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

it('closes while the database cuts its line, and lets go of the line once', async () => {
  const log = pino({ level: 'silent' });
  const fallen: unknown[] = [];
  const hear = (error: unknown) => void fallen.push(error);
  process.on('uncaughtExceptionMonitor', hear);
  await withClient(test.superuserUrl, async (master) => {
    for (let round = 0; round < 20; round += 1) {
      const relay = await openRelay(test.db, log);
      // until it listens there is nothing to cut
      for (let tries = 0; tries < 100; tries += 1) {
        const { rowCount } = await master.query(cut.replace('pg_terminate_backend(pid)', 'pid'));
        if (rowCount) break;
        await sleep(10);
      }
      const cutting = master.query(cut);
      await relay.close();
      expect((await cutting).rowCount).toBeLessThan(2);
    }
  });
  process.off('uncaughtExceptionMonitor', hear);
  expect(fallen).toEqual([]);
});
