import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GivenVisitType, scheduling } from '../contract.ts';
import {
  type BookingClinic,
  nurse,
  openBookingClinic,
  physician,
  visitTypeNamed,
} from './testing/booking-clinic.ts';

const assistant = 'practitioner-clinical';
let desk: BookingClinic;
let ecg: string;
beforeAll(async () => {
  desk = await openBookingClinic();
  const manager = desk.clinic.as('manager');
  const device = { name: 'ECG 1', kind: 'ECG', capacity: 1, active: true };
  ecg = (await manager.call(scheduling, 'saveEquipment', device)).id;
  const treatment = { name: 'Treatment room', kind: 'procedure', active: true } as const;
  await manager.call(scheduling, 'saveRoom', treatment);
  const save = (code: string, given: Partial<GivenVisitType>) =>
    manager.call(
      scheduling,
      'saveVisitType',
      visitTypeNamed(code, { labelEn: code, labelId: code, ...given }),
    );
  await save('ecg', { durationMinutes: 10, equipmentKinds: ['ECG'] });
  await save('dressing', { durationMinutes: 15, assistantAction: 'vitals.record', bufferAfterMinutes: 5 });
  await save('exam', { durationMinutes: 20, roomKind: 'exam' });
  await save('suture', { durationMinutes: 30, roomKind: 'procedure' });
  await save('draw', { durationMinutes: 10, fasting: true });
  await save('women', { sex: 'female' });
  await save('men', { sex: 'male' });
  await save('nurses', { practitionerIds: [nurse] });
  const plan = { validFrom: '2026-01-01', validTo: null };
  const mornings = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:00', to: '12:00' }));
  await manager.call(scheduling, 'saveHours', { ...plan, practitionerId: assistant, sessions: mornings });
});
afterAll(() => desk.close());

const clerk = () => desk.clinic.as('frontDesk');
const book = async (given: {
  visitTypeCode?: string;
  moreTypeCodes?: string[];
  practitionerId?: string;
  when: { day: string; time: string };
  patientId?: string;
  durationMinutes?: number;
}) =>
  clerk().call(scheduling, 'bookVisit', {
    patientId: given.patientId ?? (await desk.patient()),
    visitTypeCode: 'follow-up',
    practitionerId: physician,
    ...given,
  });
const held = (visitId: string) =>
  desk.clinic.inside(async (ctx) => {
    const { rows } = await sql<{ what: string }>`
      SELECT resource_kind || ' ' || to_char(starts_at AT TIME ZONE 'UTC', 'HH24:MI') || '-'
        || to_char(ends_at AT TIME ZONE 'UTC', 'HH24:MI') AS what
      FROM scheduling_booking WHERE appointment_id = ${visitId} ORDER BY resource_kind, starts_at, ends_at`.execute(
      ctx.db,
    );
    return rows.map((row) => row.what);
  });
const sheetOf = async (day: string, visitId: string) =>
  (await clerk().call(scheduling, 'daySheet', { day })).bookings.find((one) => one.visitId === visitId);

