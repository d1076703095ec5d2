import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#testing/database.ts';
import { withClient } from '../db/roles.ts';
import { isOutage } from './outage.ts';

let ground: TestDatabase;
beforeAll(async () => {
  ground = await testDatabase();
});
afterAll(() => ground.drop());

test('a connection that was cut is an outage, in whatever words the driver says so', async () => {
  const client = new pg.Client({ connectionString: ground.appUrl });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const waiting = client.query('SELECT pg_sleep(60)').catch((error: unknown) => error);
  await withClient(ground.superuserUrl, (other) =>
    other.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]),
  );
  const during = await waiting;
  await sleep(50);
  const after = await client.query('SELECT 1').catch((error: unknown) => error);
  expect([during, after].map(isOutage)).toEqual([true, true]);
  expect(isOutage(new Error('a mistake of ours'))).toBe(false);
});
