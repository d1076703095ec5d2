import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyMassBand, bodyMassIndex } from './body.ts';
import { converted, units } from './convert.ts';
import { approximate, exact, written } from './exact.ts';

const inUnit = (value: string, from: string, to: string, digits = units[to]?.digits ?? 0) => {
  const found = converted(exact(value), from, to);
  return found && written(found, digits);
};

describe('A8.5: conversions', () => {
  it.each([
    ['38.0', 'Cel', '[degF]', '100.4'],
    ['101.3', '[degF]', 'Cel', '38.5'],
    ['154', '[lb_av]', 'kg', '69.85'],
    ['126', 'mg/dL', 'mmol/L', '6.99'],
    ['7.0', '%', 'mmol/mol', '53'],
    ['7.0', '%', '{eAG}mg/dL', '154'],
  ])('%s %s in %s is %s', (value, from, to, wanted) => {
    expect(inUnit(value, from, to)).toBe(wanted);
  });
});

describe('exact figures', () => {
  it('round a half away from zero where binary numbers would not', () => {
    expect(written(exact('1.005'), 2)).toBe('1.01');
    expect(written(exact('-1.005'), 2)).toBe('-1.01');
    expect(written(exact(1e-7), 7)).toBe('0.0000001');
    expect(written(exact('-0.004'), 2)).toBe('0.00');
  });

  it('keep a body mass index of exactly 24.95 in the band that it rounds to', () => {
    expect(63.872 / 1.6 ** 2).toBeLessThan(24.95);
    expect(bodyMassIndex(63.872, 160)).toBe(24.95);
    expect(bodyMassBand(bodyMassIndex(63.872, 160), 'US')).toBe('overweight');
  });

  it('lead back to what was converted, for every pair of units', () => {
    const pairs = Object.keys(units).flatMap((from) =>
      Object.keys(units)
        .filter((to) => units[from]?.of === units[to]?.of)
        .map((to) => [from, to] as const),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: -4000, max: 5_000_000 }),
        fc.constantFrom(...pairs),
        (thousandths, pair) => {
          const value = exact(`${thousandths}e-3`);
          const there = converted(value, ...pair);
          const back = there && converted(there, pair[1], pair[0]);
          expect(back && back.over * value.under).toBe(back && value.over * back.under);
        },
      ),
    );
  });

  it('agree with ordinary numbers', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (value) => {
        expect(approximate(exact(value))).toBeCloseTo(value, 9);
      }),
    );
  });

  it('never guess between units that do not belong together', () => {
    expect(converted(exact('5'), 'kg', 'cm')).toBeUndefined();
    expect(converted(exact('5'), 'mg/dL', '%')).toBeUndefined();
    expect(converted(exact('5'), 'stone', 'kg')).toBeUndefined();
  });
});
