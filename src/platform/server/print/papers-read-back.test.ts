import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import PDFDocument from 'pdfkit';
import { beforeAll, describe, expect, test } from 'vitest';
import { money } from '#platform/shared/money.ts';
import { code128, qrCode } from './barcode.ts';
import * as blocks from './blocks.ts';
import { labelBytes, slipBytes } from './deliver.ts';
import { fontFiles } from './fonts.ts';
import { type Paper, renderPaper } from './paper.ts';
import { queueSlip } from './queue-slip.ts';
import { type Bitmap, drawLine } from './raster.ts';
import { inJakarta, inNewYork, needReaders, pagesOf, siti } from './testing.ts';
import { readEscpos, rowsOf } from './testing/escpos-reader.ts';
import { readZpl } from './testing/zpl-reader.ts';

beforeAll(() => needReaders('pdftotext', 'pdftoppm'));

const languages = { id: inJakarta, en: inNewYork } as const;
const roll = { widthMm: 80, codePage: 'windows1252' } as const;
const stock = { widthMm: 50, heightMm: 25, dotsPerInch: 203 } as const;

function receipt(language: 'id' | 'en', name: string): Paper {
  const amount = language === 'id' ? money(6_000_000n, 'IDR') : money(12_550n, 'USD');
  const service = language === 'id' ? 'Bedah minor' : 'Minor surgery';
  return {
    ...{ kind: 'bookkeeping.receipt', use: 'receipt', size: language === 'id' ? 'A5' : 'Letter', language },
    title: language === 'id' ? 'Kuitansi' : 'Receipt',
    number: 'KW-26-000042',
    patient: { ...siti, name },
    body: [
      blocks.dataTable([{ title: 'Layanan' }, { title: 'Jumlah' }], [[service, amount]], language),
      blocks.totals([{ label: 'Total', amount }], language),
      blocks.amountInWordsBox(amount, language),
      blocks.signatureBlock([{ name: 'Rina Wulandari', role: 'Kasir' }], {
        ...{ place: 'Jakarta', date: '2026-03-10', language, receiptOver: amount },
      }),
      qrCode('https://klinik.contoh.id/k/9f3c', { sideMm: 20 }),
    ],
  };
}

describe.each(['id', 'en'] as const)('On a receipt printer, in %s', (language) => {
  const printing = languages[language];

  test('a queue slip says what its PDF says, its number doubled, and is cut', async () => {
    const about = { number: 'A-017', takenAt: '2026-03-10T02:00:00Z', zone: printing.zone, waitingBefore: 3 };
    const slip = queueSlip({ ...about, service: 'Poli umum', language });
    const read = readEscpos(slipBytes(slip, printing, roll), 48);
    const [page = ''] = pagesOf(await renderPaper(slip, printing));
    for (const row of rowsOf(read).filter((one) => !/^-+$/.test(one)))
      expect(flat(page)).toContain(flat(row));
    expect(read.items).toContainEqual({
      ...{ kind: 'row', text: 'A-017', align: 'center', bold: true, double: true },
    });
    expect(read.items.at(-1)).toEqual({ kind: 'cut' });
  });

  test.each([80, 58] as const)('a receipt on a roll of %i mm says what its PDF says', async (widthMm) => {
    const paper = receipt(language, siti.name);
    const read = readEscpos(slipBytes(paper, printing, { ...roll, widthMm }), widthMm === 80 ? 48 : 32);
    const rows = rowsOf(read);
    const said = flat(rows.join(' '));
    const [page = ''] = pagesOf(await renderPaper({ ...paper, size: `thermal${widthMm}` }, printing));
    for (const word of page.split(/\s+/).filter((one) => /[\p{L}\d]{3}/u.test(one)))
      expect(said).toContain(flat(word));
    expect(rows.find((row) => /^Total /.test(row))).toHaveLength(widthMm === 80 ? 48 : 32);
    expect(read.items).toContainEqual({ kind: 'qr', text: 'https://klinik.contoh.id/k/9f3c' });
    // room to sign in, or for the meterai on which one signs
    expect(read.items).toContainEqual({ kind: 'feed', rows: language === 'id' ? 5 : 3 });
    expect(/METERAI/.test(said)).toBe(language === 'id');
  });
});

/** Without blanks: a roll breaks its lines elsewhere than a sheet, and has no long dash of its own on ASCII. */
const flat = (text: string) => text.replace(/\s+/g, '');

