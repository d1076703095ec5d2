import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { devices } from '#slices/devices/contract.ts';
import { frontDesk } from '#slices/front-desk/contract.ts';
import { insurance } from '#slices/insurance/contract.ts';
import { records } from '#slices/records/contract.ts';
import { readEscpos, rowsOf } from '#platform/server/print/testing/escpos-reader.ts';
import { openLoopbackPrinter } from '#platform/server/print/testing/loopback-printer.ts';
import { printing } from '#platform/shared/print-contract.ts';
import { testPassword } from '#testing/http.ts';
import { checkIn } from '../contract.ts';
import { type Lobby, openLobby } from './testing/lobby.ts';

let lobby: Lobby;
beforeAll(async () => {
  lobby = await openLobby('ID');
});
afterAll(() => lobby.close());

const clerk = () => lobby.desk.clinic.as('frontDesk');
const manager = () => lobby.desk.clinic.as('manager');
const at = (verb: string, body: object) => lobby.kiosk.call(`checkIn/${verb}`, body);
const born = { birthDate: '1990-05-08' };
const signer = { name: '', relationship: 'self' };
const read = (visitId: string) => clerk().call(frontDesk, 'readVisit', { visitId });

/** One white point: as much of a PNG as has to be seen. */
const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
const jpeg = Buffer.from('ffd8ffe000104a464946', 'hex').toString('base64');

async function papers(
  session: string,
  steps: { forms: { code: string; version: string; language: string }[] },
) {
  const { body } = await at('reasonFlags', { session, reason: 'batuk' });
  return {
    ...{ session, signer, payerKey: 'self-pay', contactConfirmed: true, here: true, reason: 'batuk' },
    flags: (body.questions ?? []).map(({ code }: { code: string }) => ({ code, answer: 'no' })),
    consents: steps.forms.map(({ code, version, language }) => ({
      ...{ code, version, language, decision: 'signed', signature: png },
    })),
  };
}

describe('a kiosk', () => {
  it('is a paired device that the manager made one; every other browser is sent to the desk', async () => {
    expect(await at('openKiosk', {})).toMatchObject({
      status: 200,
      body: { name: 'Tablet lobi', language: 'id', redFlag: { id: expect.stringContaining('nyeri dada') } },
    });
    const stranger = lobby.browser();
    expect(await stranger.call('checkIn/openKiosk', {})).toMatchObject({
      status: 403,
      body: { code: 'checkIn.notKiosk' },
    });
    const tablet = lobby.browser();
    await lobby.pair(tablet, 'Tablet ruang 1');
    expect((await tablet.call('checkIn/openKiosk', {})).body.code).toBe('checkIn.notKiosk');
    const byClerk = clerk().call(checkIn, 'saveKiosk', { deviceId: lobby.kioskId, kiosk: true });
    expect(await lobby.desk.clinic.refused(byClerk)).toMatchObject({ status: 403 });
  });

  it('lets nobody stay signed in there', async () => {
    const person = await lobby.http.person('physician');
    await lobby.kiosk.call('identity/signIn', { login: person.login, password: testPassword });
    expect((await lobby.kiosk.call('work/listMine', {})).status).toBe(401);
    const elsewhere = lobby.browser();
    await elsewhere.call('identity/signIn', { login: person.login, password: testPassword });
    expect((await elsewhere.call('work/listMine', {})).status).toBe(200);
  });

  it('puts out who is signed in at the moment at which it becomes one, and is a tablet again when taken off', async () => {
    const tablet = lobby.browser();
    const deviceId = await lobby.pair(tablet, 'Tablet kasir');
    const person = await lobby.http.person('frontDesk');
    const signIn = { login: person.login, password: testPassword };
    await tablet.call('identity/signIn', signIn);
    expect((await tablet.call('work/listMine', {})).status).toBe(200);
    await manager().call(checkIn, 'saveKiosk', { deviceId, kiosk: true });
    expect((await tablet.call('work/listMine', {})).status).toBe(401);
    await manager().call(checkIn, 'saveKiosk', { deviceId, kiosk: false });
    expect((await tablet.call('checkIn/openKiosk', {})).status).toBe(403);
    await tablet.call('identity/signIn', signIn);
    expect((await tablet.call('work/listMine', {})).status).toBe(200);
  });

  it('is none any more once its device was removed', async () => {
    const tablet = lobby.browser();
    const deviceId = await lobby.pair(tablet, 'Tablet hilang');
    await manager().call(checkIn, 'saveKiosk', { deviceId, kiosk: true });
    expect((await tablet.call('checkIn/openKiosk', {})).status).toBe(200);
    await manager().call(devices, 'remove', { deviceId });
    expect((await tablet.call('checkIn/openKiosk', {})).body.code).toBe('checkIn.notKiosk');
  });
});

