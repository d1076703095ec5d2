import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frontDesk } from '#slices/front-desk/contract.ts';
import { checkIn } from '../contract.ts';
import { type Browser, type Lobby, openLobby } from './testing/lobby.ts';

let lobby: Lobby;
let phone: Browser;
beforeAll(async () => {
  lobby = await openLobby('ID');
  phone = lobby.browser();
});
afterAll(() => lobby.close());

const clerk = () => lobby.desk.clinic.as('frontDesk');
const ask = (verb: string, body: object) => phone.call(`checkIn/${verb}`, body);
const tokenOf = async (visitId: string) =>
  (await clerk().call(checkIn, 'makeLink', { visitId })).path.split('#')[1] ?? '';
const born = { birthDate: '1990-05-08' };
const read = (visitId: string) => clerk().call(frontDesk, 'readVisit', { visitId });

async function allSigned(
  session: string,
  steps: { forms: { code: string; version: string; language: string }[] },
) {
  return {
    ...{ session, signer: { name: '', relationship: 'self' }, payerKey: 'self-pay' },
    ...{ contactConfirmed: true, here: false, reason: 'kontrol' },
    consents: steps.forms.map(({ code, version, language }) => ({
      code,
      version,
      language,
      decision: 'signed',
    })),
  };
}

describe('a link on her phone', () => {
  it('shows the clinic alone until the birth date agrees', async () => {
    const visitId = await lobby.desk.booked('Tari Ponsel', '09:00');
    const token = await tokenOf(visitId);
    const opened = await ask('openLink', { token });
    expect(opened.body).toMatchObject({ clinic: lobby.desk.clinic.clinic.name, emergencyNumber: '119' });
    expect(JSON.stringify(opened.body)).not.toContain('Tari');
    expect((await ask('linkIdentify', { token, birthDate: '1990-05-09' })).body.code).toBe('checkIn.noMatch');
    const found = await ask('linkIdentify', { token, ...born });
    expect(found.status).toBe(200);
    expect(JSON.stringify(found.body)).not.toContain('Tari');
    // a phone says nothing of who stands at the counter
    expect(await read(visitId)).toMatchObject({ step: 'expected', identified: false });
  });

  it('prepares the visit the day before, once, and ends with that', async () => {
    const patientId = await lobby.desk.patient('Besok Datang');
    const visitId = await lobby.desk.book(patientId, '09:00', '2026-03-10');
    const token = await tokenOf(visitId);
    const { body } = await ask('linkIdentify', { token, ...born });
    expect(body.steps.today).toBe(false);
    const given = { ...(await allSigned(body.session, body.steps)), here: true };
    expect((await ask('finish', given)).body).toEqual({ outcome: 'prepared', printed: false });
    expect(await read(visitId)).toMatchObject({ step: 'expected' });
    expect((await read(visitId)).forms.every((form) => form.state === 'signed')).toBe(true);
    expect((await ask('openLink', { token })).body.code).toBe('checkIn.linkNotGood');
    const again = clerk().call(checkIn, 'makeLink', { visitId });
    expect((await lobby.desk.clinic.refused(again)).code).toBe('checkIn.visitOver');
  });

  it('opened twice signs once, and keeps the day and the reason', async () => {
    const patientId = await lobby.desk.patient('Dua Kali');
    const visitId = await lobby.desk.book(patientId, '10:00', '2026-03-10');
    const token = await tokenOf(visitId);
    const [one, two] = [
      (await ask('linkIdentify', { token, ...born })).body,
      (await ask('linkIdentify', { token, ...born })).body,
    ];
    expect((await ask('finish', await allSigned(one.session, one.steps))).body.outcome).toBe('prepared');
    const second = await ask('finish', await allSigned(two.session, two.steps));
    expect(second.body.code).toBe('checkIn.sessionOver');
    expect(await read(visitId)).toMatchObject({ day: '2026-03-10', step: 'expected', reason: 'kontrol' });
  });

  it('is over once its booking is somebody else’s, and so is what it opened', async () => {
    const visitId = await lobby.desk.booked('Salah Orang', '11:00');
    const token = await tokenOf(visitId);
    const { body } = await ask('linkIdentify', { token, ...born });
    const other = await lobby.desk.patient('Orang Benar');
    await lobby.desk.clinic.inside((ctx) =>
      ctx.record.patch('Appointment', visitId, (booking) => {
        for (const { actor } of booking.participant)
          if (actor?.reference?.startsWith('Patient/')) actor.reference = `Patient/${other}`;
      }),
    );
    expect((await read(visitId)).patientId).toBe(other);
    const late = await ask('finish', await allSigned(body.session, body.steps));
    expect(late.body.code).toBe('checkIn.sessionOver');
    expect((await ask('linkIdentify', { token, ...born })).body.code).toBe('checkIn.linkNotGood');
  });

  it('says that she is here, and leaves the identity to the desk', async () => {
    const visitId = await lobby.desk.booked('Sudah Sampai', '09:20');
    const token = await tokenOf(visitId);
    const { body } = await ask('linkIdentify', { token, ...born });
    const given = { ...(await allSigned(body.session, body.steps)), here: true };
    expect((await ask('finish', given)).body.outcome).toBe('desk');
    expect(await read(visitId)).toMatchObject({ step: 'arrived', identified: false });
  });

  it('is over after five wrong birth dates, also with the right one', async () => {
    const visitId = await lobby.desk.booked('Tebak Tanggal', '09:40');
    const token = await tokenOf(visitId);
    for (let day = 10; day < 15; day += 1)
      expect((await ask('linkIdentify', { token, birthDate: `1990-05-${day}` })).status).toBe(403);
    expect((await ask('linkIdentify', { token, ...born })).body.code).toBe('checkIn.linkNotGood');
  });

  it('a red flag dials help, and the clinic hears of it under the visit', async () => {
    const visitId = await lobby.desk.booked('Sesak Rumah', '10:00');
    const token = await tokenOf(visitId);
    expect((await ask('linkRedFlag', { token })).body).toEqual({ emergencyNumber: '119' });
    const { alerts } = await clerk().call(frontDesk, 'alerts', { visitId });
    expect(alerts).toMatchObject([{ level: 'emergency', source: 'phone' }]);
    expect(await read(visitId)).toMatchObject({ priority: 'emergency', step: 'expected' });
  });

  it('is made from the day before on, ends the one before, and ends with the day', async () => {
    const patientId = await lobby.desk.patient('Minggu Depan');
    const far = await lobby.desk.book(patientId, '09:00', '2026-03-12');
    const early = clerk().call(checkIn, 'makeLink', { visitId: far });
    expect((await lobby.desk.clinic.refused(early)).code).toBe('checkIn.tooEarly');
    const visitId = await lobby.desk.booked('Dua Tautan', '10:20');
    const [first, second] = [await tokenOf(visitId), await tokenOf(visitId)];
    expect((await ask('openLink', { token: first })).status).toBe(403);
    expect((await ask('openLink', { token: second })).status).toBe(200);
    lobby.desk.clinic.clock.set('2026-03-09T17:00:01Z');
    expect((await ask('openLink', { token: second })).body.code).toBe('checkIn.linkNotGood');
    lobby.desk.clinic.clock.set('2026-03-09T02:00:00Z');
  });

  it('that nobody gave out is told apart from an old one by nothing', async () => {
    const wrong = await ask('openLink', { token: 'c.nobody-gave-this-out' });
    const other = await ask('openLink', { token: 'nobody-gave-this-out-either' });
    expect([wrong.status, wrong.body.code, wrong.body.detail]).toEqual([
      403,
      other.body.code,
      other.body.detail,
    ]);
  });
});
