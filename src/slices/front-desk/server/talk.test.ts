import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frontDesk } from '../contract.ts';
import { advance, raiseAlert } from './index.ts';
import { type Desk, openDesk, papersOf } from './testing/open-desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk('ID');
});
afterAll(() => desk.close());

const clerk = () => desk.clinic.as('frontDesk');
const doctor = () => desk.clinic.as('physician');
const say = (visitId: string, code: string, answer: string, more: object = {}) =>
  clerk().call(frontDesk, 'answerTalk', { visitId, channel: 'counter', code, answer, ...more });
const board = async (visitId: string) =>
  (await clerk().call(frontDesk, 'todayBoard', {})).rows.find((row) => row.visitId === visitId);
const openAlerts = async (visitId: string) => (await doctor().call(frontDesk, 'alerts', { visitId })).alerts;
const tasks = async (visitId: string) => {
  const rows = await desk.clinic.inside((ctx) =>
    ctx.db
      .selectFrom('work_task')
      .select(['kind', 'state', 'action', 'urgent'])
      .where('visit_id', '=', visitId)
      .orderBy('id')
      .execute(),
  );
  return rows.filter((row) => row.state === 'open').map((row) => row.kind);
};

async function here(name: string, time: string): Promise<string> {
  const visitId = await desk.booked(name, time);
  await clerk().call(frontDesk, 'arrive', { visitId });
  return visitId;
}

describe('the talk about the case', () => {
  it('asks by what the patient says, one question after the other, and keeps each answer', async () => {
    const visitId = await here('Wahyu Talk', '09:00');
    const first = await clerk().call(frontDesk, 'talk', { visitId });
    expect(first).toMatchObject({
      status: 'notBegun',
      nextCode: 'now',
      scriptVersion: 0,
      emergencyNumber: '119',
    });
    expect(first.approved).toBeUndefined();
    const second = await say(visitId, 'now', 'no', { reason: 'batuk tiga hari' });
    expect(second).toMatchObject({ status: 'begun', nextCode: 'breath' });
    await say(visitId, 'breath', 'no');
    await say(visitId, 'onset', 'tiga hari, makin berat');
    await say(visitId, 'tried', 'obat warung');
    expect(await say(visitId, 'contacts', 'anaknya')).toMatchObject({ status: 'done' });
    const kept = await desk.clinic.inside((ctx) =>
      ctx.record.search('QuestionnaireResponse', {
        where: [{ param: 'encounter', reference: `Encounter/${visitId}` }],
        limit: 5,
      }),
    );
    expect(kept).toHaveLength(1);
    expect(kept[0]).toMatchObject({ status: 'completed' });
    expect(kept[0]?.item?.find((one) => one.linkId === 'reason')?.answer?.[0]?.valueString).toBe(
      'batuk tiga hari',
    );
    expect(await openAlerts(visitId)).toEqual([]);
  });

  it('A4.1 stops at a red flag: alert, priority and task at once, and nothing more is asked', async () => {
    const visitId = await here('Dadang Ampeg', '09:20');
    await say(visitId, 'now', 'no', { reason: 'dada saya ampeg dan keringat dingin sejak 20 menit' });
    const stopped = await say(visitId, 'chest', 'yes');
    expect(stopped).toMatchObject({ status: 'stopped', stop: { code: 'chest', level: 'emergency' } });
    expect(stopped.nextCode).toBeUndefined();
    expect(await board(visitId)).toMatchObject({ priority: 'emergency', alert: 'emergency' });
    expect(await openAlerts(visitId)).toMatchObject([{ level: 'emergency', source: 'counter' }]);
    expect(await tasks(visitId)).toEqual(
      expect.arrayContaining(['frontDesk.redFlag', 'frontDesk.emergencyHere']),
    );
  });

  it('is not made less urgent by checking in or by hand while the red flag is open', async () => {
    const visitId = await here('Tetap Gawat', '12:20');
    await say(visitId, 'now', 'yes');
    const lower = clerk().call(frontDesk, 'setPriority', { visitId, priority: 'routine' });
    expect((await desk.clinic.refused(lower)).code).toBe('frontDesk.alertOpen');
    const said = { name: 'Tetap Gawat', birthDate: '1990-05-08' };
    await clerk().call(frontDesk, 'identifyPatient', { visitId, said });
    const papers = await papersOf(desk.clinic, visitId, 'Tetap Gawat');
    await clerk().call(frontDesk, 'checkIn', { ...papers, priority: 'routine' });
    expect(await board(visitId)).toMatchObject({ step: 'waiting', priority: 'emergency' });
  });

  it('said twice it is one alert, and a slip of the key does not take it back', async () => {
    const visitId = await here('Slip Kunci', '09:40');
    await say(visitId, 'now', 'yes');
    await say(visitId, 'now', 'yes');
    await say(visitId, 'now', 'no');
    expect(await openAlerts(visitId)).toHaveLength(1);
    expect(await board(visitId)).toMatchObject({ priority: 'emergency' });
  });

  it('takes “not sure” to a clinician as urgent', async () => {
    const visitId = await here('Ragu Ragu', '10:00');
    await say(visitId, 'now', 'unsure');
    expect(await board(visitId)).toMatchObject({ priority: 'urgent', alert: 'urgent' });
  });

  it('is held on the telephone before she is here; at the counter only once she is', async () => {
    const visitId = await desk.booked('Tele Fon', '10:20');
    const refused = await desk.clinic.refused(say(visitId, 'now', 'no'));
    expect(refused.code).toBe('frontDesk.notHereYet');
    const talked = await say(visitId, 'now', 'yes', { channel: 'telephone' });
    expect(talked).toMatchObject({ channel: 'telephone', stop: { level: 'emergency' } });
    expect(await board(visitId)).toMatchObject({
      step: 'expected',
      priority: 'emergency',
      alert: 'emergency',
    });
  });

  it('names what is wrong, and changes nothing', async () => {
    const visitId = await here('Salah Jawab', '10:40');
    const unknown = await desk.clinic.refused(say(visitId, 'nonsense', 'yes'));
    expect(unknown.code).toBe('frontDesk.unknownQuestion');
    const odd = await desk.clinic.refused(say(visitId, 'now', 'perhaps'));
    expect(odd.fields?.map((one) => one.path)).toEqual(['answer']);
    expect((await clerk().call(frontDesk, 'talk', { visitId })).status).toBe('notBegun');
    await clerk().call(frontDesk, 'leaveUnseen', { visitId, reason: 'pulang' });
    expect((await desk.clinic.refused(say(visitId, 'now', 'no'))).code).toBe('frontDesk.visitClosed');
  });

  it('is for those who greet', async () => {
    const visitId = await here('Bukan Tugasnya', '11:00');
    const asked = desk.clinic
      .as('bookkeeper')
      .call(frontDesk, 'answerTalk', { visitId, channel: 'counter', code: 'now', answer: 'no' });
    expect(await desk.clinic.refused(asked)).toMatchObject({ status: 403, code: 'platform.notAllowed' });
  });

  it('dials the number of the country, or the clinic’s own', async () => {
    const there = await openDesk('US');
    const visitId = await there.booked('Paula Dial', '10:00');
    const us = there.clinic.as('frontDesk');
    expect((await us.call(frontDesk, 'talk', { visitId })).emergencyNumber).toBe('911');
    const { settings } = await us.call(frontDesk, 'setup', {});
    await there.clinic
      .as('manager')
      .call(frontDesk, 'saveSettings', { ...settings, emergencyNumber: '212 555 0100' });
    expect((await us.call(frontDesk, 'talk', { visitId })).emergencyNumber).toBe('212 555 0100');
    const wrong = there.clinic
      .as('manager')
      .call(frontDesk, 'saveSettings', { ...settings, emergencyNumber: 'call me' });
    expect((await there.clinic.refused(wrong)).fields?.map((one) => one.path)).toEqual(['emergencyNumber']);
    await there.close();
  });
});

