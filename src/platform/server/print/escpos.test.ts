import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeLetters, encodeSlip, type SlipLine, wrap } from './escpos.ts';
import { queueSlip } from './queue-slip.ts';
import { rollContent } from './roll.ts';
import { slipLines } from './slip-lines.ts';
import { inJakarta } from './testing.ts';
import { qrCode } from './barcode.ts';

const hex = (bytes: Iterable<number>) => Buffer.from([...bytes]).toString('hex');
const wide = { columns: 48, codePage: 'windows1252' } as const;

describe('ESC/POS', () => {
  test('a slip starts the printer, chooses Windows-1252, prints and cuts', () => {
    const line: SlipLine = { kind: 'text', text: 'Hai', align: 'center', bold: true, double: true };
    expect(hex(encodeSlip([line], wide))).toBe(
      '1b40' + '1b7410' + '1b6101' + '1b4501' + '1d2111' + '4861690a' + '1d564203',
    );
  });

  test.each([
    ['é', 'windows1252', 'e9'],
    ['é', 'ascii', '65'],
    ['€ –', 'windows1252', '802096'],
    ['€ –', 'ascii', '455552202d'],
    ['Nguyễn', 'windows1252', '4e677579656e'],
    ['Łódź', 'windows1252', '4cf3647a'],
    ['≥', 'windows1252', '3e3d'],
    ['日', 'windows1252', '3f'],
    ['a\u001b@b', 'windows1252', '6120' + '4062'],
  ] as const)('the letters %s in the page %s', (text, codePage, expected) => {
    expect(hex(encodeLetters(text, codePage))).toBe(expected);
  });

  test('no text can command the printer', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('windows1252' as const, 'ascii' as const),
        (text, codePage) => {
          for (const byte of encodeLetters(text, codePage)) expect(byte).toBeGreaterThanOrEqual(0x20);
        },
      ),
    );
  });

  test('words wrap between words, long ones where the line ends, and none is lost', () => {
    expect(wrap('Mohon tunggu sampai nomor dipanggil', 12)).toEqual([
      'Mohon tunggu',
      'sampai nomor',
      'dipanggil',
    ]);
    expect(wrap('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij']);
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z ]{0,80}$/), fc.integer({ min: 1, max: 48 }), (text, columns) => {
        const rows = wrap(text, columns);
        expect(rows.every((row) => row.length <= columns)).toBe(true);
        expect(rows.join('').replace(/ /g, '')).toBe(text.replace(/ /g, ''));
      }),
    );
  });

  test('money stands at the right edge', () => {
    const bytes = encodeSlip([{ kind: 'pair', left: 'Konsultasi dokter', right: 'Rp150.000' }], {
      ...wide,
      columns: 32,
    });
    expect(Buffer.from(bytes).toString('latin1')).toContain('Konsultasi dokter      Rp150.000');
  });
});

describe('A roll paper as lines', () => {
  test('says what its PDF says: clinic, number doubled, QR code', () => {
    const slip = queueSlip({
      number: 'A-017',
      takenAt: '2026-03-10T02:00:00Z',
      zone: 'Asia/Jakarta',
      language: 'id',
    });
    const body = [slip.body, qrCode('https://klinik.contoh.id/a', { sideMm: 20 })];
    const lines = slipLines(rollContent({ ...slip, body }, inJakarta));
    expect(lines).toContainEqual({
      kind: 'text',
      text: 'Klinik Melati',
      align: 'center',
      bold: true,
      double: false,
    });
    expect(lines).toContainEqual({ kind: 'text', text: 'A-017', align: 'center', bold: true, double: true });
    expect(lines).toContainEqual({ kind: 'qr', text: 'https://klinik.contoh.id/a' });
    expect(lines).toContainEqual({ kind: 'rule' });
  });

  test('a table becomes words and figures at the two edges', () => {
    const table = { table: { body: [[{ text: 'Obat', bold: true }, { text: 'Rp85.000' }]] } };
    expect(slipLines([table])).toEqual([{ kind: 'pair', left: 'Obat', right: 'Rp85.000', bold: true }]);
  });
});
