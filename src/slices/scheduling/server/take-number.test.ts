import type { Appointment, Patient } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scheduling } from '../contract.ts';
import { nextFreeTime } from './for-others.ts';
import { slotsOf } from './numbers.ts';
import { takeTime } from './take-time.ts';
import {
  type BookingClinic,
  openBookingClinic,
  physician,
  visitTypeNamed,
} from './testing/booking-clinic.ts';

let desk: BookingClinic;
beforeAll(async () => {
  desk = await openBookingClinic();
  const manager = desk.clinic.as('manager');
  // dr. Ayu: fixed times in the morning, and 17.00–20.00 by numbers, kuota 30
  const days = [1, 2, 3, 4, 5].flatMap((weekday) => [
    { weekday, from: '08:00', to: '12:00' },
    { weekday, from: '17:00', to: '20:00', quota: 30 },
  ]);
  const plan = { practitionerId: physician, validFrom: '2026-01-01', validTo: null, sessions: days };
  await manager.call(scheduling, 'saveHours', plan);
  const buffered = { bufferBeforeMinutes: 5, bufferAfterMinutes: 10, bufferOwner: 'both' } as const;
  await manager.call(scheduling, 'saveVisitType', visitTypeNamed('buffered', buffered));
});
afterAll(() => desk.close());

const take = async (day: string, patientId?: string, visitTypeCode = 'follow-up') =>
  desk.clinic.as('frontDesk').call(scheduling, 'takeNumber', {
    patientId: patientId ?? (await desk.patient()),
    visitTypeCode,
    practitionerId: physician,
    day,
  });

