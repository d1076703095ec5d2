import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { records } from '#slices/records/contract.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { movingIn, type Progress } from '../contract.ts';

let clinic: TestClinic;
beforeAll(async () => {
  clinic = await openTestClinic();
});
afterAll(() => clinic.close());

const manager = () => clinic.as('manager');

/** Opens a file as the screen does: in two parts, then read. */
async function open(text: string | Buffer, fileName = 'pasien.csv') {
  const bytes = Buffer.from(text);
  const { importId } = await manager().call(movingIn, 'openFile', { kind: 'patients', fileName });
  const half = Math.ceil(bytes.length / 2);
  for (const [place, part] of [bytes.subarray(0, half), bytes.subarray(half)].entries())
    await manager().call(movingIn, 'addPart', { importId, place, bytes: part.toString('base64') });
  return manager().call(movingIn, 'readFile', { importId });
}

async function all(verb: 'checkRows' | 'takeRows' | 'takeBack', importId: string): Promise<Progress> {
  for (;;) {
    const progress = await manager().call(movingIn, verb, { importId });
    if (progress.finished) return progress;
  }
}

async function bring(text: string | Buffer) {
  const { importId } = await open(text);
  await all('checkRows', importId);
  await all('takeRows', importId);
  return importId;
}

const rowsOf = async (importId: string, ...states: ('ask' | 'error' | 'warning' | 'kept' | 'stored')[]) =>
  (await manager().call(movingIn, 'rows', { importId, states })).rows;

async function find(text: string) {
  return (await clinic.as('frontDesk').call(records, 'findPatients', { text })).patients;
}

async function countPatients(): Promise<number> {
  return clinic.inside(async (ctx) => {
    const row = await ctx.db
      .selectFrom('records_patient')
      .select((eb) => eb.fn.countAll<bigint>().as('count'))
      .executeTakeFirstOrThrow();
    return Number(row.count);
  });
}

/** People who are all unlike one another: names of their own, birth dates years apart. */
function fileOf(count: number): string {
  const syllables = [
    'ba',
    'ci',
    'du',
    'fe',
    'go',
    'hu',
    'ja',
    'ki',
    'lo',
    'mu',
    'ne',
    'pa',
    'ri',
    'so',
    'tu',
    'wa',
  ];
  const word = (at: number) =>
    [0, 4, 8].map((shift) => syllables[((at * 2654435761) >>> shift) % 16]).join('');
  const lines = Array.from(
    { length: count },
    (_, at) =>
      `${word(at)} ${word(at + 7919)},${1930 + (at % 60)}-${String(1 + (at % 12)).padStart(2, '0')}-${10 + (at % 18)},L`,
  );
  return `Nama,Tanggal Lahir,Jenis Kelamin\n${lines.join('\n')}\n`;
}

