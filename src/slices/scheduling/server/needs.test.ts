import type { Appointment } from '@medplum/fhirtypes';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scheduling } from '../contract.ts';
import { visitTypeSystem } from './appointment.ts';
import {
  type BookingClinic,
  nurse,
  openBookingClinic,
  physician,
  visitTypeNamed,
} from './testing/booking-clinic.ts';

const assistant = 'practitioner-clinical';
let desk: BookingClinic;
let chairs: string;
let ecgs: [string, string];
beforeAll(async () => {
  desk = await openBookingClinic();
  const manager = desk.clinic.as('manager');
  const make = async (name: string, kind: string, capacity: number) =>
    (await manager.call(scheduling, 'saveEquipment', { name, kind, capacity, active: true })).id;
  chairs = await make('Infusion chairs', 'Infusion chair', 3);
  const both = [await make('ECG 1', 'ECG', 1), await make('ECG 2', 'ECG', 1)];
  // made in the same instant of the test's clock; the first in order is taken first
  ecgs = both.toSorted() as [string, string];
  const save = (code: string, given: Parameters<typeof visitTypeNamed>[1]) =>
    manager.call(scheduling, 'saveVisitType', visitTypeNamed(code, given));
  await save('infusion', { equipmentKinds: ['Infusion chair'] });
  await save('ecg', { equipmentKinds: ['ECG'], bufferAfterMinutes: 10, bufferOwner: 'room' });
  await save('assisted', { assistantAction: 'vitals.record' });
  // whom the clinic's own hours do not bind: an assistant works when her plan says so
  const plan = { validFrom: '2026-01-01', validTo: null };
  const mornings = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:00', to: '12:00' }));
  await manager.call(scheduling, 'saveHours', { ...plan, practitionerId: assistant, sessions: mornings });
});
afterAll(() => desk.close());

const at = (day: string, time: string) => ({ when: { day, time } });
const code = async (call: Promise<unknown>) => {
  const problem = await desk.clinic.refused(call);
  const { resource, alternatives } = problem.details as { resource?: string; alternatives?: unknown[] };
  return { code: problem.code, resource, others: alternatives?.length };
};
const held = (visitId: string) =>
  desk.clinic.inside(async (ctx) => {
    const { rows } = await sql<{ what: string }>`
      SELECT resource_kind || ' ' || lane || ' ' || to_char(starts_at AT TIME ZONE 'UTC', 'HH24:MI') || '-'
        || to_char(ends_at AT TIME ZONE 'UTC', 'HH24:MI') AS what
      FROM scheduling_booking WHERE appointment_id = ${visitId} ORDER BY resource_kind, resource_id`.execute(
      ctx.db,
    );
    return rows.map((row) => row.what);
  });
const participants = (visitId: string) =>
  desk.clinic.inside(async (ctx) =>
    (await ctx.record.mustRead('Appointment', visitId)).participant.map((one) => one.actor?.reference),
  );

/** A whole clinic's providers, so that nothing but the equipment is short. */
const providers = [physician, nurse, assistant, 'practitioner-manager', 'practitioner-frontDesk'];

describe('equipment of which several may be used at once', () => {
  it('three infusion chairs take three visits at a time, and the fourth is told so with other times', async () => {
    const day = '2026-03-10';
    for (const practitionerId of providers.slice(0, 3)) {
      await desk.book({ ...at(day, '09:00'), visitTypeCode: 'infusion', practitionerId });
    }
    const fourth = desk.book({
      ...at(day, '09:10'),
      visitTypeCode: 'infusion',
      practitionerId: 'practitioner-manager',
    });
    expect(await code(fourth)).toEqual({ code: 'scheduling.timeTaken', resource: 'equipment', others: 3 });
    await desk.book({
      ...at(day, '09:20'),
      visitTypeCode: 'infusion',
      practitionerId: 'practitioner-manager',
    });
  });

  it('five who want the three at once: exactly three get one, each a lane of her own', async () => {
    const results = await Promise.allSettled(
      providers.map((practitionerId) =>
        desk.book({ ...at('2026-03-11', '09:00'), visitTypeCode: 'infusion', practitionerId }),
      ),
    );
    const booked = results.flatMap((one) => (one.status === 'fulfilled' ? one.value.visitId : []));
    expect(booked).toHaveLength(3);
    const lanes = (await Promise.all(booked.map(held))).map((rows) => rows[0]?.slice(0, 11));
    expect(lanes.toSorted()).toEqual(['equipment 1', 'equipment 2', 'equipment 3']);
  });

  it('of two devices of a kind the one that is free is kept, its cleaning included, and named in the record', async () => {
    const day = '2026-03-12';
    const one = await desk.book({ ...at(day, '09:00'), visitTypeCode: 'ecg' });
    const two = await desk.book({ ...at(day, '09:20'), visitTypeCode: 'ecg' });
    expect(await held(one.visitId)).toContain('equipment 1 02:00-02:30');
    expect(await participants(one.visitId)).toContain(`Device/${ecgs[0]}`);
    // the first is being cleaned
    expect(await participants(two.visitId)).toContain(`Device/${ecgs[1]}`);
    const third = { visitTypeCode: 'ecg', practitionerId: nurse };
    expect(await code(desk.book({ ...at(day, '09:20'), ...third }))).toMatchObject({ resource: 'equipment' });
    await desk.book({ ...at(day, '09:30'), ...third });
  });

  it('a move gives up the device and takes one that is free at the new time', async () => {
    const day = '2026-03-13';
    const mine = await desk.book({ ...at(day, '09:00'), visitTypeCode: 'ecg' });
    await desk.book({ ...at(day, '11:00'), visitTypeCode: 'ecg', practitionerId: nurse });
    const move = { visitId: mine.visitId, when: { day, time: '11:00' } };
    await desk.clinic.as('frontDesk').call(scheduling, 'moveBooking', move);
    const references = await participants(mine.visitId);
    expect(references.filter((one) => one?.startsWith('Device/'))).toEqual([`Device/${ecgs[1]}`]);
  });

  it('is not given while it is out of use, and who counted on it is named', async () => {
    const day = '2026-03-16';
    const { visitId } = await desk.book({ ...at(day, '10:00'), visitTypeCode: 'infusion' });
    const service = { startsAt: `${day}T02:00:00Z`, endsAt: `${day}T05:00:00Z`, reason: 'Servis' };
    const manager = desk.clinic.as('manager');
    const saved = await manager.call(scheduling, 'saveDowntime', { ...service, equipmentId: chairs });
    expect(saved.touched.map((one) => one.visitId)).toEqual([visitId]);
    const input = { visitTypeCode: 'infusion', fromDay: day, toDay: day, practitionerId: nurse };
    const times = async () =>
      (await manager.call(scheduling, 'freeTimes', input)).times.map((one) => one.time);
    expect((await times()).filter((time) => time > '08:40' && time < '12:00')).toEqual([]);
    const under = desk.book({ ...at(day, '09:00'), visitTypeCode: 'infusion', practitionerId: nurse });
    expect(await code(under)).toEqual({ code: 'scheduling.timeTaken', resource: 'equipment', others: 3 });
    await manager.call(scheduling, 'removeDowntime', { id: saved.id });
    expect(await times()).toContain('09:00');
  });
});

