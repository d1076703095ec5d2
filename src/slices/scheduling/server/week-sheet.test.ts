import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scheduling } from '../contract.ts';
import { movedUrl } from './appointment.ts';
import { type BookingClinic, nurse, openBookingClinic, physician } from './testing/booking-clinic.ts';

let desk: BookingClinic;
beforeAll(async () => {
  desk = await openBookingClinic();
});
afterAll(() => desk.close());

const frontDesk = () => desk.clinic.as('frontDesk');
const week = (given: { fromDay: string; days?: number; practitionerId?: string }) =>
  frontDesk().call(scheduling, 'weekSheet', given);

describe('the week sheet', () => {
  it('holds seven days of one provider, with the days of others left out', async () => {
    const hers = await desk.book({ when: { day: '2026-03-10', time: '09:00' } });
    const other = await desk.book({ practitionerId: nurse, when: { day: '2026-03-11', time: '09:00' } });
    const { days } = await week({ fromDay: '2026-03-09', practitionerId: physician });
    expect(days.map((one) => one.day)).toEqual(
      ['09', '10', '11', '12', '13', '14', '15'].map((day) => `2026-03-${day}`),
    );
    expect(days.map((one) => one.bookings.map((booking) => booking.visitId))).toEqual([
      [],
      [hers.visitId],
      ...[[], [], [], [], []],
    ]);
    expect(days[1]?.open).toEqual([{ startsAt: '2026-03-10T01:00:00Z', endsAt: '2026-03-10T09:00:00Z' }]);
    expect(days[6]?.open).toEqual([]);
    const all = await week({ fromDay: '2026-03-09' });
    expect(all.days[2]?.bookings.map((one) => one.visitId)).toEqual([other.visitId]);
  });

  it('says why a day is shut, who is away and what is held', async () => {
    const manager = desk.clinic.as('manager');
    const closure = { day: '2026-03-19', name: 'Nyepi', from: null, to: null };
    await manager.call(scheduling, 'saveClosure', closure);
    await manager.call(scheduling, 'saveBlock', {
      practitionerId: physician,
      startsAt: '2026-03-17T02:00:00Z',
      endsAt: '2026-03-17T04:00:00Z',
      reason: 'Rapat',
    });
    const patientId = await desk.patient();
    await frontDesk().call(scheduling, 'holdTime', {
      patientId,
      visitTypeCode: 'follow-up',
      practitionerId: physician,
      when: { day: '2026-03-18', time: '09:00' },
    });
    const { days } = await week({ fromDay: '2026-03-16', practitionerId: physician });
    expect(days[1]?.blocks).toMatchObject([{ reason: 'Rapat', practitionerId: physician }]);
    expect(days[1]?.blocks[0]?.practitionerName).not.toBe('');
    expect(days[1]?.open).toHaveLength(2);
    expect(days[2]?.holds).toMatchObject([{ startsAt: '2026-03-18T02:00:00Z' }]);
    expect(days[3]).toMatchObject({ closures: [{ name: 'Nyepi' }], open: [] });
    const month = await frontDesk().call(scheduling, 'weekCounts', {
      fromDay: '2026-03-16',
      days: 7,
      practitionerId: physician,
    });
    expect(month.days[1]).toMatchObject({ openMinutes: 360, blocks: [{ reason: 'Rapat' }] });
    expect(month.days[3]).toMatchObject({ closed: true, closures: [{ name: 'Nyepi' }], blocks: [] });
  });

  it('is refused to who may not see the calendar, and for more than a week', async () => {
    const bookkeeper = desk.clinic.as('bookkeeper').call(scheduling, 'weekSheet', { fromDay: '2026-03-09' });
    expect(await desk.clinic.refused(bookkeeper)).toMatchObject({ status: 403 });
    const long = await desk.clinic.refused(week({ fromDay: '2026-03-09', days: 8 }));
    expect(long.fields?.map((one) => one.path)).toEqual(['days']);
  });

  it('keeps one clinic’s week from the other', async () => {
    await desk.book({ when: { day: '2026-03-24', time: '09:00' } });
    const there = await desk.clinic.other
      .as('frontDesk')
      .call(scheduling, 'weekSheet', { fromDay: '2026-03-23', practitionerId: physician });
    expect(there.days.flatMap((one) => one.bookings)).toEqual([]);
  });
});

describe('a move', () => {
  const extensionOf = async (visitId: string) => {
    const { extension } = await desk.clinic.inside((ctx) => ctx.record.mustRead('Appointment', visitId));
    return extension?.find((one) => one.url === movedUrl)?.extension;
  };

  it('keeps from when, why and who asked with the booking, for the last move', async () => {
    const { visitId } = await desk.book({ when: { day: '2026-03-25', time: '09:00' } });
    await frontDesk().call(scheduling, 'moveBooking', {
      visitId,
      when: { day: '2026-03-25', time: '10:00' },
      reason: ' Antar anak sekolah ',
      askedBy: 'patient',
    });
    expect(await extensionOf(visitId)).toEqual([
      { url: 'from', valueDateTime: '2026-03-25T02:00:00Z' },
      { url: 'reason', valueString: 'Antar anak sekolah' },
      { url: 'asked-by', valueCode: 'patient' },
    ]);
    await frontDesk().call(scheduling, 'moveBooking', { visitId, when: '2026-03-25T04:00:00Z' });
    expect(await extensionOf(visitId)).toEqual([{ url: 'from', valueDateTime: '2026-03-25T03:00:00Z' }]);
  });

  it('to another room only keeps the time, and to a taken one names the three nearest times', async () => {
    const [first, second] = desk.rooms;
    const mine = await desk.book({ roomId: first, when: { day: '2026-03-26', time: '09:00' } });
    const moved = await frontDesk().call(scheduling, 'moveBooking', {
      visitId: mine.visitId,
      when: mine.startsAt,
      roomId: second,
    });
    expect(moved).toMatchObject({ startsAt: mine.startsAt, roomId: second, sequence: 1 });
    await desk.book({ practitionerId: nurse, roomId: first, when: { day: '2026-03-26', time: '09:00' } });
    const back = frontDesk().call(scheduling, 'moveBooking', {
      visitId: mine.visitId,
      when: mine.startsAt,
      roomId: first,
    });
    const refusal = await desk.clinic.refused(back);
    expect(refusal).toMatchObject({ code: 'scheduling.timeTaken', details: { resource: 'room' } });
    expect((refusal.details as { alternatives: unknown[] }).alternatives).toHaveLength(3);
  });
});
