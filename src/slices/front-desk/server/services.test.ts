import { afterAll, beforeAll, expect, test } from 'vitest';
import { needReaders, pagesOf } from '#platform/server/print/testing.ts';
import { servePaper } from '#platform/server/print/serve-paper.ts';
import { printing } from '#platform/shared/print-contract.ts';
import { scheduling } from '#slices/scheduling/contract.ts';
import { frontDesk } from '../contract.ts';
import { type Desk, openDesk, physician } from './testing/open-desk.ts';

let desk: Desk;
let visitId: string;
let slipId: string;
beforeAll(async () => {
  needReaders('pdftotext');
  desk = await openDesk('ID');
  const { visitTypes } = await desk.clinic.as('manager').call(scheduling, 'setup', {});
  const followUp = visitTypes.find((one) => one.code === 'follow-up');
  if (!followUp) throw new Error('the desk has a follow-up');
  const ecg = { ...followUp, code: 'ecg', labelEn: 'ECG', labelId: 'EKG', durationMinutes: 10 };
  await desk.clinic.as('manager').call(scheduling, 'saveVisitType', ecg);
  const booked = await clerk().call(scheduling, 'bookVisit', {
    patientId: await desk.patient('Dua Layanan'),
    visitTypeCode: 'follow-up',
    moreTypeCodes: ['ecg'],
    practitionerId: physician,
    when: { day: '2026-03-09', time: '10:00' },
  });
  visitId = booked.visitId;
  ({ slipId } = await desk.checkedIn(visitId, 'Dua Layanan'));
});
afterAll(() => desk.close());

const clerk = () => desk.clinic.as('frontDesk');

test('the board names all services of a visit', async () => {
  const { rows } = await clerk().call(frontDesk, 'todayBoard', {});
  expect(rows.find((row) => row.visitId === visitId)?.visitType).toBe('Kontrol + EKG');
});

test('the visit names all its services', async () => {
  expect((await clerk().call(frontDesk, 'readVisit', { visitId })).visitType).toBe('Kontrol + EKG');
});

test('the queue slip names all services of its visit', async () => {
  await clerk().call(printing, 'printPaper', { paperId: slipId });
  const { bytes } = await desk.clinic.inside((ctx) => servePaper(ctx, slipId, 1));
  expect(pagesOf(bytes).join(' ').replace(/\s+/g, ' ')).toContain('Kontrol + EKG');
});
