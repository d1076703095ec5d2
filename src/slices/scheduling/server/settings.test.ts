import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scheduling } from '../contract.ts';
import { nextFreeTime, practitionersOnDuty, rooms } from './for-others.ts';
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

const manager = () => desk.clinic.as('manager');
const freeOn = async (day: string, practitionerId = physician) => {
  const input = { visitTypeCode: 'follow-up', practitionerId, fromDay: day, toDay: day, perPart: 100 };
  const { times } = await manager().call(scheduling, 'freeTimes', input);
  return times.map((one) => one.time);
};

describe('closures', () => {
  it('list the visits that they touch and delete none of them', async () => {
    const { visitId } = await desk.book({ when: { day: '2026-03-20', time: '09:00' } });
    const closure = { day: '2026-03-20', name: 'Idulfitri', from: null, to: null };
    const saved = await manager().call(scheduling, 'saveClosure', closure);
    expect(saved.touched.map((one) => one.visitId)).toEqual([visitId]);
    expect(await freeOn('2026-03-20')).toEqual([]);
    const sheet = await manager().call(scheduling, 'daySheet', { day: '2026-03-20' });
    expect(sheet).toMatchObject({
      closures: [{ name: 'Idulfitri' }],
      bookings: [{ visitId, status: 'booked' }],
    });
    await manager().call(scheduling, 'removeClosure', { id: saved.id });
    expect((await freeOn('2026-03-20'))[0]).toBe('08:00');
  });

  it('may take a part of a day', async () => {
    const friday = { day: '2026-03-27', name: 'Salat Jumat', from: '11:00', to: '13:00' };
    await manager().call(scheduling, 'saveClosure', friday);
    const times = await freeOn('2026-03-27');
    expect(times).toContain('10:40');
    expect(times.filter((time) => time > '10:40' && time < '13:00')).toEqual([]);
    expect(times).toContain('13:00');
  });
});

