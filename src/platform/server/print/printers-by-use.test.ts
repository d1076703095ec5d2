import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { printers } from '#platform/shared/print-contract.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';

let clinic: TestClinic;
beforeAll(async () => {
  clinic = await openTestClinic();
});
afterAll(() => clinic.close());

/** Stations as they stood when each size of sheet had its printer. */
const stood = {
  'Loket 1': {
    thermal80: { kind: 'raw', host: '192.168.1.40', port: 9100, speaks: 'escpos', codePage: 'ascii' },
    A5: { kind: 'cups', queue: 'Kasir-A5' },
    A4: { kind: 'raw', host: '192.168.1.50', port: 9100, speaks: 'pdf', codePage: 'windows1252' },
  },
  'Room 2': { thermal58: { kind: 'raw', host: 'slips', port: 9101, speaks: 'escpos', codePage: 'ascii' } },
  Lab: {},
};

test('stations keep their printers when those go by the kind of paper', async () => {
  for (const [name, chosen] of Object.entries(stood)) {
    await clinic.inside((ctx) =>
      sql`INSERT INTO print_station (clinic_id, id, name, printers)
        VALUES (${ctx.clinic.id}, ${ctx.newId()}, ${name}, ${JSON.stringify(chosen)})`.execute(ctx.db),
    );
  }
  const file = path.join(import.meta.dirname, 'migrations/0002-printers-by-use.sql');
  const owner = new pg.Client(clinic.database.adminUrl);
  await owner.connect();
  await owner.query(`BEGIN; ${await readFile(file, 'utf8')}; COMMIT;`);
  await owner.end();
  const rows = await clinic.inside((ctx) =>
    ctx.db.selectFrom('print_station').select(['name', 'printers']).orderBy('name').execute(),
  );
  expect(Object.fromEntries(rows.map((row) => [row.name, printers.parse(row.printers)]))).toEqual({
    Lab: {},
    'Loket 1': {
      slip: { kind: 'escpos', host: '192.168.1.40', port: 9100, widthMm: 80, codePage: 'ascii' },
      receipt: { kind: 'cups', queue: 'Kasir-A5' },
      document: { kind: 'pdf', host: '192.168.1.50', port: 9100 },
    },
    'Room 2': { slip: { kind: 'escpos', host: 'slips', port: 9101, widthMm: 58, codePage: 'ascii' } },
  });
});
