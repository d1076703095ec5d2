import { describe, expect, it } from 'vitest';
import { plainCell } from './cell.ts';
import { recognise } from './field.ts';
import { patientFields } from './patient-fields.ts';
import { readPatientRow } from './patient-row.ts';

const read = (values: Record<string, string>) =>
  readPatientRow({ values: new Map(Object.entries(values)), orders: new Map() });

describe('a row of a patient', () => {
  it.each([
    // A1.4: one word is a whole name, whichever column it stands in and whatever fills the other half
    [{ name: 'Suharto' }, 'Suharto', undefined],
    [{ givenName: 'Suharto', familyName: '-' }, 'Suharto', undefined],
    [{ givenName: 'Suharto', familyName: 'Suharto' }, 'Suharto', undefined],
    [{ familyName: 'Suharto' }, 'Suharto', undefined],
    [{ name: 'Suharto', familyName: 'Suharto' }, 'Suharto', undefined],
    [{ givenName: 'Maria', middleName: 'J', familyName: "O'Neill" }, "Maria J O'Neill", "O'Neill"],
    [{ name: 'Smith, John' }, 'John Smith', 'Smith'],
    [{ name: 'Andi Wijaya, S.Kom.' }, 'Andi Wijaya, S.Kom.', undefined],
  ])('%j is called %s', (values, name, familyName) => {
    const { value } = read({ birthDate: '1988', ...(values as unknown as Record<string, string>) });
    expect([value.form.name, value.form.familyName]).toEqual([name, familyName]);
  });

  it('refuses a row without a name, and says so of nothing but the name', () => {
    const { problems } = read({ familyName: '-', birthDate: '1988', sex: 'L' });
    expect(problems).toEqual([{ field: 'name', key: 'movingIn_problem_nameMissing', tone: 'error' }]);
  });

  it.each([
    ['L', 'male'],
    ['P', 'female'],
    ['Laki-laki', 'male'],
    ['Perempuan', 'female'],
    ['M', 'male'],
    ['f', 'female'],
    ['Unknown', 'unknown'],
  ])('takes the sex %s for %s', (text, sex) => {
    expect(read({ name: 'A', sex: text }).value.form.sex).toBe(sex);
  });

  it('takes a birth date as far as it is known, and one that nobody wrote as unknown, with a remark', () => {
    expect(read({ name: 'A', birthDate: 'Mei 1988', sex: 'L' })).toMatchObject({
      problems: [],
      value: { form: { birthDate: '1988-05' } },
    });
    const { problems, value } = read({ name: 'A', sex: 'L' });
    expect(value.form.birthDateUnknown).toBe(true);
    expect(problems).toMatchObject([{ field: 'birthDate', tone: 'warning' }]);
  });

  it('keeps leading zeros, takes off what spreadsheets put around them, and finds digits that are lost', () => {
    expect(plainCell('="0001234567890"')).toBe('0001234567890');
    expect(plainCell("'+6281234567890")).toBe('+6281234567890');
    expect(plainCell("'Aisyah")).toBe("'Aisyah");
    expect(plainCell('=cmd|calc!A1')).toBe('=cmd|calc!A1');
    expect(read({ name: 'A', 'identifiers.nik': '3,17E+15' }).problems).toContainEqual({
      field: 'identifiers.nik',
      key: 'movingIn_problem_lostDigits',
      tone: 'error',
    });
  });
});

describe('headings', () => {
  it.each([
    ['No. RM|Nama Pasien|Tgl. Lahir|Jenis Kelamin|No KTP', 'recordNumber name birthDate sex identifiers.nik'],
    [
      'no_rkm_medis|nm_pasien|no_ktp|jk|tgl_lahir|no_tlp|no_peserta',
      'recordNumber name identifiers.nik sex birthDate phone identifiers.bpjs',
    ],
    [
      'pubpid|fname|lname|mname|DOB|sex|phone_home|phone_cell|postal_code|street',
      'recordNumber givenName familyName middleName birthDate sex otherPhone phone address.postalCode address.line',
    ],
    [
      'Patient ID|First Name|Last Name|DateOfBirth|Mobile Phone|ZIP',
      'recordNumber givenName familyName birthDate phone address.postalCode',
    ],
  ])('of %s are known', (headings, keys) => {
    expect(recognise(headings.split('|'), patientFields)).toEqual(keys.split(' '));
  });

  it('that nobody knows, or that come twice, are left for her to say', () => {
    expect(recognise(['Nama', 'Golongan darah', 'Name'], patientFields)).toEqual([
      'name',
      undefined,
      undefined,
    ]);
  });
});
