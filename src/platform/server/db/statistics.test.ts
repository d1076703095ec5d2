import { afterAll, beforeAll, expect, it } from 'vitest';
import { allMigrations } from '#app/migrate.ts';
import { type TestDatabase, testDatabase } from '#testing/database.ts';
import { type Migration, migrate } from './migrate.ts';
import { withClient } from './roles.ts';
import { refreshStatistics } from './statistics.ts';

let ground: TestDatabase;

const sample: Migration = {
  name: 'slices/sample/0001-sample.sql',
  checksum: 'sample',
  // left to itself PostgreSQL would count it too, in its own time
  sql: `CREATE TABLE sample_grown (clinic_id uuid NOT NULL, id int, PRIMARY KEY (clinic_id, id))
          WITH (autovacuum_enabled = false);
        SELECT serambi_protect('sample_grown');`,
};

beforeAll(async () => {
  ground = await testDatabase();
  await migrate(ground.adminUrl, [...(await allMigrations()), sample]);
});
afterAll(() => ground.drop());

const add = (from: number, to: number) =>
  withClient(ground.superuserUrl, (client) =>
    client.query(
      `INSERT INTO sample_grown SELECT '${ground.clinicA.id}', n FROM generate_series(${from}::int, ${to}::int) n`,
    ),
  );
const counted = () =>
  withClient(ground.superuserUrl, async (client) => {
    const { rows } = await client.query<{ tuples: number }>(
      "SELECT reltuples::float8 AS tuples FROM pg_class WHERE oid = 'sample_grown'::regclass",
    );
    return rows[0]?.tuples;
  });

it('counts a table that was never counted, and again when it has outgrown its count', async () => {
  await add(1, 1_000);
  expect(await counted()).toBe(-1);
  expect(await refreshStatistics(ground.db)).toBeGreaterThan(0);
  expect(await counted()).toBe(1_000);

  expect(await refreshStatistics(ground.db)).toBe(0);
  await add(1_001, 1_100);
  expect(await refreshStatistics(ground.db)).toBe(0);
  await add(1_101, 10_000);
  expect(await refreshStatistics(ground.db)).toBe(1);
  expect(await counted()).toBe(10_000);
});
