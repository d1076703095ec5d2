import { afterAll, beforeAll, expect, it } from 'vitest';
import { servePaper } from '#platform/server/print/serve-paper.ts';
import { needReaders, pagesOf, propertiesOf, scanOf } from '#platform/server/print/testing.ts';
import { badgeText, staffOfBadge } from '#platform/shared/badge.ts';
import { openTestClinic, type TestClinic, type TestPerson } from '#testing/clinic.ts';
import { workforce } from '#slices/workforce/contract.ts';

needReaders('pdftotext', 'pdfinfo', 'pdftoppm', 'zbarimg');

let clinic: TestClinic;
beforeAll(async () => {
  clinic = await openTestClinic({ country: 'ID' });
});
afterAll(() => clinic.close());

const manager = () => clinic.as('manager');
const badgeFor = (staffId: string, by: TestPerson = manager()) =>
  by.call(workforce, 'printBadge', { staffId });
const pdfOf = async (paperId: string, of = clinic) =>
  (await of.inside((ctx) => servePaper(ctx, paperId, 1))).bytes;
const spaced = (pdf: Uint8Array) => pagesOf(pdf).join('\n').replace(/\s+/g, ' ');

it('is a card of 85.6 by 54 mm with clinic, name and job, whose code says who she is and no more', async () => {
  const nurse = clinic.as('nurse');
  const pdf = await pdfOf((await badgeFor(nurse.actor.id)).paperId);
  const size = /([\d.]+) x ([\d.]+) pts/.exec(propertiesOf(pdf).get('Page size') ?? '');
  expect(Number(size?.[1]) * (25.4 / 72)).toBeCloseTo(85.6, 1);
  expect(Number(size?.[2]) * (25.4 / 72)).toBeCloseTo(54, 1);
  expect(propertiesOf(pdf).get('Pages')).toBe('1');
  for (const one of [clinic.clinic.name, nurse.actor.name, 'Tidak membuka apa pun tanpa PIN'])
    expect(spaced(pdf)).toContain(one);
  // read by a plain office printer’s dots as well as by a card printer’s
  for (const dotsPerInch of [203, 300]) expect(scanOf(pdf, dotsPerInch)).toEqual([badgeText(nurse.actor.id)]);
  expect(badgeText(nurse.actor.id)).toMatch(/^[A-Z0-9]{37}$/);
  expect(staffOfBadge(badgeText(nurse.actor.id).toLowerCase())).toBe(nurse.actor.id);
});

it('is in her own language, and holds the longest name and all jobs on the one card', async () => {
  const long = {
    name: 'dr. Siti Nurhaliza Kusumawardhani Prawiranegara Sastroatmodjo, Sp.PD-KEMD',
    login: 'long@badge.test',
    language: 'en' as const,
    roles: ['physician', 'manager', 'nurse'],
  };
  const { staffId } = await manager().call(workforce, 'addPerson', long);
  const pdf = await pdfOf((await badgeFor(staffId)).paperId);
  expect(propertiesOf(pdf).get('Pages')).toBe('1');
  expect(spaced(pdf)).toMatch(/Siti .*Sastroatmodjo/);
  expect(spaced(pdf)).toContain('Physician');
  expect(spaced(pdf)).toContain('the PIN is asked');
  expect(scanOf(pdf, 300)).toEqual([badgeText(staffId)]);
});

it('is the same paper when it is printed again, for her as for the manager, and another when she is called otherwise', async () => {
  const clerk = clinic.as('frontDesk');
  const own = await clerk.call(workforce, 'printOwnBadge', {});
  expect(await badgeFor(clerk.actor.id)).toEqual(own);
  const renamed = { staffId: clerk.actor.id, name: 'Rina Wati', roles: ['frontDesk'], licence: '' };
  await manager().call(workforce, 'savePerson', renamed);
  const next = await clerk.call(workforce, 'printOwnBadge', {});
  expect(next).not.toEqual(own);
  expect(spaced(await pdfOf(next.paperId))).toContain('Rina Wati');
});

it('of another is for who manages people, of nobody of another clinic, and of nobody without access', async () => {
  const nurse = clinic.as('nurse').actor.id;
  expect((await clinic.refused(badgeFor(nurse, clinic.as('frontDesk')))).status).toBe(403);
  const stranger = clinic.other.as('nurse').actor.id;
  expect((await clinic.refused(badgeFor(stranger))).code).toBe('workforce.staffMissing');
  expect((await clinic.refused(badgeFor('nobody'))).fields?.[0]?.path).toBe('staffId');
  const student = clinic.as('student').actor;
  await manager().call(workforce, 'endAccess', { staffId: student.id });
  const refusal = await clinic.refused(badgeFor(student.id));
  expect(refusal.code).toBe('workforce.noAccess');
  expect(refusal.detail).toContain(student.name);
  const papers = await clinic.inside((ctx) =>
    ctx.db.selectFrom('print_paper').select('id').where('subject', '=', `Basic/${student.id}`).execute(),
  );
  expect(papers).toEqual([]);
});

it('asked for again with the same key makes no second paper, and stands in the trail', async () => {
  const physician = clinic.as('physician').actor.id;
  const make = () => manager().call(workforce, 'printBadge', { staffId: physician }, { key: 'badge-once' });
  expect(await make()).toEqual(await make());
  const rows = await clinic.inside((ctx) =>
    ctx.db.selectFrom('audit_event').select('event').where('event', '=', 'workforce.printBadge').execute(),
  );
  expect(rows.length).toBeGreaterThan(0);
});