describe('Names that a code page lacks', () => {
  test.each(['Łukasz Wójcik', 'Nguyễn Thị Hồng', 'Ελένη', 'Дмитрий'])(
    '%s is drawn, all other rows are not',
    (name) => {
      const read = readEscpos(slipBytes(receipt('id', name), inJakarta, roll), 48);
      const pictures = read.items.filter((item) => item.kind === 'picture');
      expect(pictures).toHaveLength(1);
      expect(rowsOf(read).join()).not.toContain('?');
      const [picture] = pictures;
      // twelve letters of black on white: some ink, far from all
      expect(inkOf(picture as Bitmap)).toBeGreaterThan(300);
      expect(inkOf(picture as Bitmap)).toBeLessThan(6000);
    },
  );

  test('a word longer than the roll is broken, not cut', () => {
    const read = readEscpos(slipBytes(receipt('id', 'Ж'.repeat(60)), inJakarta, roll), 48);
    const pictures = read.items.filter((item) => item.kind === 'picture');
    const one = inkOf(drawLine([{ text: 'Ж', x: 0, bold: true }], 24, 576));
    const all = pictures.reduce((sum, picture) => sum + inkOf(picture), 0);
    expect(pictures.length).toBeGreaterThan(1);
    expect(all / one).toBeGreaterThan(55);
  });

  test('in a page that has them they are sent as letters', () => {
    for (const name of ['José Müller', 'Søren Weiß – Æbelø']) {
      const read = readEscpos(slipBytes(receipt('id', name), inJakarta, roll), 48);
      expect(rowsOf(read)).toContain(name);
      expect(read.items.some((item) => item.kind === 'picture')).toBe(false);
    }
  });

  test('on a printer of ASCII alone the same name is drawn', () => {
    const bytes = slipBytes(receipt('id', 'José Müller'), inJakarta, { ...roll, codePage: 'ascii' });
    const read = readEscpos(bytes, 48);
    expect(read.items.filter((item) => item.kind === 'picture')).toHaveLength(1);
    expect(rowsOf(read).join()).toContain('Rp6.000.000');
  });

  test.each(['Nguyễn', 'Łukasz', 'Дмитрий'])(
    'the drawing of %s is the one that a PDF reader makes',
    async (name) => {
      const family = { Nguyễn: undefined, Łukasz: undefined, Дмитрий: 'NotoCyrillic' as const }[name];
      if (!family) {
        // of two fonts: each letter is there, so that taking one away changes the picture
        expect(inkOf(drawLine([{ text: name, x: 0, bold: true }], 48, 576))).toBeGreaterThan(
          inkOf(drawLine([{ text: name.slice(0, -1), x: 0, bold: true }], 48, 576)),
        );
        return;
      }
      const ours = drawLine([{ text: name, x: 0, bold: true }], 48, 384);
      const theirs = await drawnByReader(name, fontFiles[family].bold, 48, 384, ours.height);
      let [both, either] = [0, 0];
      for (let y = 0; y < ours.height; y += 1) {
        for (let x = 0; x < 384; x += 1) {
          const here = isInk(ours, x, y);
          const there = theirs[y * 384 + x] === 1;
          if (here && there) both += 1;
          if (here || there) either += 1;
        }
      }
      expect(both / either).toBeGreaterThan(0.8);
    },
  );
});

