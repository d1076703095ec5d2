import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { records } from '#slices/records/contract.ts';
import { scheduling } from '#slices/scheduling/contract.ts';
import { frontDesk } from '../contract.ts';
import { type Desk, openDesk, papersOf, physician } from './testing/open-desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk('ID');
});
afterAll(() => desk.close());

const clerk = () => desk.clinic.as('frontDesk');
const readVisit = (visitId: string) => clerk().call(frontDesk, 'readVisit', { visitId });

describe('identity', () => {
  let visitId: string;
  beforeAll(async () => {
    visitId = await desk.booked('Budi Santoso', '09:00');
    await clerk().call(frontDesk, 'arrive', { visitId });
  });
  const say = (said: Record<string, string>, language?: 'en' | 'id') =>
    clerk().call(frontDesk, 'identifyPatient', { visitId, said }, language && { language });

  it('A1.2 name alone is blocked: second identifier required / perlu identitas kedua', async () => {
    const english = await desk.clinic.other.refused(say({ name: 'Budi Santoso' }, 'en'));
    expect(english).toMatchObject({ status: 422, code: 'frontDesk.secondIdentifierRequired' });
    const indonesian = await desk.clinic.refused(say({ name: 'Budi Santoso' }, 'id'));
    expect(indonesian).toMatchObject({ code: 'frontDesk.secondIdentifierRequired' });
    expect(english.detail).toContain('Second identifier required');
    expect(indonesian.detail).toContain('Perlu identitas kedua');
  });

  it('A1.2 name and appointment time are still blocked', async () => {
    const refused = await desk.clinic.refused(say({ name: 'Budi Santoso', appointmentTime: '09:00' }));
    expect(refused.code).toBe('frontDesk.secondIdentifierRequired');
    expect(refused.detail.toLowerCase()).toContain('perlu identitas kedua');
  });

  it('A1.2 a mismatch on any one stops, even beside one that agrees', async () => {
    const refused = await desk.clinic.refused(say({ name: 'Budi Santoso', birthDate: '1991-05-08' }));
    expect(refused).toMatchObject({
      status: 409,
      code: 'frontDesk.identityMismatch',
      details: { differs: ['birthDate'] },
    });
    expect((await readVisit(visitId)).identity).toBeUndefined();
  });

  it.each(['.', ' ? ', '👍', '-'])('signs without a letter (%s) are no name', async (name) => {
    const refused = await desk.clinic.refused(say({ name, birthDate: '1990-05-08' }));
    expect(refused.code).toMatch(/identityMismatch|secondIdentifierRequired|invalidInput/);
    expect((await readVisit(visitId)).identity).toBeUndefined();
  });

  it('A1.2 nobody is checked in on a name', async () => {
    const refused = await desk.clinic.refused(
      clerk().call(frontDesk, 'checkIn', await papersOf(desk.clinic, visitId, 'Budi')),
    );
    expect(refused.code).toBe('frontDesk.notIdentified');
  });

  it('A1.2 name and date of birth are allowed; who, when and by what stays on the visit', async () => {
    expect(await say({ name: 'Budi Santoso', birthDate: '1990-05-08' })).toMatchObject({
      agreed: ['name', 'birthDate'],
    });
    const { identity, identified } = await readVisit(visitId);
    expect(identity).toMatchObject({ by: clerk().actor.name, agreed: ['name', 'birthDate'] });
    expect(identity?.at).toBe('2026-03-09T02:00:00.000Z');
    expect(identified).toBe(true);
  });

  it('counts the line by which the finder found her', async () => {
    const other = await desk.booked('Wulan Anggraini', '09:20');
    await clerk().call(frontDesk, 'arrive', { visitId: other });
    const found = await clerk().call(frontDesk, 'findVisits', { text: 'wulan anggraini 8 mei 1990' });
    expect(found.visits).toMatchObject([{ visitId: other, masked: false, birthDate: '1990-05-08' }]);
    expect((await clerk().call(frontDesk, 'findVisits', { text: 'wulan' })).visits).toMatchObject([
      { visitId: other, masked: true, birthDate: '1990' },
    ]);
    const said = { line: 'wulan anggraini 8 mei 1990' };
    const { agreed } = await clerk().call(frontDesk, 'identifyPatient', { visitId: other, said });
    expect(agreed).toEqual(['name', 'birthDate']);
  });
});

