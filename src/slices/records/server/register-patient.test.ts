import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallOf } from '#platform/shared/contract.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { type LookAlike, records } from '../contract.ts';

let clinic: TestClinic;

beforeAll(async () => {
  clinic = await openTestClinic({ country: 'ID' });
});
afterAll(() => clinic.close());

type Form = CallOf<typeof records, 'registerPatient'>;
const register = (form: Form, who = 'frontDesk') => clinic.as(who).call(records, 'registerPatient', form);
const stored = (id: string) => clinic.inside((ctx) => ctx.record.mustRead('Patient', id));
const candidates = (problem: { details?: Record<string, unknown> }) =>
  problem.details?.candidates as LookAlike[];

describe('registering a patient', () => {
  it('A1.4 keeps a name of one word whole and invents no family name', async () => {
    const { patient } = await register({ name: 'Suharto', birthDate: '1945-08-17', sex: 'male' });
    expect((await stored(patient.id)).name).toEqual([{ use: 'official', text: 'Suharto' }]);
  });

  it('issues numbers of six digits, one after the other', async () => {
    const first = await register({ name: 'Nomor Satu', birthDate: '1970-01-01', sex: 'male' });
    const second = await register({ name: 'Angka Dua', birthDate: '1981-11-12', sex: 'female' });
    expect(first.patient.recordNumber).toMatch(/^\d{6}$/);
    expect(Number(second.patient.recordNumber)).toBe(Number(first.patient.recordNumber) + 1);
  });

  it('never gives a record number to a second person', async () => {
    const { patient } = await register({ name: 'Pemilik Nomor', birthDate: '1971-02-03', sex: 'male' });
    const claim = clinic.inside(async (ctx) => {
      const owner = await ctx.record.mustRead('Patient', patient.id);
      await ctx.record.remove('Patient', patient.id);
      await ctx.record.create({
        resourceType: 'Patient',
        identifier: owner.identifier ?? [],
        name: [{ text: 'Orang Lain' }],
      });
    });
    expect(await clinic.refused(claim)).toMatchObject({ code: 'platform.conflict' });
  });

  it("writes everything asked into the record, in the field's own systems", async () => {
    const { patient, warnings } = await register({
      name: 'Dewi Lestari',
      nickname: 'Wiwi',
      birthDate: '1990-08-05',
      sex: 'female',
      identifiers: {
        nik: '3171014508900002',
        kk: '3171010101010001',
        bpjs: '0001234567890',
        passport: 'x 1234567',
      },
      phone: '0812-3456-7890',
      email: 'dewi@example.org',
      mayLeaveMessage: false,
      address: {
        line: 'Jl. Melati 5',
        rt: '1',
        rw: '12',
        village: 'Cikini',
        subdistrict: 'Menteng',
        city: 'Jakarta Pusat',
        state: 'DKI Jakarta',
        postalCode: '10330',
      },
      language: 'jv',
      interpreterNeeded: true,
      emergencyContact: { name: 'Agus', relationship: 'spouse', phone: '081298765432' },
    });
    expect(warnings).toEqual([]);
    const resource = await stored(patient.id);
    const identifiers = Object.fromEntries((resource.identifier ?? []).map((one) => [one.system, one.value]));
    expect(identifiers).toMatchObject({
      'https://fhir.kemkes.go.id/id/nik': '3171014508900002',
      'https://fhir.kemkes.go.id/id/kk': '3171010101010001',
      'https://serambi.health/fhir/bpjs': '0001234567890',
      'https://serambi.health/fhir/passport': 'X1234567',
      'https://serambi.health/fhir/record-number/klinik-a': patient.recordNumber,
    });
    expect(resource.telecom).toContainEqual({ system: 'phone', value: '+6281234567890', use: 'mobile' });
    expect(resource.address?.[0]).toMatchObject({
      line: ['Jl. Melati 5'],
      district: 'Menteng',
      city: 'Jakarta Pusat',
      postalCode: '10330',
    });
    expect(patient.flags).toEqual(['Perlu penerjemah']);
    const { form } = await clinic.as('frontDesk').call(records, 'readPatient', { patientId: patient.id });
    expect(form).toMatchObject({
      name: 'Dewi Lestari',
      nickname: 'Wiwi',
      mayLeaveMessage: false,
      language: 'jv',
      address: { rt: '001', rw: '012', village: 'Cikini' },
      emergencyContact: { name: 'Agus', relationship: 'spouse', phone: '+6281298765432' },
    });
  });

  it("keeps a child's guardian as a person of her own", async () => {
    const { patient, warnings } = await register({
      name: 'Rafi Pratama',
      birthDate: '2021-06-07',
      sex: 'male',
      guardian: { name: 'Ratna', relationship: 'mother', phone: '081311112222' },
    });
    expect(warnings).toEqual([]);
    const banner = await clinic.as('clinical').call(records, 'readBanner', { patientId: patient.id });
    expect(banner.guardian).toEqual({ name: 'Ratna', relationship: 'mother', phone: '+6281311112222' });
  });

  it('names a newborn after the mother, who speaks for it and lends her NIK', async () => {
    const mother = await register({
      name: 'Kartini',
      birthDate: '1995-04-21',
      sex: 'female',
      identifiers: { nik: '3320056104950003' },
    });
    const { patient } = await register({
      newbornOf: { motherName: 'Kartini', patientId: mother.patient.id },
      birthDate: '2026-03-09',
      sex: 'female',
    });
    expect(patient).toMatchObject({ name: 'Bayi Ny. Kartini', flags: ['Nama sementara'] });
    const resource = await stored(patient.id);
    expect(resource.name).toEqual([{ use: 'temp', text: 'Bayi Ny. Kartini' }]);
    expect(resource.identifier).toContainEqual(
      expect.objectContaining({ system: 'https://fhir.kemkes.go.id/id/nik-ibu', value: '3320056104950003' }),
    );
    const read = await clinic.as('frontDesk').call(records, 'readPatient', { patientId: patient.id });
    const named = await clinic.as('frontDesk').call(records, 'editPatient', {
      patientId: patient.id,
      version: read.version,
      ...read.form,
      name: 'Melati Kartini',
      newbornOf: undefined,
    });
    expect(named.patient).toMatchObject({ name: 'Melati Kartini', flags: [] });
    expect((await stored(patient.id)).name).toEqual([
      { use: 'official', text: 'Melati Kartini' },
      { use: 'old', text: 'Bayi Ny. Kartini' },
    ]);
  });

  it('refuses a second chart for an identifier that one person has, whatever else is said', async () => {
    const { patient } = await register({
      name: 'Joko Susilo',
      birthDate: '1977-07-07',
      sex: 'male',
      identifiers: { bpjs: '0009876543210' },
    });
    const again: Form = {
      name: 'Djoko Soesilo',
      birthDate: '1977-07-07',
      sex: 'male',
      identifiers: { bpjs: '0009876543210' },
    };
    const problem = await clinic.refused(register(again));
    expect(problem).toMatchObject({ code: 'records.samePerson', status: 409 });
    expect(problem.detail).toContain(
      `Joko Susilo, No. RM ${patient.recordNumber.replace(/(\d\d)(?=\d)/g, '$1-')}`,
    );
    const insisted = await clinic.refused(register({ ...again, notThese: [patient.id] }));
    expect(insisted.code).toBe('records.samePerson');
  });

  it("shows look-alikes before it makes a second chart, and takes a person's word that they are others", async () => {
    const { patient } = await register({
      name: 'Muhammad Rizki',
      birthDate: '1988-05-05',
      sex: 'male',
      phone: '081377778888',
    });
    const again: Form = { name: 'Moh. Rizky', birthDate: '1988-05-05', sex: 'male', phone: '081377778888' };
    const problem = await clinic.refused(register(again));
    expect(problem).toMatchObject({ code: 'records.lookAlikes', status: 409 });
    expect(candidates(problem)).toMatchObject([{ id: patient.id, verdict: 'same' }]);
    const { patient: other } = await register({ ...again, notThese: [patient.id] });
    expect(other.id).not.toBe(patient.id);
    expect(JSON.stringify((await stored(other.id)).extension)).toContain(`Patient/${patient.id}`);
  });

  it('sends a mistyped birth date to review and does not call it the same', async () => {
    const { patient } = await register({
      name: 'Wulan Sari Dewanti',
      birthDate: '1992-03-11',
      sex: 'female',
      phone: '081355550000',
    });
    const found = await clinic.as('frontDesk').call(records, 'lookAlikes', {
      name: 'Wulan Sari Dewanti',
      birthDate: '1992-11-03',
      sex: 'female',
      phone: '081399990000',
    });
    expect(found.candidates).toMatchObject([{ id: patient.id, verdict: 'review' }]);
  });

  it('does not take twins for duplicates', async () => {
    const twin: Form = {
      name: 'Adi Nugroho',
      birthDate: '2019-09-09',
      sex: 'male',
      phone: '081366667777',
      guardian: { name: 'Rina', relationship: 'mother' },
    };
    await register(twin);
    const second = await register({ ...twin, name: 'Bayu Nugroho' });
    expect(second.patient.name).toBe('Bayu Nugroho');
  });

  it('registers once however often the same attempt is sent', async () => {
    const form: Form = { name: 'Sekali Saja', birthDate: '1966-06-06', sex: 'female' };
    const send = () =>
      clinic.as('frontDesk').call(records, 'registerPatient', form, { key: 'attempt-of-a-double-click' });
    expect((await send()).patient.id).toBe((await send()).patient.id);
  });

  it('names the wrong field in the words of the caller and keeps nothing', async () => {
    const problem = await clinic.refused(
      register({ name: 'Masa Depan', birthDate: '2030-01-01', sex: 'male' }),
    );
    expect(problem).toMatchObject({
      status: 422,
      fields: [{ path: 'birthDate', words: 'Tanggal lahir di masa depan. Perbaiki tanggalnya.' }],
    });
    const found = await clinic.as('frontDesk').call(records, 'findPatients', { text: 'Masa Depan' });
    expect(found.patients).toEqual([]);
  });

  it('is not for a physician to do, and says who may', async () => {
    const problem = await clinic.refused(
      register({ name: 'Oleh Dokter', birthDate: '1990-01-01', sex: 'male' }, 'physician'),
    );
    expect(problem).toMatchObject({ code: 'platform.notAllowed', status: 403 });
  });
});