const isInk = ({ dots, widthBytes }: Bitmap, x: number, y: number) =>
  ((dots[y * widthBytes + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;

function inkOf(picture: Bitmap): number {
  let ink = 0;
  for (const byte of picture.dots) for (let bit = byte; bit; bit &= bit - 1) ink += 1;
  return ink;
}

/** A text as poppler draws it: a page of one point to a dot, printed at 72 dots an inch. */
async function drawnByReader(text: string, font: string, size: number, width: number, height: number) {
  const folder = mkdtempSync(path.join(tmpdir(), 'serambi-drawn-'));
  try {
    const document = new PDFDocument({ size: [width, height], margin: 0, font });
    const parts: Buffer[] = [];
    document.on('data', (part: Buffer) => parts.push(part));
    const ended = new Promise((resolve) => document.on('end', resolve));
    document.fontSize(size).text(text, 0, 0, { lineBreak: false });
    document.end();
    await ended;
    await writeFile(path.join(folder, 'a.pdf'), Buffer.concat(parts));
    const out = path.join(folder, 'a');
    execFileSync('pdftoppm', ['-r', '72', '-gray', '-singlefile', `${out}.pdf`, out]);
    const bytes = readFileSync(`${out}.pgm`);
    const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 40).toString('latin1'))?.[0] ?? '';
    return Uint8Array.from(bytes.subarray(head.length), (grey) => (grey < 128 ? 1 : 0));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tube(name: string, recordNumber = '00-12-34-56', language: 'id' | 'en' = 'id'): Paper {
  return {
    ...{ kind: 'specimens.tube', size: 'label50x25', language, title: 'Label' },
    patient: { name, birthDate: '1990-12-28', recordNumber },
    body: [code128('26-000123', { maximumWidthMm: 46, heightMm: 7 }), 'EDTA ungu · 10 Mar 2026 09.00 · RW'],
  };
}

describe('On a label printer', () => {
  test.each([
    ['id', 'Lahir 28 Des 1990', 'RM 00-12-34-56'],
    ['en', 'DOB 28 Dec 1990', 'MRN 00-12-34-56'],
  ] as const)(
    'a tube label in %s says what its PDF says, with its own bars',
    async (language, born, record) => {
      const paper = tube('Siti Rahayu', '00-12-34-56', language);
      const [label, ...others] = readZpl(labelBytes(paper, languages[language], stock));
      expect(others).toEqual([]);
      expect(label).toMatchObject({ width: 400, height: 200, copies: 1 });
      const texts = label?.fields.map((one) => one.text);
      expect(texts).toEqual(['Siti Rahayu', born, record, '26-000123', 'EDTA ungu · 10 Mar 2026 09.00 · RW']);
      const page = flat(pagesOf(await renderPaper(paper, languages[language])).join());
      for (const one of label?.fields ?? []) if (one.kind === 'text') expect(page).toContain(flat(one.text));
      const bars = label?.fields.find((one) => one.kind === 'code128');
      expect(bars).toMatchObject({ kind: 'code128', moduleDots: 2 });
      // ten modules of white on either side, and high enough for a scanner held askew
      expect(bars?.x).toBeGreaterThanOrEqual(20);
      expect(bars?.kind === 'code128' && 400 - bars.x - bars.width).toBeGreaterThanOrEqual(20);
      expect(bars?.kind === 'code128' && bars.height).toBeGreaterThanOrEqual(40);
    },
  );

  test.each([203, 300, 600] as const)(
    'at %i dots an inch everything has the same millimetres',
    (dotsPerInch) => {
      const [label] = readZpl(labelBytes(tube('Siti Rahayu'), inJakarta, { ...stock, dotsPerInch }));
      const mm = (dots: number) => (dots / dotsPerInch) * 25.4;
      expect(mm(label?.width ?? 0)).toBeCloseTo(50, 0);
      expect(mm(label?.height ?? 0)).toBeCloseTo(25, 0);
      const bars = label?.fields.find((one) => one.kind === 'code128');
      expect(mm(bars?.kind === 'code128' ? bars.moduleDots : 0)).toBeGreaterThanOrEqual(0.25);
      expect(mm(bars?.kind === 'code128' ? bars.width : 0)).toBeLessThan(47);
    },
  );

  test.each(['Nguyễn Thị Hồng', 'Łukasz Wójcik', 'D^XZ~JR_ attack\\'])(
    'the name %s arrives letter by letter',
    (name) => {
      const [label, ...others] = readZpl(labelBytes(tube(name), inJakarta, stock));
      expect(others).toEqual([]);
      expect(label?.fields[0]?.text).toBe(name);
    },
  );

  test('a long name is cut as on the PDF, a long record number never', () => {
    const long = tube(
      'Raden Ajeng Siti Nurhaliza Kusumawardhani Prawirodirdjo',
      'KLINIK-MELATI-0000123456789',
    );
    const [label] = readZpl(labelBytes(long, { ...inJakarta, copyNumber: 2 }, { ...stock, heightMm: 30 }));
    const texts = label?.fields.map((one) => one.text) ?? [];
    expect(texts[0]).toBe('Raden A. S. N. K. Prawirodirdjo');
    expect(texts).toContain('RM KLINIK-MELATI-0000123456789');
    expect(texts).toContain('SALINAN – cetakan ke-2');
  });

  test.each(['ACC-0000123456', '3171234567890001', 'A>B-1'])(
    'the bars of %s say it, as narrow as they can be',
    (text) => {
      const body = code128(text, { maximumWidthMm: 46, heightMm: 7 });
      const [label] = readZpl(labelBytes({ ...tube('Siti Rahayu'), body }, inJakarta, stock));
      expect(label?.fields.find((one) => one.kind === 'code128')?.text).toBe(text);
    },
  );

  test('a QR code is the printer’s own, with what the scanner reads', () => {
    const paper = { ...tube('Siti Rahayu'), body: qrCode('ACC 2026/03/000042', { sideMm: 15 }) };
    const [label] = readZpl(labelBytes(paper, inJakarta, { ...stock, heightMm: 40 }));
    expect(label?.fields).toContainEqual(
      expect.objectContaining({ kind: 'qr', text: 'ACC 2026/03/000042', moduleDots: 4 }),
    );
  });

  test('a label that does not hold its words is refused, and nothing is cut', () => {
    const paper = { ...tube('Siti Rahayu'), body: Array.from({ length: 30 }, () => 'baris') };
    expect(() => labelBytes(paper, inJakarta, stock)).toThrow(RangeError);
    expect(() => labelBytes(tube('Siti Rahayu'), inJakarta, { ...stock, heightMm: 12 })).toThrow(RangeError);
  });
});
