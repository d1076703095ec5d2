import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { commonest, growRecord, ofOnePatient } from '#testing/search/grown.ts';
import { planOf, planOfSlice, type Plan, rowsRead, sequentialScans } from '#testing/search/plan-of.ts';
import { withClient } from '../db/roles.ts';

let clinic: TestClinic;
beforeAll(async () => {
  clinic = await openTestClinic();
  const { superuserUrl } = clinic.database;
  await growRecord({ superuserUrl, clinicId: clinic.clinic.id, resources: 10_000 });
}, 120_000);
afterAll(() => clinic.close());

describe.each([
  ['without statistics', '', 'once'],
  ['with statistics', 'ANALYZE', 'once'],
  ['as connections keep them', 'ANALYZE', 'kept'],
] as const)('the plans of the commonest searches, %s', (_how, prepare, how) => {
  beforeAll(async () => {
    if (prepare) await withClient(clinic.database.superuserUrl, (client) => client.query(prepare));
  });

  // among the record's own three indexes the planner (of ids an older one) can choose by statistics alone, which are
  // seconds old at most
  const told = Object.entries(commonest).filter(
    ([name]) => prepare !== '' || !['changed lately', 'by ids'].includes(name),
  );
  it.each(told)('%s', async (_name, [type, search]) => {
    // of a name, which may begin so in several places, each of the twenty patients' dozen words
    expectFew(await clinic.inside((ctx) => planOf(ctx, type, search, how)), 300);
  });

  it.each(Object.entries(ofOnePatient))('of one patient: %s', async (_name, [type, query]) => {
    // her hundred resources, of each a dozen search rows
    expectFew(await clinic.inside((ctx) => planOfSlice(ctx, type, query, how)), 2_000);
  });
});

/** By an index each time, and no more of its rows than the answer has, but for a few. */
function expectFew(nodes: Plan[], most: number): void {
  const ofRecord = nodes.filter((node) => node['Relation Name']?.startsWith('record_'));
  expect(ofRecord.length).toBeGreaterThan(0);
  expect(sequentialScans(nodes)).toEqual([]);
  expect(Math.max(...ofRecord.map(rowsRead)), JSON.stringify(ofRecord, null, 1)).toBeLessThan(most);
}
