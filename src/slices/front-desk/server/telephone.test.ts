import { afterAll, beforeAll, expect, test } from 'vitest';
import { frontDesk } from '../contract.ts';
import { type Desk, openDesk } from './testing/open-desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk('ID');
});
afterAll(() => desk.close());

const clerk = () => desk.clinic.as('frontDesk');
const board = async (visitId: string) =>
  (await clerk().call(frontDesk, 'todayBoard', {})).rows.find((row) => row.visitId === visitId);
const needsSaved = (visitId: string, handOff: string) =>
  clerk().call(frontDesk, 'saveNeeds', { visitId, needs: { handOff } });

test('what is said on the telephone about a visit of another day leaves it on its day', async () => {
  const talked = await desk.book(await desk.patient('Kamis Nanti'), '09:00', '2026-03-12');
  const noted = await desk.book(await desk.patient('Kamis Catatan'), '09:20', '2026-03-12');
  const said = { channel: 'telephone', code: 'now', answer: 'unsure' } as const;
  await clerk().call(frontDesk, 'answerTalk', { visitId: talked, ...said });
  await needsSaved(noted, 'Kursi roda');
  for (const visitId of [talked, noted]) {
    expect(await clerk().call(frontDesk, 'readVisit', { visitId })).toMatchObject({
      ...{ day: '2026-03-12', step: 'expected' },
    });
    expect(await board(visitId)).toBeUndefined();
  }
  desk.clinic.clock.set('2026-03-12T01:50:00Z');
  expect(await board(talked)).toMatchObject({ step: 'expected', priority: 'urgent' });
  for (const visitId of [talked, noted]) {
    await clerk().call(frontDesk, 'arrive', { visitId });
    expect(await board(visitId)).toMatchObject({ step: 'arrived' });
    const came = await desk.clinic.inside((ctx) => ctx.record.mustRead('Encounter', visitId));
    expect(came.period).toEqual({ start: '2026-03-12T01:50:00.000Z' });
  }
});

test('she comes to whom she is booked with by then, not to whom she was booked with when she called', async () => {
  const visitId = await desk.book(await desk.patient('Ganti Petugas'), '10:00', '2026-03-13');
  await needsSaved(visitId, 'Kursi roda');
  await desk.clinic.inside((ctx) =>
    ctx.record.patch('Appointment', visitId, (booking) => {
      const provider = booking.participant.find((one) => one.actor?.reference?.startsWith('Practitioner/'));
      Object.assign(provider?.actor ?? {}, { reference: 'Practitioner/practitioner-nurse' });
    }),
  );
  await needsSaved(visitId, 'Kursi roda, dengan anaknya');
  const { practitionerId } = await clerk().call(frontDesk, 'readVisit', { visitId });
  expect(practitionerId).toBe('practitioner-nurse');
  desk.clinic.clock.set('2026-03-13T02:50:00Z');
  await clerk().call(frontDesk, 'arrive', { visitId });
  expect((await board(visitId))?.practitioner?.id).toBe('practitioner-nurse');
});
