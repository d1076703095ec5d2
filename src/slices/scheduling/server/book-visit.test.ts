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
});
afterAll(() => desk.close());

const taken = (details: unknown) =>
  details as { resource: string; heldFrom: string; heldTo: string; alternatives: { startsAt: string }[] };

describe('booking a visit', () => {
  it('stores the Appointment that others read: participants, type, reason and instants in UTC', async () => {
    const booked = await desk.book({ when: { day: '2026-03-10', time: '09:00' } });
    expect(booked).toMatchObject({
      startsAt: '2026-03-10T02:00:00Z',
      endsAt: '2026-03-10T02:20:00Z',
      sequence: 0,
    });
    const stored = await desk.clinic.inside((ctx) => ctx.record.mustRead('Appointment', booked.visitId));
    expect(stored).toMatchObject({
      status: 'booked',
      appointmentType: { coding: [{ code: 'follow-up', display: 'Kontrol' }] },
      participant: [
        { actor: { reference: `Patient/${booked.patientId}` } },
        { actor: { reference: `Practitioner/${physician}` } },
      ],
    });
  });

  it('refuses the time that somebody holds, with what is held, three nearest times and nothing about whom', async () => {
    const first = await desk.book({ when: { day: '2026-03-11', time: '10:00' } });
    const problem = await desk.clinic.refused(desk.book({ when: { day: '2026-03-11', time: '10:10' } }));
    expect(problem).toMatchObject({ status: 409, code: 'scheduling.timeTaken' });
    const details = taken(problem.details);
    expect(details).toMatchObject({
      resource: 'practitioner',
      heldFrom: '2026-03-11T03:00:00Z',
      heldTo: '2026-03-11T03:20:00Z',
    });
    expect(details.alternatives.map((one) => one.startsAt)).toEqual([
      '2026-03-11T03:20:00Z',
      '2026-03-11T02:40:00Z',
      '2026-03-11T03:40:00Z',
    ]);
    expect(JSON.stringify(problem)).not.toContain(first.patientId);
    expect(JSON.stringify(problem)).not.toContain('Siti');
    expect(problem.detail).toContain('10.20 WIB');
  });

  it('lets the next visit begin when the one before ends', async () => {
    await desk.book({ when: { day: '2026-03-12', time: '10:00' } });
    await expect(desk.book({ when: { day: '2026-03-12', time: '10:20' } })).resolves.toMatchObject({
      sequence: 0,
    });
  });

  it('does not let one patient be in two places at once', async () => {
    const patientId = await desk.patient();
    await desk.book({ patientId, when: { day: '2026-03-13', time: '10:00' } });
    const second = desk.book({
      patientId,
      practitionerId: nurse,
      when: { day: '2026-03-13', time: '10:10' },
    });
    expect(await desk.clinic.refused(second)).toMatchObject({ status: 409, code: 'scheduling.patientBusy' });
  });

  it('warns of a second visit of the same type on the same day', async () => {
    const patientId = await desk.patient();
    const first = await desk.book({ patientId, when: { day: '2026-03-16', time: '10:00' } });
    const second = await desk.book({ patientId, when: { day: '2026-03-16', time: '14:00' } });
    expect([first, second].map((one) => (one as unknown as { sameDay: boolean }).sameDay)).toEqual([
      false,
      true,
    ]);
  });

  it('refuses a time outside the hours with free ones, and lets only a manager overrule it', async () => {
    const late = { when: { day: '2026-03-10', time: '17:00' } };
    const problem = await desk.clinic.refused(desk.book(late));
    expect(problem).toMatchObject({ status: 409, code: 'scheduling.closed' });
    expect(taken(problem.details).alternatives[0]?.startsAt).toBe('2026-03-10T08:40:00Z');
    expect(await desk.clinic.refused(desk.book({ ...late, outsideHours: true }))).toMatchObject({
      status: 403,
    });
    const input = { patientId: await desk.patient(), visitTypeCode: 'follow-up', practitionerId: physician };
    const byManager = desk.clinic
      .as('manager')
      .call(scheduling, 'bookVisit', { ...input, ...late, outsideHours: true });
    await expect(byManager).resolves.toMatchObject({ startsAt: '2026-03-10T10:00:00Z' });
  });

  it('refuses what is over', async () => {
    const past = desk.book({ when: { day: '2026-03-06', time: '10:00' } });
    expect(await desk.clinic.refused(past)).toMatchObject({ code: 'scheduling.inThePast' });
  });

  it('names the field of a visit type or a provider that the clinic does not have', async () => {
    const nobody = await desk.clinic.refused(desk.book({ practitionerId: 'somebody-else' }));
    expect(nobody.fields?.map((field) => field.path)).toEqual(['practitionerId']);
    const nothing = await desk.clinic.refused(desk.book({ visitTypeCode: 'unheard-of' }));
    expect(nothing.fields?.map((field) => field.path)).toEqual(['visitTypeCode']);
  });

  it('happens once when it is sent twice with one key', async () => {
    const patientId = await desk.patient();
    const input = {
      patientId,
      visitTypeCode: 'follow-up',
      practitionerId: physician,
      when: { day: '2026-03-17', time: '10:00' },
    };
    const options = { key: 'b0f6c6a0-0000-4000-8000-000000000001' };
    const first = await desk.clinic.as('frontDesk').call(scheduling, 'bookVisit', input, options);
    const again = await desk.clinic.as('frontDesk').call(scheduling, 'bookVisit', input, options);
    expect(again).toEqual(first);
  });
});

