import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ageAt } from '#platform/shared/age.ts';
import { news2 } from './news2.ts';
import type { VitalValues } from './values.ts';

const adult = ageAt('1960-01-01', '2026-03-10');
const well: VitalValues = {
  respiratoryRatePerMinute: 16,
  oxygenSaturationPercent: 98,
  onOxygen: false,
  systolicMmHg: 122,
  heartRatePerMinute: 76,
  consciousness: 'alert',
  temperatureCelsius: 36.8,
};

describe('A8.1: NEWS2', () => {
  test('RR 22, SpO2 94 on air, SBP 108, HR 112, alert, 38.4 °C is 7, high', () => {
    const result = news2(adult, {
      respiratoryRatePerMinute: 22,
      oxygenSaturationPercent: 94,
      onOxygen: false,
      systolicMmHg: 108,
      heartRatePerMinute: 112,
      consciousness: 'alert',
      temperatureCelsius: 38.4,
    });
    expect(result).toEqual({
      status: 'complete',
      score: 7,
      risk: 'high',
      singleThree: false,
      parts: {
        respiratoryRate: 2,
        oxygenSaturation: 1,
        oxygen: 0,
        systolic: 1,
        heartRate: 2,
        consciousness: 0,
        temperature: 1,
      },
    });
  });

  test('RR 25 with all else normal is 3 and flags the single 3', () => {
    const result = news2(adult, { ...well, respiratoryRatePerMinute: 25 });
    expect(result).toMatchObject({ score: 3, singleThree: true, risk: 'lowMedium' });
  });

  test('scale 2, SpO2 95 on oxygen, rest 0, is 4', () => {
    const values = { ...well, oxygenSaturationPercent: 95, onOxygen: true };
    expect(news2(adult, values, { scale: 2, pregnant: false })).toMatchObject({ score: 4, risk: 'low' });
  });
});

test.each([
  [
    'respiratoryRatePerMinute',
    [
      [8, 3],
      [9, 1],
      [11, 1],
      [12, 0],
      [20, 0],
      [21, 2],
      [24, 2],
      [25, 3],
    ],
  ],
  [
    'systolicMmHg',
    [
      [90, 3],
      [91, 2],
      [100, 2],
      [101, 1],
      [110, 1],
      [111, 0],
      [219, 0],
      [220, 3],
    ],
  ],
  [
    'heartRatePerMinute',
    [
      [40, 3],
      [41, 1],
      [50, 1],
      [51, 0],
      [90, 0],
      [91, 1],
      [110, 1],
      [111, 2],
      [130, 2],
      [131, 3],
    ],
  ],
  [
    'temperatureCelsius',
    [
      [35.0, 3],
      [35.1, 1],
      [36.0, 1],
      [36.1, 0],
      [38.0, 0],
      [38.1, 1],
      [39.0, 1],
      [39.1, 2],
    ],
  ],
  [
    'oxygenSaturationPercent',
    [
      [91, 3],
      [92, 2],
      [93, 2],
      [94, 1],
      [95, 1],
      [96, 0],
    ],
  ],
] as const)('%s scores by the chart at every edge', (name, edges) => {
  for (const [value, score] of edges)
    expect([value, news2(adult, { ...well, [name]: value })]).toMatchObject([value, { score }]);
});

test('scale 2 spares saturations of 93 and more on air only', () => {
  const on = (percent: number, onOxygen: boolean) => {
    const result = news2(
      adult,
      { ...well, oxygenSaturationPercent: percent, onOxygen },
      { scale: 2, pregnant: false },
    );
    return result.status === 'complete' ? result.parts.oxygenSaturation : undefined;
  };
  expect([83, 84, 86, 88, 92, 93, 100].map((percent) => on(percent, false))).toEqual([3, 2, 1, 0, 0, 0, 0]);
  expect([92, 93, 94, 95, 96, 97].map((percent) => on(percent, true))).toEqual([0, 1, 1, 2, 2, 3]);
});

test('a missing parameter makes it incomplete and is named', () => {
  for (const name of Object.keys(well)) {
    const result = news2(adult, { ...well, [name]: undefined });
    expect(result.status).toBe('incomplete');
  }
  expect(news2(adult, { ...well, consciousness: undefined })).toEqual({
    status: 'incomplete',
    missing: ['consciousness'],
  });
});

test('does not apply to children, in pregnancy, or without an age', () => {
  expect(news2(ageAt('2010-03-11', '2026-03-10'), well)).toEqual({
    status: 'notApplicable',
    reason: 'under16',
  });
  expect(news2(ageAt('2010-03-10', '2026-03-10'), well)).toMatchObject({
    status: 'complete',
    score: 0,
    risk: 'low',
  });
  expect(news2(adult, well, { scale: 1, pregnant: true })).toEqual({
    status: 'notApplicable',
    reason: 'pregnant',
  });
  expect(news2(null, well)).toEqual({ status: 'notApplicable', reason: 'ageUnknown' });
});

test('every complete score is 0–20, its parts add up, and 7 is always high', () => {
  const values = fc.record({
    respiratoryRatePerMinute: fc.integer({ min: 3, max: 120 }),
    oxygenSaturationPercent: fc.integer({ min: 30, max: 100 }),
    onOxygen: fc.boolean(),
    systolicMmHg: fc.integer({ min: 30, max: 300 }),
    heartRatePerMinute: fc.integer({ min: 20, max: 300 }),
    consciousness: fc.constantFrom('alert', 'confused', 'voice', 'pain', 'unresponsive'),
    temperatureCelsius: fc.double({ min: 25, max: 45, noNaN: true }),
  });
  fc.assert(
    fc.property(values, fc.constantFrom(1, 2), (set, scale) => {
      const result = news2(adult, set, { scale, pregnant: false });
      if (result.status !== 'complete') throw new Error(result.status);
      expect(result.score).toBe(Object.values(result.parts).reduce((total, part) => total + part, 0));
      expect(result.score >= 0 && result.score <= 20).toBe(true);
      expect(result.risk === 'high').toBe(result.score >= 7);
    }),
  );
});