describe('changing a patient', () => {
  it('changes only what was changed, says who did, and refuses over a newer version', async () => {
    const { patient } = await register({
      name: 'Tuti Wibowo',
      birthDate: '1959-12-01',
      sex: 'female',
      phone: '081300001111',
    });
    const desk = clinic.as('frontDesk');
    const read = await desk.call(records, 'readPatient', { patientId: patient.id });
    const edit = {
      patientId: patient.id,
      version: read.version,
      ...read.form,
      phone: '081300002222',
    };
    await desk.call(records, 'editPatient', edit);
    expect(await clinic.refused(desk.call(records, 'editPatient', edit))).toMatchObject({ status: 412 });
    const { versions } = await desk.call(records, 'patientHistory', { patientId: patient.id });
    expect(versions.map((one) => one.changes.length > 0 && one.by === desk.actor.name)).toEqual([true, true]);
    expect(versions[0]?.changes).toEqual([
      { field: 'phone', before: '+6281300001111', after: '+6281300002222' },
    ]);
  });

  it('keeps what other systems wrote beside the form', async () => {
    const foreign = { url: 'http://example.org/race', valueString: 'kept' };
    await clinic.inside((ctx) =>
      ctx.record.create({
        resourceType: 'Patient',
        id: 'from-elsewhere',
        extension: [foreign],
        name: [{ family: 'Corkery', given: ['Marc'], prefix: ['Mr.'] }],
        identifier: [{ system: 'http://hospital.example', value: 'h-1' }],
        birthDate: '1977-08-10',
        gender: 'male',
      }),
    );
    const desk = clinic.as('frontDesk');
    const read = await desk.call(records, 'readPatient', { patientId: 'from-elsewhere' });
    await desk.call(records, 'editPatient', {
      patientId: 'from-elsewhere',
      version: read.version,
      ...read.form,
      email: 'm@example.org',
    });
    const after = await stored('from-elsewhere');
    expect(after).toMatchObject({
      extension: [foreign],
      name: [{ family: 'Corkery', given: ['Marc'], prefix: ['Mr.'] }],
    });
    expect(after.identifier).toEqual([{ system: 'http://hospital.example', value: 'h-1' }]);
  });

  it('notes a death with its reason, closes a chart, and takes both back', async () => {
    const { patient } = await register({ name: 'Almarhum Contoh', birthDate: '1940-01-02', sex: 'male' });
    const manager = clinic.as('manager');
    const set = (status: 'active' | 'inactive' | 'deceased', date?: string) =>
      manager.call(records, 'setPatientStatus', {
        patientId: patient.id,
        status,
        reason: 'Kabar keluarga',
        ...(date && { date }),
      });
    expect((await set('deceased', '2026-03')).banner).toMatchObject({
      deceased: true,
      deceasedOn: '2026-03',
    });
    expect((await set('inactive')).banner).toMatchObject({ active: false, flags: ['Berkas ditutup'] });
    const edit = clinic.refused(
      clinic.as('nurse').call(records, 'recordAllergies', { patientId: patient.id, none: 'all' }),
    );
    expect((await edit).code).toBe('platform.conflict');
    expect((await set('active')).banner).toMatchObject({ active: true, flags: [] });
    expect(await clinic.refused(set('deceased', '2027'))).toMatchObject({ fields: [{ path: 'date' }] });
  });
});

describe('between clinics', () => {
  it('a patient of one clinic is absent in the other, and both number from one', async () => {
    const { patient } = await register({ name: 'Hanya Di Sini', birthDate: '1983-03-03', sex: 'female' });
    const there = clinic.other.as('frontDesk');
    expect(
      await clinic.other.refused(there.call(records, 'readChart', { patientId: patient.id })),
    ).toMatchObject({ status: 404 });
    expect(
      (await there.call(records, 'findPatients', { text: 'Hanya Di Sini 3 maret 1983' })).patients,
    ).toEqual([]);
    const own = await there.call(records, 'registerPatient', {
      name: 'Mary Major',
      familyName: 'Major',
      birthDate: '1983-03-03',
      sex: 'female',
    });
    expect(own.patient.recordNumber).toBe('000001');
  });
});
