import { describe, expect, it } from 'vitest';
import type { Favourite } from '../contract.ts';
import { roman, signa } from './signa.ts';
import { matchingAllergies } from './substances.ts';
import { favouritesFor, medicineFrom, orderFrom, piecesNeeded } from './type-order.ts';

const medicine = {
  drug: 'Amoxicillin',
  strength: '500 mg',
  form: 'capsule' as const,
  dose: '1',
  route: 'oral' as const,
  frequency: 'threeTimesDaily' as const,
  days: 7,
  quantity: '21',
  asNeeded: false,
  dispensedHere: false,
};
const amox: Favourite = {
  favouriteId: '00000000-0000-7000-8000-000000000001',
  code: 'amoxicillin500',
  kind: 'medicine',
  label: 'Amoxicillin 500 mg',
  labels: { en: 'Amoxicillin 500 mg', id: 'Amoksisilin 500 mg' },
  search: 'amox antibiotic',
  detail: { kind: 'medicine', code: 'amoxicillin500', medicine },
  active: true,
};
const syrup: Favourite = {
  ...amox,
  code: 'syrup',
  labels: { en: 'Amoxicillin 125 mg/5 ml', id: 'Amoksisilin sirup' },
};

describe('a typed line', () => {
  it.each([
    ['amox 500', ['amoxicillin500']],
    ['amoks', ['amoxicillin500', 'syrup']],
    ['amox 500 3x1 5 hari', ['amoxicillin500']],
    ['ibuprofen', []],
  ])('“%s” finds its favourites', (text, codes) => {
    expect(favouritesFor(text, [amox, syrup]).map((one) => one.code)).toEqual(codes);
  });

  it.each([
    ['amox 500', { frequency: 'threeTimesDaily', days: 7, quantity: '21' }],
    ['amox 500 2x1 5 hari', { frequency: 'twiceDaily', dose: '1', days: 5, quantity: '10' }],
    ['amox 500 3x2 5 days pc', { dose: '2', quantity: '30', time: 'afterMeals' }],
    ['amox 500 bid #6 prn', { frequency: 'twiceDaily', quantity: '6', asNeeded: true }],
    ['amox 500 3 dd 1 no 12', { frequency: 'threeTimesDaily', quantity: '12' }],
  ])('“%s” goes over the favourite’s usual words', (text, expected) => {
    const order = orderFrom(text, amox);
    expect(order.kind === 'medicine' && order.medicine).toMatchObject(expected);
  });

  it('makes a medicine that is no favourite, once drug and frequency are there', () => {
    expect(medicineFrom('cefixime 200 mg 2x1 5 days')).toMatchObject({
      medicine: { drug: 'Cefixime', strength: '200 mg', frequency: 'twiceDaily', days: 5, quantity: '10' },
    });
    expect(medicineFrom('cefixime')).toBeUndefined();
  });

  it('counts pieces and never millilitres', () => {
    expect(piecesNeeded({ ...medicine, dose: '½', days: 5 })).toBe('8');
    expect(piecesNeeded({ ...medicine, form: 'syrup' })).toBeUndefined();
  });
});

describe('allergies are compared by names', () => {
  it.each([
    ['Amoxicillin', ['Penicillin'], ['Penicillin']],
    ['Amoksisilin', ['Alergi penisilin'], ['Alergi penisilin']],
    ['Ibuprofen', ['Aspirin', 'Kacang'], ['Aspirin']],
    ['Cefadroxil', ['Penisilin'], ['Penisilin']],
    ['Kotrimoksazol', ['Sulfa'], ['Sulfa']],
    ['Metformin', ['Metformin tablet'], ['Metformin tablet']],
    ['Parasetamol', ['Penicillin'], []],
    ['Paracetamol tablet', ['Obat tablet merah'], []],
  ])('%s against %j', (drug, recorded, found) => {
    expect(matchingAllergies(drug, recorded)).toEqual(found);
  });
});

describe('a resep', () => {
  it.each([
    [1, 'I'],
    [4, 'IV'],
    [9, 'IX'],
    [15, 'XV'],
    [40, 'XL'],
    [99, 'XCIX'],
    [3999, 'MMMCMXCIX'],
  ])('writes %i as %s', (value, figure) => expect(roman(value)).toBe(figure));

  it('refuses what has no Roman figure', () => expect(() => roman(0)).toThrow(RangeError));

  it('says how to take it in the Latin that pharmacies read', () => {
    expect(signa({ ...medicine, time: 'afterMeals' })).toBe('S 3 dd 1 caps p.c.');
    expect(signa({ ...medicine, form: 'syrup', dose: '5', asNeeded: true })).toBe('S 3 dd 5 ml p.r.n.');
  });
});
