import { expect, test } from 'vitest';
import { addressLines, addressProblems, isRegionCode } from './addresses.ts';

test('an American address goes on two lines', () => {
  const address = { line: ['12 Pier St Apt 4'], city: 'New York', state: 'NY', postalCode: '10004-1234' };
  expect(addressLines(address, 'US')).toEqual(['12 Pier St Apt 4', 'New York, NY 10004-1234']);
  expect(addressProblems(address, 'US')).toEqual([]);
});

test('an Indonesian address carries RT/RW of three digits, village and district', () => {
  const address = {
    line: ['Jl. Melati No. 5'],
    rt: '3',
    rw: '12',
    village: 'Gambir',
    subdistrict: 'Gambir',
    city: 'Jakarta Pusat',
    state: 'DKI Jakarta',
    postalCode: '10110',
  };
  expect(addressLines(address, 'ID')).toEqual([
    'Jl. Melati No. 5',
    'RT 003/RW 012',
    'Gambir, Gambir',
    'Jakarta Pusat, DKI Jakarta 10110',
  ]);
});

test('malformed parts are named, missing ones are not', () => {
  expect(addressProblems({ state: 'ZZ', postalCode: '1000' }, 'US')).toEqual([
    { field: 'state', code: 'unknown' },
    { field: 'postalCode', code: 'pattern' },
  ]);
  expect(addressProblems({ postalCode: '10110-1', rt: 'A' }, 'ID')).toEqual([
    { field: 'postalCode', code: 'pattern' },
    { field: 'rt', code: 'pattern' },
  ]);
  expect(addressProblems({}, 'ID')).toEqual([]);
});

test('free text stands alone', () => {
  expect(addressLines({ text: 'behind the market' }, 'ID')).toEqual(['behind the market']);
  expect(addressLines({}, 'US')).toEqual([]);
});

test('region codes have 2, 4, 6 or 10 digits', () => {
  expect(['31', '3171', '317101', '3171011001'].every(isRegionCode)).toBe(true);
  expect(['3', '317', '31710', '31710110', '0171'].some(isRegionCode)).toBe(false);
});