describe('needs and hand-off', () => {
  const needs = {
    ...{ language: 'jv', interpreter: 'professional' as const, interpreterName: 'Bu Sri' },
    ...{ access: ['wheelchair' as const], infection: 'mask' as const, chaperone: 'wanted' as const },
    handOff: 'Pakai kursi roda, jalan pelan.',
  };

  it('stand with the visit and in its row of the board', async () => {
    const visitId = await here('Butuh Bantuan', '11:20');
    await clerk().call(frontDesk, 'saveNeeds', { visitId, needs });
    expect((await clerk().call(frontDesk, 'readVisit', { visitId })).needs).toMatchObject(needs);
    expect((await board(visitId))?.needs).toEqual(['interpreter', 'access', 'mask', 'chaperone']);
  });

  it('let a companion interpret only by the patient’s own choice', async () => {
    const visitId = await here('Anak Menerjemah', '11:40');
    const companion = { language: 'jv', interpreter: 'companion' as const };
    const save = (more: object) =>
      clerk().call(frontDesk, 'saveNeeds', { visitId, needs: { ...companion, ...more } });
    expect((await desk.clinic.refused(save({}))).fields?.map((one) => one.path)).toEqual([
      'needs.companionChosen',
    ]);
    expect((await desk.clinic.refused(save({ language: undefined }))).fields?.[0]?.path).toBe(
      'needs.language',
    );
    await save({ companionChosen: true });
    expect((await clerk().call(frontDesk, 'readVisit', { visitId })).needs?.companionChosen).toBe(true);
  });
});

