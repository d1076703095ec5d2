import { afterAll, beforeAll, expect, it } from 'vitest';
import { frontDesk } from '#slices/front-desk/contract.ts';
import { shownMarks } from '#slices/front-desk/shared/marks.ts';
import { advance } from '#slices/front-desk/server/index.ts';
import { vitals } from '../contract.ts';
import { openRoomingClinic, type RoomingClinic } from './testing/rooming-clinic.ts';

let room: RoomingClinic;
beforeAll(async () => {
  room = await openRoomingClinic('US');
});
afterAll(() => room.close());

const low = { oxygenSaturation: { value: '89', onOxygen: false } } as const;
const marks = async (visitId: string) => {
  const { rows, at } = await room.clinic.as('frontDesk').call(frontDesk, 'todayBoard', {});
  return shownMarks(rows.find((row) => row.visitId === visitId)?.marks ?? [], at);
};
const tell = (setId: string, readBack: boolean) =>
  room.clinic.as('clinical').call(vitals, 'recordNotice', { setId, name: 'dr. Ayu', readBack });
const toCheckout = (visitId: string) =>
  room.clinic.as('clinical').call(frontDesk, 'moveVisit', { visitId, to: 'checkout' });

it('A critical value that no clinician has heard stands on the board and holds the visit before its end', async () => {
  const { visitId } = await room.roomed();
  const { setId } = await room.record(visitId, low);
  expect(await marks(visitId)).toEqual(['untold']);
  const refused = await room.clinic.refused(toCheckout(visitId));
  expect(refused.code).toBe('frontDesk.criticalUntold');
  // work elsewhere goes on, and the visit does not
  await room.clinic.inside((ctx) => advance(ctx, visitId, 'checkout'));
  expect(await room.stepOf(visitId)).not.toBe('checkout');
  await tell(setId, false);
  expect(await marks(visitId)).toEqual(['untold']);
  await tell(setId, true);
  expect(await marks(visitId)).toEqual([]);
  expect(await room.stepOf(visitId)).toBe('checkout');
});

it('That the patient has gone is written down all the same', async () => {
  const { visitId } = await room.roomed();
  await room.record(visitId, low);
  await room.clinic.as('clinical').call(frontDesk, 'leaveUnseen', { visitId, reason: 'Went home' });
  expect(await room.stepOf(visitId)).toBe('leftUnseen');
});

it('Of two critical sets both must be told, and one that was a slip of the fingers holds nobody', async () => {
  const { visitId } = await room.roomed();
  const first = await room.record(visitId, low);
  const second = await room.record(visitId, { oxygenSaturation: { value: '88', onOxygen: false } });
  await room.clinic.inside((ctx) => advance(ctx, visitId, 'checkout'));
  await tell(first.setId, true);
  expect(await marks(visitId)).toEqual(['untold']);
  const item = second.visit.sets.find((one) => one.setId === second.setId)?.items[0];
  await room.clinic.as('clinical').call(vitals, 'markError', {
    ...{ observationId: item?.observationId ?? '', reason: 'The probe had slipped' },
  });
  expect(await marks(visitId)).toEqual([]);
  expect(await room.stepOf(visitId)).toBe('checkout');
});

it('What is to be measured again shows from its time on, until it is measured', async () => {
  const { visitId } = await room.roomed();
  const ask = { visitId, measures: ['bloodPressure' as const], inMinutes: 10 };
  await room.clinic.as('clinical').call(vitals, 'askRecheck', ask);
  expect(await marks(visitId)).toEqual([]);
  room.clinic.clock.set(new Date(room.clinic.clock.now() + 10 * 60_000).toISOString());
  expect(await marks(visitId)).toEqual(['recheck']);
  // it tells, and holds nobody
  await room.clinic.inside((ctx) => advance(ctx, visitId, 'checkout'));
  expect(await room.stepOf(visitId)).toBe('checkout');
  await room.record(visitId, {
    bloodPressure: [{ systolic: '118', diastolic: '76', arm: 'left', cuff: 'adult' }],
  });
  expect(await marks(visitId)).toEqual([]);
});