describe('a visit of several services', () => {
  it('lasts as long as all of them, and each part keeps what it needs in its own stretch', async () => {
    const visit = await book({
      ...{ moreTypeCodes: ['ecg', 'dressing'], when: { day: '2026-03-10', time: '09:00' } },
    });
    expect(visit).toMatchObject({ startsAt: '2026-03-10T02:00:00Z', endsAt: '2026-03-10T02:45:00Z' });
    // the buffer after the last part is the provider's and whoever assists with her
    expect(await held(visit.visitId)).toEqual([
      'equipment 02:20-02:30',
      'patient 02:00-02:45',
      'practitioner 02:00-02:50',
      'practitioner 02:30-02:50',
    ]);
    const shown = await sheetOf('2026-03-10', visit.visitId);
    expect(shown?.visitType).toBe('Kontrol + ecg + dressing');
    expect(shown?.parts.map((one) => [one.visitTypeCode, one.startsAt, one.endsAt])).toEqual([
      ['follow-up', '2026-03-10T02:00:00Z', '2026-03-10T02:20:00Z'],
      ['ecg', '2026-03-10T02:20:00Z', '2026-03-10T02:30:00Z'],
      ['dressing', '2026-03-10T02:30:00Z', '2026-03-10T02:45:00Z'],
    ]);
    expect(shown?.assistants.map((one) => one.practitionerId)).toEqual([assistant]);
    expect(shown?.equipment.map((one) => one.id)).toEqual([ecg]);
    const stored = await desk.clinic.inside((ctx) => ctx.record.mustRead('Appointment', visit.visitId));
    expect(stored.serviceType?.map((one) => one.coding?.[0]?.code)).toEqual(['follow-up', 'ecg', 'dressing']);
  });

  it('says of each room, device and assistant when it is needed, without the buffers', async () => {
    const day = '2026-05-05';
    const visit = await book({
      ...{ visitTypeCode: 'exam', moreTypeCodes: ['suture', 'dressing'], when: { day, time: '09:00' } },
    });
    const shown = await sheetOf(day, visit.visitId);
    const of = (kind: string) =>
      shown?.stretches
        .filter((one) => one.kind === kind)
        .map(({ id, startsAt, endsAt }) => [id, startsAt.slice(11, 16), endsAt.slice(11, 16)]);
    expect(of('room')?.map(([, from, to]) => `${from}-${to}`)).toEqual(['02:00-02:20', '02:20-02:50']);
    expect(new Set(of('room')?.map(([id]) => id))).toEqual(new Set(shown?.roomIds));
    expect(of('practitioner')).toEqual([
      [physician, '02:00', '03:05'],
      [assistant, '02:50', '03:05'],
    ]);
    const plain = await book({ when: { day, time: '11:00' } });
    expect((await sheetOf(day, plain.visitId))?.stretches).toEqual([]);
  });

  it('is refused for a part whose equipment is taken then, with three times that fit all of it', async () => {
    const day = '2026-03-11';
    await book({ visitTypeCode: 'ecg', practitionerId: nurse, when: { day, time: '09:20' } });
    const wish = { moreTypeCodes: ['ecg'], practitionerId: physician };
    const refused = await desk.clinic.refused(book({ ...wish, when: { day, time: '09:00' } }));
    expect(refused).toMatchObject({ code: 'scheduling.timeTaken', details: { resource: 'equipment' } });
    const { alternatives } = refused.details as { alternatives: { startsAt: string; endsAt: string }[] };
    expect(alternatives.map((one) => [one.startsAt.slice(11, 16), one.endsAt.slice(11, 16)])).toEqual([
      ['02:10', '02:40'],
      ['01:30', '02:00'],
      ['02:40', '03:10'],
    ]);
    await book({ ...wish, when: { day, time: '09:10' } });
  });

  it('keeps one room where all parts ask for the same kind, and else each part its own', async () => {
    const day = '2026-03-12';
    const one = await book({ visitTypeCode: 'exam', moreTypeCodes: ['exam'], when: { day, time: '09:00' } });
    expect((await held(one.visitId)).filter((what) => what.startsWith('room'))).toEqual(['room 02:00-02:40']);
    const two = await book({
      visitTypeCode: 'exam',
      moreTypeCodes: ['suture'],
      when: { day, time: '10:00' },
    });
    expect((await held(two.visitId)).filter((what) => what.startsWith('room'))).toEqual([
      'room 03:00-03:20',
      'room 03:20-03:50',
    ]);
    const shown = await sheetOf(day, two.visitId);
    expect(shown?.roomName.split(', ')).toContain('Treatment room');
    expect(shown?.roomIds).toHaveLength(2);
    expect(shown?.roomIds[0]).toBe(shown?.roomId);
    const clash = book({ visitTypeCode: 'suture', practitionerId: nurse, when: { day, time: '10:20' } });
    expect(await desk.clinic.refused(clash)).toMatchObject({ details: { resource: 'room' } });
    // while the exam room of the first part is free for others by then
    await book({ visitTypeCode: 'exam', practitionerId: nurse, when: { day, time: '10:20' } });
  });

  it('is moved, called off and restored as one, its parts with it', async () => {
    const day = '2026-03-13';
    const visit = await book({ moreTypeCodes: ['ecg'], when: { day, time: '09:00' } });
    const moved = await clerk().call(scheduling, 'moveBooking', {
      ...{ visitId: visit.visitId, when: { day, time: '10:00' } },
    });
    expect(moved.endsAt).toBe('2026-03-13T03:30:00Z');
    expect(await held(visit.visitId)).toEqual([
      'equipment 03:20-03:30',
      'patient 03:00-03:30',
      'practitioner 03:00-03:30',
    ]);
    await clerk().call(scheduling, 'cancelBooking', {
      visitId: visit.visitId,
      reason: 'x',
      askedBy: 'patient',
    });
    expect(await held(visit.visitId)).toEqual([]);
    await clerk().call(scheduling, 'restoreBooking', { visitId: visit.visitId });
    expect(await held(visit.visitId)).toHaveLength(3);
  });

  it('is searched as one: mornings where a part is fasting, while an assistant is there for hers', async () => {
    const day = '2026-03-16';
    const search = {
      visitTypeCode: 'follow-up',
      practitionerId: physician,
      fromDay: day,
      toDay: day,
      perPart: 100,
    };
    const fasting = await clerk().call(scheduling, 'freeTimes', { ...search, moreTypeCodes: ['draw'] });
    expect(fasting.times.length).toBeGreaterThan(0);
    expect(new Set(fasting.times.map((one) => one.part))).toEqual(new Set(['morning']));
    await desk.clinic.as('manager').call(scheduling, 'saveBlock', {
      ...{ practitionerId: nurse, startsAt: '2026-03-18T17:00:00Z', endsAt: '2026-03-19T17:00:00Z' },
      reason: 'away',
    });
    const thursday = { fromDay: '2026-03-19', toDay: '2026-03-19' };
    const lasting = async (moreTypeCodes: string[], visitTypeCode = 'follow-up') => {
      const wish = { ...search, ...thursday, visitTypeCode, moreTypeCodes };
      return (await clerk().call(scheduling, 'freeTimes', wish)).times.at(-1)?.endsAt;
    };
    // who is left to assist works until noon: her part must be over by then, and what follows it need not
    expect(await lasting(['dressing'])).toBe('2026-03-19T04:55:00Z');
    expect(await lasting(['follow-up'], 'dressing')).toBe('2026-03-19T05:05:00Z');
    const alone = await clerk().call(scheduling, 'freeTimes', {
      ...search,
      practitionerId: nurse,
      moreTypeCodes: ['nurses'],
    });
    expect(alone.times.length).toBeGreaterThan(0);
    const nobody = await clerk().call(scheduling, 'freeTimes', { ...search, moreTypeCodes: ['nurses'] });
    expect(nobody.times).toEqual([]);
  });

  it('is held, and repeated as a series', async () => {
    const day = '2026-03-17';
    const patientId = await desk.patient();
    const visit = {
      patientId,
      visitTypeCode: 'follow-up',
      moreTypeCodes: ['ecg'],
      practitionerId: physician,
    };
    const hold = await clerk().call(scheduling, 'holdTime', { ...visit, when: { day, time: '09:00' } });
    expect(hold.endsAt).toBe('2026-03-17T02:30:00Z');
    const ofColleague = book({ visitTypeCode: 'ecg', practitionerId: nurse, when: { day, time: '09:20' } });
    expect(await desk.clinic.refused(ofColleague)).toMatchObject({ details: { resource: 'equipment' } });
    const { booked } = await clerk().call(scheduling, 'bookSeries', {
      ...{ ...visit, holdId: hold.holdId, firstDay: day, time: '09:00', which: 'all' },
      rule: { frequency: 'weekly', count: 3 },
    });
    expect(booked.map((one) => one.endsAt.slice(11))).toEqual(['02:30:00Z', '02:30:00Z', '02:30:00Z']);
  });

  it.each<[string, { visitTypeCode?: string; moreTypeCodes: string[]; durationMinutes?: number }, string]>([
    ['an unknown service', { moreTypeCodes: ['ecg', 'no-such'] }, 'moreTypeCodes.1'],
    [
      'services for whom no patient is both',
      { visitTypeCode: 'women', moreTypeCodes: ['men'] },
      'moreTypeCodes',
    ],
    ['a provider who does not give all', { moreTypeCodes: ['nurses'] }, 'practitionerId'],
    [
      'a length beside those of its parts',
      { moreTypeCodes: ['ecg'], durationMinutes: 20 },
      'durationMinutes',
    ],
  ])('refuses %s at its field', async (_, given, path) => {
    const refused = await desk.clinic.refused(book({ ...given, when: { day: '2026-03-18', time: '09:00' } }));
    expect(refused.fields?.map((one) => one.path)).toEqual([path]);
  });
});
