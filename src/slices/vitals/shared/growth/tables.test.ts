import { describe, expect, it } from 'vitest';
import { roundTo } from '#platform/shared/quantities.ts';
import { growthZ, measurementAtZ, percentileOfZ, restrictedGrowthZ } from './lms.ts';
import {
  type AgeIndicator,
  cdcMonths,
  daysPerMonth,
  referenceAt,
  type Sex,
  weightAtLength,
  whoDays,
} from './tables.ts';
import { weightForLengthRows } from './weight-for-length.ts';

const sexes: Sex[] = ['male', 'female'];
const indicators: AgeIndicator[] = ['weightForAge', 'heightForAge', 'bodyMassForAge', 'headForAge'];
const steps = [-3, -2, -1, 0, 1, 2, 3];

/** WHO 2006, weight for length: cm, then SD3neg to SD3 in kg as printed. */
const printed = {
  female: `45 1.9 2.1 2.3 2.5 2.7 3.0 3.3;46 2.0 2.2 2.4 2.6 2.9 3.2 3.5;47 2.2 2.4 2.6 2.8 3.1 3.4 3.7;48 2.3 2.5 2.7 3.0 3.3 3.6 4.0
49 2.4 2.6 2.9 3.2 3.5 3.8 4.2;50 2.6 2.8 3.1 3.4 3.7 4.0 4.5;51 2.8 3.0 3.3 3.6 3.9 4.3 4.8;52 2.9 3.2 3.5 3.8 4.2 4.6 5.1
53 3.1 3.4 3.7 4.0 4.4 4.9 5.4;54 3.3 3.6 3.9 4.3 4.7 5.2 5.7;55 3.5 3.8 4.2 4.5 5.0 5.5 6.1;56 3.7 4.0 4.4 4.8 5.3 5.8 6.4
57 3.9 4.3 4.6 5.1 5.6 6.1 6.8;58 4.1 4.5 4.9 5.4 5.9 6.5 7.1;59 4.3 4.7 5.1 5.6 6.2 6.8 7.5;60 4.5 4.9 5.4 5.9 6.4 7.1 7.8
61 4.7 5.1 5.6 6.1 6.7 7.4 8.2;62 4.9 5.3 5.8 6.4 7.0 7.7 8.5;63 5.1 5.5 6.0 6.6 7.3 8.0 8.8;64 5.3 5.7 6.3 6.9 7.5 8.3 9.1
65 5.5 5.9 6.5 7.1 7.8 8.6 9.5;66 5.6 6.1 6.7 7.3 8.0 8.8 9.8;67 5.8 6.3 6.9 7.5 8.3 9.1 10.0;68 6.0 6.5 7.1 7.7 8.5 9.4 10.3
69 6.1 6.7 7.3 8.0 8.7 9.6 10.6;70 6.3 6.9 7.5 8.2 9.0 9.9 10.9;71 6.5 7.0 7.7 8.4 9.2 10.1 11.1;72 6.6 7.2 7.8 8.6 9.4 10.3 11.4
73 6.8 7.4 8.0 8.8 9.6 10.6 11.7;74 6.9 7.5 8.2 9.0 9.8 10.8 11.9;75 7.1 7.7 8.4 9.1 10.0 11.0 12.2;76 7.2 7.8 8.5 9.3 10.2 11.2 12.4
77 7.4 8.0 8.7 9.5 10.4 11.5 12.6;78 7.5 8.2 8.9 9.7 10.6 11.7 12.9;79 7.7 8.3 9.1 9.9 10.8 11.9 13.1;80 7.8 8.5 9.2 10.1 11.0 12.1 13.4
81 8.0 8.7 9.4 10.3 11.3 12.4 13.7;82 8.1 8.8 9.6 10.5 11.5 12.6 13.9;83 8.3 9.0 9.8 10.7 11.8 12.9 14.2`,
  male: `45 1.9 2.0 2.2 2.4 2.7 3.0 3.3;46 2.0 2.2 2.4 2.6 2.9 3.1 3.5;47 2.1 2.3 2.5 2.8 3.0 3.3 3.7;48 2.3 2.5 2.7 2.9 3.2 3.6 3.9
49 2.4 2.6 2.9 3.1 3.4 3.8 4.2;50 2.6 2.8 3.0 3.3 3.6 4.0 4.4;51 2.7 3.0 3.2 3.5 3.9 4.2 4.7;52 2.9 3.2 3.5 3.8 4.1 4.5 5.0
53 3.1 3.4 3.7 4.0 4.4 4.8 5.3;54 3.3 3.6 3.9 4.3 4.7 5.1 5.6;55 3.6 3.8 4.2 4.5 5.0 5.4 6.0;56 3.8 4.1 4.4 4.8 5.3 5.8 6.3
57 4.0 4.3 4.7 5.1 5.6 6.1 6.7;58 4.3 4.6 5.0 5.4 5.9 6.4 7.1;59 4.5 4.8 5.3 5.7 6.2 6.8 7.4;60 4.7 5.1 5.5 6.0 6.5 7.1 7.8
61 4.9 5.3 5.8 6.3 6.8 7.4 8.1;62 5.1 5.6 6.0 6.5 7.1 7.7 8.5;63 5.3 5.8 6.2 6.8 7.4 8.0 8.8;64 5.5 6.0 6.5 7.0 7.6 8.3 9.1`,
};

