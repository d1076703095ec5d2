import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverSlices } from '#app/server-slices.ts';
import { withClient } from '#platform/server/db/roles.ts';
import { makeRegistry } from '#platform/server/http/registry.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';

const { charts } = makeRegistry(serverSlices);
let clinic: TestClinic;
beforeAll(async () => {
  clinic = await openTestClinic();
});
afterAll(() => clinic.close());

/** Every table that names a patient: by the name of a column, or by a foreign key. */
async function tablesOfPatients(): Promise<string[]> {
  return withClient(clinic.database.superuserUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(`
      SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND (
        EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND NOT a.attisdropped
          AND a.attname ~ '(^|_)patient(_id)?$' AND a.atttypid <> 'bool'::regtype)
        OR EXISTS (SELECT FROM pg_constraint f WHERE f.conrelid = c.oid AND f.contype = 'f'
          AND f.confrelid = 'records_patient'::regclass))
      ORDER BY 1`);
    return rows.map(({ name }) => name);
  });
}

describe('when two charts are joined', () => {
  it('every table that names a patient moves by a keeper, moves by its slice, or stays for a reason', async () => {
    const said = charts.flatMap(({ follow = [], move = [], keep = {} }) => [
      ...follow,
      ...move.map(({ table }) => table),
      ...Object.keys(keep),
    ]);
    const tables = await tablesOfPatients();
    expect(tables.length).toBeGreaterThan(40);
    expect(tables.filter((table) => !said.includes(table))).toEqual([]);
    expect(said.filter((table) => said.indexOf(table) !== said.lastIndexOf(table))).toEqual([]);
  });

  it('each that moves has the columns that it is moved by, and may be written', async () => {
    await withClient(clinic.database.superuserUrl, async (client) => {
      for (const { table, key, visit, counted, single } of charts.flatMap(({ move }) => move ?? [])) {
        const { rows } = await client.query<{ name: string }>(
          `SELECT column_name AS name FROM information_schema.columns WHERE table_name = $1 AND table_schema = 'public'`,
          [table],
        );
        const wanted = ['clinic_id', 'patient_id', ...key, ...(single ?? []), visit, counted].filter(
          (one) => one !== undefined,
        );
        expect({ table, missing: wanted.filter((one) => !rows.some(({ name }) => name === one)) }).toEqual({
          table,
          missing: [],
        });
        const { rows: comment } = await client.query<{ said: string | null }>(
          "SELECT obj_description($1::regclass, 'pg_class') AS said",
          [table],
        );
        expect(comment[0]?.said ?? '').not.toContain('@append-only');
      }
    });
  });

  it('what stays behind says why', () => {
    for (const { keep = {} } of charts)
      for (const [table, why] of Object.entries(keep))
        expect({ table, said: why.length > 10 }).toEqual({ table, said: true });
  });
});
