import { describe, expect, test } from 'vitest';
import {
  armToUse,
  meanArterialPressure,
  needsMoreReadings,
  pressureCategory,
  reportedPressure,
} from './blood-pressure.ts';
import { orthostatic } from './orthostatic.ts';

describe('A8.5: the graver half decides', () => {
  test('128/84 is stage 1, the diastolic decides', () => {
    expect(pressureCategory(128, 84, 'accAha')).toEqual({ category: 'stage1', decidedBy: 'diastolic' });
  });
});

test.each([
  [119, 79, 'normal', 'both'],
  [120, 79, 'elevated', 'systolic'],
  [129, 80, 'stage1', 'diastolic'],
  [130, 79, 'stage1', 'systolic'],
  [139, 89, 'stage1', 'both'],
  [140, 85, 'stage2', 'systolic'],
  [135, 90, 'stage2', 'diastolic'],
  [180, 120, 'stage2', 'both'],
  [181, 70, 'severe', 'systolic'],
  [150, 121, 'severe', 'diastolic'],
] as const)('%i/%i is %s by ACC/AHA, decided by %s', (systolic, diastolic, category, decidedBy) => {
  expect(pressureCategory(systolic, diastolic, 'accAha')).toEqual({ category, decidedBy });
});

test('with the 140/90 setting 139/89 is normal and 140/89 hypertension', () => {
  expect(pressureCategory(139, 89, 'from140').category).toBe('normal');
  expect(pressureCategory(140, 89, 'from140')).toEqual({ category: 'hypertension', decidedBy: 'systolic' });
  expect(pressureCategory(185, 89, 'from140').category).toBe('severe');
});

test('repeat, report the last two, use the higher arm', () => {
  expect(needsMoreReadings({ systolic: 128, diastolic: 80 }, 'accAha')).toBe(true);
  expect(needsMoreReadings({ systolic: 138, diastolic: 88 }, 'from140')).toBe(false);
  const readings = [
    { systolic: 150, diastolic: 96 },
    { systolic: 138, diastolic: 88 },
    { systolic: 134, diastolic: 86 },
  ];
  expect(reportedPressure(readings)).toEqual({ systolic: 136, diastolic: 87 });
  expect(reportedPressure(readings.slice(0, 1))).toEqual({ systolic: 150, diastolic: 96 });
  expect(reportedPressure([])).toBeNull();
  expect(armToUse(140, 128)).toBe('left');
  expect(armToUse(120, 131)).toBe('right');
  expect(armToUse(120, 130)).toBe('either');
  expect(meanArterialPressure(120, 80)).toBeCloseTo(93.333, 3);
});

describe('A8.4: orthostatic', () => {
  const supine = { systolic: 132, diastolic: 80, heartRate: 72 };

  test('132/80, 72 lying; 118/76, 84 at 1 min; 110/74, 88 at 3 min: fall 22/6, positive by the systolic', () => {
    const standing = [
      { minute: 1, systolic: 118, diastolic: 76, heartRate: 84 },
      { minute: 3, systolic: 110, diastolic: 74, heartRate: 88 },
    ];
    expect(orthostatic(supine, standing, 60)).toEqual({
      systolicFall: 22,
      diastolicFall: 6,
      heartRateRise: 16,
      positive: true,
      decidedBy: ['systolic'],
      tellClinicianHeartRate: false,
      symptoms: false,
    });
  });

  test('a racing heart without a fall goes to the clinician, from 40 beats between 12 and 19 years', () => {
    const standing = [{ minute: 3, systolic: 130, diastolic: 80, heartRate: 106 }];
    expect(orthostatic(supine, standing, 30)).toMatchObject({
      positive: false,
      tellClinicianHeartRate: true,
    });
    expect(orthostatic(supine, standing, 15)).toMatchObject({
      positive: false,
      tellClinicianHeartRate: false,
    });
  });

  test('readings after three minutes do not count, and without one in time there is no result', () => {
    expect(orthostatic(supine, [{ minute: 5, systolic: 90, diastolic: 60 }], 60)).toBeNull();
    expect(orthostatic(supine, [{ minute: 1, systolic: 131, diastolic: 70 }], 60)).toMatchObject({
      decidedBy: ['diastolic'],
      heartRateRise: null,
    });
  });
});