describe('week plans', () => {
  it('a plan for a season lies over the usual one and ends by itself', async () => {
    await manager().call(scheduling, 'saveHours', {
      practitionerId: null,
      validFrom: '2026-05-04',
      validTo: '2026-05-08',
      sessions: [{ weekday: 1, from: '10:00', to: '12:00' }],
    });
    expect(await freeOn('2026-05-04')).toEqual(['10:00', '10:20', '10:40', '11:00', '11:20', '11:40']);
    expect(await freeOn('2026-05-05')).toEqual([]);
    expect((await freeOn('2026-05-11'))[0]).toBe('08:00');
  });

  it('keep a stretch for some visit types: in the search, when a time is chosen, and for what is booked already', async () => {
    await manager().call(scheduling, 'saveVisitType', visitTypeNamed('fitting', { durationMinutes: 20 }));
    const day = '2026-06-22';
    const before = await desk.book({ when: { day, time: '14:00' } });
    const stretch = { weekday: 1, from: '08:00', to: '12:00' };
    const plan = {
      ...{ practitionerId: null, validFrom: day, validTo: day },
      sessions: [stretch, { ...stretch, from: '13:00', to: '15:00', visitTypeCodes: ['fitting'] }],
    };
    const unknown = [{ ...stretch, visitTypeCodes: ['nobody-knows'] }];
    const refused = await desk.clinic.refused(
      manager().call(scheduling, 'saveHours', { ...plan, sessions: unknown }),
    );
    expect(refused.fields?.[0]?.path).toBe('sessions.0.visitTypeCodes');
    const saved = await manager().call(scheduling, 'saveHours', plan);
    expect(saved.touched.map((one) => one.visitId)).toEqual([before.visitId]);
    expect((await freeOn(day)).filter((time) => time >= '12:00')).toEqual([]);
    const closed = await desk.clinic.refused(desk.book({ when: { day, time: '13:00' } }));
    expect(closed.code).toBe('scheduling.closed');
    const fitting = { visitTypeCode: 'fitting', when: { day, time: '13:00' } };
    expect(await desk.book(fitting)).toMatchObject({ startsAt: `${day}T06:00:00Z` });
    expect(await desk.book({ ...fitting, when: { day, time: '08:00' } })).toMatchObject({ number: null });
    const { weeks } = await manager().call(scheduling, 'setup', {});
    expect(weeks.find((one) => one.id === saved.id)?.sessions).toMatchObject(plan.sessions);
    await manager().call(scheduling, 'removeHours', { id: saved.id });
  });

  it('are searched at one site alone, and the time that is offered is in a room there', async () => {
    const day = '2026-07-06';
    const kept = await manager().call(scheduling, 'setup', {});
    const [one, two] = kept.rooms.filter((room) => room.kind === 'exam' && room.active);
    if (!one || !two) throw new Error('no two rooms');
    for (const [room, site] of [
      [one, 'Kemang'],
      [two, 'Depok'],
    ] as const)
      await manager().call(scheduling, 'saveRoom', { ...room, site });
    await manager().call(
      scheduling,
      'saveVisitType',
      visitTypeNamed('roomed', { durationMinutes: 20, roomKind: 'exam' }),
    );
    const plan = (practitionerId: string, roomId: string) => ({
      ...{ practitionerId, validFrom: day, validTo: day },
      sessions: [{ weekday: 1, from: '08:00', to: '10:00', roomId }],
    });
    const first = await manager().call(scheduling, 'saveHours', plan(physician, one.id));
    const second = await manager().call(scheduling, 'saveHours', plan(nurse, two.id));
    const at = (site: string, visitTypeCode = 'roomed') =>
      desk.clinic
        .as('frontDesk')
        .call(scheduling, 'freeTimes', { visitTypeCode, fromDay: day, toDay: day, site })
        .then(({ times }) => [...new Set(times.map((time) => `${time.practitionerId} ${time.roomId}`))]);
    expect(await at('Kemang')).toEqual([`${physician} ${one.id}`]);
    expect(await at('Depok')).toEqual([`${nurse} ${two.id}`]);
    // where no room is asked for, the room in which she sits that day says where she is
    expect(await at('Depok', 'follow-up')).toEqual([`${nurse} null`]);
    expect(await at('Bogor')).toEqual([]);
    for (const { id } of [first, second]) await manager().call(scheduling, 'removeHours', { id });
    for (const room of [one, two]) await manager().call(scheduling, 'saveRoom', { ...room, site: '' });
  });

  it('of one provider name the bookings that they leave outside', async () => {
    const { visitId } = await desk.book({
      practitionerId: nurse,
      when: { day: '2026-05-20', time: '15:00' },
    });
    const saved = await manager().call(scheduling, 'saveHours', {
      practitionerId: nurse,
      validFrom: '2026-05-18',
      validTo: null,
      sessions: [{ weekday: 3, from: '08:00', to: '12:00', roomId: desk.rooms[0] }],
    });
    expect(saved.touched.map((one) => one.visitId)).toEqual([visitId]);
    await manager().call(scheduling, 'removeHours', { id: saved.id });
    expect(await freeOn('2026-05-20', nurse)).toContain('15:20');
  });

  it('refuse sessions that overlap, end before they begin, or a second plan from the same day', async () => {
    const plan = { practitionerId: null, validFrom: '2026-07-01', validTo: null };
    const save = (sessions: { weekday: number; from: string; to: string }[], validFrom = plan.validFrom) =>
      manager().call(scheduling, 'saveHours', { ...plan, validFrom, sessions });
    const morning = { weekday: 1, from: '08:00', to: '12:00' };
    const overlap = await desk.clinic.refused(save([morning, { weekday: 1, from: '11:00', to: '14:00' }]));
    expect(overlap.fields?.[0]?.path).toBe('sessions.1.from');
    const backwards = await desk.clinic.refused(save([{ weekday: 1, from: '12:00', to: '08:00' }]));
    expect(backwards.fields?.[0]?.path).toBe('sessions.0.to');
    expect(await desk.clinic.refused(save([morning], '2026-01-01'))).toMatchObject({
      code: 'scheduling.sameStart',
    });
  });
});

