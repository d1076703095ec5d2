import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvValue, csvOf } from './csv.ts';

const columns = [
  { head: 'Name', value: (row: CsvValue[]) => row[0] },
  { head: 'Amount', value: (row: CsvValue[]) => row[1] },
];

/** Fields of a file, by another reader than our writer. */
function read(csv: string, separator: string): string[][] {
  return parse(csv, { bom: true, delimiter: separator, record_delimiter: '\r\n' });
}

describe('a table as a file', () => {
  it('begins with the mark by which Excel knows UTF-8, and ends each row as RFC 4180 says', () => {
    expect(csvOf([['Siti Ñ', 1]], columns, 'en')).toBe('\ufeffName,Amount\r\nSiti Ñ,1\r\n');
  });

  it('has semicolons and decimal commas where the language writes them', () => {
    const row: CsvValue[] = ['Siti, A.', { minor: '-125050', currency: 'USD' }];
    expect(csvOf([row], columns, 'id')).toBe('\ufeffName;Amount\r\nSiti, A.;-1250,50\r\n');
    expect(csvOf([row], columns, 'en')).toBe('\ufeffName,Amount\r\n"Siti, A.",-1250.50\r\n');
  });

  it('keeps numbers below zero as numbers, to the last digit', () => {
    const amounts: [CsvValue, string][] = [
      [{ minor: '-5', currency: 'USD' }, '-0.05'],
      [{ minor: '-150000', currency: 'IDR' }, '-150000'],
      [{ minor: '0', currency: 'USD' }, '0.00'],
      [{ minor: '123456789012345678', currency: 'IDR' }, '123456789012345678'],
      [-3, '-3'],
      [-3n, '-3'],
      [undefined, ''],
    ];
    for (const [value, written] of amounts) {
      expect(read(csvOf([['x', value]], columns, 'en'), ',')[1]).toEqual(['x', written]);
    }
  });

  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '=HYPERLINK("http://evil.example";"x")',
    '\uff1d1',
  ])('gives %j out as text', (text) => {
    for (const [language, separator] of [
      ['en', ','],
      ['id', ';'],
    ] as const) {
      expect(read(csvOf([[text, 1]], columns, language), separator)[1]?.[0]).toBe(`'${text}`);
    }
  });

  it('gives any other text back as it was, and never a cell that begins as a formula', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'=+-@\t\r\n,;"\'aé\uff1d\0') }),
        fc.constantFrom('en', 'id'),
        (text, language) => {
          const bare = text.replaceAll('\0', '');
          const cell =
            read(csvOf([[text, 1]], columns, language), language === 'en' ? ',' : ';')[1]?.[0] ?? '';
          expect(cell).not.toMatch(/^[=+\-@\t\r]/);
          if (!/^[=+\-@\t\r\uff0b\uff0d\uff1d\uff20]/.test(bare)) expect(cell).toBe(bare);
        },
      ),
    );
  });
});
