import type { Observation } from '@medplum/fhirtypes';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { withClient } from '../db/roles.ts';
import { searchKey } from '../fhir/search-key.ts';
import { parseSearch } from '../http/fhir/parse-search.ts';
import { reindexing } from './reindex.ts';
import { searchRows } from './search.ts';

let clinic: TestClinic;
beforeAll(async () => {
  clinic = await openTestClinic();
});
afterAll(() => clinic.close());

it('makes the search rows anew that an earlier indexer made, and leaves the resource as it was', async () => {
  const given: Observation = {
    ...{ resourceType: 'Observation', id: 'weight', status: 'final', code: { text: 'Berat badan' } },
    effectiveDateTime: '2026-03-09T08:00:00+07:00',
    valueQuantity: { value: 70, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
  };
  const before = await clinic.inside((ctx) => ctx.record.put(given));
  await withClient(clinic.database.superuserUrl, async (client) => {
    await client.query("UPDATE record_resource SET indexed = false, at = '-infinity'");
    for (const table of ['token', 'string', 'date', 'quantity'])
      await client.query(`DELETE FROM record_${table}`);
  });
  const found = async () =>
    clinic.inside(async (ctx) => {
      const search = 'value-quantity=70000|http://unitsofmeasure.org|g&date=2026-03-09&code:text=berat';
      const query = parseSearch('Observation', new URLSearchParams(search), ctx.clinic.zone);
      return (await searchRows(ctx, 'Observation', query)).map((row) => row.id);
    });
  expect(await found()).toEqual([]);
  await reindexing(clinic.platform).run();
  expect(await found()).toEqual(['weight']);
  const after = await clinic.inside((ctx) => ctx.record.stored('Observation', 'weight'));
  expect(after?.text).toBe(before.text);
  expect(after?.version).toBe(1);
});

it('makes the numbers of the search rows as the database makes them', async () => {
  const { rows } = await clinic.platform.database.pool.query(
    "SELECT record_search_key('Observation', 'code') AS code, record_search_key('Patient', 'name:text') AS name",
  );
  expect(rows.map(({ code, name }) => [String(code), String(name)])).toEqual([
    [searchKey('Observation', 'code'), searchKey('Patient', 'name:text')],
  ]);
});
