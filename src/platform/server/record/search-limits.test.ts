import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { growRecord } from '#testing/search/grown.ts';
import { parseSearch } from '../http/fhir/parse-search.ts';
import { searchRows } from './search.ts';
import { mostSearchMs, withinTime } from './search-time.ts';

let clinic: TestClinic;
beforeAll(async () => {
  clinic = await openTestClinic();
  const { superuserUrl } = clinic.database;
  await growRecord({ superuserUrl, clinicId: clinic.clinic.id, resources: 30_000 });
}, 120_000);
afterAll(() => clinic.close());

const ask = (type: string, search: string) =>
  clinic.inside((ctx) =>
    searchRows(ctx, type, parseSearch(type, new URLSearchParams(search), ctx.clinic.zone)),
  );

it.each([
  ['an order that no index has, over a whole type', 'Observation', '_sort=value-quantity'],
  ['an order that no index has, over most of a type', 'Observation', 'status=final&_sort=category'],
  ['a chain that means most patients', 'Observation', 'subject:Patient.gender=female'],
])('refuses %s', async (_what, type, search) => {
  const problem = await clinic.refused(ask(type, search), 'en');
  expect(problem).toMatchObject({ status: 422, code: 'platform.searchTooCostly' });
});

it.each([
  ['the same order over one patient', 'Observation', 'patient=patient-10&_sort=category', 100],
  ['what is common, in the order of its index', 'Observation', 'status=final&code=8867-4&_sort=-date', 100],
  ['a chain that means one patient', 'Observation', 'subject:Patient.identifier=urn:mrn|10', 100],
])('answers %s', async (_what, type, search, rows) => {
  expect(await ask(type, search)).toHaveLength(rows);
});

it(`stops a statement after ${mostSearchMs} ms and refuses, and gives the transaction its own limit back`, async () => {
  const began = performance.now();
  const slow = clinic.inside((ctx) => withinTime(ctx, () => sql`SELECT pg_sleep(60)`.execute(ctx.db)));
  expect(await clinic.refused(slow, 'en')).toMatchObject({ code: 'platform.searchTooCostly' });
  expect(performance.now() - began).toBeLessThan(mostSearchMs + 5_000);
  const limit = await clinic.inside(async (ctx) => {
    await withinTime(ctx, () => sql`SELECT 1`.execute(ctx.db));
    const found = await sql<{ limit: string }>`SELECT current_setting('statement_timeout') AS limit`.execute(
      ctx.db,
    );
    return found.rows[0]?.limit;
  });
  expect(limit).toBe('1min');
}, 20_000);
