import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identity } from '#platform/shared/identity-contract.ts';
import { whoMay } from '#slices/workforce/server/index.ts';
import { workforce } from '#slices/workforce/contract.ts';
import { scheduling } from '#slices/scheduling/contract.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { openTestHttp, post } from '#testing/http.ts';
import { movingIn } from '../contract.ts';

let melati: TestClinic;
beforeAll(async () => {
  melati = await openTestClinic();
});
afterAll(() => melati.close());

type Step = 'checkRows' | 'takeRows' | 'takeBack';
async function all(clinic: TestClinic, verb: Step, importId: string, by = 'manager') {
  for (;;) {
    const progress = await clinic.as(by).call(movingIn, verb, { importId });
    if (progress.finished) return progress.counts;
  }
}

async function open(clinic: TestClinic, text: string, by = 'manager') {
  const manager = clinic.as(by);
  const { importId } = await manager.call(movingIn, 'openFile', { kind: 'staff', fileName: 'petugas.csv' });
  const bytes = Buffer.from(text).toString('base64');
  await manager.call(movingIn, 'addPart', { importId, place: 0, bytes });
  const read = await manager.call(movingIn, 'readFile', { importId });
  return { read, importId: read.importId };
}

async function check(clinic: TestClinic, text: string, by = 'manager') {
  const { importId } = await open(clinic, text, by);
  return { importId, counts: await all(clinic, 'checkRows', importId, by) };
}

async function bring(clinic: TestClinic, text: string) {
  const { importId } = await check(clinic, text);
  return { importId, counts: await all(clinic, 'takeRows', importId) };
}

async function people(clinic: TestClinic) {
  const { people: list } = await clinic.as('manager').call(workforce, 'listPeople', {});
  return new Map(list.map((one) => [one.login, one]));
}

async function reasons(clinic: TestClinic, importId: string, state: 'error' | 'kept' | 'warning' | 'stored') {
  const { rows } = await clinic.as('manager').call(movingIn, 'rows', { importId, states: [state] });
  return rows.map(({ line, problems }) => [line, problems[0]?.field, problems[0]?.words]);
}

const head =
  'Nama;Nama masuk;Uraian tugas;Bahasa;Jabatan;No HP;Email;No SIP;Masa berlaku SIP;No STR;Masa berlaku STR;Mulai kerja';

