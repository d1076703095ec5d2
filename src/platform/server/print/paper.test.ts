import { beforeAll, describe, expect, test } from 'vitest';
import type { PaperSize } from '#platform/shared/print-contract.ts';
import { renderPaper } from './paper.ts';
import { queueSlip } from './queue-slip.ts';
import { sheets } from './sizes.ts';
import { inJakarta, inNewYork, letter, needReaders, pagesOf, propertiesOf, siti } from './testing.ts';

beforeAll(() => needReaders('pdftotext', 'pdfinfo'));

describe('A paper', () => {
  test.each(Object.keys(sheets) as PaperSize[])(
    'of size %s has that size and says what was put on it',
    async (size) => {
      const pdf = await renderPaper(letter({ size, body: 'Café – naïve ≥ 5' }), inJakarta);
      expect(pagesOf(pdf).join()).toContain('Café – naïve ≥ 5');
      const [width, height] = (propertiesOf(pdf).get('Page size') ?? '').split(/ x | pts/).map(Number);
      expect(width).toBeCloseTo(sheets[size].widthPoints, 0);
      if (sheets[size].heightPoints !== 'auto')
        expect(height).toBeCloseTo(Number(sheets[size].heightPoints), 0);
      expect(propertiesOf(pdf).get('Pages')).toBe('1');
    },
  );

  test('says on each page whose it is, which page of how many, who printed it and when, in Indonesian', async () => {
    const pages = pagesOf(await renderPaper(letter({}, 120), inJakarta));
    expect(pages).toHaveLength(3);
    for (const [at, page] of pages.entries()) {
      expect(page).toContain(siti.name);
      expect(page).toContain('Tanggal lahir');
      expect(page).toContain('10 Mar 1990');
      expect(page).toContain('00-12-34-56');
      expect(page).toContain(`Halaman ${at + 1} dari 3`);
      expect(page).toContain('Dicetak oleh Rina Wulandari, 10 Mar 2026, 09.00 WIB');
    }
    expect(pages[0]).toContain('Klinik Melati');
    expect(pages[0]).toContain('Jalan Kenanga No. 12');
  });

  test('says the same in English, in the zone of the clinic', async () => {
    const paper = letter({ size: 'Letter', language: 'en', title: 'Referral letter' }, 120);
    const pages = pagesOf(await renderPaper(paper, inNewYork));
    for (const [at, page] of pages.entries()) {
      expect(page).toContain('Date of birth');
      expect(page).toContain('Record no.');
      expect(page).toContain(`Page ${at + 1} of ${pages.length}`);
      expect(page).toContain('Printed by Ana Alvarez, 9 Mar 2026, 10:00 PM');
    }
    expect(pages[0]).toContain('Harbor Clinic');
  });

  test.each(['A4', 'A5', 'Letter', 'thermal80', 'thermal58', 'label50x25'] as const)(
    'of size %s is an original once and a numbered copy ever after',
    async (size) => {
      const text = async (language: 'en' | 'id', copyNumber: number) =>
        pagesOf(
          await renderPaper(letter({ size, language, body: 'x' }), { ...inJakarta, copyNumber }),
        ).join();
      expect(await text('id', 1)).not.toMatch(/SALINAN|PRATINJAU/);
      expect(await text('id', 3)).toContain('SALINAN – cetakan ke-3');
      expect(await text('en', 2)).toContain('COPY – printing no. 2');
      expect(await text('id', 0)).toContain('PRATINJAU');
    },
  );

  test('that nobody has signed says so on each page', async () => {
    const english = pagesOf(await renderPaper(letter({ language: 'en', provisional: true }, 120), inJakarta));
    const indonesian = pagesOf(await renderPaper(letter({ provisional: true }, 120), inJakarta));
    for (const page of english) expect(page).toContain('DRAFT – not signed yet');
    for (const page of indonesian) expect(page).toContain('DRAF – belum ditandatangani');
  });

  test('keeps the letters of every name: Polish, Vietnamese, Greek, Cyrillic', async () => {
    const name = 'Łukasz Nguyễn Αλέξης Иван';
    const [page] = pagesOf(await renderPaper(letter({ patient: { ...siti, name } }), inJakarta));
    expect(page).toContain(name);
  });

  test('writes a birth date of which only the year is known as that year', async () => {
    const [page] = pagesOf(await renderPaper(letter({ patient: { ...siti, birthDate: '1957' } }), inJakarta));
    expect(page).toMatch(/\b1957\b/);
    expect(page).not.toMatch(/\d+ \w+ 1957/);
  });

  test('keeps the patient out of the properties of the file', async () => {
    const properties = propertiesOf(await renderPaper(letter(), inJakarta));
    expect(properties.get('Title')).toBe('Surat rujukan R-42');
    expect([...properties.values()].join()).not.toMatch(/Siti|00-12-34-56/);
  });

  test('reads no file and calls no address that somebody wrote into it', async () => {
    const file = renderPaper(letter({ body: { image: '/etc/hostname' } }), inJakarta);
    await expect(file).rejects.toThrow('denied');
    const address = renderPaper(letter({ body: { image: 'http://127.0.0.1:9/x.png' } }), inJakarta);
    await expect(address).rejects.toThrow();
  });

  test('is not changed by its printing', async () => {
    const paper = letter({ body: [{ table: { widths: ['*', 'auto'], body: [['a', 'b']] } }] });
    const before = structuredClone(paper);
    await renderPaper(paper, inJakarta);
    expect(paper).toEqual(before);
  });
});

describe('A queue slip', () => {
  test.each(['thermal80', 'thermal58'] as const)(
    'on %s tells the number and nothing about the person',
    async (size) => {
      const slip = queueSlip({
        number: 'A-017',
        service: 'Poli Umum',
        takenAt: '2026-03-10T02:00:00Z',
        zone: 'Asia/Jakarta',
        waitingBefore: 4,
        language: 'id',
        size,
      });
      const text = pagesOf(await renderPaper({ ...slip, patient: siti }, inJakarta)).join();
      expect(text).toContain('A-017');
      expect(text).toContain('Poli Umum');
      expect(text).toContain('Diambil 10 Mar 2026, 09.00 WIB');
      expect(text).toContain('Menunggu sebelum Anda: 4');
      expect(text).not.toMatch(/Siti|1990|00-12-34-56|Rina/);
    },
  );
});
