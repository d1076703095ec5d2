import { afterAll, beforeAll, expect, test } from 'vitest';
import { frontDesk } from '#slices/front-desk/contract.ts';
import { orders } from '#slices/orders/contract.ts';
import { scheduling } from '#slices/scheduling/contract.ts';
import { bookkeeping } from '../contract.ts';
import { openTill, type Till } from './testing/till.ts';

let till: Till;
beforeAll(async () => {
  till = await openTill('ID');
});
afterAll(() => till.close());

test('charges every service for which a visit was booked', async () => {
  const manager = till.clinic.as('manager');
  const clerk = till.clinic.as('frontDesk');
  const { visitTypes } = await manager.call(scheduling, 'setup', {});
  const consult = visitTypes.find((one) => one.code === 'consult');
  if (!consult) throw new Error('the till has a consultation');
  await manager.call(scheduling, 'saveVisitType', {
    ...{ ...consult, code: 'ecg', labelEn: 'ECG', labelId: 'EKG' },
  });
  await manager.call(bookkeeping, 'saveFee', {
    ...{ code: 'ECG', kind: 'visitType', pricesCode: 'ecg', labelEn: 'ECG', labelId: 'Rekam jantung' },
    prices: [{ payerId: 'self-pay', price: till.amount(90_000) }],
    active: true,
  });
  const { visitId } = await clerk.call(scheduling, 'bookVisit', {
    patientId: await till.patient('Dua Layanan', 'id'),
    visitTypeCode: 'consult',
    moreTypeCodes: ['ecg'],
    practitionerId: 'practitioner-physician',
    when: { day: '2026-03-09', time: '10:00' },
  });
  await clerk.call(frontDesk, 'arrive', { visitId });
  await till.clinic.as('physician').call(orders, 'startConsultation', { visitId });
  const { lines } = await clerk.call(bookkeeping, 'checkout', { visitId });
  expect(lines.map((line) => [line.label, line.amount.minor])).toEqual([
    ['Konsultasi dokter', '150000'],
    ['Rekam jantung', '90000'],
  ]);
});
