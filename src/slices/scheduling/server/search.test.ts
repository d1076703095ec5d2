import type { Patient } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scheduling } from '../contract.ts';
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
  const manager = desk.clinic.as('manager');
  const save = (code: string, given: Parameters<typeof visitTypeNamed>[1]) =>
    manager.call(scheduling, 'saveVisitType', visitTypeNamed(code, given));
  await save('fasting', { fasting: true });
  await save('women', { sex: 'female' });
  await save('men', { sex: 'male' });
  await save('children', { ageToYears: 17 });
  await save('adults', { ageFromYears: 18 });
});
afterAll(() => desk.close());

const free = (given: {
  visitTypeCode?: string;
  day?: string;
  patientId?: string;
  part?: 'morning' | 'afternoon' | 'evening';
  language?: 'en' | 'id';
}) => {
  const { day = '2026-03-10', visitTypeCode = 'follow-up', ...more } = given;
  const input = { visitTypeCode, fromDay: day, toDay: day, perPart: 100, ...more };
  return desk.clinic.as('frontDesk').call(scheduling, 'freeTimes', input);
};
const problemOf = async (call: Promise<unknown>) => {
  const problem = await desk.clinic.refused(call);
  const { alternatives } = problem.details as { alternatives?: { time: string; day: string }[] };
  return { code: problem.code, others: alternatives?.map((one) => `${one.day} ${one.time}`) };
};

describe('the search for a time', () => {
  it('knows parts of the day, and that who fasts comes in the morning', async () => {
    const afternoon = await free({ part: 'afternoon' });
    expect(afternoon.times[0]?.time).toBe('12:00');
    expect((await free({ part: 'evening' })).times).toEqual([]);
    const { times } = await free({ visitTypeCode: 'fasting' });
    expect(times.at(-1)?.time).toBe('11:40');
    const late = desk.book({ when: { day: '2026-03-10', time: '13:00' }, visitTypeCode: 'fasting' });
    expect(await problemOf(late)).toEqual({
      code: 'scheduling.mornings',
      others: ['2026-03-10 11:40', '2026-03-10 11:20', '2026-03-10 11:00'],
    });
  });

  it('leaves out providers of whom the record knows that they speak another language', async () => {
    await desk.clinic.inside(async (ctx) => {
      const communication = [{ coding: [{ system: 'urn:ietf:bcp:47', code: 'en-US' }] }];
      await ctx.record.put({ resourceType: 'Practitioner', id: nurse, communication });
    });
    const who = async (language: 'en' | 'id') =>
      new Set((await free({ language })).times.map((one) => one.practitionerId));
    expect(await who('en')).toEqual(new Set([physician, nurse]));
    expect(await who('id')).toEqual(new Set([physician]));
  });

  it('of a type for one sex or one age has nothing for others, and says why', async () => {
    // a woman of 35
    const patientId = await desk.patient();
    expect(await free({ visitTypeCode: 'men', patientId })).toEqual({ times: [], unsuited: 'sex' });
    expect(await free({ visitTypeCode: 'children', patientId })).toEqual({ times: [], unsuited: 'age' });
    expect((await free({ visitTypeCode: 'women', patientId })).unsuited).toBeNull();
    expect((await free({ visitTypeCode: 'adults', patientId })).times.length).toBeGreaterThan(5);
    const at = { when: { day: '2026-03-10', time: '09:00' }, patientId };
    expect(await problemOf(desk.book({ ...at, visitTypeCode: 'men' }))).toEqual({
      code: 'scheduling.notForPatient',
      others: [],
    });
  });

  it('counts completed years on the day of the visit', async () => {
    const born = (birthDate: string) =>
      desk.clinic.inside(async (ctx) => {
        const child: Patient = { resourceType: 'Patient', name: [{ text: 'Bayu' }], birthDate };
        return (await ctx.record.create(child)).id;
      });
    const patientId = await born('2008-03-11');
    const unsuited = async (day: string) =>
      (await free({ visitTypeCode: 'children', patientId, day })).unsuited;
    expect(await unsuited('2026-03-10')).toBeNull();
    expect(await unsuited('2026-03-11')).toBe('age');
    // of the year alone is known: she may be 17 still
    const yearOnly = await born('2008');
    expect((await free({ visitTypeCode: 'children', patientId: yearOnly })).unsuited).toBeNull();
  });
});

describe('notice and horizon', () => {
  it('are the clinic’s to set; a refusal offers times within them, and a manager may overrule', async () => {
    const manager = desk.clinic.as('manager');
    await manager.call(scheduling, 'saveSettings', { leadMinutes: 120, horizonDays: 7 });
    // it is Monday 09:00
    const today = await free({ day: '2026-03-09' });
    expect(today.times[0]?.time).toBe('11:00');
    expect((await free({ day: '2026-03-16' })).times.length).toBeGreaterThan(0);
    expect((await free({ day: '2026-03-17' })).times).toEqual([]);
    const soon = { when: { day: '2026-03-09', time: '10:00' } };
    expect(await problemOf(desk.book(soon))).toEqual({
      code: 'scheduling.tooSoon',
      others: ['2026-03-09 11:00', '2026-03-09 11:20', '2026-03-09 11:40'],
    });
    const far = { when: { day: '2026-03-18', time: '10:00' } };
    const refused = await problemOf(desk.book(far));
    expect([refused.code, refused.others?.[0]]).toEqual(['scheduling.tooFar', '2026-03-16 15:40']);
    const { visitId } = await desk.book({ when: { day: '2026-03-11', time: '10:00' } });
    const move = desk.clinic.as('frontDesk').call(scheduling, 'moveBooking', { visitId, ...far });
    expect(await problemOf(move)).toMatchObject({ code: 'scheduling.tooFar' });
    await manager.call(scheduling, 'moveBooking', { visitId, ...far, outsideHours: true });
    await manager.call(scheduling, 'saveSettings', { leadMinutes: 0, horizonDays: 180 });
  });

  it('for a booking that is moved has its own length, and the room that was chosen for it by hand', async () => {
    const day = '2026-03-24';
    const [room] = desk.rooms;
    const booked = { durationMinutes: 60, practitionerId: physician, roomId: room };
    const { visitId } = await desk.book({ ...booked, when: { day, time: '09:00' } });
    await desk.book({ practitionerId: nurse, roomId: room, when: { day, time: '11:00' } });
    const { times } = await desk.clinic.as('frontDesk').call(scheduling, 'freeTimes', {
      ...{ visitTypeCode: 'follow-up', practitionerId: physician, visitId, perPart: 100 },
      ...{ fromDay: day, toDay: day },
    });
    const lengths = times.map((one) => (Date.parse(one.endsAt) - Date.parse(one.startsAt)) / 60_000);
    expect(new Set(lengths)).toEqual(new Set([60]));
    expect(times.map((one) => one.time)).toEqual([
      '08:00',
      '09:00',
      '10:00',
      '11:20',
      '12:20',
      '13:20',
      '14:20',
    ]);
  });

  it('every refusal of a time names the three nearest, that of a time that is over too', async () => {
    const past = await problemOf(desk.book({ when: { day: '2026-03-06', time: '10:00' } }));
    expect(past).toEqual({
      code: 'scheduling.inThePast',
      others: ['2026-03-09 09:00', '2026-03-09 09:20', '2026-03-09 09:40'],
    });
    const closed = await problemOf(desk.book({ when: { day: '2026-03-14', time: '10:00' } }));
    expect([closed.code, closed.others?.length]).toEqual(['scheduling.closed', 3]);
  });
});