describe('whichever way a booking comes in', () => {
  const appointment = async (time: string, more: Partial<Appointment> = {}): Promise<Appointment> => ({
    resourceType: 'Appointment',
    status: 'booked',
    appointmentType: { coding: [{ system: visitTypeSystem, code: 'infusion' }] },
    start: `2026-03-17T${time}:00Z`,
    end: `2026-03-17T${time.slice(0, 3)}20:00Z`,
    participant: [{ actor: { reference: `Patient/${await desk.patient()}` }, status: 'accepted' }],
    ...more,
  });

  it('an Appointment that names no equipment holds what its visit type needs, and the fourth is refused', async () => {
    const write = async () => {
      const one = await appointment('02:00');
      return desk.clinic.inside((ctx) => ctx.record.create(one));
    };
    for (const n of [1, 2, 3]) expect([n, (await write()).status]).toEqual([n, 'booked']);
    await expect(write()).rejects.toMatchObject({ code: 'timeTaken', details: { resource: 'equipment' } });
    const sheet = await desk.clinic.as('manager').call(scheduling, 'daySheet', { day: '2026-03-17' });
    expect(sheet.bookings.map((one) => one.equipment.map((device) => device.name))).toEqual([
      ['Infusion chairs'],
      ['Infusion chairs'],
      ['Infusion chairs'],
    ]);
    expect(sheet.columns.filter((one) => one.kind === 'equipment').map((one) => one.name)).toContain(
      'Infusion chairs (3)',
    );
  });
});

describe('who assists', () => {
  it('is somebody who may do the act and works then, and is kept like the provider', async () => {
    const day = '2026-03-18';
    const { visitId } = await desk.book({ ...at(day, '11:00'), visitTypeCode: 'assisted' });
    const people = (await participants(visitId)).filter((one) => one?.startsWith('Practitioner/'));
    expect(people).toHaveLength(2);
    expect([`Practitioner/${assistant}`, `Practitioner/${nurse}`]).toContain(people[1]);
    const kept = people[1]?.slice('Practitioner/'.length) ?? '';
    const own = desk.book({ ...at(day, '11:00'), practitionerId: kept });
    expect(await code(own)).toMatchObject({ resource: 'practitioner' });
    const sheet = await desk.clinic.as('manager').call(scheduling, 'daySheet', { day });
    expect(sheet.columns.map((one) => one.id)).toContain(kept);
    expect(sheet.bookings[0]?.assistants.map((one) => one.practitionerId)).toEqual([kept]);
  });

  it('is never somebody whose plan ends before: in the afternoon one fewer is there', async () => {
    const day = '2026-03-19';
    const first = { ...at(day, '13:00'), visitTypeCode: 'assisted' };
    await desk.book(first);
    const second = desk.book({ ...first, practitionerId: 'practitioner-manager' });
    expect(await code(second)).toEqual({ code: 'scheduling.timeTaken', resource: 'assistant', others: 3 });
    await desk.book({ ...first, ...at(day, '09:00'), practitionerId: 'practitioner-manager' });
  });

  it('who holds no such act cannot give the visit type either', async () => {
    const manager = desk.clinic.as('manager');
    const only = visitTypeNamed('prescribing', { providerAction: 'orders.sign' });
    await manager.call(scheduling, 'saveVisitType', only);
    const day = '2026-03-20';
    const byNurse = desk.book({ ...at(day, '09:00'), visitTypeCode: 'prescribing', practitionerId: nurse });
    expect((await desk.clinic.refused(byNurse)).fields?.[0]?.path).toBe('practitionerId');
    const input = { visitTypeCode: 'prescribing', fromDay: day, toDay: day };
    const { times } = await manager.call(scheduling, 'freeTimes', input);
    expect(new Set(times.map((one) => one.practitionerId))).toEqual(new Set([physician]));
    const unknown = visitTypeNamed('odd', { assistantAction: 'records.nothing' });
    const refused = await desk.clinic.refused(manager.call(scheduling, 'saveVisitType', unknown));
    expect(refused.fields?.[0]?.path).toBe('assistantAction');
  });
});
