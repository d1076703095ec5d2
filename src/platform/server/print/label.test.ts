import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { code128 } from './barcode.ts';
import { textWidthPoints } from './fonts.ts';
import { fitName } from './label.ts';
import { type Paper, renderPaper } from './paper.ts';
import { sheets } from './sizes.ts';
import { dotsOf, inJakarta, needReaders, pagesOf, scanOf } from './testing.ts';

beforeAll(() => needReaders('pdftotext', 'pdftoppm', 'zbarimg'));

const { widthPoints, margins } = sheets.label50x25;
const lineWidth = widthPoints - margins[0] - margins[2];

describe('A name on a label', () => {
  test.each([
    ['Suharto', 'Suharto'],
    ['Siti Rahayu', 'Siti Rahayu'],
    ['Raden Ajeng Siti Nurhaliza Kusumawardhani Prawirodirdjo', 'Raden A. S. N. K. Prawirodirdjo'],
    ['Hj. Siti Aminah Rachmawati Sastrowardoyo, S.Kom., M.T.', 'Siti A. R. Sastrowardoyo'],
    ['Bayi Ny. Siti Nurhaliza Kusumawardhani', 'Bayi Ny. S. N. Kusumawardhani'],
    ['Muhammad Abdurrahman Abdulkarim Hadikusumo-Sastrowardoyo', 'Muhammad Hadikusumo-Sastrowardoyo'],
  ])('%s stands as %s', (name, expected) => {
    expect(fitName(name, lineWidth).text).toBe(expected);
  });

  test('always fits the line, whole first and last words included', () => {
    const word = fc.stringMatching(/^[A-Z][a-z]{0,17}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 9 }), (words) => {
        const { text, sizePoints } = fitName(words.join(' '), lineWidth);
        for (const line of text.split('\n')) {
          expect(textWidthPoints(line, sizePoints, true)).toBeLessThanOrEqual(lineWidth);
        }
        const shown = text.split(/\s/);
        expect([shown[0], shown.at(-1)]).toEqual([words[0], words.at(-1)]);
      }),
    );
  });
});

function tubeLabel(name: string, recordNumber: string): Paper {
  return {
    kind: 'specimens.tube',
    size: 'label50x25',
    language: 'id',
    title: 'Label',
    patient: { name, birthDate: '1990-12-28', recordNumber },
    body: [code128('26-000123', { maximumWidthMm: 46, heightMm: 7 }), 'EDTA ungu · 10 Mar 2026 09.00 · RW'],
  };
}

describe('A label of 50 by 25 mm', () => {
  const long = 'Raden Ajeng Siti Nurhaliza Kusumawardhani Prawirodirdjo';

  test.each(['00-12-34-56', 'KLINIK-MELATI-0000123456789', '3173010000000001-2026/ID'])(
    'carries the long name, the birth date and the whole record number %s on one page',
    async (recordNumber) => {
      const pages = pagesOf(
        await renderPaper(tubeLabel(long, recordNumber), { ...inJakarta, copyNumber: 2 }),
      );
      expect(pages).toHaveLength(1);
      expect(pages[0]).toContain('Raden A. S. N. K. Prawirodirdjo');
      expect(pages[0]).toContain(`RM ${recordNumber}`);
      expect(pages[0]).toContain('Lahir 28 Des 1990');
      expect(pages[0]).toContain('SALINAN');
    },
  );

  test('prints nothing at its edges, where the next label begins', async () => {
    const { width, height, dots } = dotsOf(
      await renderPaper(tubeLabel(long, 'KLINIK-MELATI-0000123456789'), inJakarta),
      203,
    );
    const inkAt = (x: number, y: number) => (dots[y * width + x] ?? 255) < 128;
    for (let x = 0; x < width; x += 1) expect(inkAt(x, 2) || inkAt(x, height - 3)).toBe(false);
    for (let y = 0; y < height; y += 1) expect(inkAt(4, y) || inkAt(width - 5, y)).toBe(false);
  });

  test('is read by a scanner as a printer of 203 dots an inch prints it', async () => {
    expect(scanOf(await renderPaper(tubeLabel(long, '00-12-34-56'), inJakarta), 203)).toEqual(['26-000123']);
  });

  test('refuses a body that it cannot hold instead of running over onto the next label', async () => {
    const paper = { ...tubeLabel(long, '00-12-34-56'), body: Array.from({ length: 30 }, () => 'baris') };
    await expect(renderPaper(paper, inJakarta)).rejects.toThrow(RangeError);
  });
});
