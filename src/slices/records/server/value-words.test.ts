import { expect, it } from 'vitest';
import { valueWords } from './chart-lines.ts';

const mg = (value: number) => ({ value, unit: 'mg' });

it.each([
  ['a quantity', { valueQuantity: { value: 5.4, unit: 'mmol/L', comparator: '<' as const } }, '<5,4 mmol/L'],
  ['a titre', { valueRatio: { numerator: { value: 1 }, denominator: { value: 128 } } }, '1 : 128'],
  ['a range', { valueRange: { low: mg(2), high: mg(4) } }, '2 mg – 4 mg'],
  ['a range without its end', { valueRange: { low: mg(2) } }, '2 mg'],
  ['no', { valueBoolean: false }, 'tidak'],
  ['nought', { valueInteger: 0 }, '0'],
  ['a moment', { valueDateTime: '2026-03-04T03:00:00Z' }, '2026-03-04T03:00:00Z'],
  ['a time of day', { valueTime: '07:30:00' }, '07:30:00'],
  [
    'a stretch of time',
    { valuePeriod: { start: '2026-03-01', end: '2026-03-04' } },
    '2026-03-01 – 2026-03-04',
  ],
  ['a curve', { valueSampledData: {} }, 'kurva; lihat laporannya'],
  ['why there is none', { dataAbsentReason: { text: 'Bahan rusak' } }, 'Bahan rusak'],
  ['nothing', {}, undefined],
])('tells %s as it was written', (_, value, told) => {
  expect(valueWords(value, 'id')).toBe(told);
});