describe('checking in', () => {
  it('A1.4 takes in Suharto, whose one word is a whole name', async () => {
    const visitId = await desk.booked('Suharto', '10:00');
    const visit = await desk.checkedIn(visitId, 'Suharto');
    expect(visit).toMatchObject({ step: 'waiting', queueNumber: expect.stringMatching(/^A-\d{3}$/) });
    const patient = await desk.clinic.inside((ctx) => ctx.record.mustRead('Patient', visit.patientId));
    expect(patient.name).toEqual([{ use: 'official', text: 'Suharto' }]);
    const { rows } = await clerk().call(frontDesk, 'todayBoard', {});
    expect(rows.find((row) => row.visitId === visitId)?.patient.name).toBe('Suharto');
  });

  it('keeps what was signed, by whom, in which version and language, and asks for it no more', async () => {
    const visitId = await desk.booked('Ratna Dewi', '10:20');
    const { patientId } = await desk.checkedIn(visitId, 'Ratna Dewi');
    const consents = await desk.clinic.inside((ctx) =>
      ctx.record.search('Consent', { where: [{ param: 'patient', reference: `Patient/${patientId}` }] }),
    );
    expect(consents).toHaveLength(2);
    expect(consents[0]).toMatchObject({
      status: 'active',
      language: 'id',
      performer: [{ display: 'Ratna Dewi' }],
      policyRule: { coding: [{ version: '2026-01' }] },
    });
    expect((await readVisit(visitId)).forms.map((form) => form.state)).toEqual(['signed', 'signed']);
  });

  it('refuses a check-in with a paper unsigned, and names the paper', async () => {
    const visitId = await desk.booked('Tuti Handayani', '10:40');
    await clerk().call(frontDesk, 'arrive', { visitId });
    await clerk().call(frontDesk, 'identifyPatient', {
      visitId,
      said: { name: 'Tuti Handayani', birthDate: '1990-05-08' },
    });
    const papers = await papersOf(desk.clinic, visitId, 'Tuti Handayani');
    const refused = await desk.clinic.refused(
      clerk().call(frontDesk, 'checkIn', { ...papers, consents: papers.consents.slice(1) }),
    );
    expect(refused).toMatchObject({ code: 'frontDesk.formsMissing', details: { codes: ['generalConsent'] } });
    expect(refused.detail).toContain('Persetujuan umum');
  });

  it('takes a refused privacy notice down and goes on, and does not let the general consent be refused', async () => {
    const visitId = await desk.booked('Umi Kalsum', '11:00');
    await clerk().call(frontDesk, 'arrive', { visitId });
    await clerk().call(frontDesk, 'identifyPatient', {
      visitId,
      said: { name: 'Umi Kalsum', birthDate: '1990-05-08' },
    });
    const papers = await papersOf(desk.clinic, visitId, 'Umi Kalsum');
    const refuse = (code: string) => ({
      ...papers,
      consents: papers.consents.map((one) =>
        one.code === code ? { ...one, decision: 'refused' as const } : one,
      ),
    });
    const refused = await desk.clinic.refused(clerk().call(frontDesk, 'checkIn', refuse('generalConsent')));
    expect(refused.fields).toMatchObject([{ path: 'consents.0.decision' }]);
    await clerk().call(frontDesk, 'checkIn', refuse('privacyNotice'));
    expect((await readVisit(visitId)).forms.map((form) => form.state)).toEqual(['signed', 'refused']);
  });

  it('asks who is with a child', async () => {
    const patientId = await desk.patient('Bagus Pratama', '2020-06-01');
    const visitId = await desk.book(patientId, '11:20');
    await clerk().call(frontDesk, 'arrive', { visitId });
    await clerk().call(frontDesk, 'identifyPatient', {
      visitId,
      said: { name: 'Bagus Pratama', birthDate: '2020-06-01' },
    });
    const papers = await papersOf(desk.clinic, visitId, 'Rina');
    expect((await readVisit(visitId)).child).toBe(true);
    const refused = await desk.clinic.refused(clerk().call(frontDesk, 'checkIn', papers));
    expect(refused.code).toBe('frontDesk.guardianNeeded');
    await clerk().call(frontDesk, 'checkIn', {
      ...papers,
      guardian: { name: 'Rina', relationship: 'mother' },
    });
    expect((await readVisit(visitId)).guardian).toEqual({ name: 'Rina', relationship: 'mother' });
  });

  it('numbers a day without gap or double when many are checked in at once, and after a refused one', async () => {
    const harbor = await openDesk('US');
    const ids: string[] = [];
    for (let place = 0; place < 8; place += 1) {
      const name = `Person ${'ABCDEFGH'[place]}son`;
      const visitId = await harbor.booked(
        name,
        `${String(10 + Math.floor(place / 3)).padStart(2, '0')}:${['00', '20', '40'][place % 3]}`,
      );
      const call = harbor.clinic.as('frontDesk');
      await call.call(frontDesk, 'arrive', { visitId });
      await call.call(frontDesk, 'identifyPatient', { visitId, said: { name, birthDate: '1990-05-08' } });
      ids.push(visitId);
    }
    const papers = await Promise.all(ids.map((id) => papersOf(harbor.clinic, id, 'x')));
    const bad = harbor.clinic
      .as('frontDesk')
      .call(frontDesk, 'checkIn', { visitId: ids[0] ?? '', reason: 'cough', payerId: 'nobody' });
    await harbor.clinic.refused(bad);
    const done = await Promise.all(
      papers.map((one) => harbor.clinic.as('frontDesk').call(frontDesk, 'checkIn', one)),
    );
    expect(done.map((one) => one.queueNumber).toSorted()).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `A-00${number}`),
    );
    await harbor.close();
  });

  it('letters the queue by payer where the clinic wants that, and keeps a slip with nothing but the number', async () => {
    await desk.clinic.as('manager').call(frontDesk, 'saveSettings', {
      tooLongMinutes: 30,
      lateMinutes: 15,
      queueBy: 'payerKind',
      queueLetters: { self: 'U' },
    });
    const visitId = await desk.booked('Yanti Lestari', '11:40');
    const { queueNumber, slipId } = await desk.checkedIn(visitId, 'Yanti Lestari');
    expect(queueNumber).toBe('U-001');
    const paper = await desk.clinic.inside((ctx) =>
      ctx.db.selectFrom('print_paper').select('content').where('id', '=', slipId).executeTakeFirstOrThrow(),
    );
    expect(JSON.stringify(paper.content)).toContain('U-001');
    expect(JSON.stringify(paper.content)).not.toContain('Yanti');
    expect((await readVisit(visitId)).slipId).toBe(slipId);
  });
});