/** WHO 2006, boys, weight for age by month from birth: SD3neg and SD2neg in kg as printed. */
const lowWeights = {
  [-3]: '2.1 2.9 3.8 4.4 4.9 5.3 5.7 5.9 6.2 6.4 6.6 6.8 6.9 7.1 7.2 7.4 7.5 7.7 7.8 8.0 8.1 8.2 8.4 8.5 8.6',
  [-2]: '2.5 3.4 4.3 5.0 5.6 6.0 6.4 6.7 6.9 7.1 7.4 7.6 7.7 7.9 8.1 8.3 8.4 8.6 8.8 8.9 9.1 9.2 9.4 9.5 9.7',
};

/** WHO 2006, by age: months, then SD3neg to SD3 as printed in the simplified tables of one decimal. */
const whoPrinted: [AgeIndicator, Sex, string][] = [
  [
    'weightForAge',
    'male',
    '0 2.1 2.5 2.9 3.3 3.9 4.4 5.0;12 6.9 7.7 8.6 9.6 10.8 12.0 13.3;24 8.6 9.7 10.8 12.2 13.6 15.3 17.1;60 12.4 14.1 16.0 18.3 21.0 24.2 27.9',
  ],
  [
    'weightForAge',
    'female',
    '0 2.0 2.4 2.8 3.2 3.7 4.2 4.8;12 6.3 7.0 7.9 8.9 10.1 11.5 13.1;24 8.1 9.0 10.2 11.5 13.0 14.8 17.0;60 12.1 13.7 15.8 18.2 21.2 24.9 29.5',
  ],
  [
    'heightForAge',
    'male',
    '0 44.2 46.1 48.0 49.9 51.8 53.7 55.6;12 68.6 71.0 73.4 75.7 78.1 80.5 82.9;24 78.0 81.0 84.1 87.1 90.2 93.2 96.3;60 96.1 100.7 105.3 110.0 114.6 119.2 123.9',
  ],
  [
    'heightForAge',
    'female',
    '0 43.6 45.4 47.3 49.1 51.0 52.9 54.7;12 66.3 68.9 71.4 74.0 76.6 79.2 81.7;60 95.2 99.9 104.7 109.4 114.2 118.9 123.7',
  ],
  [
    'headForAge',
    'male',
    '0 30.7 31.9 33.2 34.5 35.7 37.0 38.3;12 42.2 43.5 44.8 46.1 47.4 48.6 49.9;24 44.2 45.5 46.9 48.3 49.6 51.0 52.3;60 46.3 47.7 49.2 50.7 52.2 53.7 55.2',
  ],
  ['headForAge', 'female', '0 30.3 31.5 32.7 33.9 35.1 36.2 37.4'],
  [
    'bodyMassForAge',
    'male',
    '0 10.2 11.1 12.2 13.4 14.8 16.3 18.1;12 13.4 14.4 15.5 16.8 18.2 19.8 21.6;24 12.9 13.8 14.8 16.0 17.3 18.9 20.6;60 12.0 12.9 14.0 15.2 16.6 18.3 20.3',
  ],
  ['bodyMassForAge', 'female', '0 10.1 11.1 12.2 13.3 14.6 16.1 17.7'],
];

/** CDC 2000: months, then P3 P5 P10 P25 P50 P75 P90 P95 P97 as printed. */
const percentiles = [3, 5, 10, 25, 50, 75, 90, 95, 97];
const cdcPrinted: [AgeIndicator, Sex, number, string][] = [
  [
    'heightForAge',
    'male',
    24,
    '79.91084 80.72977 81.99171 84.10289 86.4522 88.80525 90.92619 92.19688 93.02265',
  ],
  [
    'heightForAge',
    'male',
    120.5,
    '126.66778 128.16245 130.48092 134.40084 138.82341 143.31677 147.42143 149.90532 151.52942',
  ],
  [
    'weightForAge',
    'male',
    120.5,
    '24.19264 24.94392 26.20745 28.66894 32.08799 36.55851 41.96894 46.15753 49.41515',
  ],
  [
    'weightForAge',
    'male',
    180.5,
    '41.52175 43.01506 45.49646 50.21378 56.49096 64.19328 72.75113 78.82659 83.24017',
  ],
  [
    'bodyMassForAge',
    'male',
    120.5,
    '13.96673 14.21866 14.64260 15.47270 16.64614 18.24521 20.34270 22.15409 23.72696',
  ],
  [
    'bodyMassForAge',
    'male',
    24,
    '14.52095 14.73732 15.09033 15.74164 16.57503 17.55719 18.60948 19.33801 19.85986',
  ],
  [
    'bodyMassForAge',
    'female',
    24,
    '14.14735 14.39787 14.80134 15.52808 16.4234 17.42746 18.44139 19.10624 19.56411',
  ],
];

