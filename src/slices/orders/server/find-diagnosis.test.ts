import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orders } from '../contract.ts';
import { countryCodes, parseCodes, saveCodes, searchWords } from './codes.ts';
import { type Consultations, openConsultations } from './testing/open-consultations.ts';

let jakarta: Consultations;
beforeAll(async () => {
  jakarta = await openConsultations('ID');
});
afterAll(() => jakarta.clinic.close());

const find = async (text: string, clinic = jakarta.clinic, language: 'en' | 'id' = 'id') => {
  const { found } = await clinic.as('physician').call(orders, 'findDiagnosis', { text }, { language });
  return found.map((one) => one.code);
};

describe('diagnoses are found', () => {
  it.each([
    ['batuk pilek', 'J06.9'],
    ['hipertensi', 'I10'],
    ['sore throat', 'J02.9'],
    ['kencing man', 'E11.9'],
    ['darah tinggi', 'I10'],
    ['pink eye', 'H10.9'],
    ['MAAG', 'K30'],
    ['cantengan', 'L60.0'],
    ['R51', 'R51'],
    ['tipes', 'A01.0'],
  ])('by the words “%s”', async (text, code) => {
    expect((await find(text)).slice(0, 3)).toContain(code);
  });

  it('by words of either language, told in the reader’s', async () => {
    const call = (language: 'en' | 'id') =>
      jakarta.clinic
        .as('physician')
        .call(orders, 'findDiagnosis', { text: 'hipertensi', limit: 1 }, { language });
    expect((await call('en')).found).toMatchObject([{ label: 'High blood pressure' }]);
    expect((await call('id')).found).toMatchObject([{ label: 'Darah tinggi (hipertensi)' }]);
  });

  it('in the country’s own list, the other one kept apart', async () => {
    expect((await find('low back'))[0]).toBe('M54.5');
    expect((await find('low back', jakarta.clinic.other, 'en'))[0]).toBe('M54.50');
  });

  it('not at all for nothing, for little words and for what is on no list', async () => {
    expect(await find('')).toEqual([]);
    expect(await find('dan')).toEqual([]);
    expect(await find('xyzzy')).toEqual([]);
  });

  it('after the clinic has added its own', async () => {
    await jakarta.clinic.inside((ctx) =>
      saveCodes(ctx, parseCodes('Z99.9\tNeeds a machine\tBergantung pada alat\toksigen rumah')),
    );
    expect(await find('oksigen rumah')).toEqual(['Z99.9']);
  });
});

describe('the lists that come with the program', () => {
  it.each(['US', 'ID'])(
    'of %s hold some three hundred codes, each once and found by its own words',
    async (country) => {
      const lines = await countryCodes(country);
      expect(lines.length).toBeGreaterThan(250);
      expect(new Set(lines.map((line) => line.code)).size).toBe(lines.length);
      for (const line of lines)
        expect([line.code, searchWords(line.id).length > 0]).toEqual([line.code, true]);
    },
  );

  it('name the line that is no diagnosis', () => {
    expect(() => parseCodes('# ok\nJ6\tCold\tPilek')).toThrow('line 2');
  });
});
