import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Delimiter, delimiters, type Encoding, encodings } from '../contract.ts';
import { guessDelimiter } from '../shared/delimiter.ts';
import { EncodingWatch } from '../shared/encoding.ts';
import { readTable, TableFault } from './read-table.ts';

/** Every letter that Windows-1252 has, by the byte that stands for it. */
const letters = new Map(
  Array.from({ length: 256 }, (_, byte) => [
    new TextDecoder('windows-1252').decode(Uint8Array.of(byte)),
    byte,
  ]),
);

function bytesOf(text: string, encoding: Encoding, mark: boolean): Buffer {
  const whole = mark ? `\ufeff${text}` : text;
  if (encoding === 'utf-8') return Buffer.from(whole);
  if (encoding === 'windows-1252') return Buffer.from([...text].map((letter) => letters.get(letter) ?? 63));
  const little = Buffer.from(whole, 'utf16le');
  return encoding === 'utf-16le' ? little : little.swap16();
}

/** Cut as a network cuts it: anywhere, also within a letter. */
function pieces(bytes: Buffer, size: number): Buffer[] {
  const cut = [];
  for (let at = 0; at < bytes.length; at += size) cut.push(bytes.subarray(at, at + size));
  return cut;
}

const wide = fc.string({ unit: 'grapheme', maxLength: 12 });
const latin = fc.string({ unit: fc.constantFrom(...'aé"ñ\n\r,;\t €“ß=0'), maxLength: 12 });
const tableOf = (cell: fc.Arbitrary<string>) =>
  fc
    .integer({ min: 2, max: 6 })
    .chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
    )
    // a line of nothing but empty cells of one column is an empty line, which is no record
    .map((rows) =>
      rows.map(([first, ...rest]) => [
        `x${first}`.replaceAll('\0', ''),
        ...rest.map((one) => one.replaceAll('\0', '')),
      ]),
    );

async function read(bytes: Buffer, encoding: Encoding, delimiter: Delimiter, size: number) {
  const rows = [];
  for await (const { cells } of readTable(pieces(bytes, size), { encoding, delimiter })) rows.push(cells);
  return rows;
}

describe('reading a table', () => {
  it.each(encodings)(
    'gives any table back that was written in %s, with every delimiter and end of line',
    async (encoding) => {
      await fc.assert(
        fc.asyncProperty(
          tableOf(encoding === 'windows-1252' ? latin : wide),
          fc.constantFrom(...delimiters),
          fc.constantFrom('\n', '\r\n', '\r'),
          fc.boolean(),
          fc.integer({ min: 1, max: 40 }),
          async (table, delimiter, end, mark, size) => {
            const text = stringify(table, { delimiter, record_delimiter: end, quoted_match: /[\r\n]/ });
            const given = encoding === 'windows-1252' ? text : text.toWellFormed();
            const wanted =
              encoding === 'windows-1252'
                ? table
                : table.map((row) => row.map((cell) => cell.toWellFormed()));
            expect(await read(bytesOf(given, encoding, mark), encoding, delimiter, size)).toEqual(wanted);
          },
        ),
        { numRuns: 200 },
      );
    },
  );

  it('knows the encoding by its mark, and UTF-8 by its letters alone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...encodings.slice(0, 3)),
        fc.integer({ min: 1, max: 9 }),
        (encoding, size) => {
          const watch = new EncodingWatch();
          for (const piece of pieces(bytesOf('nama;lahir\nSitî;1988\n', encoding, true), size))
            watch.see(piece);
          expect(watch.end()).toEqual({ encoding, certain: true });
        },
      ),
    );
    const plain = new EncodingWatch();
    plain.see(bytesOf('nama;lahir\nSitî;1988\n', 'utf-8', false));
    expect(plain.end()).toEqual({ encoding: 'utf-8', certain: true });
  });

  it('takes bytes that are no UTF-8 for Windows-1252, which it says is a guess, and UTF-16 without a mark likewise', () => {
    const latin = new EncodingWatch();
    latin.see(bytesOf('name,city\nJosé,Malmö\n', 'windows-1252', false));
    expect(latin.end()).toEqual({ encoding: 'windows-1252', certain: false });
    const bare = new EncodingWatch();
    bare.see(bytesOf('name,city\nJosé,Malmö\n', 'utf-16be', false));
    expect(bare.end()).toEqual({ encoding: 'utf-16be', certain: false });
  });

  it.each([
    ['name;born;city\n"a;b";1988;x\nb;1,5;"c,d,e"\n', ';'],
    ['name,born\n"a\n;;;;",1988\nb,1;5\n', ','],
    ['name\tborn\nAndi, S.Kom\t1988\n', '\t'],
    ['name\nAndi\n', ','],
  ] as const)('knows the delimiter of %j', (text, delimiter) => {
    expect(guessDelimiter(text)).toBe(delimiter);
  });

  it('says on which line a quote was left open', async () => {
    const text = 'name,born\nAndi,1988\n"Budi,1990\nCitra,1991\n';
    const reading = read(Buffer.from(text), 'utf-8', ',', 7);
    await expect(reading).rejects.toThrow(TableFault);
    await expect(reading).rejects.toMatchObject({ line: 3, why: 'quote' });
  });

  it('tells the line of each record, the lines within quotes counted', async () => {
    const lines = [];
    const bytes = Buffer.from('name,note\r\n"A","one\r\ntwo"\r\n\r\nB,x\r\n');
    for await (const { line } of readTable([bytes], { encoding: 'utf-8', delimiter: ',' })) lines.push(line);
    expect(lines).toEqual([1, 2, 5]);
  });
});
