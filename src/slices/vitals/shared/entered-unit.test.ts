import { expect, test } from 'vitest';
import { inEnteredUnit } from './entered-unit.ts';

const fever = { sign: 'temperature', reasonKey: 'vitals_fever', params: { limit: 37.8 } } as const;

test('A limit beside a Fahrenheit reading is told in Fahrenheit, with words that say so', () => {
  expect(inEnteredUnit(fever, '[degF]')).toEqual({
    sign: 'temperature',
    reasonKey: 'vitals_fever_fahrenheit',
    params: { limit: 100 },
  });
});

test('A limit in the canonical unit, or of another sign, stays as it is', () => {
  expect(inEnteredUnit(fever, 'Cel')).toBe(fever);
  const pulse = {
    sign: 'heartRate',
    reasonKey: 'vitals_above_range',
    params: { low: 60, high: 100 },
  } as const;
  expect(inEnteredUnit(pulse, '[degF]')).toBe(pulse);
});

test('Hard limits of weight and length follow pounds and inches', () => {
  const range = (sign: 'weight' | 'height', low: number, high: number) =>
    ({ sign, reasonKey: 'vitals_reject_range', params: { low, high } }) as const;
  expect(inEnteredUnit(range('weight', 0.3, 500), '[lb_av]').params).toEqual({ low: 0.7, high: 1102.3 });
  expect(inEnteredUnit(range('height', 20, 260), '[in_i]').params).toEqual({ low: 7.9, high: 102.4 });
});
