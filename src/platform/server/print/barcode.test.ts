import { beforeAll, expect, test } from 'vitest';
import { code128, qrCode } from './barcode.ts';
import { renderPaper } from './paper.ts';
import { inJakarta, letter, needReaders, scanOf } from './testing.ts';

beforeAll(() => needReaders('pdftoppm', 'zbarimg'));

test.each(['26-000123', 'ACC 2026/03/000042', '3171234567890001'])(
  'Code 128 of %s is read back from paper',
  async (text) => {
    const pdf = await renderPaper(
      letter({ body: code128(text, { maximumWidthMm: 90, heightMm: 12 }) }),
      inJakarta,
    );
    expect(scanOf(pdf, 203)).toEqual([text]);
  },
);

test.each(['https://klinik.contoh.id/k/9f3c', 'Łukasz – hasil sudah keluar'])(
  'a QR code of %s is read back',
  async (text) => {
    const pdf = await renderPaper(
      letter({ size: 'thermal58', body: qrCode(text, { sideMm: 25 }) }),
      inJakarta,
    );
    expect(scanOf(pdf, 203)).toEqual([text]);
  },
);

test('a Code 128 whose bars would run into each other is refused', () => {
  expect(() => code128('ACCESSION-2026-03-10-000123', { maximumWidthMm: 46, heightMm: 7 })).toThrow(
    RangeError,
  );
  expect(() => code128('é', { maximumWidthMm: 46, heightMm: 7 })).toThrow(RangeError);
});
