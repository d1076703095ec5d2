import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { work } from '#platform/shared/work-contract.ts';
import { records } from '#slices/records/contract.ts';
import { reminders } from '#slices/reminders/contract.ts';
import { scheduling } from '#slices/scheduling/contract.ts';
import { physician, visitTypeNamed } from '#slices/scheduling/server/testing/booking-clinic.ts';
import { bearer, post } from '#testing/http.ts';
import { selfBooking } from '../contract.ts';
import { at, openPageClinic, type PageClinic } from './testing/booking-page.ts';

let here: PageClinic;
beforeAll(async () => {
  here = await openPageClinic();
});
afterAll(() => here.close());
beforeEach(async () => {
  here.clinic.clock.set('2026-03-04T03:00:00Z');
  await here.offer();
});

let taken = 0;
/** A time that no other test of this file has. */
function freshTime(): string {
  taken += 1;
  const minutes = 8 * 60 + (taken % 20) * 20;
  const day = `2026-03-${String(9 + Math.floor(taken / 20)).padStart(2, '0')}`;
  return at(
    day,
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`,
  );
}
let numbers = 0;
const number = () => {
  numbers += 1;
  return `+62813555${String(numbers).padStart(5, '0')}`;
};

/** Asked and written to: the secret of the link. */
async function asked(given: Parameters<PageClinic['ask']>[0] = {}) {
  const mobile = given?.mobile ?? number();
  const startsAt = given?.startsAt ?? freshTime();
  const { status, body } = await here.ask({ ...given, mobile, startsAt });
  if (status !== 200) throw new Error(JSON.stringify(body));
  await here.minute();
  return { mobile, startsAt, token: here.linkTo(mobile) ?? '' };
}
const booked = (given: Parameters<PageClinic['confirmed']>[0] = {}) =>
  here.confirmed({ mobile: number(), startsAt: freshTime(), ...given });
const answer = (token: string, word: string, from?: string) =>
  here.open('answerLink', { token, answer: word }, from);
const appointment = (visitId: string) =>
  here.clinic.inside((ctx) => ctx.record.mustRead('Appointment', visitId));
const desk = () => here.clinic.as('frontDesk');
const tasks = async () =>
  (await desk().call(work, 'listMine', {})).tasks.filter((one) => one.kind === 'selfBooking.match');
const requestOf = (id: string) =>
  here.clinic.inside((ctx) =>
    ctx.db.selectFrom('self_booking_request').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  );
const sentTo = (mobile: string) =>
  here.gateway.sent.filter((one) => one.to === mobile).map((one) => one.text);
async function chart(
  given: Partial<{ name: string; birthDate: string; phone: string; sex: 'female' | 'male' }> = {},
) {
  const form = { name: 'Rahayu Lestari', birthDate: '1991-07-12', sex: 'female' as const, ...given };
  const { candidates } = await desk().call(records, 'lookAlikes', form);
  const notThese = candidates.map((one) => one.id);
  return (await desk().call(records, 'registerPatient', { ...form, notThese })).patient.id;
}

describe('a link', () => {
  it('shows when and where, and neither who, what for nor with whom', async () => {
    const { token, startsAt } = await asked();
    const { status, body } = await here.open('openLink', { token });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ clinic: 'Klinik Melati', place: 'Jl. Kenanga 12', phone: '021-5550-0134', language: 'id' },
      ...{ state: 'held', until: '10.30 WIB', at: here.clinic.clinic.slug },
    });
    expect(Object.keys(body).toSorted()).toEqual([
      ...['at', 'clinic', 'date', 'language', 'phone', 'place', 'state', 'time', 'until'],
    ]);
    expect(JSON.stringify(body)).not.toMatch(/Rahayu|Kontrol|Follow|Dokter|Sakit/);
    // opened is not confirmed
    expect((await here.open('openLink', { token })).body.state).toBe('held');
    expect(startsAt).toBeTruthy();
  });

  it('books once, as nobody’s yet, and asks the desk whose it is', async () => {
    const { token, startsAt } = await asked();
    const before = (await tasks()).length;
    const answers = await Promise.all([answer(token, 'confirm'), answer(token, 'confirm')]);
    expect(answers.map((one) => one.body.did).toSorted()).toEqual(['already', 'booked']);
    expect((await answer(token, 'confirm')).body).toMatchObject({ did: 'already', state: 'booked' });
    const { bookings, holds } = await desk().call(scheduling, 'daySheet', { day: startsAt.slice(0, 10) });
    const mine = bookings.filter((one) => one.startsAt === startsAt && one.practitionerId === physician);
    expect(mine).toMatchObject([{ status: 'pending', patientId: null, patientName: '', bound: true }]);
    expect(holds.filter((one) => one.startsAt === startsAt)).toEqual([]);
    expect((await tasks()).length).toBe(before + 1);
    const { requests } = await desk().call(selfBooking, 'requests', {});
    expect(requests.find((one) => one.visitId === mine[0]?.visitId)).toMatchObject({
      ...{ name: 'Rahayu Lestari', birthDate: '1991-07-12', reason: 'Sakit kepala', startsAt },
      ...{ visitType: 'Kontrol', confirmedAt: '2026-03-04T03:00:00Z', email: null },
    });
    // nobody else is given the time
    expect(
      (await here.clinic.refused(here.book({ when: startsAt as never, practitionerId: physician }))).code,
    ).toBe('scheduling.timeTaken');
  });

  it('gives a calendar file that names the clinic and nobody, and none before', async () => {
    const { token } = await asked();
    expect((await here.open('linkFile', { token })).body.code).toBe('selfBooking.notBooked');
    await answer(token, 'confirm');
    const { status, body } = await here.open('linkFile', { token });
    expect(status).toBe(200);
    const lines = body.calendar.split('\r\n');
    expect(lines).toEqual(expect.arrayContaining(['BEGIN:VCALENDAR', 'METHOD:REQUEST', 'SEQUENCE:0']));
    expect(body.calendar).toContain('SUMMARY:Janji temu – Klinik Melati');
    expect(body.calendar).not.toMatch(/Rahayu|Kontrol|Follow|Dokter|Sakit|ATTENDEE/);
    await answer(token, 'cancel');
    const off = (await here.open('linkFile', { token })).body.calendar;
    expect(off).toMatch(/METHOD:CANCEL[\s\S]*SEQUENCE:1/);
  });

  it('that is opened too late says so, and the time is somebody else’s to have', async () => {
    const { token, startsAt } = await asked();
    here.clinic.clock.advance(30);
    // before the sweep's minute has come
    expect((await here.open('openLink', { token })).body.state).toBe('expired');
    expect((await answer(token, 'confirm')).body).toMatchObject({ did: 'late', state: 'expired' });
    expect((await answer(token, 'confirm')).body.did).toBe('late');
    expect((await here.ask({ startsAt })).status).toBe(200);
    const other = await asked();
    here.clinic.clock.advance(31);
    await here.minute();
    expect((await answer(other.token, 'confirm')).body).toMatchObject({ did: 'late', state: 'expired' });
    expect((await answer(other.token, 'cancel')).body.did).toBe('notOpen');
  });

  it('lets a held time go at once', async () => {
    const { token, startsAt } = await asked();
    expect((await answer(token, 'cancel')).body).toMatchObject({ did: 'cancelled', state: 'cancelled' });
    expect((await answer(token, 'cancel')).body.did).toBe('already');
    expect((await answer(token, 'confirm')).body.did).toBe('notOpen');
    expect((await here.ask({ startsAt })).status).toBe(200);
  });

  it('calls a booking off in her name, before it is matched and after, once', async () => {
    const one = await booked();
    const before = (await tasks()).length;
    expect((await answer(one.token, 'cancel')).body).toMatchObject({ did: 'cancelled', state: 'cancelled' });
    expect((await answer(one.token, 'cancel')).body.did).toBe('already');
    const off = await appointment(one.visitId);
    expect([off.status, off.cancelationReason?.coding?.[0]?.code]).toEqual(['cancelled', 'pat']);
    expect((await tasks()).length).toBe(before - 1);
    await here.minute();
    // she did it herself: nobody writes to her about it
    expect(sentTo(one.mobile)).toHaveLength(1);
    const two = await booked();
    const patientId = await chart();
    await desk().call(selfBooking, 'matchRequest', { requestId: two.requestId, patientId });
    expect((await answer(two.token, 'cancel')).body.did).toBe('cancelled');
    expect((await appointment(two.visitId)).status).toBe('cancelled');
  });

  it('is none that was altered, another clinic’s page’s, a reminder’s, or made up; after twenty wrong ones a further one waits', async () => {
    const { token } = await asked();
    const from = '192.0.2.200';
    const wrong = [
      `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
      token.toLowerCase(),
      '',
      'x'.repeat(22),
      `${token} `,
    ];
    for (const verb of ['openLink', 'linkFile'] as const)
      for (const one of wrong) {
        const { status, body } = await here.open(verb, { token: one });
        expect([one, status, body.code]).toEqual([one, 403, 'selfBooking.linkNotGood']);
      }
    // of a reminder, and at a reminder's door
    expect((await post(`${here.http.url}/api/reminders/openLink`, { token })).body.code).toBe(
      'reminders.linkNotGood',
    );
    for (let n = 0; n < 20; n += 1) await answer('x'.repeat(22), 'confirm', from);
    expect((await answer('x'.repeat(22), 'confirm', from)).status).toBe(429);
    // a right one opens all the same, and still does nothing of its own
    expect((await here.open('openLink', { token }, from)).body.state).toBe('held');
  });

  it('of another clinic reaches nothing here, and ends when the visit begins', async () => {
    const one = await booked();
    const { visitId } = one;
    const theirs = await here.clinic.other.inside(async (ctx) => ctx.record.read('Appointment', visitId));
    expect(theirs).toBeUndefined();
    expect(
      (
        await here.clinic.refused(
          here.clinic.other.as('frontDesk').call(selfBooking, 'matchRequest', {
            ...{ requestId: one.requestId, patientId: await here.patient() },
          }),
        )
      ).code,
    ).toBe('platform.notFound');
    const { start = '' } = await appointment(visitId);
    here.clinic.clock.set(start);
    expect((await here.open('openLink', { token: one.token })).body.code).toBe('selfBooking.linkNotGood');
  });

  it('does not book what the clinic offers no more: page off, type gone, provider taken out, hours blocked, length changed', async () => {
    const manager = here.clinic.as('manager');
    const gone = async (undo: () => Promise<unknown>, token: string) => {
      expect((await answer(token, 'confirm')).body).toMatchObject({ did: 'gone', state: 'gone' });
      expect((await answer(token, 'confirm')).body.did).toBe('gone');
      await undo();
    };
    const first = await asked();
    await here.offer({ active: false });
    await gone(() => here.offer(), first.token);
    await manager.call(scheduling, 'saveVisitType', visitTypeNamed('short', { durationMinutes: 20 }));
    await here.offer({ visitTypeCodes: ['short', 'follow-up'] });
    const second = await asked({ visitTypeCode: 'short' });
    await manager.call(scheduling, 'saveVisitType', visitTypeNamed('short', { durationMinutes: 40 }));
    await gone(async () => undefined, second.token);
    await manager.call(scheduling, 'saveVisitType', visitTypeNamed('short', { durationMinutes: 20 }));
    const third = await asked({ visitTypeCode: 'short' });
    await manager.call(scheduling, 'saveVisitType', visitTypeNamed('short', { active: false }));
    await gone(async () => undefined, third.token);
    const fourth = await asked();
    const endsAt = new Date(Date.parse(fourth.startsAt) + 20 * 60_000).toISOString();
    const block = { practitionerId: physician, reason: 'Rapat', startsAt: fourth.startsAt, endsAt };
    const { id } = await manager.call(scheduling, 'saveBlock', block);
    await gone(() => manager.call(scheduling, 'removeBlock', { id }), fourth.token);
    expect((await here.ask({ startsAt: fourth.startsAt })).status).toBe(200);
  });

  it('stops a machine’s mail after STOP, whoever the number is', async () => {
    const mobile = number();
    await asked({ mobile });
    const stop = { id: `stop-${mobile}`, from: mobile, channel: 'sms', text: 'BERHENTI' };
    await post(`${here.http.url}/api/reminders/textReply`, stop, bearer(here.callSecret));
    await here.ask({ mobile, startsAt: freshTime() });
    await here.minute();
    expect(sentTo(mobile)).toHaveLength(1);
    // a chart with that number is written to no more either, until she says otherwise
    const patientId = await chart({ phone: mobile });
    await here.book({ patientId, when: { day: '2026-03-30', time: '09:00' } });
    await here.minute();
    expect(sentTo(mobile)).toHaveLength(1);
    await desk().call(reminders, 'saveWishes', {
      ...{ patientId, preferred: null, zone: null, choices: { sms: true } },
    });
    await here.book({ patientId, when: { day: '2026-03-30', time: '10:00' } });
    await here.minute();
    expect(sentTo(mobile)).toHaveLength(2);
  });
});