describe('buffers (A2.3)', () => {
  beforeAll(async () => {
    const manager = desk.clinic.as('manager');
    const buffered = { bufferAfterMinutes: 5 };
    const room = visitTypeNamed('room-buffer', { ...buffered, bufferOwner: 'room' });
    const provider = visitTypeNamed('provider-buffer', { ...buffered, bufferOwner: 'practitioner' });
    await manager.call(scheduling, 'saveVisitType', room);
    await manager.call(scheduling, 'saveVisitType', provider);
  });
  const at = (day: string, time: string) => ({ when: { day, time } });

  it('a visit of 20 minutes with 5 after it holds its room from 09:00 to 09:25', async () => {
    const [room1] = desk.rooms;
    const day = '2026-04-07';
    await desk.book({ ...at(day, '09:00'), roomId: room1, visitTypeCode: 'room-buffer' });
    const clash = desk.book({ ...at(day, '09:20'), roomId: room1, practitionerId: nurse });
    const problem = await desk.clinic.refused(clash);
    expect(taken(problem.details)).toMatchObject({
      resource: 'room',
      heldFrom: '2026-04-07T02:00:00Z',
      heldTo: '2026-04-07T02:25:00Z',
    });
    await desk.book({ ...at(day, '09:25'), roomId: room1, practitionerId: nurse });
  });

  it('the same provider may go on in another room at 09:20 when the buffer is the room’s', async () => {
    const [room1, room2] = desk.rooms;
    const day = '2026-04-08';
    await desk.book({ ...at(day, '09:00'), roomId: room1, visitTypeCode: 'room-buffer' });
    await expect(desk.book({ ...at(day, '09:20'), roomId: room2 })).resolves.toMatchObject({ roomId: room2 });
  });

  it('but not when it is the provider’s own', async () => {
    const [room1, room2] = desk.rooms;
    const day = '2026-04-09';
    await desk.book({ ...at(day, '09:00'), roomId: room1, visitTypeCode: 'provider-buffer' });
    const next = desk.book({ ...at(day, '09:20'), roomId: room2 });
    expect(await desk.clinic.refused(next)).toMatchObject({ code: 'scheduling.timeTaken' });
    await desk.book({ ...at(day, '09:25'), roomId: room2 });
  });
});

describe('rooms', () => {
  it('keeps a free room of the type’s kind, and refuses when all are taken', async () => {
    const manager = desk.clinic.as('manager');
    await manager.call(scheduling, 'saveVisitType', visitTypeNamed('exam', { roomKind: 'exam' }));
    await manager.call(scheduling, 'saveHours', {
      practitionerId: 'practitioner-clinical',
      validFrom: '2026-01-01',
      validTo: null,
      sessions: [{ weekday: 2, from: '08:00', to: '16:00' }],
    });
    const at = { when: { day: '2026-04-14', time: '09:00' }, visitTypeCode: 'exam' };
    const [room1, room2] = desk.rooms;
    expect((await desk.book(at)).roomId).toBe(room1);
    expect((await desk.book({ ...at, practitionerId: nurse })).roomId).toBe(room2);
    const third = await desk.clinic.refused(desk.book({ ...at, practitionerId: 'practitioner-clinical' }));
    expect(taken(third.details).resource).toBe('room');
  });
});
