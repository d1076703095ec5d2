import type { Appointment } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scheduling } from '../contract.ts';
import { type Facts, factsOf } from './appointment.ts';
import { takeBackNoShow } from './no-show.ts';
import { type BookingClinic, nurse, openBookingClinic, physician } from './testing/booking-clinic.ts';

let desk: BookingClinic;
beforeAll(async () => {
  desk = await openBookingClinic();
});
afterAll(() => desk.close());

const frontDesk = () => desk.clinic.as('frontDesk');
const facts = (visitId: string): Promise<Facts | undefined> =>
  desk.clinic.inside(async (ctx) => factsOf(await ctx.record.mustRead('Appointment', visitId)));

describe('moving a booking', () => {
  it('keeps the id, raises the sequence from 0 to 1, and frees the old time (A2.5)', async () => {
    const { visitId } = await desk.book({ when: { day: '2026-03-10', time: '10:00' } });
    const moved = await frontDesk().call(scheduling, 'moveBooking', {
      visitId,
      when: { day: '2026-03-10', time: '11:00' },
    });
    expect(moved).toMatchObject({
      visitId,
      startsAt: '2026-03-10T04:00:00Z',
      endsAt: '2026-03-10T04:20:00Z',
      sequence: 1,
    });
    await desk.book({ when: { day: '2026-03-10', time: '10:00' } });
    const away = await frontDesk().call(scheduling, 'cancelBooking', {
      visitId,
      reason: 'Demam',
      askedBy: 'patient',
    });
    expect(away.status).toBe('cancelled');
    expect(await facts(visitId)).toMatchObject({ sequence: 2, status: 'cancelled' });
  });

  it('leaves the booking where it was when the new time is taken', async () => {
    const mine = await desk.book({ when: { day: '2026-03-11', time: '10:00' } });
    await desk.book({ when: { day: '2026-03-11', time: '11:00' } });
    const move = frontDesk().call(scheduling, 'moveBooking', {
      visitId: mine.visitId,
      when: { day: '2026-03-11', time: '11:10' },
    });
    expect(await desk.clinic.refused(move)).toMatchObject({ status: 409, code: 'scheduling.timeTaken' });
    expect(await facts(mine.visitId)).toMatchObject({ startsAt: '2026-03-11T03:00:00Z', sequence: 0 });
  });

  it('may shift into its own time, and to another provider', async () => {
    const { visitId } = await desk.book({ when: { day: '2026-03-12', time: '10:00' } });
    const shifted = await frontDesk().call(scheduling, 'moveBooking', {
      visitId,
      when: '2026-03-12T03:10:00Z',
    });
    expect(shifted.sequence).toBe(1);
    const handed = await frontDesk().call(scheduling, 'moveBooking', {
      visitId,
      when: '2026-03-12T03:10:00Z',
      practitionerId: nurse,
    });
    expect(handed).toMatchObject({ practitionerId: nurse, sequence: 2 });
    await expect(desk.book({ when: { day: '2026-03-12', time: '10:00' } })).resolves.toBeTruthy();
  });
});

describe('cancelling', () => {
  it('frees the time at once and can be taken back while nobody has it', async () => {
    const at = { when: { day: '2026-03-13', time: '09:00' } };
    const first = await desk.book(at);
    const cancel = { visitId: first.visitId, reason: 'Pindah kota', askedBy: 'patient' } as const;
    expect(await frontDesk().call(scheduling, 'cancelBooking', cancel)).toMatchObject({ lateCancel: false });
    const second = await desk.book(at);
    const restore = () => frontDesk().call(scheduling, 'restoreBooking', { visitId: first.visitId });
    expect(await desk.clinic.refused(restore())).toMatchObject({ code: 'scheduling.timeTaken' });
    await frontDesk().call(scheduling, 'cancelBooking', {
      visitId: second.visitId,
      reason: 'Salah',
      askedBy: 'clinic',
    });
    expect(await restore()).toMatchObject({ status: 'booked' });
  });

  it('counts as late inside 24 hours when the patient asked, and never when the clinic did', async () => {
    const patientId = await desk.patient();
    // it is Monday 09:00; Tuesday 08:40 lies 23 hours and 40 minutes ahead
    const late = await desk.book({ patientId, when: { day: '2026-03-10', time: '08:40' } });
    const ours = await desk.book({ patientId, when: { day: '2026-03-10', time: '08:00' } });
    const cancel = (visitId: string, askedBy: 'patient' | 'clinic') =>
      frontDesk().call(scheduling, 'cancelBooking', { visitId, askedBy, reason: 'Berhalangan' });
    expect(await cancel(late.visitId, 'patient')).toMatchObject({ lateCancel: true });
    expect(await cancel(ours.visitId, 'clinic')).toMatchObject({ lateCancel: false });
    const visits = await frontDesk().call(scheduling, 'patientVisits', { patientId });
    expect(visits).toMatchObject({ coming: [], lateCancels: 1, noShows: 0 });
  });

  it('asks for a reason', async () => {
    const { visitId } = await desk.book({ when: { day: '2026-03-13', time: '13:00' } });
    const silent = frontDesk().call(scheduling, 'cancelBooking', {
      visitId,
      reason: ' ',
      askedBy: 'patient',
    });
    expect((await desk.clinic.refused(silent)).fields?.map((field) => field.path)).toEqual(['reason']);
  });
});