describe('who is not let in', () => {
  it('refuses a visit of another day by its date', async () => {
    const patientId = await desk.patient('Joko Susilo');
    const visitId = await desk.book(patientId, '09:00', '2026-03-10');
    const refused = await desk.clinic.refused(clerk().call(frontDesk, 'arrive', { visitId }));
    expect(refused.code).toBe('frontDesk.anotherDay');
    expect(refused.detail).toContain('10 Maret 2026');
  });

  it('refuses a patient who has died, and one whose chart is closed', async () => {
    const patientId = await desk.patient('Karno Wijaya');
    const visitId = await desk.book(patientId, '12:00');
    await desk.clinic.as('manager').call(records, 'setPatientStatus', {
      patientId,
      status: 'deceased',
      date: '2026-03-08',
      reason: 'family called',
    });
    expect((await desk.clinic.refused(clerk().call(frontDesk, 'arrive', { visitId }))).code).toBe(
      'frontDesk.patientDeceased',
    );
    await desk.clinic
      .as('manager')
      .call(records, 'setPatientStatus', { patientId, status: 'inactive', reason: 'moved' });
    const walkIn = clerk().call(frontDesk, 'takeWalkIn', { patientId, visitTypeCode: 'follow-up' });
    expect((await desk.clinic.refused(walkIn)).code).toBe('frontDesk.patientInactive');
  });

  it("answers another clinic's visit like one that does not exist", async () => {
    const visitId = await desk.booked('Lala Karmela', '12:20');
    const theirs = desk.clinic.other.as('frontDesk').call(frontDesk, 'arrive', { visitId });
    const absent = clerk().call(frontDesk, 'arrive', { visitId: 'nobody' });
    const [a, b] = [await desk.clinic.refused(theirs), await desk.clinic.refused(absent)];
    expect([a.status, a.code]).toEqual([b.status, b.code]);
  });
});

