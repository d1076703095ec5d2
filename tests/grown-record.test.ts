import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { growRecord } from '#testing/search/grown.ts';
import { blockOf, blockSize } from '#testing/search/grown-resources.ts';
import { columns } from '#testing/search/grown-rows.ts';
import { indexesApart } from '#testing/search/indexes-apart.ts';
import { withClient } from '#platform/server/db/roles.ts';
import { patientOf } from '#platform/server/record/compartment.ts';

// the busy day is over, so nothing holds its time any more
const now = '2026-03-11T02:00:00.000Z';

let grown: TestClinic;
let written: TestClinic;
beforeAll(async () => {
  grown = await openTestClinic();
  written = await openTestClinic();
  written.clock.set(now);
});
afterAll(async () => {
  await grown.close();
  await written.close();
});

/** One whole chart, and of everything else a part. */
const sample = () =>
  [...blockOf(0, written.clinic)].filter(
    (resource, at) => patientOf(resource) === 'patient-10' || at % 23 === 0 || at % 501 === 0,
  );

/** Where a table says which resource a row is of. */
const idColumns = ['id', 'visit_id', 'observation_id', 'patient_id'];

async function rowsIn(clinic: TestClinic, table: string, ids: readonly string[]): Promise<string[]> {
  const column = idColumns.find((name) => columns[table]?.includes(name));
  const found = await withClient(clinic.database.superuserUrl, (client) =>
    client.query<{ row: string }>(
      `SELECT (to_jsonb(t) - 'clinic_id')::text AS row FROM ${table} t WHERE clinic_id = $1 AND ${column} = ANY($2)`,
      [clinic.clinic.id, ids],
    ),
  );
  return found.rows.map(({ row }) => row).sort();
}

/** Tables in which a clinic has rows. */
async function tablesOf({ database, clinic }: TestClinic): Promise<string[]> {
  return withClient(database.superuserUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.columns
       WHERE column_name = 'clinic_id' AND table_schema = 'public' ORDER BY table_name`,
    );
    const filled: string[] = [];
    for (const { name } of rows) {
      const found = await client.query(`SELECT FROM ${name} WHERE clinic_id = $1 LIMIT 1`, [clinic.id]);
      if (found.rowCount) filled.push(name);
    }
    return filled;
  });
}

it('holds what writes would have left, row for row, in the record and in the slices', async () => {
  const { superuserUrl } = grown.database;
  const before = await tablesOf(written);
  await growRecord({ superuserUrl, clinicId: grown.clinic.id, resources: blockSize, now });
  const resources = sample();
  await written.inside(async (ctx) => {
    for (const resource of resources) await ctx.record.put(resource);
  });
  const ids = resources.map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(500);
  for (const table of Object.keys(columns)) {
    const rows = await rowsIn(written, table, ids);
    expect(rows.length, table).toBeGreaterThan(0);
    expect(await rowsIn(grown, table, ids), table).toEqual(rows);
  }
  // no keeper leaves rows that nothing grows; events are not the record's
  const left = (await tablesOf(written)).filter((name) => !before.includes(name) && !(name in columns));
  expect(left.filter((name) => name !== 'platform_outbox')).toEqual([]);
}, 120_000);

it('is as large as was asked, and grows on without beginning anew', async () => {
  const { superuserUrl } = grown.database;
  const count = () =>
    withClient(superuserUrl, async (client) => {
      const { rows } = await client.query<{ type: string; count: number }>(
        'SELECT type, count(*)::int AS count FROM record_resource WHERE clinic_id = $1 GROUP BY type ORDER BY type',
        [grown.clinic.id],
      );
      return Object.fromEntries(rows.map((row) => [row.type, row.count]));
    });
  const once = {
    ...{ Appointment: 500, Condition: 300, Encounter: 500, Immunization: 250 },
    ...{ Observation: 7_200, Patient: 1_000, Task: 250 },
  };
  expect(await count()).toEqual(once);
  const clinicId = grown.clinic.id;
  await growRecord({ superuserUrl, clinicId, resources: 2 * blockSize, from: blockSize, now });
  const twice = Object.fromEntries(Object.entries(once).map(([type, number]) => [type, 2 * number]));
  expect(await count()).toEqual(twice);
}, 120_000);

it('has each index and constraint again that was apart while it was filled', async () => {
  const { superuserUrl } = grown.database;
  const defined = () =>
    withClient(superuserUrl, async (client) => {
      const { rows } = await client.query<{ made: string }>(
        `SELECT indexdef AS made FROM pg_indexes WHERE schemaname = 'public'
         UNION ALL SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
           FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1`,
      );
      return rows.map(({ made }) => made);
    });
  const before = await defined();
  let during: string[] = [];
  await indexesApart(superuserUrl, Object.keys(columns), async () => {
    during = await defined();
  });
  expect(before.length - during.length).toBeGreaterThan(20);
  expect(await defined()).toEqual(before);
});
