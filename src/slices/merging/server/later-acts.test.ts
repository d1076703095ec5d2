import { afterAll, beforeAll, it } from 'vitest';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { expectGivenLater } from '#testing/later-acts.ts';

let clinic: TestClinic;
beforeAll(async () => {
  clinic = await openTestClinic();
});
afterAll(() => clinic.close());

it('gives the acts of merging to older job descriptions as the templates of both countries have them', async () => {
  const migration = new URL('../migrations/0001-merging.sql', import.meta.url);
  await expectGivenLater(clinic, migration, 'merging.', 5);
});
