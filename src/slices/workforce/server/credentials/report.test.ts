import { afterAll, beforeAll, expect, it } from 'vitest';
import { servePaper } from '#platform/server/print/serve-paper.ts';
import { needReaders, pagesOf } from '#platform/server/print/testing.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { workforce } from '#slices/workforce/contract.ts';

needReaders('pdftotext');

let clinic: TestClinic;
beforeAll(async () => {
  clinic = await openTestClinic({ country: 'US' });
});
afterAll(() => clinic.close());

const manager = () => clinic.as('manager');
const maya = () => clinic.as('assistant');
const learn = (
  category: 'administrative' | 'clinical' | 'general',
  points: string,
  title: string,
  day = '2025-06-01',
) =>
  manager().call(workforce, 'addEducation', {
    ...{ staffId: maya().actor.id, day, title, category, points, approvedBy: 'AAMA' },
  });
const textOf = (paperId: string) =>
  clinic.inside(async (ctx) =>
    pagesOf((await servePaper(ctx, paperId, 0)).bytes)
      .join(' ')
      .replace(/\s+/g, ' '),
  );

it('the report of continuing education says by category what is there and what is missing, as A14.2 counts it', async () => {
  await manager().call(workforce, 'saveCredential', {
    ...{ staffId: maya().actor.id, kind: 'CMA (AAMA)', number: '1142', certifiedOn: '2021-03-18' },
  });
  await learn('administrative', '12', 'Billing day');
  await learn('clinical', '39', 'Phlebotomy');
  await learn('general', '9', 'Privacy');
  await learn('general', '5', 'Before the cycle', '2021-03-17');
  const { paperId } = await manager().call(workforce, 'printEducation', { staffId: maya().actor.id });
  const text = await textOf(paperId);
  expect(text).toContain('Continuing education report');
  expect(text).toContain('CMA (AAMA) · Certified Medical Assistant');
  expect(text).toMatch(/18 Mar 2021 – 31 Mar 2026|Mar 18, 2021 – Mar 31, 2026/);
  expect(text).toContain('not enough yet');
  expect(text).toMatch(/total 60 60 –/);
  expect(text).toMatch(/general 9 10 1/);
  expect(text).toMatch(/approved \(AAMA\) 60 30 –/);
  expect(text).toContain('Outside of this cycle, not counted: 1');
  expect(text.indexOf('Before the cycle')).toBeGreaterThan(text.indexOf('not counted'));
});

it('is printed by herself too, in the language of who prints, and by nobody else', async () => {
  const own = await maya().call(workforce, 'printMyEducation', {}, { language: 'id' });
  expect(await textOf(own.paperId)).toContain('Laporan pendidikan berkelanjutan');
  const other = maya().call(workforce, 'printEducation', { staffId: clinic.as('nurse').actor.id });
  expect((await clinic.refused(other)).status).toBe(403);
  const nobody = manager().call(workforce, 'printEducation', { staffId: crypto.randomUUID() });
  expect((await clinic.refused(nobody)).code).toBe('workforce.staffMissing');
  const without = await manager().call(workforce, 'printEducation', { staffId: clinic.as('nurse').actor.id });
  expect(await textOf(without.paperId)).toContain('No credential here is renewed by points');
});
