import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ageAt, ageLabel } from './age.ts';
import { addDays } from './time.ts';

function labelOf(birthDate: string, eventDate: string, language: 'en' | 'id'): string {
  const age = ageAt(birthDate, eventDate);
  if (age === null) throw new Error('no age');
  return ageLabel(age, language);
}

describe('ageAt', () => {
  test.each([
    ['1990-08-05', '2026-03-10', 35, 7, 5],
    ['1990-08-05', '2026-08-04', 35, 11, 30],
    ['1990-08-05', '2026-08-05', 36, 0, 0],
    ['2024-02-29', '2025-02-28', 0, 11, 30],
    ['2024-02-29', '2025-03-01', 1, 0, 1],
    ['2026-03-10', '2026-03-10', 0, 0, 0],
  ])('born %s, seen %s: %i y %i mo %i d', (birth, event, years, months, days) => {
    expect(ageAt(birth, event)).toMatchObject({ years, months, days, totalMonths: years * 12 + months });
  });

  test('a partial birth date gives the age that is certain', () => {
    expect(ageAt('1948', '2026-03-10')).toMatchObject({ years: 77, precision: 'year' });
    expect(ageAt('2025-03', '2026-03-10')).toMatchObject({ years: 0, totalMonths: 11, precision: 'month' });
    expect(ageAt('2026', '2026-03-10')).toMatchObject({ years: 0, totalDays: 0, precision: 'year' });
  });

  test('an event before the birth, and text that is no date, have no age', () => {
    expect(ageAt('2026-03-11', '2026-03-10')).toBeNull();
    expect(ageAt('2027', '2026-03-10')).toBeNull();
    expect(ageAt('10/03/1990', '2026-03-10')).toBeNull();
    expect(ageAt('1990-02-30', '2026-03-10')).toBeNull();
  });

  test('never shrinks as the days go by', () => {
    const day = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('1920-01-01', days));
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 40_000 }), (birth, later) => {
        const [before, after] = [
          ageAt(birth, addDays(birth, later)),
          ageAt(birth, addDays(birth, later + 1)),
        ];
        expect(before?.totalDays).toBe(later);
        expect((after?.totalMonths ?? -1) >= (before?.totalMonths ?? 0)).toBe(true);
      }),
    );
  });
});

describe('ageLabel shows days under 90 days, months under 24 months, else years', () => {
  test.each([
    ['2026-03-09', 'en', '1 day'],
    ['2025-12-11', 'id', '89 hari'],
    ['2025-12-10', 'en', '3 months'],
    ['2025-12-10', 'id', '3 bulan'],
    ['2024-03-11', 'en', '23 months'],
    ['2024-03-10', 'en', '2 years'],
    ['1990-08-05', 'id', '35 tahun'],
    ['1948', 'id', '~77 tahun'],
  ] as const)('born %s, in %s on 2026-03-10: %s', (birth, language, label) => {
    expect(labelOf(birth, '2026-03-10', language)).toBe(label);
  });
});
