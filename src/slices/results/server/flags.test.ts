import type { Observation } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { flagOf, standingOf } from './flags.ts';

const said = (code: string) => ({ interpretation: [{ coding: [{ code }] }] });
const potassium = (value: number, more: object = {}) => ({
  valueQuantity: { value, unit: 'mmol/L', ...more },
  referenceRange: [{ low: { value: 3.5, unit: 'mmol/L' }, high: { value: 5.1, unit: 'mmol/L' } }],
});

describe('the mark of a value', () => {
  it.each([
    ['HH', 'criticalHigh'],
    ['H', 'high'],
    ['LL', 'criticalLow'],
    ['A', 'abnormal'],
    ['POS', 'positive'],
    ['R', 'resistant'],
    ['N', undefined],
    ['NEG', undefined],
    ['RR', 'positive'],
    ['HX', 'criticalHigh'],
  ])('is what the laboratory says: %s', (code, flag) => {
    expect(flagOf(said(code))).toBe(flag);
  });

  it.each([
    [3.4, 'low'],
    [3.5, undefined],
    [5.1, undefined],
    [5.2, 'high'],
  ])('where the laboratory says nothing, is read off its range: %s', (value, flag) => {
    expect(flagOf(potassium(value))).toBe(flag);
  });

  it('is the laboratory’s where both speak', () => {
    expect(flagOf({ ...potassium(9), ...said('N') })).toBeUndefined();
  });

  it('is the gravest of several that a laboratory gave', () => {
    expect(flagOf({ interpretation: [{ coding: [{ code: 'H' }, { code: 'HH' }] }] })).toBe('criticalHigh');
  });

  it.each(['**', undefined])(
    'is read off the range where the laboratory marks it by a code of its own: %s',
    (code) => {
      const own = {
        interpretation: [{ coding: [{ system: 'https://example.org/lab', ...(code && { code }) }] }],
      };
      expect(flagOf({ ...potassium(7.2), ...own })).toBe('high');
    },
  );

  const otherUnit = potassium(9, { unit: 'mg/dL' });
  const under = potassium(2, { comparator: '<' });
  const twoRanges: Partial<Observation> = {
    valueQuantity: { value: 9 },
    referenceRange: [
      { high: { value: 5 }, age: { high: { value: 12 } } },
      { high: { value: 6 }, appliesTo: [{ text: 'Women' }] },
    ],
  };
  it.each([
    ['of another unit', otherUnit],
    ['that is said to lie below a limit', under],
    ['with ranges for some alone', twoRanges],
  ])('is not guessed for a value %s', (_, value) => {
    expect(flagOf(value)).toBeUndefined();
  });
});

it.each([
  ['final', 'final'],
  ['unknown', 'final'],
  ['partial', 'preliminary'],
  ['corrected', 'corrected'],
  ['appended', 'corrected'],
  ['entered-in-error', 'inError'],
])('a status of %s is told as %s', (status, standing) => {
  expect(standingOf(status)).toBe(standing);
});
