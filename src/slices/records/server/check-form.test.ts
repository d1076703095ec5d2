import { describe, expect, it } from 'vitest';
import type { PatientForm } from '../contract.ts';
import { checkPatientForm } from './check-form.ts';

const day = '2026-03-10';
const base: PatientForm = { name: 'Siti Aminah', sex: 'female', birthDate: '1990-08-05' };
const check = (part: Partial<PatientForm>, country: 'ID' | 'US' = 'ID') =>
  checkPatientForm({ ...base, ...part }, country, day);
const keys = (part: Partial<PatientForm>, country: 'ID' | 'US' = 'ID') =>
  check(part, country).problems.map((problem) => problem.key.replace('records_field_', ''));

describe('what a registration form may hold', () => {
  it('A5.1 takes a NIK that fits, and refuses a wrong length, day or month with the reason', () => {
    expect(check({ identifiers: { nik: '3171 0145 0890 0002' } })).toMatchObject({
      checked: { identifiers: { nik: '3171014508900002' } },
      problems: [],
      warnings: [],
    });
    expect(keys({ identifiers: { nik: '3171013213900001' } })).toEqual(['nikDay', 'nikMonth']);
    expect(check({ identifiers: { nik: '317101450890000' } }).problems).toEqual([
      { path: 'identifiers.nik', key: 'records_field_nikLength', params: { count: 15 } },
    ]);
  });

  it('warns and does not block when the NIK disagrees with sex or birth date', () => {
    const { problems, warnings } = check({
      sex: 'male',
      birthDate: '1990-08-06',
      identifiers: { nik: '3171014508900002' },
    });
    expect(problems).toEqual([]);
    expect(warnings.map((warning) => warning.key)).toEqual([
      'records_warning_nik_sexDiffers',
      'records_warning_nik_birthDateDiffers',
    ]);
  });

  it('A5.2 refuses Social Security numbers that were never issued', () => {
    for (const ssn of ['666-12-3456', '900-12-3456'])
      expect(keys({ identifiers: { ssn } }, 'US')).toEqual(['ssnRange']);
    expect(check({ identifiers: { ssn: '123-45-6789' } }, 'US').checked.identifiers).toEqual({
      ssn: '123456789',
    });
  });

  it('A5.5 keeps phones in E.164 and all thirteen characters of a BPJS number', () => {
    expect(check({ phone: '0812-3456-7890', identifiers: { bpjs: '0001234567890' } }).checked).toMatchObject({
      phone: '+6281234567890',
      identifiers: { bpjs: '0001234567890' },
    });
    expect(check({ phone: '(212) 555-0134' }, 'US').checked.phone).toBe('+12125550134');
    expect(keys({ identifiers: { bpjs: '1234567890' } })).toEqual(['bpjsLength']);
  });

  it('takes a birth date as far as it is known, and none that cannot be', () => {
    expect(keys({ birthDate: '1945' })).toEqual([]);
    expect(keys({ birthDate: '1945-08' })).toEqual([]);
    expect(keys({ birthDate: '2026-03-11' })).toEqual(['birthDateInFuture']);
    expect(keys({ birthDate: '2026' })).toEqual([]);
    expect(keys({ birthDate: '1990-02-30' })).toEqual(['noSuchDate']);
    expect(keys({ birthDate: '1905-01-01' })).toEqual(['birthDateTooOld']);
    expect(keys({ birthDate: undefined })).toEqual(['birthDateRequired']);
    expect(keys({ birthDate: undefined, birthDateUnknown: true })).toEqual([]);
  });

  it('needs a name with a letter, and a family name only as the end of the name', () => {
    expect(keys({ name: 'Suharto' })).toEqual([]);
    expect(keys({ name: '-' })).toEqual(['nameLetters']);
    expect(keys({ name: '' })).toEqual(['nameRequired']);
    expect(keys({ name: 'Maria Garcia', familyName: 'Garcia' })).toEqual([]);
    expect(keys({ name: 'Maria Garcia', familyName: 'Lopez' })).toEqual(['familyNotInName']);
  });

  it('names every wrong field at once, each under its own path', () => {
    const { problems } = check({
      phone: '12',
      guardian: { name: 'Budi', relationship: 'father', phone: 'abc' },
      address: { postalCode: '1234', rt: '0012' },
    });
    expect(problems.map((problem) => problem.path)).toEqual([
      'phone',
      'guardian.phone',
      'address.postalCode',
      'address.rt',
    ]);
  });

  it('asks for the guardian of a child without holding up the registration', () => {
    expect(check({ birthDate: '2020-01-01' }).warnings).toEqual([
      { path: 'guardian', key: 'records_warning_noGuardian' },
    ]);
    expect(check({ birthDate: '2008-03-10' }).warnings).toEqual([]);
    expect(check({ birthDate: '2008-03-11' }).warnings).toHaveLength(1);
  });
});
