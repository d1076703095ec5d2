import type { Resource } from '@medplum/fhirtypes';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeRow } from '#platform/server/record/write-row.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { makeCorpus } from '#testing/search/corpus.ts';
import { difference } from '#testing/search/differ.ts';
import { type Naive, openNaive } from '#testing/search/naive.ts';
import { makeQuery } from '#testing/search/queries.ts';
import { seeded } from '../campaigns/support/dice.ts';

const seed = Number(process.env.SERAMBI_SEARCH_SEED ?? Date.now() % 1_000_000);
const queries = Number(process.env.SERAMBI_SEARCH_QUERIES ?? 300);
const random = seeded(seed);

let clinic: TestClinic;
let naive: Naive;
let resources: Resource[];
beforeAll(async () => {
  process.stderr.write(`search differential: ${queries} queries, SERAMBI_SEARCH_SEED=${seed}\n`);
  clinic = await openTestClinic();
  naive = openNaive();
  resources = makeCorpus(400, random);
  const began = clinic.clock.now();
  // a few at a time, so that they were written at different times
  for (let at = 0; at < resources.length; at += 20) {
    clinic.clock.set(new Date(began + at * 3_601_234).toISOString());
    await clinic.inside(async (ctx) => {
      // the record's rows alone: what the slices keep beside it has rules of its own
      for (const one of resources.slice(at, at + 20)) {
        await writeRow(ctx, one, one.id ?? ctx.newId(), { deleted: false });
        one.meta = { ...one.meta, lastUpdated: ctx.now };
      }
    });
  }
}, 120_000);
afterAll(() => clinic.close());

it('answers random searches as looking at every resource does', { timeout: 600_000 }, async () => {
  const different: string[] = [];
  for (let at = 0; at < queries && different.length < 20; at++) {
    const query = makeQuery(resources, naive, random);
    const found = await clinic.inside((ctx) => difference(ctx, resources, naive, query));
    if (found) different.push(found);
  }
  expect(different).toEqual([]);
});
