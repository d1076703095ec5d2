import { describe, expect, it } from 'vitest';
import { readSpokenLine } from './spoken.ts';

const day = '2026-03-10';
const read = (text: string, country: 'ID' | 'US' = 'ID') => readSpokenLine(text, country, day);

describe('a line as it is typed while the patient speaks', () => {
  it.each([
    ['budi 5 mei 1988', ['budi'], ['1988-05-05']],
    ['5 Mei 1988 Budi', ['budi'], ['1988-05-05']],
    ['Budi Santoso 5 Mei 88', ['budi', 'santoso'], ['1988-05-05']],
    ['budi may 5, 1988', ['budi'], ['1988-05-05']],
    ['siti aminah 17-08-1945', ['siti', 'aminah'], ['1945-08-17']],
    ['siti 17/8/1945', ['siti'], ['1945-08-17']],
    ['siti 1945-08-17', ['siti'], ['1945-08-17']],
    ['siti 17 8 1945', ['siti'], ['1945-08-17']],
    ['agustus 1990 dewi', ['dewi'], ['1990-08']],
    ['Mei Ling', ['mei', 'ling'], []],
    ['Mei Ling 3 Januari 2001', ['mei', 'ling'], ['2001-01-03']],
    ['suharto 1945', ['suharto'], ['1945']],
  ])('reads "%s"', (text, names, birthDates) => {
    expect(read(text)).toMatchObject({ names, birthDates });
  });

  it('reads eight figures as a date and still as a number', () => {
    expect(read('Suharto 17081945')).toEqual({
      names: ['suharto'],
      birthDates: ['1945-08-17'],
      numbers: ['17081945'],
    });
  });

  it('reads figures in the order of the country, and the other way only where that is no date', () => {
    expect(read('5/8/1990', 'ID').birthDates).toEqual(['1990-08-05']);
    expect(read('5/8/1990', 'US').birthDates).toEqual(['1990-05-08']);
    expect(read('25/8/1990', 'US').birthDates).toEqual(['1990-08-25']);
    expect(read('19900508').birthDates).toEqual(['1990-05-08']);
  });

  it('takes no birth date that lies ahead or never was', () => {
    // the month stays a word that no name has, so nobody is found by half of what was said
    expect(read('budi 31 februari 1990')).toMatchObject({
      names: ['budi', 'februari'],
      birthDates: ['1990'],
    });
    expect(read('budi 11 maret 2026').birthDates).toEqual(['2026']);
    expect(read('budi 11/03/2026').birthDates).toEqual([]);
  });

  it.each([
    ['12-34-56', '123456'],
    ['3171 0145 0890 0002', '3171014508900002'],
    ['0812-3456-7890', '081234567890'],
    ['+62 812 3456 7890', '6281234567890'],
    ['X1234567', 'X1234567'],
    ['7890', '7890'],
  ])('reads %s as one number', (text, number) => {
    expect(read(text).numbers).toEqual([number]);
  });
});
