import { describe, expect, it } from 'vitest';
import { type EducationEntry, eligibilityOf, stillMissing } from './eligibility.ts';
import { lastDayOf } from './expiry.ts';
import { defaultKinds } from './kinds.ts';
import type { CredentialRule, EducationCategory, PointsRule } from './rule.ts';

type WithPoints = CredentialRule & { points: PointsRule };
const kind = (code: string) => {
  const found = defaultKinds('US').find((one) => one.code === code);
  if (!found?.points) throw new Error(`no points for ${code}`);
  return found as WithPoints;
};
const cma = kind('CMA (AAMA)');
const from = '2021-03-18';
const span = { from, lastDay: lastDayOf(cma, from) ?? '' };

const entry = (category: EducationCategory, points: number, more: Partial<EducationEntry> = {}) => ({
  ...{ day: '2024-06-01', category, points: points * 100, approvedBy: 'AAMA' },
  ...more,
});
const judged = (...entries: EducationEntry[]) => eligibilityOf(cma, span, entries);
const missing = (...entries: EducationEntry[]) =>
  stillMissing(judged(...entries)).map((one) => [one.what, (one.needs - one.has) / 100]);

describe('A14.2: 60 points of a CMA (AAMA)', () => {
  it('12 administrative + 39 clinical + 9 general do not renew: general is below 10', () => {
    const entries = [entry('administrative', 12), entry('clinical', 39), entry('general', 9)];
    expect(judged(...entries).eligible).toBe(false);
    expect(missing(...entries)).toEqual([['general', 1]]);
  });

  it('12 + 20 + 28 of which the AAMA approved 28 do not renew: it asks for 30', () => {
    const entries = [
      entry('administrative', 12, { approvedBy: 'NHA' }),
      entry('clinical', 20, { approvedBy: '' }),
      entry('general', 28),
    ];
    expect(judged(...entries).eligible).toBe(false);
    expect(missing(...entries)).toEqual([['approved', 2]]);
  });

  it('10 + 10 + 10 + 30 of any category, 30 of them approved, renew', () => {
    const entries = [
      ...[entry('administrative', 10), entry('clinical', 10), entry('general', 10)],
      entry('clinical', 30, { approvedBy: 'ANA' }),
    ];
    expect(judged(...entries).eligible).toBe(true);
    expect(missing(...entries)).toEqual([]);
  });
});

describe('a cycle', () => {
  const full = [
    entry('administrative', 10, { day: from }),
    entry('clinical', 10, { day: '2026-03-31' }),
    entry('general', 40),
  ];

  it('counts its first and its last day, and nothing outside of it', () => {
    expect(judged(...full).eligible).toBe(true);
    const late = [...full.slice(0, 1), entry('clinical', 10, { day: '2026-04-01' }), ...full.slice(2)];
    expect(missing(...late)).toEqual([
      ['total', 10],
      ['clinical', 10],
    ]);
    const early = [entry('administrative', 10, { day: '2021-03-17' }), ...full.slice(1)];
    expect(missing(...early)).toContainEqual(['administrative', 10]);
  });

  it('of three years is counted back from the end of a credential of one', () => {
    const rma = kind('RMA (AMT)');
    const year = { from: '2025-05-10', lastDay: '2026-05-10' };
    const of = (day: string) => eligibilityOf(rma, year, [entry('clinical', 30, { day, approvedBy: '' })]);
    expect(of('2023-05-11')).toMatchObject({ eligible: true, cycle: { from: '2023-05-11' } });
    expect(of('2023-05-10').eligible).toBe(false);
  });

  it('adds halves and quarters exactly', () => {
    const tenths = Array.from({ length: 600 }, () => entry('clinical', 0.1));
    expect(judged(...tenths).counts[0]).toEqual({ what: 'total', has: 6000, needs: 6000 });
  });
});