describe('bringing staff in', () => {
  it('adds people with their job, licences, title and first day, invited and without a password', async () => {
    const before = await people(melati);
    const { importId, counts } = await check(
      melati,
      `${head}\nNs. Rina Kartika;Rina@melati2;Perawat;Indonesia;Perawat pelaksana;0812-3456-7890;rina@contoh.id;503/11/2026;2031-01-31;STR 31-0001;seumur hidup;2026-04-01\n` +
        'dr. Bima Sakti;bima@melati2;Dokter;en;;;;SIP 503/12/2026;2020-03-31;;;\n',
    );
    expect(counts).toEqual({ good: 1, warning: 1 });
    expect(await reasons(melati, importId, 'warning')).toEqual([
      [3, 'Izin praktik berlaku sampai', 'Sudah tidak berlaku: 2020-03-31.'],
    ]);
    expect((await people(melati)).size).toBe(before.size);
    expect(await all(melati, 'takeRows', importId)).toEqual({ stored: 2 });
    const rina = (await people(melati)).get('rina@melati2');
    expect(rina).toMatchObject({
      ...{ name: 'Ns. Rina Kartika', language: 'id', roles: ['clinical'], status: 'invited', hasPin: false },
      ...{ licence: 'SIP 503/11/2026', licenceUntilDay: '2031-01-31', startsOn: '2026-04-01' },
      ...{ phone: '+6281234567890', email: 'rina@contoh.id', jobTitle: 'Perawat pelaksana' },
      credentials: [{ kind: 'STR', number: '31-0001' }],
    });
    // what the manager changes later leaves the rest of it as it was
    const change = { staffId: rina?.id ?? '', name: 'Rina Kartika', roles: ['clinical', 'frontDesk'] };
    await melati.as('manager').call(workforce, 'savePerson', { ...change, licence: 'SIP 503/11/2026' });
    expect((await people(melati)).get('rina@melati2')).toMatchObject({
      ...{ name: 'Rina Kartika', roles: ['clinical', 'frontDesk'], licenceUntilDay: '2031-01-31' },
      ...{ jobTitle: 'Perawat pelaksana', startsOn: '2026-04-01', credentials: [{ kind: 'STR' }] },
    });
  });

  it('lets an invited person in by the link of her row under People, and not before', async () => {
    await bring(melati, `${head}\nWulan Guritno;wulan@melati2;Petugas pendaftaran;id;;;;;;;;\n`);
    const staffId = (await people(melati)).get('wulan@melati2')?.id ?? '';
    const link = await melati.as('manager').call(identity, 'issueResetLink', { staffId });
    expect(link.path).toMatch(/^\/invitation#/);
    await melati.inside(async (ctx) => {
      expect((await whoMay(ctx, 'records.register')).map(({ name }) => name)).not.toContain('Wulan Guritno');
    });
  });

  it('adds nothing by the same file twice, nor by another with the same sign-in names', async () => {
    const text = `${head}\nYuda Pratama;yuda@melati2;Petugas pembukuan;id;;;;;;;;\n`;
    const first = await bring(melati, text);
    const size = (await people(melati)).size;
    const again = await open(melati, text);
    expect(again.importId).toBe(first.importId);
    const other = await bring(melati, `${text}Yuda Baru;YUDA@melati2;Petugas pembukuan;id;;;;;;;;\n`);
    expect(other.counts).toEqual({ error: 2 });
    expect(await reasons(melati, other.importId, 'error')).toEqual([
      [2, 'Nama masuk', 'Nama masuk yuda@melati2 sudah dipakai orang lain.'],
      [3, 'Nama masuk', 'Nama masuk yuda@melati2 sudah dipakai orang lain.'],
    ]);
    expect((await people(melati)).size).toBe(size);
  });

  it('names what is wrong in each row, and gives it back as a file with the reason', async () => {
    const { importId, counts } = await check(
      melati,
      `${head}\nTanpa Tugas;tt@melati2;Direktur;id;;;;;;;;\nNama Masuk;a b;Perawat;id;;;;;;;;\nBahasa;bhs@melati2;Perawat;Jawa;;;;;;;;\n` +
        'Telepon;tlp@melati2;Perawat;id;;12;;;;;;\nIzin;izin@melati2;Perawat;id;;;;;2030-01-01;;;\nGanda;g@melati2;Perawat;id;;;;;;;;\nGanda Dua;g@melati2;Perawat;id;;;;;;;;\n',
    );
    expect(counts).toEqual({ error: 6, good: 1 });
    expect((await reasons(melati, importId, 'error')).map(([line, field]) => [line, field])).toEqual([
      [2, 'Uraian tugas'],
      [3, 'Nama masuk'],
      [4, 'Bahasa layar'],
      [5, 'Telepon'],
      [6, 'Izin praktik (SIP, NPI)'],
      [8, undefined],
    ]);
    const { csv } = await melati.as('manager').call(movingIn, 'errorFile', { importId });
    expect(csv).toContain('Direktur');
    expect(csv).toContain('Uraian tugas itu tidak ada di sini');
    const english = await melati.as('manager').call(movingIn, 'errorFile', { importId }, { language: 'en' });
    expect(english.csv).toContain('There is no such job description here');
  });

  it('asks about somebody who is called like a person here, and takes in who is another', async () => {
    await bring(melati, `${head}\ndr. Dewi Sartika, Sp.A;dewi@melati2;Dokter;id;;;;;;;;\n`);
    const { importId, counts } = await check(
      melati,
      `${head}\nDewi Sartika;dewi2@melati2;Perawat;id;;;;;;;;\nSartika Dewi;dewi3@melati2;Perawat;id;;;;;;;;\n`,
    );
    expect(counts).toEqual({ ask: 2 });
    const manager = melati.as('manager');
    const { rows } = await manager.call(movingIn, 'rows', { importId, states: ['ask'] });
    expect(rows[0]?.candidates).toMatchObject([{ name: 'dr. Dewi Sartika, Sp.A', login: 'dewi@melati2' }]);
    await manager.call(movingIn, 'decide', { importId, rowNumbers: [1], is: 'other' });
    await manager.call(movingIn, 'decide', { importId, rowNumbers: [2], is: 'same' });
    expect(await all(melati, 'takeRows', importId)).toEqual({ stored: 1, left: 1 });
    expect((await people(melati)).has('dewi2@melati2')).toBe(true);
  });

  it('never keeps a password that stands in the file', async () => {
    const { read, importId } = await open(
      melati,
      'Nama,Username,Role,Password,Kata Sandi\nPandu,pandu@melati2,manager,rahasia-sekali,juga-rahasia\n',
    );
    expect(read.columns.map(({ field, samples }) => [field, samples.length])).toEqual([
      ...[
        ['name', 1],
        ['login', 1],
        ['role', 1],
      ],
      ...[
        [undefined, 0],
        [undefined, 0],
      ],
    ]);
    const { count } = await melati.inside((ctx) =>
      ctx.db
        .selectFrom('moving_in_row')
        .select((eb) => eb.fn.countAll<bigint>().as('count'))
        .where('clinic_id', '=', ctx.clinic.id)
        .where('import_id', '=', importId)
        .where('cells', 'like', '%rahasia%')
        .executeTakeFirstOrThrow(),
    );
    expect(Number(count)).toBe(0);
    await all(melati, 'checkRows', importId);
    await all(melati, 'takeRows', importId);
    expect((await people(melati)).get('pandu@melati2')).toMatchObject({
      status: 'invited',
      roles: ['manager'],
    });
  });

  it('reads US certificates beside the NPI, and a month as good until its last day (A14.1)', async () => {
    const harbor = melati.other;
    const { importId, counts } = await bring(
      harbor,
      'Last name,First name,Username,Role,NPI,Certification,Certification number,Certification expires\n' +
        'Moss,Ann,ann@harbor2,Clinical medical assistant,,CMA (AAMA),123456,2027-03\nReed,Sam,sam@harbor2,Physician,1234567893,,,\n' +
        'Bad,Npi,bad@harbor2,Physician,1234567890,,,\nOdd,Kind,odd@harbor2,Nurse,,Barista,7,\n',
    );
    expect(counts).toEqual({ stored: 3, error: 1 });
    const found = await people(harbor);
    expect(found.get('ann@harbor2')).toMatchObject({
      ...{ name: 'Ann Moss', roles: ['clinical'], language: 'en' },
      credentials: [{ kind: 'CMA', number: '123456', untilDay: '2027-03-31' }],
    });
    expect(found.get('ann@harbor2')?.licence).toBeUndefined();
    expect(found.get('sam@harbor2')).toMatchObject({ licence: 'NPI 1234567893', credentials: [] });
    expect((await reasons(harbor, importId, 'error'))[0]?.[2]).toMatch(/^This is no NPI/);
    expect((await reasons(harbor, importId, 'stored'))[2]?.[2]).toMatch(/known here \(NPI, CMA/);
  });
});

describe('who brings staff in', () => {
  it('is not the front desk, and not a manager who may not manage people', async () => {
    const problem = await melati.refused(
      melati.as('frontDesk').call(movingIn, 'openFile', { kind: 'staff', fileName: 'x.csv' }),
    );
    expect(problem.status).toBe(403);
    await giveJob('clinical', ['records.import']);
    const nurse = await melati.refused(
      melati.as('clinical').call(movingIn, 'openFile', { kind: 'staff', fileName: 'x.csv' }),
    );
    expect(nurse.status).toBe(403);
  });

  it('gives no job that may do more than she in managing the clinic', async () => {
    await giveJob('bookkeeper', ['records.import', 'identity.manageStaff']);
    const text = `${head}\nBos Besar;bos@melati2;Manajer klinik;id;;;;;;;;\nPetugas Baru;baru@melati2;Perawat;id;;;;;;;;\n`;
    const { importId, counts } = await check(melati, text, 'bookkeeper');
    expect(counts).toEqual({ error: 1, good: 1 });
    const { rows } = await melati.as('bookkeeper').call(movingIn, 'rows', { importId, states: ['error'] });
    expect(rows[0]?.problems[0]).toMatchObject({ field: 'Uraian tugas' });
    expect(rows[0]?.problems[0]?.words).toMatch(
      /^Manajer klinik boleh melakukan yang tidak boleh Anda lakukan:/,
    );
  });
});

/** Adds acts to a job description, as a manager does. */
async function giveJob(role: string, more: string[]): Promise<void> {
  const { jobs } = await melati.as('manager').call(workforce, 'listJobDescriptions', {});
  const job = jobs.find((one) => one.role === role);
  if (!job) throw new Error(`no job ${role}`);
  const input = { role, actions: [...job.actions, ...more], preliminary: job.preliminary, lawAllows: true };
  await melati.as('manager').call(workforce, 'saveJobDescription', input);
}

describe('taking a file of staff back', () => {
  it('takes those back who have not come in, frees their sign-in names, and says who stays and why', async () => {
    const { importId } = await bring(
      melati,
      `${head}\nSatu Pergi;satu@melati3;Perawat;id;;;;;;;;\nDua Masuk;dua@melati3;Perawat;id;;;;;;;;\nTiga Diubah;tiga@melati3;Perawat;id;;;;;;;;\nEmpat Jadwal;empat@melati3;Dokter;id;;;;;;;;\nLima Janji;lima@melati3;Dokter;id;;;;;;;;\n`,
    );
    const manager = melati.as('manager');
    const found = await people(melati);
    const idOf = (login: string) => found.get(login)?.id ?? '';
    const link = await manager.call(identity, 'issueResetLink', { staffId: idOf('dua@melati3') });
    const http = await openTestHttp(melati);
    const chosen = { token: link.token, password: 'kuda lumping di tepi sawah' };
    expect((await post(`${http.url}/api/identity/takeInvitation`, chosen)).status).toBe(200);
    await http.close();
    const changed = { staffId: idOf('tiga@melati3'), name: 'Tiga Lain', roles: ['clinical'], licence: '' };
    await manager.call(workforce, 'savePerson', changed);
    await manager.call(scheduling, 'saveHours', {
      practitionerId: found.get('empat@melati3')?.practitionerId ?? '',
      ...{ validFrom: '2026-01-01', validTo: null, sessions: [{ weekday: 1, from: '08:00', to: '12:00' }] },
    });
    const booked = found.get('lima@melati3')?.practitionerId ?? '';
    await melati.inside((ctx) =>
      ctx.record.create({
        ...{ resourceType: 'Appointment', status: 'proposed' },
        participant: [{ actor: { reference: `Practitioner/${booked}` }, status: 'needs-action' }],
      }),
    );
    expect(await all(melati, 'takeBack', importId)).toEqual({ takenBack: 1, kept: 4 });
    expect(await reasons(melati, importId, 'kept')).toEqual([
      [3, undefined, 'Ia sudah masuk sejak itu, jadi tetap ada. Akhiri aksesnya di Petugas bila perlu.'],
      [4, undefined, 'Sudah diubah sejak itu, jadi tetap ada.'],
      [5, undefined, 'Sudah dipakai sejak itu, jadi tetap ada.'],
      [6, undefined, 'Sudah dipakai sejak itu, jadi tetap ada.'],
    ]);
    const then = await people(melati);
    expect(then.has('satu@melati3')).toBe(false);
    expect([then.get('dua@melati3')?.status, then.has('tiga@melati3')]).toEqual(['active', true]);
    const again = await bring(melati, `${head}\nSatu Kembali;satu@melati3;Perawat;id;;;;;;;;\n`);
    expect(again.counts).toEqual({ stored: 1 });
  });
});