describe('walking in', () => {
  it("takes the provider's next free time of today", async () => {
    const patientId = await desk.patient('Mira Lesmana');
    const visit = await clerk().call(frontDesk, 'takeWalkIn', {
      patientId,
      practitionerId: physician,
      visitTypeCode: 'follow-up',
      reason: 'batuk',
    });
    expect(visit).toMatchObject({
      step: 'arrived',
      walkIn: true,
      reason: 'batuk',
      scheduledAt: expect.any(String),
    });
    const booking = await desk.clinic.inside((ctx) => ctx.record.mustRead('Appointment', visit.visitId));
    expect(booking.status).toBe('arrived');
    const again = clerk().call(frontDesk, 'takeWalkIn', { patientId, visitTypeCode: 'follow-up' });
    expect(await desk.clinic.refused(again)).toMatchObject({
      code: 'frontDesk.alreadyToday',
      details: { visitId: visit.visitId },
    });
  });

  it('stands without a time in an emergency, first on the board, and calls those who room', async () => {
    const patientId = await desk.patient('Nur Hidayat');
    const visit = await clerk().call(frontDesk, 'takeWalkIn', {
      patientId,
      visitTypeCode: 'follow-up',
      priority: 'emergency',
    });
    expect(visit.scheduledAt).toBeUndefined();
    const { rows } = await desk.clinic.as('clinical').call(frontDesk, 'todayBoard', {});
    expect(rows[0]).toMatchObject({ visitId: visit.visitId, next: [{ act: 'room' }, { act: 'greet' }] });
    const tasks = await desk.clinic.inside((ctx) =>
      ctx.db.selectFrom('work_task').selectAll().where('visit_id', '=', visit.visitId).execute(),
    );
    expect(tasks).toMatchObject([{ kind: 'frontDesk.emergencyHere', urgent: true, state: 'open' }]);
    await desk.clinic.as('clinical').call(frontDesk, 'roomVisit', { visitId: visit.visitId });
    const papers = await papersOf(desk.clinic, visit.visitId, 'Nur Hidayat');
    const after = await clerk().call(frontDesk, 'checkIn', { ...papers, consents: [] });
    expect(after).toMatchObject({ step: 'roomed', queueNumber: expect.any(String) });
  });

  it('A1.5 a no-show who comes at 10:20 is taken back to arrived with the reason', async () => {
    desk.clinic.clock.set('2026-03-11T02:00:00Z');
    const patientId = await desk.patient('Oki Setiana');
    const visitId = await desk.book(patientId, '10:00', '2026-03-11');
    const rowNow = async () =>
      (await clerk().call(frontDesk, 'todayBoard', {})).rows.find((row) => row.visitId === visitId);
    desk.clinic.clock.set('2026-03-11T03:14:00Z');
    expect(await rowNow()).toMatchObject({ step: 'expected', mayBeNoShow: false });
    expect((await desk.clinic.refused(clerk().call(scheduling, 'markNoShow', { visitId }))).status).toBe(409);
    desk.clinic.clock.set('2026-03-11T03:15:00Z');
    expect(await rowNow()).toMatchObject({ step: 'expected', mayBeNoShow: true });
    await clerk().call(scheduling, 'markNoShow', { visitId });
    expect(await rowNow()).toMatchObject({ step: 'noShow', next: [{ act: 'cameAfterAll' }] });
    expect((await clerk().call(scheduling, 'patientVisits', { patientId })).noShows).toBe(1);
    desk.clinic.clock.set('2026-03-11T03:20:00Z');
    const unreasoned = await desk.clinic.refused(clerk().call(frontDesk, 'arrive', { visitId }));
    expect(unreasoned.fields).toMatchObject([{ path: 'reason' }]);
    await clerk().call(frontDesk, 'arrive', { visitId, reason: 'macet' });
    expect(await rowNow()).toMatchObject({ step: 'arrived', lateMinutes: 20 });
    expect((await clerk().call(scheduling, 'patientVisits', { patientId })).noShows).toBe(0);
    expect((await readVisit(visitId)).log).toMatchObject([{ step: 'arrived', reason: 'macet' }]);
  });
});