describe('tables of the WHO', () => {
  it.each(sexes)('give the printed SDs of weight for length, %s, to their one decimal', (sex) => {
    for (const row of printed[sex].split(/[;\n]/)) {
      const [cm = 0, ...kg] = row.split(' ').map(Number);
      const reference = weightAtLength(sex, cm);
      expect(reference).toBeDefined();
      if (reference === undefined) return;
      expect([cm, ...steps.map((z) => roundTo(measurementAtZ(z, reference), 1))]).toEqual([cm, ...kg]);
    }
  });

  it.each([-3, -2] as const)('give the printed weights of boys at SD %s, month by month', (z) => {
    for (const [month, kg] of lowWeights[z].split(' ').map(Number).entries()) {
      const reference = referenceAt('who2006', 'weightForAge', 'male', month * daysPerMonth);
      expect([month, reference && roundTo(measurementAtZ(z, reference), 1)]).toEqual([month, kg]);
    }
  });

  it.each(whoPrinted)('give the printed SDs of %s, %s, to their one decimal', (indicator, sex, lines) => {
    for (const row of lines.split(';')) {
      const [month = 0, ...wanted] = row.split(' ').map(Number);
      const reference = referenceAt('who2006', indicator, sex, month * daysPerMonth);
      if (reference === undefined) throw new Error(`no ${indicator} at ${month}`);
      expect([month, ...steps.map((z) => roundTo(measurementAtZ(z, reference), 1))]).toEqual([
        month,
        ...wanted,
      ]);
    }
  });

  it('read 24 months as a height: between the last length and the first height there is nothing', () => {
    const at = (days: number) => referenceAt('who2006', 'heightForAge', 'female', days)?.m;
    expect([730, 730.4, 730.5, 730.9, 731].map(at)).toEqual([86.4008, 86.4008, 85.7299, 85.7299, 85.7299]);
  });

  it.each(indicators)('hold every day of %s: SDs rise, and each leads back to its z', (indicator) => {
    for (const sex of sexes) {
      const rows = whoDays(indicator, sex);
      expect(rows.length).toBe(indicator === 'headForAge' ? 1827 : 1857);
      for (const [day, row] of rows.entries()) {
        const found = steps.map((z) => measurementAtZ(z, row));
        expect(found[3]).toBe(row.m);
        for (const [place, value] of found.entries()) {
          if (place > 0 && value <= (found[place - 1] as number)) expect.fail(`${indicator} ${sex} ${day}`);
          const z = restrictedGrowthZ(value, row);
          if (Math.abs(z - (steps[place] as number)) > 1e-9) expect.fail(`${indicator} ${sex} ${day} ${z}`);
        }
        // the boundary is where the restriction begins, so a step beyond SD3 is 4 on either side
        const beyond = 2 * (found[6] as number) - (found[5] as number);
        expect(restrictedGrowthZ(beyond, row)).toBeCloseTo(4, 9);
      }
    }
  });

  it('hold every half centimetre of weight for length', () => {
    for (const sex of sexes) {
      const rows = weightForLengthRows(sex);
      expect([rows.length, rows[0]?.lengthCm, rows.at(-1)?.lengthCm]).toEqual([151, 45, 120.7]);
      for (const [place, row] of rows.entries()) {
        const before = rows[place - 1];
        if (before && (row.m <= before.m || row.lengthCm <= before.lengthCm)) expect.fail(`${sex} ${place}`);
        for (const z of steps) expect(growthZ(measurementAtZ(z, row), row)).toBeCloseTo(z, 9);
      }
    }
  });
});

describe('tables of the CDC', () => {
  it.each(cdcPrinted)('give the printed percentiles of %s, %s, %s months', (indicator, sex, months, row) => {
    const reference = referenceAt('cdc2000', indicator, sex, months * daysPerMonth);
    if (reference === undefined) throw new Error('no reference');
    for (const [place, value] of row.split(' ').map(Number).entries()) {
      const wanted = percentiles[place] as number;
      // five decimals of a measurement tell a percentile to three
      expect(roundTo(percentileOfZ(growthZ(value, reference)), 2)).toBe(wanted);
    }
  });

  it.each(['weightForAge', 'heightForAge', 'bodyMassForAge'] as const)('hold every month of %s', (one) => {
    for (const sex of sexes) {
      const rows = cdcMonths(one, sex);
      expect([rows.length, rows[0]?.months, rows.at(-1)?.months]).toEqual([218, 23.5, 240]);
      for (const row of rows) {
        // the skewest curves of body mass have no measurement at 3
        for (const z of [-3, -2, -1, 0, 1, 2]) expect(growthZ(measurementAtZ(z, row), row)).toBeCloseTo(z, 8);
        if (row.months < 24) continue;
        expect(referenceAt('cdc2000', one, sex, row.months * daysPerMonth)?.m).toBeCloseTo(row.m, 9);
      }
    }
  });

  it('begin at 24 months and end at 240', () => {
    const at = (days: number) => referenceAt('cdc2000', 'heightForAge', 'male', days);
    expect([at(730), at(731) === undefined, at(7305) === undefined, at(7306)]).toEqual([
      undefined,
      false,
      false,
      undefined,
    ]);
  });
});
