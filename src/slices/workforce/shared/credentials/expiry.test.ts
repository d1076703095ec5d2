import { describe, expect, it } from 'vitest';
import { lastDayOf, routesOn, statusOn } from './expiry.ts';
import { defaultKinds } from './kinds.ts';

const kind = (code: string) => {
  const found = defaultKinds('US').find((one) => one.code === code);
  if (!found) throw new Error(`no ${code}`);
  return found;
};
const cma = kind('CMA (AAMA)');

describe('A14.1: a CMA (AAMA) certified on 2021-03-18', () => {
  const lastDay = lastDayOf(cma, '2021-03-18');
  const on = (day: string) => statusOn(day, { lastDay, suspended: false }, cma);

  it('ends on 2026-03-31, counted from the end of the month', () => {
    expect(lastDay).toBe('2026-03-31');
    expect(on('2026-03-31')).toBe('active');
    expect(on('2026-04-01')).toBe('grace');
  });

  it('is renewed by points until 2026-06-29, and from 2026-06-30 by the examination only', () => {
    expect(routesOn('2026-06-29', lastDay, cma)).toEqual(['points', 'exam']);
    expect(on('2026-06-29')).toBe('grace');
    expect(routesOn('2026-06-30', lastDay, cma)).toEqual(['exam']);
    expect(on('2026-06-30')).toBe('expired');
  });
});

describe('the end of a credential', () => {
  it.each([
    ['CMA (AAMA)', '2019-02-01', '2024-02-29'],
    ['BLS', '2024-02-29', '2026-02-28'],
    ['CCMA (NHA)', '2024-05-10', '2026-05-10'],
    ['RMA (AMT)', '2024-02-29', '2025-02-28'],
    ['SIP', '2026-01-15', '2031-01-15'],
    ['STR', '2026-01-15', null],
    ['NPI', '2010-01-15', null],
  ])('%s of %s is %s', (code, from, lastDay) => {
    expect(lastDayOf(kind(code), from)).toBe(lastDay);
  });

  it('never comes where nothing ends, and a suspension is before everything', () => {
    expect(statusOn('2999-01-01', { lastDay: null, suspended: false }, kind('STR'))).toBe('active');
    expect(statusOn('2026-01-01', { lastDay: null, suspended: true }, kind('STR'))).toBe('suspended');
    expect(routesOn('2026-01-01', null, kind('STR'))).toEqual([]);
  });

  it('leaves a permission that asks for no points to be renewed by its fee, and after it by nothing but anew', () => {
    expect(routesOn('2031-01-15', '2031-01-15', kind('SIP'))).toEqual(['fee']);
    expect(routesOn('2031-01-16', '2031-01-15', kind('SIP'))).toEqual(['exam']);
  });
});