describe('an open red flag', () => {
  const throughDoctor = async (name: string, time: string) => {
    const visitId = await desk.booked(name, time);
    await desk.checkedIn(visitId, name);
    await desk.clinic.inside((ctx) => advance(ctx, visitId, 'withProvider'));
    return visitId;
  };
  const phq9 = { level: 'emergency', source: 'duty', code: 'phq9.item9' } as const;
  const what = { en: 'PHQ-9 item 9 above 0', id: 'PHQ-9 butir 9 di atas 0' };
  const raise = (visitId: string) =>
    desk.clinic.inside(async (ctx) => {
      const { patientId } = await clerk().call(frontDesk, 'readVisit', { visitId });
      return raiseAlert(ctx, { ...phq9, what, visit: { visitId, patientId } });
    });

  it('A1.3 keeps the visit from being checked out until a clinician has acknowledged it, and then lets it go on', async () => {
    const visitId = await throughDoctor('Depresi Satu', '13:00');
    await raise(visitId);
    expect(await tasks(visitId)).toContain('frontDesk.redFlag');
    const byHand = desk.clinic.as('clinical').call(frontDesk, 'moveVisit', { visitId, to: 'checkout' });
    expect((await desk.clinic.refused(byHand)).code).toBe('frontDesk.alertOpen');
    // the note is signed meanwhile
    await desk.clinic.inside((ctx) => advance(ctx, visitId, 'checkout'));
    expect((await board(visitId))?.step).toBe('withProvider');
    const [alert] = await openAlerts(visitId);
    const alertId = alert?.alertId ?? '';
    const clerkTries = clerk().call(frontDesk, 'acknowledgeAlert', { alertId, outcome: 'ok' });
    expect(await desk.clinic.refused(clerkTries)).toMatchObject({ status: 403 });
    await doctor().call(frontDesk, 'acknowledgeAlert', { alertId, outcome: 'Talked, safe, plan made' });
    expect(await openAlerts(visitId)).toEqual([]);
    expect((await board(visitId))?.step).toBe('checkout');
    expect(await tasks(visitId)).not.toContain('frontDesk.redFlag');
    const again = doctor().call(frontDesk, 'acknowledgeAlert', { alertId, outcome: 'twice' });
    expect((await desk.clinic.refused(again)).code).toBe('frontDesk.alertClosed');
  });

  it('A1.3 lets what a payment does to the visit pass in silence', async () => {
    const visitId = await throughDoctor('Depresi Bayar', '13:20');
    await raise(visitId);
    await desk.clinic.inside((ctx) => advance(ctx, visitId, 'left'));
    expect((await board(visitId))?.step).toBe('withProvider');
    expect(await openAlerts(visitId)).toHaveLength(1);
  });

  it('A1.3 lets the leaving be written down, and tells the clinicians of it', async () => {
    const visitId = await throughDoctor('Depresi Pulang', '13:40');
    await raise(visitId);
    await clerk().call(frontDesk, 'moveVisit', { visitId, to: 'left' });
    expect((await clerk().call(frontDesk, 'readVisit', { visitId })).step).toBe('left');
    const [alert] = await openAlerts(visitId);
    expect(alert?.leftAt).toBeDefined();
    expect(await tasks(visitId)).toContain('frontDesk.leftWithRedFlag');
    await doctor().call(frontDesk, 'acknowledgeAlert', {
      alertId: alert?.alertId ?? '',
      outcome: 'Called, at home',
    });
    expect(await tasks(visitId)).not.toContain('frontDesk.leftWithRedFlag');
  });

  it('tells it too when she leaves unseen', async () => {
    const visitId = await here('Pergi Saja', '14:00');
    await say(visitId, 'now', 'yes');
    await clerk().call(frontDesk, 'leaveUnseen', { visitId, reason: 'tidak mau menunggu' });
    expect(await tasks(visitId)).toContain('frontDesk.leftWithRedFlag');
  });

  it('of nobody known is taken by the desk, who says who it is', async () => {
    const visitId = await here('Siapa Dia', '14:20');
    const alertId = await desk.clinic.inside((ctx) =>
      raiseAlert(ctx, { level: 'emergency', source: 'kiosk', code: 'kiosk', what, place: 'Tablet lobi' }),
    );
    const { alerts } = await clerk().call(frontDesk, 'alerts', {});
    const mine = alerts.find((one) => one.alertId === alertId);
    expect(mine).toMatchObject({ place: 'Tablet lobi', source: 'kiosk' });
    expect(mine?.visit).toBeUndefined();
    await clerk().call(frontDesk, 'takeAlert', { alertId: alertId ?? '', visitId });
    expect(await board(visitId)).toMatchObject({ priority: 'emergency', alert: 'emergency' });
    // a colleague who presses as well changes nothing
    await desk.clinic.as('manager').call(frontDesk, 'takeAlert', { alertId: alertId ?? '', visitId });
    const other = await here('Orang Lain', '14:40');
    const wrong = clerk().call(frontDesk, 'takeAlert', { alertId: alertId ?? '', visitId: other });
    expect((await desk.clinic.refused(wrong)).code).toBe('frontDesk.alertOfAnother');
  });
});
