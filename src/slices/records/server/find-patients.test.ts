import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { records } from '../contract.ts';

let clinic: TestClinic;
const ids: Record<string, string> = {};

beforeAll(async () => {
  clinic = await openTestClinic({ country: 'ID' });
  const add = async (name: string, birthDate: string, more: object = {}) => {
    const form = { name, birthDate, sex: 'male' as const, ...more };
    ids[name] = (await clinic.as('frontDesk').call(records, 'registerPatient', form)).patient.id;
  };
  await add('Budi Santoso', '1988-05-05', {
    phone: '0812-3456-7890',
    identifiers: { nik: '3171010505880001' },
    address: { city: 'Depok' },
  });
  await add('Budi Hartono', '1990-01-31');
  await add('Suharto', '1945-08-17');
  await add('Soeharti Djojo', '1951-02-03');
  await add('Muhammad Rizki', '1999-09-09');
  await add('Budiman', '1950');
});
afterAll(() => clinic.close());

const find = (text: string) => clinic.as('frontDesk').call(records, 'findPatients', { text });
const names = async (text: string) => (await find(text)).patients.map((one) => one.name);

describe('finding a patient', () => {
  it('by name and date of birth as the patient says them shows the whole identity', async () => {
    for (const text of [
      'budi 5 mei 1988',
      '5 Mei 1988 Budi Santoso',
      'budi santoso 05051988',
      'santoso 5/5/1988',
    ]) {
      const found = await find(text);
      expect(found.needsSecondIdentifier).toBe(false);
      expect(found.patients).toMatchObject([
        {
          id: ids['Budi Santoso'],
          masked: false,
          birthDate: '1988-05-05',
          phone: '+6281234567890',
          city: 'Depok',
          foundBy: ['name', 'birthDate'],
        },
      ]);
    }
    expect((await find('Suharto 17081945')).patients).toMatchObject([{ id: ids.Suharto, masked: false }]);
  });

  it('A1.2 by name alone hides the other identifiers and asks for a second one', async () => {
    const found = await find('budi santoso');
    expect(found.needsSecondIdentifier).toBe(true);
    expect(found.patients).toEqual([
      {
        id: ids['Budi Santoso'],
        name: 'Budi Santoso',
        sex: 'male',
        recordNumber: expect.any(String),
        birthDate: '1988',
        phone: '•••90',
        active: true,
        deceased: false,
        masked: true,
        foundBy: ['name'],
      },
    ]);
  });

  it('by the beginning of words, those with the whole word first', async () => {
    expect(await names('budi')).toEqual(['Budi Hartono', 'Budi Santoso', 'Budiman']);
    expect(await names('bud san')).toEqual(['Budi Santoso']);
  });

  it('the beginning of a name and a birth date do not identify anybody', async () => {
    const found = await find('b 5 mei 1988');
    expect(found.patients).toMatchObject([{ masked: true, foundBy: ['birthDate'] }]);
    expect((await find('budi 1988')).patients).toMatchObject([{ masked: true }]);
  });

  it('a birth date of which only the year is known counts when it is said as it is known', async () => {
    expect((await find('budiman 1950')).patients).toMatchObject([{ name: 'Budiman', masked: false }]);
  });

  it('by sound, in old and new spelling', async () => {
    expect(await names('Suharti Jojo')).toEqual(['Soeharti Djojo']);
    expect(await names('moh rizky')).toEqual(['Muhammad Rizki']);
    expect((await find('moh rizky 9 september 1999')).patients).toMatchObject([{ masked: false }]);
  });

  it('by record number with hyphens or without its zeros, by NIK, and by the end of the phone', async () => {
    const [{ recordNumber = '' } = {}] = (await find('Budi Santoso')).patients;
    const hyphens = recordNumber.replace(/(\d\d)(?=\d)/g, '$1-');
    expect(await names(hyphens)).toEqual(['Budi Santoso']);
    expect(await names(String(Number(recordNumber)).padStart(3, '0'))).toEqual(['Budi Santoso']);
    expect(await names('3171 0105 0588 0001')).toEqual(['Budi Santoso']);
    expect(await names('7890')).toEqual(['Budi Santoso']);
    expect((await find('7890 budi')).patients).toMatchObject([{ masked: true, foundBy: ['name'] }]);
    expect((await find('budi 081234567890')).patients).toMatchObject([
      { masked: false, foundBy: ['name', 'phone'] },
    ]);
    expect((await find(`${hyphens} budi santoso`)).patients).toMatchObject([{ masked: false }]);
  });

  it('a name that nobody has finds nobody, and empty text those changed last, masked', async () => {
    expect((await find('tidak ada orangnya')).patients).toEqual([]);
    const latest = await find('');
    expect(latest.needsSecondIdentifier).toBe(false);
    expect(latest.patients.map((one) => one.masked)).toEqual([true, true, true, true, true, true]);
  });

  it('takes signs of a pattern for what they are', async () => {
    for (const text of ['%', '_', "'; DROP TABLE x", '\\', '()', '🙂'])
      expect((await find(text)).patients.length).toBeLessThan(7);
    expect(await names('budi%')).toEqual(await names('budi'));
  });
});

describe('identifying the patient who stands at the desk', () => {
  const identify = (spoken: object) =>
    clinic.as('frontDesk').call(records, 'identify', { patientId: ids['Budi Santoso'] ?? '', spoken });

  it('A1.2 asks for a second identifier when only the name was said, and takes name with date of birth', async () => {
    const refused = await clinic.refused(identify({ name: 'Budi Santoso' }));
    expect(refused).toMatchObject({ code: 'records.secondIdentifierRequired' });
    expect(refused.detail).toMatch(/^Perlu identitas kedua/);
    const { banner, agreed } = await identify({ name: 'budi santoso', birthDate: '1988-05-05' });
    expect(agreed).toEqual(['name', 'birthDate']);
    expect(banner).toMatchObject({ name: 'Budi Santoso', birthDate: '1988-05-05' });
  });

  it('stops when any one identifier differs, however many agree', async () => {
    const refused = await clinic.refused(
      identify({ name: 'Budi Santoso', phone: '081234567890', birthDate: '1988-05-06' }),
    );
    expect(refused).toMatchObject({ code: 'records.identityMismatch', details: { differs: ['birthDate'] } });
  });

  it('takes record number, phone and NIK as further identifiers', async () => {
    const { agreed } = await identify({ identifier: '3171010505880001', phone: '0812 3456 7890' });
    expect(agreed).toEqual(['phone', 'identifier']);
  });
});