describe('a session of numbers', () => {
  it('shares its time out evenly: of 30 in three hours number 7 is predicted for 17.36', () => {
    const slots = slotsOf({ from: 0, to: 180 * 60_000 }, 30);
    expect(slots).toHaveLength(30);
    expect(slots[6]).toEqual({ number: 7, from: 36 * 60_000, to: 42 * 60_000 });
    // what does not divide is shared out in whole minutes, with none left over
    const seven = slotsOf({ from: 0, to: 60 * 60_000 }, 7);
    expect(seven.map((one) => (one.to - one.from) / 60_000)).toEqual([8, 9, 8, 9, 8, 9, 9]);
  });

  it('gives the next number with its predicted time, whatever the visit type’s own length and buffers', async () => {
    const day = '2026-03-10';
    expect(await take(day)).toMatchObject({ number: 1, startsAt: '2026-03-10T10:00:00Z' });
    expect(await take(day, undefined, 'buffered')).toMatchObject({
      number: 2,
      startsAt: '2026-03-10T10:06:00Z',
      endsAt: '2026-03-10T10:12:00Z',
    });
    expect(await take(day)).toMatchObject({ number: 3 });
    const sheet = await desk.clinic.as('frontDesk').call(scheduling, 'daySheet', { day });
    expect(sheet.bookings.map((one) => one.number)).toEqual([1, 2, 3]);
  });

  it('offers its numbers in the search beside the fixed times, and books the one that was chosen', async () => {
    const day = '2026-03-11';
    await take(day);
    const input = { visitTypeCode: 'follow-up', practitionerId: physician, fromDay: day, toDay: day };
    const { times } = await desk.clinic
      .as('frontDesk')
      .call(scheduling, 'freeTimes', { ...input, perPart: 2 });
    expect(times.map((one) => [one.time, one.number])).toEqual([
      ['08:00', null],
      ['08:20', null],
      ['17:06', 2],
      ['17:12', 3],
    ]);
    const booked = await desk.book({ when: { day, time: '17:14' } });
    expect(booked).toMatchObject({ number: 3, startsAt: '2026-03-11T10:12:00Z' });
    const again = await desk.clinic.refused(desk.book({ when: { day, time: '17:13' } }));
    expect(again).toMatchObject({ code: 'scheduling.timeTaken' });
    expect((again.details as { alternatives: unknown[] }).alternatives).toHaveLength(3);
    // a plain time stays one
    expect(await desk.book({ when: { day, time: '08:00' } })).toMatchObject({ number: null });
  });

  it('of two hundred who want one of thirty each number goes to one, and the others hear that it is full', async () => {
    const day = '2026-03-12';
    const patients = await desk.clinic.inside(async (ctx) => {
      const ids: string[] = [];
      for (let n = 0; n < 200; n += 1) {
        const one: Patient = { resourceType: 'Patient', name: [{ text: `Pasien ${n}` }] };
        ids.push((await ctx.record.create(one)).id);
      }
      return ids;
    });
    const results = await Promise.allSettled(patients.map((patientId) => take(day, patientId)));
    const numbers = results.flatMap((one) => (one.status === 'fulfilled' ? one.value.number : []));
    expect(numbers.toSorted((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({ length: 30 }, (_, place) => place + 1),
    );
    for (const one of results) {
      if (one.status === 'fulfilled') continue;
      expect(one.reason).toMatchObject({ code: 'sessionFull', status: 409, details: { quota: 30 } });
      expect(one.reason.details.alternatives).toHaveLength(3);
    }
  }, 120_000);

  it('gives a number that was cancelled again, and a moved visit gives its own up', async () => {
    const day = '2026-03-13';
    const first = await take(day);
    const second = await take(day);
    const frontDesk = desk.clinic.as('frontDesk');
    const cancel = { visitId: first.visitId, reason: 'Batal', askedBy: 'patient' } as const;
    await frontDesk.call(scheduling, 'cancelBooking', cancel);
    expect(await take(day)).toMatchObject({ number: 1 });
    const morning = { visitId: second.visitId, when: { day, time: '09:00' } };
    expect(await frontDesk.call(scheduling, 'moveBooking', morning)).toMatchObject({
      number: null,
      // the visit type's own length again
      endsAt: '2026-03-13T02:20:00Z',
    });
    expect(await take(day)).toMatchObject({ number: 2 });
  });

  it('is never doubled by another system, nor by overbooking', async () => {
    const day = '2026-03-16';
    const write = async (start: string, end: string) => {
      const appointment: Appointment = {
        ...{ resourceType: 'Appointment', status: 'booked', start, end },
        participant: [
          { actor: { reference: `Patient/${await desk.patient()}` }, status: 'accepted' },
          { actor: { reference: `Practitioner/${physician}` }, status: 'accepted' },
        ],
      };
      return desk.clinic.inside((ctx) => ctx.record.create(appointment));
    };
    await write(`${day}T10:00:00Z`, `${day}T10:02:00Z`);
    // the same number, though the minutes differ
    await expect(write(`${day}T10:03:00Z`, `${day}T10:05:00Z`)).rejects.toMatchObject({ code: 'timeTaken' });
    expect(await take(day)).toMatchObject({ number: 2 });
    const over = desk.clinic.as('manager').call(scheduling, 'overbookVisit', {
      ...{ patientId: await desk.patient(), visitTypeCode: 'follow-up', practitionerId: physician },
      ...{ when: { day, time: '17:00' }, overbookReason: 'Demam' },
    });
    expect(await desk.clinic.refused(over)).toMatchObject({ code: 'scheduling.timeTaken' });
  });

  it('gives who walks in the next number, by the way of every walk-in', async () => {
    const patientId = await desk.patient();
    // 17.20
    const taken = await desk.clinic.inside(async (ctx) => {
      const free = await nextFreeTime(ctx, physician, '2026-03-18T10:20:00Z', 20);
      const startsAt = free?.startsAt ?? '';
      return takeTime(ctx, { patientId, practitionerId: physician, visitTypeCode: 'follow-up', startsAt });
    });
    expect(taken).toMatchObject({ startsAt: '2026-03-18T10:24:00Z', endsAt: '2026-03-18T10:30:00Z' });
    const sheet = await desk.clinic.as('frontDesk').call(scheduling, 'daySheet', { day: '2026-03-18' });
    expect(sheet.bookings.map((one) => one.number)).toEqual([5]);
  });

  it('that is half over gives only numbers whose time has not passed', async () => {
    desk.clinic.clock.set('2026-03-17T11:00:00Z');
    // 18.00: ten of the numbers lie behind
    expect(await take('2026-03-17')).toMatchObject({ number: 11, startsAt: '2026-03-17T11:00:00Z' });
    desk.clinic.clock.set('2026-03-09T02:00:00Z');
  });

  it('does not exist on a day of fixed times, nor with more numbers than minutes', async () => {
    const none = await desk.clinic.refused(take('2026-03-14'));
    expect(none).toMatchObject({ code: 'scheduling.noNumbers' });
    expect((none.details as { alternatives: unknown[] }).alternatives).toHaveLength(3);
    const sessions = [{ weekday: 6, from: '09:00', to: '10:00', quota: 61 }];
    const plan = { practitionerId: physician, validFrom: '2026-05-01', validTo: null, sessions };
    const refused = await desk.clinic.refused(desk.clinic.as('manager').call(scheduling, 'saveHours', plan));
    expect(refused.fields?.[0]?.path).toBe('sessions.0.quota');
  });
});