describe('the red flag', () => {
  it('tells desk and clinicians at once, without asking who it is, and touched again it is one', async () => {
    expect((await at('kioskRedFlag', {})).status).toBe(200);
    await at('kioskRedFlag', {});
    const { alerts } = await clerk().call(frontDesk, 'alerts', {});
    expect(alerts).toHaveLength(1);
    expect(alerts[0]).toMatchObject({ level: 'emergency', source: 'kiosk', place: 'Tablet lobi' });
    const kinds = await lobby.desk.clinic.inside((ctx) =>
      ctx.db.selectFrom('work_task').select(['kind', 'urgent']).where('state', '=', 'open').execute(),
    );
    expect(kinds).toEqual(
      expect.arrayContaining([
        { kind: 'frontDesk.redFlag', urgent: true },
        { kind: 'frontDesk.redFlagDesk', urgent: true },
      ]),
    );
  });
});

describe('who she is', () => {
  it('is answered alike, whether nobody, another date, no visit or a closed chart is behind it', async () => {
    const { desk } = lobby;
    const visitId = await desk.booked('Intan Permata', '09:00');
    const noVisit = await desk.patient('Tanpa Kunjungan');
    expect(noVisit).toBeDefined();
    const answers = [
      await at('kioskIdentify', { name: 'Intan Permata', birthDate: '1990-05-09' }),
      await at('kioskIdentify', { name: 'Tanpa Kunjungan', ...born }),
      await at('kioskIdentify', { name: 'Siapa Saja', ...born }),
      await at('kioskIdentify', { name: '', number: '', ...born }),
    ];
    for (const one of answers) {
      expect(one).toMatchObject({ status: 403, body: { code: 'checkIn.goToDesk' } });
      expect(one.body.detail).toBe(answers[0]?.body.detail);
      expect(JSON.stringify(one.body)).not.toContain('Intan');
    }
    expect((await read(visitId)).step).toBe('expected');
  });

  it('by name and birth date opens her check-in, marks the arrival and the identity, and shows nothing unmasked', async () => {
    const visitId = await lobby.desk.booked('Maya Lestari', '09:20');
    const { patientId } = await read(visitId);
    const { form, version } = await clerk().call(records, 'readPatient', { patientId });
    await clerk().call(records, 'editPatient', {
      ...{ ...form, patientId, version, phone: '0812-3456-7890', email: 'maya@contoh.co.id' },
      address: { line: 'Jl. Kenanga 12', city: 'Jakarta' },
    });
    const found = await at('kioskIdentify', { name: 'maya lestari', ...born });
    expect(found.status).toBe(200);
    expect(found.body.steps.contact).toEqual({
      ...{ phone: '•••• 7890', email: 'm•••@•••.id', address: 'Jl. Ke•••, Jakarta' },
    });
    const shown = JSON.stringify(found.body);
    for (const secret of ['81234567', 'maya@', 'Kenanga', 'Maya']) expect(shown).not.toContain(secret);
    expect(await read(visitId)).toMatchObject({
      ...{
        step: 'arrived',
        identified: true,
        identity: { by: 'Tablet lobi', agreed: ['name', 'birthDate'] },
      },
    });
  });

  it('by a number of hers and the birth date is found too; one that is another’s is not', async () => {
    const visitId = await lobby.desk.booked('Nina Nomor', '09:40');
    const { patientId } = await read(visitId);
    const { form, version } = await clerk().call(records, 'readPatient', { patientId });
    const identifiers = { nik: '3171014805900003' };
    await clerk().call(records, 'editPatient', {
      ...form,
      patientId,
      version,
      identifiers,
      phone: '0812 9876 5432',
    });
    for (const number of ['3171014805900003', '081298765432'])
      expect((await at('kioskIdentify', { number, ...born })).status).toBe(200);
    expect((await at('kioskIdentify', { number: '3171014805900004', ...born })).status).toBe(403);
  });

  it('by the code of her booking and the birth date', async () => {
    const visitId = await lobby.desk.booked('Kode Janji', '10:00');
    const { path } = await clerk().call(checkIn, 'makeLink', { visitId });
    const number = `https://klinik.test${path}`;
    expect((await at('kioskIdentify', { number, birthDate: '1990-05-09' })).status).toBe(403);
    expect((await at('kioskIdentify', { number, ...born })).status).toBe(200);
    // a code in the hand is no identity: the desk asks for two
    expect(await read(visitId)).toMatchObject({ step: 'arrived', identified: false });
    lobby.desk.clinic.clock.advance(11);
    expect((await at('kioskIdentify', { number, name: 'Orang Lain', ...born })).status).toBe(403);
    for (const birthDate of ['1990-05-10', '1990-05-11', '1990-05-12'])
      await at('kioskIdentify', { number, birthDate });
    expect((await at('kioskIdentify', { number, ...born })).status).toBe(403);
    lobby.desk.clinic.clock.advance(11);
  });

  it('is not asked any more after ten misses, until ten minutes have gone', async () => {
    const tablet = lobby.browser();
    const deviceId = await lobby.pair(tablet, 'Tablet tebak');
    await manager().call(checkIn, 'saveKiosk', { deviceId, kiosk: true });
    const guess = () => tablet.call('checkIn/kioskIdentify', { name: 'Tebak', birthDate: '1970-01-01' });
    for (let tries = 0; tries < 10; tries += 1) expect((await guess()).status).toBe(403);
    expect(await guess()).toMatchObject({ status: 429, body: { code: 'checkIn.tooMany' } });
    await lobby.desk.booked('Rina Sabar', '10:20');
    const right = { name: 'Rina Sabar', ...born };
    expect((await tablet.call('checkIn/kioskIdentify', right)).status).toBe(429);
    expect((await at('kioskIdentify', right)).status).toBe(200);
    lobby.desk.clinic.clock.advance(11);
    expect((await tablet.call('checkIn/kioskIdentify', right)).status).toBe(200);
  });
});