describe('not coming (A1.5)', () => {
  it('can be said from 15 minutes after the start, and taken back when she comes at 10:20', async () => {
    const patientId = await desk.patient();
    const { visitId } = await desk.book({ patientId, when: { day: '2026-03-16', time: '10:00' } });
    const mark = () => frontDesk().call(scheduling, 'markNoShow', { visitId });
    desk.clinic.clock.set('2026-03-16T03:14:00Z');
    expect(await desk.clinic.refused(mark())).toMatchObject({
      code: 'scheduling.tooEarly',
      details: { from: '2026-03-16T03:15:00Z' },
    });
    desk.clinic.clock.set('2026-03-16T03:15:00Z');
    expect(await mark()).toMatchObject({ status: 'noshow' });
    const count = async () => (await frontDesk().call(scheduling, 'patientVisits', { patientId })).noShows;
    expect(await count()).toBe(1);
    desk.clinic.clock.set('2026-03-16T03:20:00Z');
    // her time was given away meanwhile; she is not refused for it
    await desk.book({ when: { day: '2026-03-16', time: '10:15' } });
    await desk.clinic.inside((ctx) => takeBackNoShow(ctx, visitId, 'Terjebak macet', 'arrived'));
    expect(await facts(visitId)).toMatchObject({ status: 'arrived' });
    expect(await count()).toBe(0);
    const sheet = await frontDesk().call(scheduling, 'daySheet', { day: '2026-03-16' });
    expect(sheet.bookings.map((one) => [one.visitId === visitId, one.bound])).toContainEqual([true, false]);
    expect(await desk.clinic.refused(mark())).toMatchObject({ code: 'scheduling.alreadyHere' });
  });

  it('can be taken back on its own day only', async () => {
    const { visitId } = await desk.book({ when: { day: '2026-03-17', time: '10:00' } });
    desk.clinic.clock.set('2026-03-17T04:00:00Z');
    await frontDesk().call(scheduling, 'markNoShow', { visitId });
    expect(
      await frontDesk().call(scheduling, 'undoNoShow', { visitId, reason: 'Salah pasien' }),
    ).toMatchObject({ status: 'booked' });
    await frontDesk().call(scheduling, 'markNoShow', { visitId });
    desk.clinic.clock.set('2026-03-18T04:00:00Z');
    const undo = frontDesk().call(scheduling, 'undoNoShow', { visitId, reason: 'Salah pasien' });
    expect(await desk.clinic.refused(undo)).toMatchObject({ code: 'scheduling.dayOver' });
  });
});

describe('whichever way a write comes in', () => {
  const imported = { tag: [{ system: 'https://serambi.health/fhir/CodeSystem/source', code: 'import' }] };
  const appointment = (start: string, given: Partial<Appointment> = {}): Appointment => ({
    resourceType: 'Appointment',
    status: 'booked',
    start,
    end: new Date(Date.parse(start) + 20 * 60_000).toISOString(),
    participant: [{ actor: { reference: `Practitioner/${physician}` }, status: 'accepted' }],
    ...given,
  });
  const put = (resource: Appointment) => desk.clinic.inside((ctx) => ctx.record.create(resource));

  it('refuses an overlap in the record itself', async () => {
    await put(appointment('2026-04-01T02:00:00Z'));
    expect(await desk.clinic.refused(put(appointment('2026-04-01T02:10:00Z')))).toMatchObject({
      status: 409,
    });
  });

  it('lets statuses that take no time, other clinics’ people and what is over stand beside one another', async () => {
    const at = '2026-04-02T02:00:00Z';
    await put(appointment(at));
    for (const status of ['cancelled', 'noshow', 'fulfilled', 'proposed', 'waitlist'] as const) {
      await put(appointment(at, { status }));
    }
    const elsewhere = [{ actor: { reference: 'Practitioner/somewhere-else' }, status: 'accepted' as const }];
    await put(appointment(at, { participant: elsewhere }));
    await put(appointment(at, { participant: elsewhere }));
    await put(appointment('2026-01-05T02:00:00Z'));
    await put(appointment('2026-01-05T02:00:00Z'));
  });

  it('stores an imported booking that clashes, without its time, and lists it for review', async () => {
    const at = '2026-04-03T02:00:00Z';
    await put(appointment(at));
    const late = await put(appointment(at, { meta: imported }));
    const { bookings } = await frontDesk().call(scheduling, 'forReview', {});
    expect(bookings.map((one) => [one.visitId, one.bound])).toEqual([[late.id, false]]);
    await frontDesk().call(scheduling, 'cancelBooking', {
      visitId: late.id,
      reason: 'Ganda',
      askedBy: 'clinic',
    });
    expect((await frontDesk().call(scheduling, 'forReview', {})).bookings).toEqual([]);
  });

  it('keeps the times that a booking was given when the clinic lengthens the buffers', async () => {
    const first = await desk.book({ when: { day: '2026-04-06', time: '09:00' } });
    await desk.book({ when: { day: '2026-04-06', time: '09:20' } });
    const type = (await frontDesk().call(scheduling, 'setup', {})).visitTypes.find(
      (one) => one.code === 'follow-up',
    );
    if (!type) throw new Error('the follow-up is gone');
    await desk.clinic.as('manager').call(scheduling, 'saveVisitType', { ...type, bufferAfterMinutes: 30 });
    await desk.clinic.inside((ctx) =>
      ctx.record.patch('Appointment', first.visitId, (one) => {
        one.status = 'arrived';
      }),
    );
    await desk.clinic.as('manager').call(scheduling, 'saveVisitType', type);
    expect(await facts(first.visitId)).toMatchObject({ status: 'arrived' });
  });
});
