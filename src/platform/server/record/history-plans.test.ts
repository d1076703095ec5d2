import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '#platform/server/db/roles.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { compartmentPage, referredTo } from './compartment-page.ts';
import { historyOf, historyOfTypes } from './history.ts';
import { lockRows } from './lock-rows.ts';

let clinic: TestClinic;
/** Versions in the history; enough that a planner which could use an index does. */
const versions = 60_000;

beforeAll(async () => {
  clinic = await openTestClinic();
  await withClient(clinic.database.superuserUrl, async (client) => {
    await client.query(
      `INSERT INTO record_resource SELECT $1, (ARRAY['Observation', 'Encounter', 'Condition'])[1 + n % 3], 'r' || n, 2,
         '2026-01-02'::timestamptz + n * interval '1 second', 'p' || n % 500, false, '{}' FROM generate_series(1, ${versions}) n`,
      [clinic.clinic.id],
    );
    await client.query(
      `INSERT INTO record_history SELECT clinic_id, type, id, 1, updated_at - interval '1 day', patient_id, false, '{}'
       FROM record_resource`,
    );
    await client.query(
      `INSERT INTO record_reference (clinic_id, param, target_id, target_type, id)
       SELECT clinic_id, record_search_key(type, 'subject'), patient_id, 'Patient', id FROM record_resource`,
    );
    await client.query('ANALYZE');
  });
}, 120_000);
afterAll(() => clinic.close());

/** Rows that whole-table reads went through; other workers of the server do not touch these tables. */
async function rowsScanned(): Promise<number> {
  return withClient(clinic.database.superuserUrl, async (client) => {
    const found = await client.query(
      `SELECT sum(seq_tup_read + idx_tup_fetch)::int AS read FROM pg_stat_user_tables WHERE relname LIKE 'record\\_%'`,
    );
    return found.rows[0].read;
  });
}

describe('among many versions, as the app role under row-level security', () => {
  const page = { count: 50 };
  const types = ['Condition', 'Encounter', 'Observation', 'Patient'];

  it('a page of any history, a record and a lock read little more than they answer', async () => {
    const before = await rowsScanned();
    await clinic.inside(async (ctx) => {
      const first = await historyOfTypes(ctx, ['Observation'], page);
      expect(first).toHaveLength(51);
      const [last] = first.slice(-2);
      const next = await historyOfTypes(ctx, ['Observation'], { ...page, after: last });
      expect(next[0]?.id).toBe(first.at(-1)?.id);
      const all = await historyOfTypes(ctx, types, { ...page, since: '2026-01-01T00:00:00Z' });
      expect(all).toHaveLength(51);
      expect(await historyOf(ctx, { type: 'Observation', id: 'r3' }, page)).toHaveLength(2);
      const record = await compartmentPage(ctx, 'p7', types, page);
      expect(record).toHaveLength(51);
      await referredTo(ctx, record, types);
      await lockRows(ctx, [
        { type: 'Observation', id: 'r3' },
        { type: 'Encounter', id: 'r1' },
      ]);
    });
    // the counters of a session that has ended its transaction reach the view within a second
    await new Promise((done) => setTimeout(done, 1200));
    const read = (await rowsScanned()) - before;
    expect(read).toBeGreaterThan(200);
    expect(read).toBeLessThan(5000);
  });
});
