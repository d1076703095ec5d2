import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#testing/database.ts';
import { inClinic } from './database.ts';
import { parseInstant } from './parsers.ts';
import { withClient } from './roles.ts';

let ground: TestDatabase;

beforeAll(async () => {
  ground = await testDatabase();
  await withClient(ground.adminUrl, (client) =>
    client.query(`
      CREATE TABLE sample_row (clinic_id uuid, id int, amount int NOT NULL DEFAULT 0, PRIMARY KEY (clinic_id, id));
      SELECT serambi_protect('sample_row');
      GRANT SELECT, INSERT, UPDATE, DELETE ON sample_row TO serambi_app;
    `),
  );
  await inClinic(ground.db, ground.clinicA.id, (tx) =>
    sql`INSERT INTO sample_row VALUES (${ground.clinicA.id}, 1), (${ground.clinicA.id}, 2)`.execute(tx),
  );
});

afterAll(() => ground.drop());

test('gives values as the rest of the program wants them', async () => {
  const { rows } = await inClinic(ground.db, ground.clinicA.id, (tx) =>
    sql`SELECT 9007199254740993::int8 AS big, 1.10::numeric AS exact, '2026-01-31'::date AS day,
      timestamptz '2026-01-31 15:05:00+07' AS instant, ARRAY[1, NULL]::int8[] AS bigs,
      ARRAY['2026-01-31 00:00:00.5+00']::timestamptz[] AS instants, interval '90 minutes' AS pause,
      '{"a": 1}'::jsonb AS json, 1.5::float8 AS ratio`.execute(tx),
  );
  expect(rows[0]).toEqual({
    big: 9007199254740993n,
    exact: '1.10',
    day: '2026-01-31',
    instant: '2026-01-31T08:05:00.000Z',
    bigs: [1n, null],
    instants: ['2026-01-31T00:00:00.500Z'],
    pause: '01:30:00',
    json: { a: 1 },
    ratio: 1.5,
  });
});

test('keeps microseconds of an instant and refuses one that is not in UTC', () => {
  expect(parseInstant('2026-01-31 08:05:00.123456+00')).toBe('2026-01-31T08:05:00.123456Z');
  expect(() => parseInstant('2026-01-31 08:05:00+07')).toThrow(/UTC/);
});

test('gives a transaction that Kysely builds queries on', async () => {
  const clinic = await inClinic(ground.db, ground.clinicB.id, (tx) =>
    tx
      .selectFrom('platform_clinic')
      .select(['slug', 'zone'])
      .where('id', '=', ground.clinicB.id)
      .executeTakeFirst(),
  );
  expect(clinic).toEqual({ slug: 'clinic-b', zone: 'America/New_York' });
});

test('undoes everything when the work fails, and when it swallowed a failure', async () => {
  const amounts = () =>
    inClinic(ground.db, ground.clinicA.id, async (tx) => {
      const { rows } = await sql<{ amount: number }>`SELECT amount FROM sample_row ORDER BY id`.execute(tx);
      return rows.map((row) => row.amount);
    });
  const before = await amounts();
  const spoil = sql`UPDATE sample_row SET amount = -1`;

  await expect(
    inClinic(ground.db, ground.clinicA.id, async (tx) => {
      await spoil.execute(tx);
      throw new Error('changed my mind');
    }),
  ).rejects.toThrow('changed my mind');
  await expect(
    inClinic(ground.db, ground.clinicA.id, async (tx) => {
      await spoil.execute(tx);
      await sql`SELECT 1 / 0`.execute(tx).catch(() => undefined);
    }),
  ).rejects.toThrow();
  expect(await amounts()).toEqual(before);
});

test('refuses a write in a transaction that only reads', async () => {
  const write = inClinic(
    ground.db,
    ground.clinicA.id,
    (tx) => sql`UPDATE sample_row SET amount = 1`.execute(tx),
    { readOnly: true },
  );
  await expect(write).rejects.toMatchObject({ code: '25006' });
});

test('outlives a connection that is cut between two queries, and works on with another', async () => {
  const cut = inClinic(ground.db, ground.clinicA.id, async (tx) => {
    const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(tx);
    await withClient(ground.superuserUrl, async (client) => {
      await client.query('SELECT pg_terminate_backend($1, 5000)', [rows[0]?.pid]);
    });
    await sleep(50);
    await sql`SELECT 1`.execute(tx);
  });
  await expect(cut).rejects.toThrow(/terminat|connection|queryable/i);
  expect(await inClinic(ground.db, ground.clinicA.id, async () => 'well')).toBe('well');
});

test('never shows a deadlock: both sides succeed in the end', async () => {
  let tries = 0;
  const bothMet = Promise.withResolvers<void>();
  let waiting = 0;
  const raise = (first: number, second: number) =>
    inClinic(ground.db, ground.clinicA.id, async (tx) => {
      tries += 1;
      await sql`UPDATE sample_row SET amount = amount + 1 WHERE id = ${first}`.execute(tx);
      waiting += 1;
      if (waiting === 2) bothMet.resolve();
      await bothMet.promise;
      await sql`UPDATE sample_row SET amount = amount + 1 WHERE id = ${second}`.execute(tx);
    });
  await inClinic(ground.db, ground.clinicA.id, (tx) => sql`UPDATE sample_row SET amount = 0`.execute(tx));
  await Promise.all([raise(1, 2), raise(2, 1)]);

  const { rows } = await inClinic(ground.db, ground.clinicA.id, (tx) =>
    sql`SELECT amount FROM sample_row ORDER BY id`.execute(tx),
  );
  expect(rows).toEqual([{ amount: 2 }, { amount: 2 }]);
  expect(tries).toBe(3);
});

test('gives up a collision that never ends as "unavailable"', async () => {
  let tries = 0;
  const always = inClinic(ground.db, ground.clinicA.id, async (tx) => {
    tries += 1;
    await sql`DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$`.execute(tx);
  });
  await expect(always).rejects.toMatchObject({ name: 'Refusal', code: 'unavailable' });
  expect(tries).toBe(6);
});

test('takes nothing but a UUID for a clinic', async () => {
  await expect(inClinic(ground.db, "x', true); DROP TABLE sample_row; --", async () => 1)).rejects.toThrow(
    TypeError,
  );
});

test('lets no statement run for ever', async () => {
  const { rows } = await ground.db.pool.query<{ statement_timeout: string }>('SHOW statement_timeout');
  expect(rows[0]?.statement_timeout).toBe('1min');
});
