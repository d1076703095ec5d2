import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scheduling } from '#slices/scheduling/contract.ts';
import { openTestHttp, type TestHttp } from '#testing/http.ts';
import { reminders } from '../contract.ts';
import { openRemindingClinic, type RemindingClinic } from './testing/reminding-clinic.ts';

let here: RemindingClinic;
let http: TestHttp;
beforeAll(async () => {
  here = await openRemindingClinic();
  http = await openTestHttp(here.clinic);
});
afterAll(async () => {
  await http.close();
  await here.close();
});

/** As another program reads it. */
function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return {
    method: calendar.getFirstPropertyValue('method'),
    events: calendar.getAllSubcomponents('vevent').map((one) => ({
      uid: one.getFirstPropertyValue('uid'),
      sequence: one.getFirstPropertyValue('sequence'),
      status: one.getFirstPropertyValue('status'),
      summary: one.getFirstPropertyValue('summary'),
      start: String(one.getFirstPropertyValue('dtstart')),
    })),
  };
}

const fileOf = async (visitId: string) =>
  read((await here.clinic.as('frontDesk').call(reminders, 'visitFile', { visitId })).calendar);

describe('the file of a booking', () => {
  it('A2.5 move 10:00→11:00: same UID, SEQUENCE 0→1, METHOD:REQUEST; cancel: SEQUENCE 2, METHOD:CANCEL', async () => {
    const desk = here.clinic.as('frontDesk');
    const { visitId } = await here.booked({ email: 'a@pasien.test' }, { day: '2026-03-10', time: '10:00' });
    const first = await fileOf(visitId);
    expect(first.method).toBe('REQUEST');
    expect(first.events).toMatchObject([{ sequence: 0, status: 'CONFIRMED', start: '2026-03-10T10:00:00' }]);
    await desk.call(scheduling, 'moveBooking', { visitId, when: { day: '2026-03-10', time: '11:00' } });
    const moved = await fileOf(visitId);
    expect(moved.method).toBe('REQUEST');
    expect(moved.events).toMatchObject([{ sequence: 1, status: 'CONFIRMED', start: '2026-03-10T11:00:00' }]);
    await desk.call(scheduling, 'cancelBooking', { visitId, reason: 'Sakit', askedBy: 'patient' });
    const cancelled = await fileOf(visitId);
    expect(cancelled.method).toBe('CANCEL');
    expect(cancelled.events).toMatchObject([{ sequence: 2, status: 'CANCELLED' }]);
    const uids = [first, moved, cancelled].map((one) => one.events[0]?.uid);
    expect(new Set(uids).size).toBe(1);
  });

  it('says that it is an appointment, where, in the patient’s language, and nothing of who or why', async () => {
    const id = await here.booked({ phone: '+6281300000001' }, { day: '2026-03-10', time: '13:00' });
    const en = await here.booked(
      { phone: '+6281300000002', language: 'en' },
      { day: '2026-03-10', time: '13:30' },
    );
    expect((await fileOf(id.visitId)).events[0]?.summary).toBe('Janji temu – Klinik Melati');
    expect((await fileOf(en.visitId)).events[0]?.summary).toBe('Appointment – Klinik Melati');
    const { calendar } = await here.clinic
      .as('frontDesk')
      .call(reminders, 'visitFile', { visitId: en.visitId });
    expect(calendar).not.toMatch(/Siti|Follow|Kontrol/);
    expect(calendar).toContain('BEGIN:VTIMEZONE\r\nTZID:Asia/Jakarta\r\n');
  });

  it('goes with the e-mail of a cancellation as one', async () => {
    const { visitId } = await here.booked({ email: 'b@pasien.test' }, { day: '2026-03-11', time: '10:00' });
    await here.minute();
    await here.clinic
      .as('frontDesk')
      .call(scheduling, 'cancelBooking', { visitId, reason: 'x', askedBy: 'clinic' });
    await here.minute();
    const raws = here.box.received.filter((one) => one.to.includes('b@pasien.test')).map((one) => one.raw);
    expect(raws).toHaveLength(2);
    expect(raws[0]).toMatch(/method=REQUEST/i);
    expect(raws[1]).toMatch(/method=CANCEL/i);
  });

  it('of nobody’s booking is not found', async () => {
    const asked = here.clinic.as('frontDesk').call(reminders, 'visitFile', { visitId: 'nothing' });
    expect(await here.clinic.refused(asked)).toMatchObject({ status: 404 });
  });
});

describe('a provider’s calendar', () => {
  it('is read at its secret address until that is ended', async () => {
    const { visitId } = await here.booked({ phone: '+6281300000003' }, { day: '2026-03-12', time: '09:00' });
    const gone = await here.booked({ phone: '+6281300000004' }, { day: '2026-03-12', time: '10:00' });
    await here.clinic
      .as('frontDesk')
      .call(scheduling, 'cancelBooking', { visitId: gone.visitId, reason: 'x', askedBy: 'clinic' });
    const doctor = here.clinic.as('physician');
    const { path, feedId } = await doctor.call(reminders, 'makeFeed', { label: 'Ponsel' });
    const answer = await fetch(http.url + path);
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const text = await answer.text();
    const { method, events } = read(text);
    expect(method).toBe('PUBLISH');
    expect(events.some((one) => String(one.uid).startsWith(visitId))).toBe(true);
    expect(events.some((one) => String(one.uid).startsWith(gone.visitId))).toBe(false);
    expect(text).not.toMatch(/Siti|Follow|Kontrol/);
    const nurse = here.clinic.as('nurse');
    expect(await here.clinic.refused(nurse.call(reminders, 'revokeFeed', { feedId }))).toMatchObject({
      status: 404,
    });
    expect((await nurse.call(reminders, 'feeds', {})).feeds).toEqual([]);
    await doctor.call(reminders, 'revokeFeed', { feedId });
    expect((await fetch(http.url + path)).status).toBe(404);
    expect((await doctor.call(reminders, 'feeds', {})).feeds).toEqual([]);
    expect(
      await here.clinic.refused(here.clinic.as('auditor').call(reminders, 'makeFeed', { label: 'x' })),
    ).toMatchObject({ status: 403 });
  });
});