describe('the steps', () => {
  const begin = async (name: string, time: string) => {
    const visitId = await lobby.desk.booked(name, time);
    const { body } = await at('kioskIdentify', { name, ...born });
    return { visitId, session: body.session as string, steps: body.steps };
  };

  it('end with a number; signatures are kept with text, version, language and place', async () => {
    const { visitId, session, steps } = await begin('Wati Antre', '11:00');
    const done = await at('finish', await papers(session, steps));
    expect(done.body).toMatchObject({
      outcome: 'queued',
      queueNumber: expect.stringMatching(/^A-?\d+/),
      printed: false,
    });
    expect(await read(visitId)).toMatchObject({ step: 'waiting', reason: 'batuk', payerId: 'self-pay' });
    const { patientId } = await read(visitId);
    const consents = await lobby.desk.clinic.inside((ctx) =>
      ctx.record.search('Consent', {
        where: [{ param: 'patient', reference: `Patient/${patientId}` }],
        limit: 9,
      }),
    );
    expect(consents).toHaveLength(steps.forms.length);
    expect(consents[0]).toMatchObject({
      sourceAttachment: { contentType: 'image/png', data: png },
      verification: [{ verifiedWith: { display: 'Tablet lobi' } }],
      performer: [{ display: 'Wati Antre' }],
    });
    expect((await at('finish', await papers(session, steps))).body.code).toBe('checkIn.sessionOver');
  });

  it('print the slip at the kiosk’s own station, and give the number where its printer is off', async () => {
    const printer = await openLoopbackPrinter('escpos');
    const { host, port } = printer;
    const slip = { kind: 'escpos' as const, host, port };
    const { stationId } = await manager().call(printing, 'saveStation', { name: 'Lobi', printers: { slip } });
    const kiosk = { deviceId: lobby.kioskId, kiosk: true };
    await manager().call(checkIn, 'saveKiosk', { ...kiosk, stationId });
    const one = await begin('Cetak Karcis', '15:00');
    const came = printer.nextPaper();
    const done = await at('finish', await papers(one.session, one.steps));
    expect(done.body).toMatchObject({ outcome: 'queued', printed: true });
    const rows = rowsOf(readEscpos(await came, 48)).join('\n');
    expect(rows).toContain(done.body.queueNumber);
    expect(rows).not.toContain('Cetak');
    await printer.off();
    const two = await begin('Cetak Gagal', '15:20');
    const failed = await at('finish', await papers(two.session, two.steps));
    expect(failed.body).toMatchObject({ outcome: 'queued', printed: false });
    await manager().call(checkIn, 'saveKiosk', kiosk);
  });

  it('ask the red flags that her words bring up, and end at a yes', async () => {
    const { visitId, session, steps } = await begin('Dada Ampeg', '15:40');
    const asked = await at('reasonFlags', { session, reason: 'dada ampeg' });
    expect(asked.body.questions.map((one: { code: string }) => one.code)).toEqual(['chest']);
    expect((await at('reasonFlags', { session, reason: 'surat' })).body.questions).toEqual([]);
    expect((await at('sayRedFlag', { session, reason: 'dada ampeg', code: 'sugar' })).status).toBe(404);
    const said = await at('sayRedFlag', { session, reason: 'dada ampeg', code: 'chest' });
    expect(said.body).toEqual({ emergencyNumber: '119' });
    expect(await read(visitId)).toMatchObject({ priority: 'emergency' });
    const { alerts } = await clerk().call(frontDesk, 'alerts', { visitId });
    expect(alerts).toMatchObject([{ source: 'kiosk', place: 'Tablet lobi', level: 'emergency' }]);
    expect((await at('finish', await papers(session, steps))).body.code).toBe('checkIn.sessionOver');
  });

  it('leave to the desk what is open: a paper, the reason, another payer', async () => {
    const one = await begin('Belum Tanda', '11:20');
    const unsigned = { ...(await papers(one.session, one.steps)), consents: [] };
    expect((await at('finish', unsigned)).body).toEqual({ outcome: 'desk', printed: false });
    const two = await begin('Lain Penjamin', '11:40');
    const other = { ...(await papers(two.session, two.steps)), payerKey: '' };
    expect((await at('finish', other)).body.outcome).toBe('desk');
    // her signatures stand, so the desk does not ask for them again
    expect((await read(two.visitId)).forms.every((form) => form.state === 'signed')).toBe(true);
    const foreign = await begin('Bukan Miliknya', '12:00');
    const payer = await manager().call(insurance, 'savePayer', { name: 'Penjamin X', kind: 'commercial' });
    const wrong = { ...(await papers(foreign.session, foreign.steps)), payerKey: payer.id };
    expect((await at('finish', wrong)).body.outcome).toBe('desk');
  });

  it('take a child in with a guardian only', async () => {
    const { desk } = lobby;
    const patientId = await desk.patient('Anak Kecil', '2018-01-02');
    await desk.book(patientId, '12:20');
    const open = async () =>
      (await at('kioskIdentify', { name: 'Anak Kecil', birthDate: '2018-01-02' })).body;
    const alone = await open();
    expect(alone.steps.child).toBe(true);
    const refused = await at('finish', await papers(alone.session, alone.steps));
    expect(refused.body.fields?.[0]?.path).toBe('signer.relationship');
    const again = await open();
    const with_ = {
      ...(await papers(again.session, again.steps)),
      signer: { name: 'Ibu Rina', relationship: 'mother' },
    };
    expect((await at('finish', with_)).body.outcome).toBe('queued');
  });

  it('keep what she said, and leave a red flag that was not answered to the desk', async () => {
    const { visitId, session, steps } = await begin('Tanpa Jawab', '16:20');
    const unanswered = { ...(await papers(session, steps)), reason: 'dada ampeg', flags: [] };
    expect((await at('finish', unanswered)).body.outcome).toBe('desk');
    expect(await read(visitId)).toMatchObject({ reason: 'dada ampeg', payerId: 'self-pay' });
  });

  it('sign what is open alone, and once', async () => {
    const { visitId, session, steps } = await begin('Tanda Sekali', '16:40');
    const first = await papers(session, steps);
    await at('finish', { ...first, payerKey: '' });
    const { body } = await at('kioskIdentify', { name: 'Tanda Sekali', ...born });
    await at('finish', { ...first, session: body.session, payerKey: '' });
    const { patientId } = await read(visitId);
    const where = [{ param: 'patient', reference: `Patient/${patientId}` }];
    const kept = await lobby.desk.clinic.inside((ctx) => ctx.record.search('Consent', { where, limit: 9 }));
    expect(kept).toHaveLength(steps.forms.length);
  });

  it('are over where the kiosk is none any more, which can become one again when it is paired anew', async () => {
    const tablet = lobby.browser();
    const person = await lobby.http.person('frontDesk');
    await tablet.call('identity/signIn', { login: person.login, password: testPassword });
    const deviceId = await lobby.pair(tablet, 'Tablet bekas');
    await manager().call(checkIn, 'saveKiosk', { deviceId, kiosk: true });
    await lobby.desk.booked('Alat Hilang', '17:00');
    const { body } = await tablet.call('checkIn/kioskIdentify', { name: 'Alat Hilang', ...born });
    await manager().call(devices, 'remove', { deviceId });
    const late = await tablet.call('checkIn/reasonFlags', { session: body.session, reason: 'batuk' });
    expect(late.body.code).toBe('checkIn.sessionOver');
    const again = await lobby.pair(tablet, 'Tablet bekas lagi');
    await manager().call(checkIn, 'saveKiosk', { deviceId: again, kiosk: true });
    expect((await tablet.call('checkIn/openKiosk', {})).status).toBe(200);
  });

  it('take ten proposals and no more', async () => {
    const { session } = await begin('Banyak Usul', '17:20');
    const say = () => at('propose', { session, change: { kind: 'email', email: 'a@contoh.id' } });
    for (let times = 0; times < 10; times += 1) expect((await say()).status).toBe(200);
    expect(await say()).toMatchObject({ status: 429, body: { code: 'checkIn.tooMany' } });
  });

  it('ask for more than one word of a name that has several', async () => {
    await lobby.desk.booked('Siti Kenanga', '17:40');
    expect((await at('kioskIdentify', { name: 'Siti', ...born })).status).toBe(403);
    expect((await at('kioskIdentify', { name: 'siti kenanga', ...born })).status).toBe(200);
  });

  it('name what is wrong and change nothing', async () => {
    const { session, steps } = await begin('Salah Gambar', '12:40');
    const change = (body: object) => at('propose', { session, change: body });
    const notPicture = await change({ kind: 'cardFront', picture: { contentType: 'image/jpeg', data: png } });
    expect(notPicture.body.fields?.[0]?.path).toBe('change.picture.data');
    const phone = await change({ kind: 'phone', phone: '12' });
    expect(phone.body.fields?.[0]?.path).toBe('change.phone');
    const svg = await change({ kind: 'identity', picture: { contentType: 'image/svg+xml', data: png } });
    expect(svg.status).toBe(422);
    const bad = await papers(session, steps);
    const signed = { ...bad, consents: bad.consents.map((one) => ({ ...one, signature: jpeg })) };
    expect((await at('finish', signed)).body.fields?.[0]?.path).toBe('consents.0.signature');
    expect((await at('finish', bad)).body.outcome).toBe('queued');
  });

  it('may be left again and again: a page that comes late is not taken for one that guesses', async () => {
    const { session, steps } = await begin('Selesai Sudah', '16:00');
    await at('finish', await papers(session, steps));
    for (let times = 0; times < 25; times += 1) expect((await at('leave', { session })).status).toBe(200);
    expect((await at('openKiosk', {})).status).toBe(200);
  });

  it('are over when she walked away, and when the next one begins', async () => {
    const { session, steps } = await begin('Pergi Diam', '13:00');
    lobby.desk.clinic.clock.advance(4);
    expect((await at('finish', await papers(session, steps))).body.code).toBe('checkIn.sessionOver');
    const next = await begin('Orang Kedua', '13:20');
    await at('openKiosk', {});
    expect((await at('finish', await papers(next.session, next.steps))).body.code).toBe(
      'checkIn.sessionOver',
    );
  });
});