describe('blocks', () => {
  it('keep new bookings out and answer with the visits that lie under them', async () => {
    const { visitId } = await desk.book({ when: { day: '2026-06-03', time: '09:00' } });
    const block = {
      practitionerId: physician,
      startsAt: '2026-06-03T01:00:00Z',
      endsAt: '2026-06-03T05:00:00Z',
      reason: 'Seminar',
    };
    const saved = await manager().call(scheduling, 'saveBlock', block);
    expect(saved.touched.map((one) => one.visitId)).toEqual([visitId]);
    expect((await freeOn('2026-06-03'))[0]).toBe('12:00');
    const under = desk.book({ when: { day: '2026-06-03', time: '10:00' } });
    expect(await desk.clinic.refused(under)).toMatchObject({ code: 'scheduling.closed' });
  });
});

describe('free times', () => {
  it('offer the earliest of each day part, and nothing that is over', async () => {
    const input = {
      visitTypeCode: 'follow-up',
      practitionerId: physician,
      fromDay: '2026-03-09',
      toDay: '2026-03-09',
      perPart: 2,
    };
    const { times } = await manager().call(scheduling, 'freeTimes', input);
    // it is 09:00
    expect(times.map((one) => [one.part, one.time])).toEqual([
      ['morning', '09:00'],
      ['morning', '09:20'],
      ['afternoon', '12:00'],
      ['afternoon', '12:20'],
    ]);
  });

  it('leave out the patient’s own other visits and what a moved booking holds itself', async () => {
    const patientId = await desk.patient();
    const { visitId } = await desk.book({
      patientId,
      practitionerId: nurse,
      when: { day: '2026-06-08', time: '09:00' },
    });
    const input = {
      visitTypeCode: 'follow-up',
      fromDay: '2026-06-08',
      toDay: '2026-06-08',
      patientId,
      perPart: 3,
    };
    const mornings = async (more: { practitionerId: string; visitId?: string }) => {
      const { times } = await manager().call(scheduling, 'freeTimes', { ...input, ...more });
      return times.filter((one) => one.part === 'morning').map((one) => one.time);
    };
    expect(await mornings({ practitionerId: physician })).toEqual(['08:00', '08:20', '08:40']);
    expect(await mornings({ practitionerId: nurse, visitId })).toEqual(['08:00', '08:20', '08:40']);
    const later = await manager().call(scheduling, 'freeTimes', {
      ...input,
      practitionerId: physician,
      perPart: 100,
    });
    expect(later.times.map((one) => one.time)).not.toContain('09:00');
  });
});

describe('what other slices ask', () => {
  it('tells who is on duty, the rooms in use and the next free time', async () => {
    const answers = await desk.clinic.inside(async (ctx) => ({
      duty: (await practitionersOnDuty(ctx, '2026-06-09')).map((one) => one.practitionerId),
      sunday: await practitionersOnDuty(ctx, '2026-06-14'),
      rooms: (await rooms(ctx)).map((room) => room.name),
      next: await nextFreeTime(ctx, physician, '2026-06-09T02:07:00Z', 15),
    }));
    expect(answers.duty.toSorted()).toEqual([nurse, physician]);
    expect(answers).toMatchObject({
      sunday: [],
      rooms: ['Room 1', 'Room 2'],
      next: { startsAt: '2026-06-09T02:15:00Z', endsAt: '2026-06-09T02:30:00Z' },
    });
  });

  it('counts the visits and minutes of a week', async () => {
    const { days } = await manager().call(scheduling, 'weekCounts', { fromDay: '2026-06-01', days: 7 });
    expect(days.map((one) => one.booked)).toEqual([0, 0, 1, 0, 0, 0, 0]);
    expect(days[6]).toMatchObject({ closed: true, openMinutes: 0 });
    expect(days[0]).toMatchObject({ closed: false, openMinutes: 960 });
  });
});

it('keeps one clinic’s calendar from the other', async () => {
  const there = desk.clinic.other.as('manager');
  expect((await there.call(scheduling, 'setup', {})).rooms).toEqual([]);
  expect((await there.call(scheduling, 'daySheet', { day: '2026-03-20' })).bookings).toEqual([]);
  const { visitId } = await desk.book({ when: { day: '2026-06-10', time: '09:00' } });
  const foreign = desk.clinic.other
    .as('frontDesk')
    .call(scheduling, 'moveBooking', { visitId, when: '2026-06-10T14:00:00Z' });
  expect(await desk.clinic.other.refused(foreign)).toMatchObject({ status: 404 });
});
