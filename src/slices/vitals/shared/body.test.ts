import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ageAt } from '#platform/shared/age.ts';
import { roundTo } from '#platform/shared/quantities.ts';
import {
  adultBodyMassApplies,
  bodyMassBand,
  bodyMassIndex,
  surfaceAreaDuBois,
  surfaceAreaMosteller,
} from './body.ts';
import { growthZ, measurementAtZ, percentileOfZ, restrictedGrowthZ } from './growth/lms.ts';

describe('A8.2: body mass index and surface', () => {
  test('70 kg, 175 cm is 22.9; 82 kg, 168 cm is 29.1', () => {
    expect(roundTo(bodyMassIndex(70, 175), 1)).toBe(22.9);
    expect(roundTo(bodyMassIndex(82, 168), 1)).toBe(29.1);
  });

  test('70 kg, 170 cm has 1.82 m² by Mosteller and 1.81 m² by Du Bois', () => {
    expect(roundTo(surfaceAreaMosteller(70, 170), 2)).toBe(1.82);
    expect(roundTo(surfaceAreaDuBois(70, 170), 2)).toBe(1.81);
  });
});

describe('A8.3: growth of a boy of 12 months', () => {
  const reference = { l: 0.0644, m: 9.6479, s: 0.10925 };
  test.each([
    [9.6479, 0],
    [11.0, 1.21],
    [7.5, -2.29],
  ])('%s kg is z %s', (weightKg, z) => {
    expect(roundTo(growthZ(weightKg, reference), 2)).toBe(z);
    expect(roundTo(restrictedGrowthZ(weightKg, reference), 2)).toBe(z);
  });

  test('6.5 kg is raw −3.57 and −3.52 as WHO restricts it', () => {
    expect(roundTo(growthZ(6.5, reference), 2)).toBe(-3.57);
    expect(roundTo(restrictedGrowthZ(6.5, reference), 2)).toBe(-3.52);
  });

  test('a z-score and its measurement lead to each other, also when L is zero', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.constantFrom(0, 0.0644, -1.5, 1),
        (z, l) => {
          expect(growthZ(measurementAtZ(z, { ...reference, l }), { ...reference, l })).toBeCloseTo(z, 8);
        },
      ),
    );
  });

  test('percentiles of the normal curve', () => {
    expect(roundTo(percentileOfZ(0), 4)).toBe(50);
    expect(roundTo(percentileOfZ(-1.645), 2)).toBe(5);
    expect(roundTo(percentileOfZ(1.96), 2)).toBe(97.5);
  });
});

test.each([
  [
    'US',
    [
      [18.4, 'underweight'],
      [18.5, 'normal'],
      [24.94, 'normal'],
      [24.95, 'overweight'],
      [29.9, 'overweight'],
      [30, 'obese'],
    ],
  ],
  [
    'ID',
    [
      [16.9, 'severelyThin'],
      [17, 'underweight'],
      [18.4, 'underweight'],
      [18.5, 'normal'],
      [25, 'normal'],
      [25.1, 'overweight'],
      [27, 'overweight'],
      [27.1, 'obese'],
    ],
  ],
] as const)('adult bands in %s', (country, edges) => {
  for (const [index, band] of edges) expect([index, bodyMassBand(index, country)]).toEqual([index, band]);
});

test('adult bands begin where the growth curves end', () => {
  const nineteen = ageAt('2007-03-10', '2026-03-10');
  if (nineteen === null) throw new Error('no age');
  expect(adultBodyMassApplies(nineteen, 'ID')).toBe(true);
  expect(adultBodyMassApplies(nineteen, 'US')).toBe(false);
});
