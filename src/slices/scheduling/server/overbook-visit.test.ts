import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workforce } from '#slices/workforce/contract.ts';
import { scheduling } from '../contract.ts';
import { overbookUrl } from './appointment.ts';
import {
  type BookingClinic,
  nurse,
  openBookingClinic,
  physician,
  visitTypeNamed,
} from './testing/booking-clinic.ts';

let desk: BookingClinic;
beforeAll(async () => {
  desk = await openBookingClinic();
});
afterAll(() => desk.close());

const at = (day: string, time: string) => ({ when: { day, time } });
const overbook = async (
  given: {
    when: { day: string; time: string };
    roomId?: string;
    visitTypeCode?: string;
    overbookReason?: string;
  },
  role = 'manager',
) =>
  desk.clinic.as(role).call(scheduling, 'overbookVisit', {
    patientId: await desk.patient(),
    visitTypeCode: 'follow-up',
    practitionerId: physician,
    overbookReason: 'Demam tinggi',
    ...given,
  });
const sheetOf = async (day: string) =>
  (await desk.clinic.as('manager').call(scheduling, 'daySheet', { day })).bookings;

describe('overbooking', () => {
  it('needs an act of its own, which a clinic may give the front desk', async () => {
    const day = '2026-03-10';
    await desk.book(at(day, '09:00'));
    expect(await desk.clinic.refused(overbook(at(day, '09:00'), 'frontDesk'))).toMatchObject({ status: 403 });
    const manager = desk.clinic.as('manager');
    const { jobs } = await manager.call(workforce, 'listJobDescriptions', {});
    const clerk = jobs.find((one) => one.role === 'frontDesk');
    const actions = [...(clerk?.actions ?? []), 'scheduling.overbook'];
    await manager.call(workforce, 'saveJobDescription', { role: 'frontDesk', actions, preliminary: false });
    expect(await overbook(at(day, '09:00'), 'frontDesk')).toMatchObject({ overbooked: true });
  });

  it('says why, on the visit and on the sheet', async () => {
    const day = '2026-03-11';
    const blank = await desk.clinic.refused(overbook({ ...at(day, '09:00'), overbookReason: ' ' }));
    expect(blank.fields?.[0]?.path).toBe('overbookReason');
    await desk.book(at(day, '09:00'));
    const { visitId } = await overbook(at(day, '09:10'));
    const stored = await desk.clinic.inside((ctx) => ctx.record.mustRead('Appointment', visitId));
    expect(stored.extension).toContainEqual({ url: overbookUrl, valueString: 'Demam tinggi' });
    expect((await sheetOf(day)).map((one) => [one.overbooked, one.overbookReason])).toEqual([
      [false, ''],
      [true, 'Demam tinggi'],
    ]);
  });

  it('happens at most twice a session, also when five try at once, and the refusal names other times', async () => {
    const day = '2026-03-12';
    for (const time of ['09:00', '09:20', '09:40', '10:00', '10:20']) await desk.book(at(day, time));
    const results = await Promise.allSettled(
      ['09:00', '09:20', '09:40', '10:00', '10:20'].map((time) => overbook(at(day, time))),
    );
    expect(results.filter((one) => one.status === 'fulfilled')).toHaveLength(2);
    for (const one of results) {
      if (one.status === 'fulfilled') continue;
      expect(one.reason).toMatchObject({ code: 'overbookFull', status: 409, details: { cap: 2 } });
      expect(one.reason.details.alternatives).toHaveLength(3);
    }
    const made = (await sheetOf(day)).find((one) => one.overbooked);
    const cancel = { visitId: made?.visitId ?? '', reason: 'Batal', askedBy: 'patient' } as const;
    await desk.clinic.as('frontDesk').call(scheduling, 'cancelBooking', cancel);
    expect(await overbook(at(day, '10:20'))).toMatchObject({ overbooked: true });
  });

  it('of a time that is free after all is a plain booking, and takes no place of the cap', async () => {
    const day = '2026-03-13';
    for (const time of ['09:00', '10:00', '11:00']) {
      expect(await overbook(at(day, time))).toMatchObject({ overbooked: false });
    }
    expect((await sheetOf(day)).every((one) => !one.overbooked)).toBe(true);
  });

  it('never takes a room or equipment twice', async () => {
    const day = '2026-03-16';
    const manager = desk.clinic.as('manager');
    await manager.call(scheduling, 'saveEquipment', { name: 'ECG', kind: 'ECG', capacity: 1, active: true });
    await manager.call(scheduling, 'saveVisitType', visitTypeNamed('ecg', { equipmentKinds: ['ECG'] }));
    const [roomId] = desk.rooms;
    await desk.book({ ...at(day, '09:00'), roomId });
    const room = await desk.clinic.refused(overbook({ ...at(day, '09:00'), roomId }));
    expect(room).toMatchObject({ code: 'scheduling.timeTaken', details: { resource: 'room' } });
    await desk.book({ ...at(day, '10:00'), visitTypeCode: 'ecg' });
    const ecg = await desk.clinic.refused(overbook({ ...at(day, '10:00'), visitTypeCode: 'ecg' }));
    expect(ecg).toMatchObject({ code: 'scheduling.timeTaken', details: { resource: 'equipment' } });
  });

  it('does not make the time free for a plain booking when the first visit goes, and a move gives the reason up', async () => {
    const day = '2026-03-17';
    const first = await desk.book(at(day, '09:00'));
    const over = await overbook(at(day, '09:00'));
    const cancel = { visitId: first.visitId, reason: 'Batal', askedBy: 'patient' } as const;
    await desk.clinic.as('frontDesk').call(scheduling, 'cancelBooking', cancel);
    expect(await desk.clinic.refused(desk.book(at(day, '09:00')))).toMatchObject({
      code: 'scheduling.timeTaken',
    });
    const move = { visitId: over.visitId, when: { day, time: '11:00' } };
    await desk.clinic.as('frontDesk').call(scheduling, 'moveBooking', move);
    expect(await sheetOf(day)).toContainEqual(
      expect.objectContaining({ visitId: over.visitId, overbooked: false, overbookReason: '' }),
    );
    await desk.book(at(day, '09:00'));
  });

  it('is not to be had by writing the reason into an Appointment', async () => {
    const day = '2026-03-18';
    await desk.book({ ...at(day, '09:00'), practitionerId: nurse });
    const { visitId } = await desk.book({ ...at(day, '10:00'), practitionerId: nurse });
    const write = desk.clinic.as('frontDesk');
    const move = write.call(scheduling, 'moveBooking', { visitId, when: { day, time: '09:00' } });
    expect(await desk.clinic.refused(move)).toMatchObject({ code: 'scheduling.timeTaken' });
    await desk.clinic
      .as('manager')
      .call(scheduling, 'saveSettings', { leadMinutes: 0, horizonDays: 180, overbookCap: 0 });
    const none = await desk.clinic.refused(overbook({ ...at('2026-03-17', '09:00') }));
    expect(none).toMatchObject({ code: 'scheduling.timeTaken' });
  });
});
