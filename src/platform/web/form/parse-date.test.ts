import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#platform/shared/time.ts';
import { type DateRules, parseDate } from './parse-date.ts';

const indonesian: DateRules = { locale: 'id-ID', today: '2026-03-10' };
const english: DateRules = { locale: 'en-US', today: '2026-03-10' };
const birth = { past: true };

describe('A date is typed as the person says it', () => {
  it.each([
    ['5/8/1990', indonesian, '1990-08-05'],
    ['5/8/1990', english, '1990-05-08'],
    ['5-8-1990', indonesian, '1990-08-05'],
    ['5.8.1990', indonesian, '1990-08-05'],
    ['5 8 1990', indonesian, '1990-08-05'],
    ['05081990', indonesian, '1990-08-05'],
    ['05081990', english, '1990-05-08'],
    ['5 Agu 1990', indonesian, '1990-08-05'],
    ['5 agustus 1990', english, '1990-08-05'],
    ['Aug 5, 1990', english, '1990-08-05'],
    ['5 Aug 1990', indonesian, '1990-08-05'],
    ['1990-08-05', english, '1990-08-05'],
    ['1990/8/5', english, '1990-08-05'],
    ['29 Feb 2024', english, '2024-02-29'],
    ['17 Mei 2026', indonesian, '2026-05-17'],
  ])('%s', (text, rules, date) => {
    expect(parseDate(text, rules)).toEqual({ ok: true, date });
  });

  it('takes the only order that makes a day', () => {
    expect(parseDate('25/12/2025', english)).toEqual({ ok: true, date: '2025-12-25' });
    expect(parseDate('12/25/2025', indonesian)).toEqual({ ok: true, date: '2025-12-25' });
  });

  it.each([
    ['today', '2026-03-10'],
    ['hari ini', '2026-03-10'],
    ['besok', '2026-03-11'],
    ['kemarin', '2026-03-09'],
    ['+7', '2026-03-17'],
    ['- 10', '2026-02-28'],
  ])('counts from today: %s', (text, date) => {
    expect(parseDate(text, indonesian)).toEqual({ ok: true, date });
  });

  it('takes two-digit years of a birth from the past', () => {
    expect(parseDate('5/8/90', { ...indonesian, ...birth })).toEqual({ ok: true, date: '1990-08-05' });
    expect(parseDate('5/8/25', { ...indonesian, ...birth })).toEqual({ ok: true, date: '2025-08-05' });
    expect(parseDate('5/8/26', { ...indonesian, ...birth })).toEqual({ ok: true, date: '1926-08-05' });
  });

  it('takes two-digit years of an expiry date from the next twenty years', () => {
    expect(parseDate('31/12/28', indonesian)).toEqual({ ok: true, date: '2028-12-31' });
    expect(parseDate('31/12/60', indonesian)).toEqual({ ok: true, date: '1960-12-31' });
  });

  it('adds this year where none is said, and last year for what has happened', () => {
    expect(parseDate('5/8', indonesian)).toEqual({ ok: true, date: '2026-08-05' });
    expect(parseDate('5/8', { ...indonesian, ...birth })).toEqual({ ok: true, date: '2025-08-05' });
  });
});

describe('A date that is not one is named, never guessed', () => {
  it.each([
    ['', 'empty'],
    ['31/2/2026', 'noSuchDay'],
    ['2026-02-30', 'noSuchDay'],
    ['29 Feb 2025', 'noSuchDay'],
    ['13/13/2020', 'noSuchDay'],
    ['tomorrow-ish', 'notADate'],
    ['5/8/199', 'notADate'],
    ['5 xyz 1990', 'notADate'],
    ['1990', 'incomplete'],
    ['8/1990', 'incomplete'],
    ['Agu 1990', 'incomplete'],
  ])('%s', (text, code) => {
    expect(parseDate(text, indonesian)).toEqual({ ok: false, code });
  });

  it('refuses a birth in the future', () => {
    expect(parseDate('11/3/2026', { ...indonesian, ...birth })).toEqual({ ok: false, code: 'future' });
  });
});

it('Only the year, or the month and year, will do where a partial date is enough', () => {
  const partial = { ...indonesian, partial: true, past: true };
  expect(parseDate('1990', partial)).toEqual({ ok: true, date: '1990' });
  expect(parseDate('8/1990', partial)).toEqual({ ok: true, date: '1990-08' });
  expect(parseDate('Agustus 1990', partial)).toEqual({ ok: true, date: '1990-08' });
  expect(parseDate('2027', partial)).toEqual({ ok: false, code: 'future' });
});

it('Every day is read back in both orders', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40_000 }), (offset) => {
      const date = addDays('1940-01-01', offset);
      const [year, month, day] = date.split('-');
      expect(parseDate(`${day}/${month}/${year}`, indonesian)).toEqual({ ok: true, date });
      expect(parseDate(`${month}/${day}/${year}`, english)).toEqual({ ok: true, date });
    }),
  );
});