describe('the desk', () => {
  it('says whose a booking is; the visit is booked, the chart stays as it is, and she is told', async () => {
    const phone = number();
    const patientId = await chart({ name: 'Rahayu Lestari Putri', phone });
    const before = await desk().call(records, 'readPatient', { patientId });
    const one = await booked();
    const open = (await tasks()).length;
    const matched = await desk().call(selfBooking, 'matchRequest', { requestId: one.requestId, patientId });
    expect(matched).toEqual({
      ...{ requestId: one.requestId, visitId: one.visitId, patientId, differs: ['name', 'mobile'] },
    });
    const visit = await appointment(one.visitId);
    expect(visit.status).toBe('booked');
    expect(visit.participant.map((each) => each.actor?.reference)).toContain(`Patient/${patientId}`);
    expect(await desk().call(records, 'readPatient', { patientId })).toEqual(before);
    expect((await tasks()).length).toBe(open - 1);
    await here.minute();
    expect(sentTo(phone).at(-1)).toContain('https://melati.test/answer#');
    const { coming } = await desk().call(scheduling, 'patientVisits', { patientId });
    expect(coming.map((each) => [each.visitId, each.status])).toEqual([[one.visitId, 'booked']]);
    expect((await here.open('openLink', { token: one.token })).body.state).toBe('booked');
    // twice, and again for another one
    const again = desk().call(selfBooking, 'matchRequest', { requestId: one.requestId, patientId });
    expect((await here.clinic.refused(again)).code).toBe('selfBooking.notWaiting');
  });

  it('refuses another birth date until somebody says that the chart’s is right', async () => {
    const patientId = await chart({ birthDate: '1991-07-21' });
    const { requestId, visitId } = await booked();
    const problem = await here.clinic.refused(
      desk().call(selfBooking, 'matchRequest', { requestId, patientId }),
    );
    expect(problem.code).toBe('selfBooking.birthDateDiffers');
    expect((await appointment(visitId)).status).toBe('pending');
    await desk().call(selfBooking, 'matchRequest', { requestId, patientId, otherBirthDate: true });
    expect((await appointment(visitId)).status).toBe('booked');
  });

  it('refuses a chart for which the type is not, one that is busy then, and one that is not there; nothing is changed', async () => {
    const manager = here.clinic.as('manager');
    await manager.call(scheduling, 'saveVisitType', visitTypeNamed('women', { sex: 'female' }));
    await here.offer({ visitTypeCodes: ['women', 'follow-up'] });
    const man = await chart({ sex: 'male', name: 'Rahayu' });
    const one = await booked({ visitTypeCode: 'women' });
    const match = (requestId: string, patientId: string) =>
      here.clinic.refused(desk().call(selfBooking, 'matchRequest', { requestId, patientId }));
    const refused = await match(one.requestId, man);
    expect(refused.code).toBe('selfBooking.notForPatient');
    expect(refused.detail).not.toContain('{');
    const busy = await chart();
    const startsAt = freshTime();
    await here.book({ patientId: busy, when: startsAt as never, practitionerId: 'practitioner-nurse' });
    const two = await booked({ startsAt });
    expect((await match(two.requestId, busy)).code).toBe('scheduling.patientBusy');
    expect((await match(two.requestId, 'nobody')).code).toBe('platform.notFound');
    for (const { requestId, visitId } of [one, two]) {
      expect((await requestOf(requestId)).state).toBe('booked');
      expect((await appointment(visitId)).status).toBe('pending');
    }
  });

  it('turns one down with the reason, and tells whoever asked without it', async () => {
    const { requestId, visitId, mobile, token } = await booked();
    const refused = desk().call(selfBooking, 'turnDownRequest', { requestId, reason: ' ' });
    expect((await here.clinic.refused(refused)).fields?.[0]?.path).toBe('reason');
    await desk().call(selfBooking, 'turnDownRequest', { requestId, reason: 'Nomor palsu' });
    const visit = await appointment(visitId);
    expect([visit.status, visit.cancelationReason?.text]).toEqual(['cancelled', 'Nomor palsu']);
    expect(await requestOf(requestId)).toMatchObject({ state: 'turnedDown', decided_reason: 'Nomor palsu' });
    await here.minute();
    expect(sentTo(mobile)).toHaveLength(2);
    expect(sentTo(mobile)[1]).toMatch(/dibatalkan.*021-5550-0134/);
    expect(sentTo(mobile)[1]).not.toMatch(/palsu|Rahayu|https/);
    expect((await here.open('openLink', { token })).body.state).toBe('cancelled');
    const again = desk().call(selfBooking, 'turnDownRequest', { requestId, reason: 'x' });
    expect((await here.clinic.refused(again)).code).toBe('selfBooking.notWaiting');
  });

  it('calls one off on the calendar: whoever asked is told, nobody is asked any more; taken back it waits again', async () => {
    const { requestId, visitId, mobile } = await booked();
    const open = (await tasks()).length;
    await desk().call(scheduling, 'cancelBooking', { visitId, reason: 'Dokter sakit', askedBy: 'clinic' });
    expect((await requestOf(requestId)).state).toBe('cancelled');
    expect((await tasks()).length).toBe(open - 1);
    await here.minute();
    expect(sentTo(mobile)).toHaveLength(2);
    await desk().call(scheduling, 'restoreBooking', { visitId });
    expect((await requestOf(requestId)).state).toBe('booked');
    expect((await tasks()).length).toBe(open);
    const patientId = await chart();
    await desk().call(selfBooking, 'matchRequest', { requestId, patientId });
    expect((await requestOf(requestId)).state).toBe('matched');
  });

  it('is asked no more the day after its time, and the booking is nobody’s for ever', async () => {
    const { requestId, visitId } = await booked();
    const { start = '' } = await appointment(visitId);
    here.clinic.clock.set(start);
    here.clinic.clock.advance(23 * 60);
    await here.minute();
    expect((await requestOf(requestId)).state).toBe('booked');
    here.clinic.clock.advance(2 * 60);
    await here.minute();
    expect((await requestOf(requestId)).state).toBe('over');
    const { requests } = await desk().call(selfBooking, 'requests', {});
    expect(requests.some((one) => one.requestId === requestId)).toBe(false);
  });

  it('is on Today of its own day alone', async () => {
    const { requestId, visitId } = await booked();
    const { start = '' } = await appointment(visitId);
    const today = async () => {
      const { requests } = await desk().call(selfBooking, 'requests', { today: true });
      return requests.some((one) => one.requestId === requestId);
    };
    expect(await today()).toBe(false);
    here.clinic.clock.set(start);
    expect(await today()).toBe(true);
  });

  it('is whoever books; nobody else sees who asked', async () => {
    const { requestId } = await booked();
    const patientId = await here.patient();
    for (const role of ['physician', 'nurse', 'student', 'auditor', 'bookkeeper'] as const) {
      const as = here.clinic.as(role);
      for (const call of [
        () => as.call(selfBooking, 'requests', {}),
        () => as.call(selfBooking, 'matchRequest', { requestId, patientId }),
        () => as.call(selfBooking, 'turnDownRequest', { requestId, reason: 'x' }),
      ])
        expect((await here.clinic.refused(call())).code).toBe('platform.notAllowed');
    }
  });
});
