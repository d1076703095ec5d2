import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withClient } from '#platform/server/db/roles.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { findPatients } from './find-patients.ts';
import { lookAlikesOf } from './look-alikes.ts';

let clinic: TestClinic;
/** Enough that a planner which could use an index does; `PATIENTS=100000` tries the size of a large clinic. */
const patients = Number(process.env.PATIENTS ?? 20_000);

beforeAll(async () => {
  clinic = await openTestClinic({ country: 'ID' });
  await withClient(clinic.database.superuserUrl, async (client) => {
    const words = `ARRAY['budi','siti','agus','dewi','rizki','nur','andi','sri','wati','hadi','putri','joko','rina','tono','lestari','santoso']`;
    const word = (salt: string) => `(${words})[1 + abs(hashtext(n || '${salt}')) % 16]`;
    await client.query(
      `INSERT INTO records_number SELECT $1, lpad(n::text, 6, '0'), 'p' || n, now() FROM generate_series(1, ${patients}) n`,
      [clinic.clinic.id],
    );
    await client.query(
      `INSERT INTO records_patient
       SELECT $1, 'p' || n, lpad(n::text, 6, '0'), ${word('a')} || ' ' || ${word('b')}, ${word('a')} || ' ' || ${word('b')}, NULL, false,
         to_char(date '1940-01-01' + (n * 7919 % 30000), 'YYYY-MM-DD'), 'female', '+62812' || lpad(n::text, 8, '0'), 'Jakarta', NULL, 'id', false, true, false, now()
       FROM generate_series(1, ${patients}) n`,
      [clinic.clinic.id],
    );
    for (const [kind, key] of [
      ['name', word('a')],
      ['name', word('b')],
      ['sound', word('a')],
      ['birth', `to_char(date '1940-01-01' + (n * 7919 % 30000), 'YYYY-MM-DD')`],
      ['number', `lpad(n::text, 6, '0')`],
      ['phone', `reverse('62812' || lpad(n::text, 8, '0'))`],
    ]) {
      await client.query(
        `INSERT INTO records_patient_key SELECT $1, '${kind}', ${key}, 'p' || n, '' FROM generate_series(1, ${patients}) n ON CONFLICT DO NOTHING`,
        [clinic.clinic.id],
      );
    }
    await client.query('ANALYZE');
  });
}, 120_000);
afterAll(() => clinic.close());

async function sequentialScans(): Promise<number> {
  return withClient(clinic.database.superuserUrl, async (client) => {
    const found = await client.query(
      `SELECT sum(seq_scan)::int AS scans FROM pg_stat_user_tables WHERE relname IN ('records_patient', 'records_patient_key')`,
    );
    return found.rows[0].scans;
  });
}

it('finds among many patients by indexes alone, as the app role under row-level security', async () => {
  const before = await sequentialScans();
  const lines = [
    'budi',
    'budi santoso',
    'bud san 5 mei 1988',
    'sity',
    '17081945',
    '000123',
    '12-34',
    '7890',
    '081200000123',
    '1988',
    '',
  ];
  await clinic.inside(async (ctx) => {
    for (const text of lines) await findPatients(ctx, { text, limit: 20 });
    await lookAlikesOf(ctx, {
      name: 'Budi Santoso',
      birthDate: '1988-05-05',
      phone: '081200000123',
      sex: 'male',
    });
    await lookAlikesOf(ctx, { name: 'Budi Santoso', birthDate: '1988', sex: 'male' });
    // the counters are handed in at the end of this transaction instead of some seconds later
    await sql`SELECT pg_stat_force_next_flush()`.execute(ctx.db);
  });
  expect((await sequentialScans()) - before).toBe(0);
  // the counter does see a search that uses no index; once autovacuum has been there the planner would walk one whole
  await clinic.inside(async (ctx) => {
    for (const way of ['enable_indexonlyscan', 'enable_indexscan', 'enable_bitmapscan'])
      await sql`SELECT set_config(${way}, 'off', true)`.execute(ctx.db);
    await sql`SELECT count(*) FROM records_patient_key WHERE key LIKE '%udi'`.execute(ctx.db);
    await sql`SELECT pg_stat_force_next_flush()`.execute(ctx.db);
  });
  expect((await sequentialScans()) - before).toBeGreaterThan(0);
});
