import { describe, expect, it } from 'vitest';
import { roundTo } from '#platform/shared/quantities.ts';
import { type GrowthMeasured, growthAgeDays, growthOf } from './assess.ts';
import { daysPerMonth } from './tables.ts';

const boyOfTwelveMonths = { sex: 'male', ageDays: 12 * daysPerMonth, country: 'ID' } as const;
const of = (input: GrowthMeasured, indicator: string) => {
  const found = growthOf(input).results.find((one) => one.indicator === indicator);
  if (found === undefined) throw new Error(`no ${indicator}`);
  return found;
};

describe('A8.3: a boy of 12 months by the table', () => {
  it.each([
    [9.6479, 0, 0, 'normalWeight'],
    [11.0, 1.21, 1.21, 'riskOfExcessWeight'],
    [7.5, -2.29, -2.29, 'underweight'],
    [6.5, -3.52, -3.57, 'severelyUnderweight'],
  ])('%s kg is z %s, unrestricted %s: %s', (weightKg, z, raw, label) => {
    const found = of({ ...boyOfTwelveMonths, weightKg }, 'weightForAge');
    expect(roundTo(found.reference.m, 4)).toBe(9.6479);
    expect([roundTo(found.z, 2), roundTo(found.unrestrictedZ, 2), found.label]).toEqual([z, raw, label]);
  });
});

describe('lying and standing', () => {
  const child = (ageDays: number, lying: boolean) =>
    growthOf({ sex: 'female', ageDays, heightCm: 85, weightKg: 11, lying, country: 'ID' });
  it('adds 0.7 cm below 24 months to one measured standing', () => {
    expect(child(730, false)).toMatchObject({ heightCm: 85.7, heightMovedByCm: 0.7 });
    expect(child(730, true)).toMatchObject({ heightCm: 85, heightMovedByCm: 0 });
  });
  it('takes 0.7 cm off from 24 months on of one measured lying', () => {
    expect(child(731, true)).toMatchObject({ heightCm: 84.3, heightMovedByCm: -0.7 });
    expect(child(731, false)).toMatchObject({ heightCm: 85, heightMovedByCm: 0 });
  });
  it('reads weight for height at the same length either way', () => {
    const [lying, standing] = [true, false].map((one) =>
      child(731, one).results.find(({ indicator }) => indicator === 'weightForHeight'),
    );
    expect(lying?.reference.m).toBeCloseTo(11.2198, 4);
    expect(standing?.reference.m).toBeGreaterThan(11.2198);
  });
});

describe('a child born early', () => {
  it('is younger by the weeks to term until 24 months', () => {
    expect(growthAgeDays(300, 32)).toBe(300 - 56);
    expect(growthAgeDays(730, 32)).toBe(730 - 56);
    expect(growthAgeDays(731, 32)).toBe(731);
    expect(growthAgeDays(300, 37)).toBe(300);
    expect(growthAgeDays(300, undefined)).toBe(300);
  });
  it('has no row in these tables before term', () => {
    expect(
      growthOf({ sex: 'male', ageDays: 20, weightKg: 2.1, gestationWeeks: 32, country: 'ID' }),
    ).toMatchObject({ ageDays: -36, corrected: true, results: [] });
  });
});

describe('which table', () => {
  const standards = (ageDays: number, country: 'US' | 'ID') =>
    growthOf({ sex: 'male', ageDays, weightKg: 12, heightCm: 88, headCm: 49, country }).results.map(
      ({ indicator, standard }) => `${indicator} ${standard}`,
    );
  it('is the WHO’s below 24 months, and from then on the CDC’s in the US', () => {
    expect(standards(730, 'US').every((one) => one.endsWith('who2006'))).toBe(true);
    expect(standards(731, 'US')).toEqual([
      'weightForAge cdc2000',
      'heightForAge cdc2000',
      'weightForHeight who2006',
      'bodyMassForAge cdc2000',
      'headForAge who2006',
    ]);
    expect(standards(731, 'ID').every((one) => one.endsWith('who2006'))).toBe(true);
  });
  it('ends in Indonesia where the WHO’s of 2006 ends, and in the US at 20 years', () => {
    expect(standards(1856, 'ID')).toHaveLength(4);
    expect(standards(1857, 'ID')).toEqual([]);
    expect(standards(7305, 'US')).toHaveLength(3);
    expect(standards(7306, 'US')).toEqual([]);
  });
});

describe('labels', () => {
  const label = (z: number) => {
    const { reference } = of({ ...boyOfTwelveMonths, heightCm: 75, lying: true }, 'heightForAge');
    const heightCm = reference.m * (1 + z * reference.s);
    return of({ ...boyOfTwelveMonths, heightCm, lying: true }, 'heightForAge').label;
  };
  it.each([
    [-3.01, 'severelyStunted'],
    [-3, 'stunted'],
    [-2.01, 'stunted'],
    [-2, 'normalHeight'],
    [3, 'normalHeight'],
    [3.01, 'tall'],
  ])('Indonesian height for age at z %s is %s', (z, wanted) => {
    expect(label(z)).toBe(wanted);
  });
  it('are of body mass alone in the US', () => {
    const found = growthOf({ sex: 'male', ageDays: 10 * 365.25, weightKg: 50, heightCm: 140, country: 'US' });
    expect(found.results.map((one) => one.label)).toEqual([null, null, 'obesity']);
  });
  it('say that a figure is hardly possible', () => {
    expect(of({ ...boyOfTwelveMonths, heightCm: 40, lying: true }, 'heightForAge').implausible).toBe(true);
  });
});