describe('bringing patients in', () => {
  it('reads a file of another system, lists what it does not know, and writes nothing at the dry run', async () => {
    const before = await countPatients();
    const read = await open(
      'No. RM;Nama Pasien;Tgl. Lahir;JK;Gol. Darah;No HP\r\n' +
        '00-12-34;Suharto;5 Mei 1951;L;O;0812-3456-7890\r\n' +
        '001235;"Dewi\r\nLestari";1988;P;AB;\r\n',
    );
    expect(read).toMatchObject({ encoding: 'utf-8', delimiter: ';', rows: 2, needs: [], state: 'read' });
    expect(read.columns.map(({ heading, field }) => [heading, field])).toEqual([
      ['No. RM', 'recordNumber'],
      ['Nama Pasien', 'name'],
      ['Tgl. Lahir', 'birthDate'],
      ['JK', 'sex'],
      ['Gol. Darah', undefined],
      ['No HP', 'phone'],
    ]);
    expect(read.columns[4]).toMatchObject({ samples: ['O', 'AB'], filled: 2 });
    expect((await all('checkRows', read.importId)).counts).toEqual({ good: 2 });
    expect(await countPatients()).toBe(before);
    await manager().call(movingIn, 'discard', { importId: read.importId });
  });

  it('takes them in by the rules of registration, with their numbers, single names and partial dates', async () => {
    await bring(
      'No. RM;Nama;Tgl Lahir;JK;BPJS;No HP\n00-12-34;Suharto;5 Mei 1951;L;="0001234567890";0812-3456-7890\n009876;Dewi Lestari;1988;P;;\n',
    );
    const [suharto] = await find('suharto 5 mei 1951');
    expect(suharto).toMatchObject({ name: 'Suharto', recordNumber: '001234', phone: '+6281234567890' });
    const { form } = await clinic
      .as('frontDesk')
      .call(records, 'readPatient', { patientId: suharto?.id ?? '' });
    expect(form.familyName).toBeUndefined();
    expect(form.identifiers?.bpjs).toBe('0001234567890');
    const [dewi] = await find('009876 dewi lestari');
    expect(dewi).toMatchObject({ recordNumber: '009876', birthDate: '1988' });
    const { versions } = await clinic
      .as('manager')
      .call(records, 'patientHistory', { patientId: dewi?.id ?? '' });
    expect(versions[0]).toMatchObject({ by: 'Manajer klinik', reason: 'pasien.csv' });
  });

  it('takes nothing in twice when the same file comes again, and goes on after it was stopped', async () => {
    const text = fileOf(120);
    const { importId } = await open(text);
    await all('checkRows', importId);
    const before = await countPatients();
    const first = await manager().call(movingIn, 'takeRows', { importId });
    const { stored = 0 } = first.counts;
    expect(stored).toBeGreaterThan(0);
    expect(stored + (first.counts.good ?? 0) + (first.counts.ask ?? 0)).toBe(120);
    expect(first.finished).toBe(false);
    const again = await open(text);
    expect(again).toMatchObject({ importId, state: 'running', counts: { stored } });
    const end = await all('takeRows', again.importId);
    // a few of the names are alike by chance and are asked about
    expect((end.counts.stored ?? 0) + (end.counts.ask ?? 0)).toBe(120);
    expect(await countPatients()).toBe(before + (end.counts.stored ?? 0));
    expect(await open(text)).toMatchObject({ importId, state: 'done' });
    expect(await countPatients()).toBe(before + (end.counts.stored ?? 0));
  });

  it('asks for the order of day and month where the file does not say it, and reads by the answer', async () => {
    const read = await open('Name,DOB,Sex\nGita Permata,03/04/1990,F\n');
    expect(read.columns[1]).toMatchObject({ orderAsked: true });
    expect(read.needs.map(({ code }) => code)).toEqual(['orderMissing']);
    const { importId } = read;
    const refused = await clinic.refused(manager().call(movingIn, 'checkRows', { importId }));
    expect(refused).toMatchObject({ code: 'movingIn.notReady', status: 422 });
    expect(refused.detail).toContain('DOB');
    const columns = [{ field: 'name' }, { field: 'birthDate', order: 'dmy' as const }, { field: 'sex' }];
    await manager().call(movingIn, 'mapColumns', { importId, columns, saveAs: 'Sistem lama' });
    await all('checkRows', importId);
    await all('takeRows', importId);
    expect((await find('gita permata 1990-04-03'))[0]).toMatchObject({ birthDate: '1990-04-03' });
    // the next file of that system is understood at once, whatever the order of its columns
    const next = await open('Sex,Name,DOB\nM,Hasan,04/05/1991\n');
    expect(next.needs).toEqual([]);
    expect(next.mappings).toEqual(['Sistem lama']);
    expect(next.columns[2]).toMatchObject({ field: 'birthDate', order: 'dmy' });
  });

  it('names what is wrong of each row by line, field and reason, in the language of who looks', async () => {
    const { importId } = await open(
      'Nama,Tanggal Lahir,Jenis Kelamin,NIK\n,1990-01-01,L,\nJoko,2990-01-01,L,\nRina,1990-02-30,P,\nTono,1990,Q,12345\n' +
        'Uli,1990-01-01,P,3.17E+15\nVina,1990-01-01,P,,Jakarta\n',
    );
    await all('checkRows', importId);
    const rows = await rowsOf(importId, 'error');
    expect(
      rows.map(({ line, problems }) => [line, ...problems.map((one) => `${one.field}: ${one.words}`)]),
    ).toEqual([
      [2, 'Nama lengkap: Nama kosong. Satu kata cukup.'],
      [3, 'Tanggal lahir: Tanggal lahir di masa depan. Perbaiki tanggalnya.'],
      [4, 'Tanggal lahir: Tidak ada tanggal itu dalam urutan yang dipilih untuk kolom ini.'],
      [5, 'Jenis kelamin: Tulis laki-laki, perempuan, lainnya atau tidak diketahui, atau L, P.'],
      [6, expect.stringContaining('NIK: Lembar kerja mengubah nomor ini')],
      [7, expect.stringContaining('5 sel di bawah 4 judul kolom')],
    ]);
    const english = await manager().call(
      movingIn,
      'rows',
      { importId, states: ['error'], limit: 1 },
      { language: 'en' },
    );
    expect(english.rows[0]?.problems[0]).toMatchObject({
      field: 'Full name',
      words: 'The name is missing. One word is enough.',
    });
    expect(english.more).toBe(true);
  });

  it('gives back what is not in as a file that can be corrected and taken in again', async () => {
    const { importId } = await open(
      'Nama;Tanggal Lahir;Jenis Kelamin;Telepon\n"=HYPERLINK(""x"")";1990-01-01;Q;+62812 3456 7891\nYuni Astuti;1990-13-01;P;\n',
    );
    await all('checkRows', importId);
    const { csv, fileName, next } = await manager().call(movingIn, 'errorFile', { importId });
    expect(next).toBeUndefined();
    expect(fileName).toBe('pasien-belum-masuk.csv');
    const lines = csv.split('\r\n');
    expect(lines[0]).toBe('\ufeffNama;Tanggal Lahir;Jenis Kelamin;Telepon;Alasan');
    expect(lines[1]).toMatch(/^"?'=HYPERLINK.*;1990-01-01;Q;'\+62812 3456 7891;/);
    const corrected = csv.replace('1990-13-01', '1990-12-01').replace(';Q;', ';P;');
    const second = await open(corrected, fileName);
    expect(second.columns.at(-1)).toMatchObject({ heading: 'Alasan' });
    expect((await all('checkRows', second.importId)).counts).toEqual({ good: 2 });
    await all('takeRows', second.importId);
    const [formula] = await rowsOf(second.importId, 'stored');
    expect(formula?.title).toMatch(/^=HYPERLINK/);
  });

  it('takes Windows-1252 for what it is and says that it is a guess', async () => {
    const text = Buffer.from('Name,DOB,Sex\nJos\xe9 Pe\xf1a,1970-01-02,M\n', 'latin1');
    const read = await open(text);
    expect(read).toMatchObject({ encoding: 'windows-1252', encodingUncertain: true });
    expect(read.columns[0]?.samples).toEqual(['José Peña']);
    const { importId } = read;
    const other = await manager().call(movingIn, 'readFile', { importId, encoding: 'utf-8', delimiter: ';' });
    expect(other).toMatchObject({ encoding: 'utf-8', delimiter: ';' });
    expect(other.columns).toHaveLength(1);
  });

  it('refuses a file with an open quote and names the line, and one without rows', async () => {
    const call = open('Nama,Lahir\nA,1990\n"B,1991\n');
    expect(await clinic.refused(call)).toMatchObject({
      code: 'movingIn.fileUnreadable',
      details: { line: 3 },
    });
    expect(await clinic.refused(open('Nama,Lahir\n'))).toMatchObject({ code: 'movingIn.fileEmpty' });
  });
});

describe('look-alikes', () => {
  it('are asked about, standing charts and rows of the same file alike, and nothing is merged', async () => {
    await clinic.as('frontDesk').call(records, 'registerPatient', {
      ...{ name: 'Bambang Sutrisno', birthDate: '1977-07-07', sex: 'male' },
      identifiers: { nik: '3171010707770002' },
    });
    const { importId } = await open(
      'Nama,Tanggal Lahir,JK,NIK\nBambang Soetrisno,1977-07-07,L,\nBambang S,1977-07-07,L,3171010707770002\n' +
        'Citra Ayu,1999-09-09,P,\nCitra Ayu,1999-09-09,P,\n',
    );
    expect((await all('checkRows', importId)).counts).toEqual({ ask: 3, good: 1 });
    const asked = await rowsOf(importId, 'ask');
    expect(asked.map(({ candidates }) => candidates[0])).toMatchObject([
      { name: 'Bambang Sutrisno', certain: false },
      { name: 'Bambang Sutrisno', certain: true },
      { rowNumber: 3, certain: false },
    ]);
    const before = await countPatients();
    const refused = await clinic.refused(
      manager().call(movingIn, 'decide', { importId, rowNumbers: [2], is: 'other' }),
    );
    expect(refused).toMatchObject({ code: 'movingIn.sameForCertain' });
    await manager().call(movingIn, 'decide', { importId, rowNumbers: [1, 4], is: 'other' });
    await manager().call(movingIn, 'decide', { importId, rowNumbers: [2], is: 'same' });
    expect((await all('takeRows', importId)).counts).toEqual({ stored: 3, left: 1 });
    expect(await countPatients()).toBe(before + 3);
    const { pairs } = await manager().call(records, 'lookAlikesToReview', {});
    expect(pairs.filter(({ patient }) => /Bambang|Citra/.test(patient.name))).toEqual([]);
  });

  it('that came between the dry run and the import are asked about too', async () => {
    const { importId } = await open('Nama,Tanggal Lahir,JK\nEka Putri Wulandari,1985-01-02,P\n');
    expect((await all('checkRows', importId)).counts).toEqual({ good: 1 });
    await clinic.as('frontDesk').call(records, 'registerPatient', {
      name: 'Eka Putri Wulandari',
      birthDate: '1985-01-02',
      sex: 'female',
    });
    expect((await all('takeRows', importId)).counts).toEqual({ ask: 1 });
  });

  it('say whose a record number is already', async () => {
    await bring('No RM,Nama,Tanggal Lahir,JK\n777001,Fajar Nugroho,1966-06-06,L\n');
    const { importId } = await open('No RM,Nama,Tanggal Lahir,JK\n777001,Ganti Orang,1955-05-05,L\n');
    await all('checkRows', importId);
    const [row] = await rowsOf(importId, 'error');
    expect(row?.problems[0]?.words).toBe('Nomor rekam medis ini milik Fajar Nugroho.');
  });
});

describe('taking an import back', () => {
  it('gives up what nobody has built on, keeps the rest with the reason, and leaves every version in the history', async () => {
    const importId = await bring(
      'No RM,Nama,Tanggal Lahir,JK,Wali,Hubungan Wali\n880001,Satu Kembali,1991-01-01,L,,\n880002,Dua Berubah,1992-02-02,L,,\n' +
        '880003,Tiga Dipakai,1993-03-03,P,,\n880004,Empat Kecil,2020-04-04,P,Ibu Empat,Ibu\n',
    );
    const [changed] = await find('880002 dua berubah');
    const { form, version } = await manager().call(records, 'readPatient', { patientId: changed?.id ?? '' });
    await manager().call(records, 'editPatient', {
      ...form,
      nickname: 'Dua',
      patientId: changed?.id ?? '',
      version,
    });
    const [used] = await find('880003 tiga dipakai');
    await clinic.as('nurse').call(records, 'recordAllergies', { patientId: used?.id ?? '', none: 'all' });
    const [gone] = await find('880001 satu kembali');
    const before = await countPatients();
    expect((await all('takeBack', importId)).counts).toEqual({ takenBack: 2, kept: 2 });
    expect(await countPatients()).toBe(before - 2);
    expect((await rowsOf(importId, 'kept')).map(({ problems }) => problems[0]?.words)).toEqual([
      'Sudah diubah sejak itu, jadi tetap ada.',
      'Sudah dipakai sejak itu, jadi tetap ada.',
    ]);
    const versions = await clinic.inside((ctx) => ctx.record.history('Patient', gone?.id ?? ''));
    expect(versions.map(({ deleted }) => deleted)).toEqual([true, false]);
    const rows = await clinic.inside((ctx) =>
      ctx.db
        .selectFrom('audit_event')
        .select(['event', 'patient_id'])
        .where('event', 'like', 'movingIn.rowTaken%')
        .where('patient_id', '=', gone?.id ?? '')
        .execute(),
    );
    expect(rows.map(({ event }) => event).toSorted()).toEqual(['movingIn.rowTaken', 'movingIn.rowTakenBack']);
    // the number stays hers: the same file gives her the chart of before, and no second one
    const again = await bring(
      'No RM,Nama,Tanggal Lahir,JK\n880001,Satu Kembali,1991-01-01,L\n880004,Orang Lain,1950-04-04,L\n',
    );
    expect((await find('880001 satu kembali'))[0]?.id).toBe(gone?.id);
    const [refused] = await rowsOf(again, 'error');
    expect(refused?.problems[0]?.words).toBe(
      'Nomor rekam medis ini pernah milik orang lain dan tidak diberikan lagi.',
    );
  });
});

it('is for the manager alone', async () => {
  for (const role of ['frontDesk', 'nurse', 'bookkeeper', 'auditor']) {
    const refused = await clinic.refused(
      clinic.as(role).call(movingIn, 'openFile', { kind: 'patients', fileName: 'x.csv' }),
    );
    expect(refused).toMatchObject({ status: 403, code: 'platform.notAllowed' });
  }
});
