import { beforeAll, expect, test } from 'vitest';
import { money } from '#platform/shared/money.ts';
import * as blocks from './blocks.ts';
import { type Paper, renderPaper } from './paper.ts';
import { inJakarta, inNewYork, letter, needReaders, pagesOf, rightEdgesOf } from './testing.ts';

beforeAll(() => needReaders('pdftotext'));

const rupiah = (amount: bigint) => money(amount, 'IDR');

function kuitansi(amount: bigint): Paper {
  const body = [
    blocks.keyValueGrid([
      { label: 'Sudah terima dari', value: 'Siti Rahayu' },
      { label: 'Penjamin', value: '' },
    ]),
    blocks.dataTable([{ title: 'Uraian' }, { title: 'Harga' }], [['Bedah minor', rupiah(amount)]], 'id'),
    blocks.totals([{ label: 'Total', amount: rupiah(amount) }], 'id'),
    blocks.amountInWordsBox(rupiah(amount), 'id'),
    blocks.signatureBlock([{ name: 'Rina Wulandari', role: 'Kasir' }], {
      place: 'Jakarta',
      date: '2026-03-10',
      language: 'id',
      receiptOver: rupiah(amount),
    }),
  ];
  return letter({ size: 'A5', title: 'Kuitansi', body });
}

test('a kuitansi shows money, its words, the cashier, place and date', async () => {
  const [page] = pagesOf(await renderPaper(kuitansi(5_000_000n), inJakarta));
  expect(page).toMatch(/Total +Rp5\.000\.000/);
  expect(page).toContain('Terbilang');
  expect(page).toContain('Lima juta rupiah');
  expect(page).toContain('Jakarta, 10 Maret 2026');
  expect(page).toContain('Kasir');
  expect(page).toContain('Rina Wulandari');
  expect(page).not.toContain('METERAI');
});

test('a kuitansi over more than Rp5.000.000 keeps a place for the meterai', async () => {
  const [page] = pagesOf(await renderPaper(kuitansi(5_000_001n), inJakarta));
  expect(page).toContain('METERAI');
  expect(blocks.needsMeterai(rupiah(5_000_000n))).toBe(false);
  expect(blocks.needsMeterai(money(999_999_999n, 'USD'))).toBe(false);
});

test('a value that is empty prints as a dash', async () => {
  const body = blocks.keyValueGrid([{ label: 'Penjamin', value: '' }], 1);
  const [page] = pagesOf(await renderPaper(letter({ body }), inJakarta));
  expect(page).toMatch(/Penjamin\s+–/);
});

test('the head of a long table stands on each page, and digits end under digits', async () => {
  const rows = Array.from({ length: 90 }, (_, at) => [`Item ${at}`, money(BigInt(at) * 12345n, 'USD')]);
  const body = blocks.dataTable([{ title: 'Service' }, { title: 'Charge' }], rows, 'en');
  const pdf = await renderPaper(letter({ size: 'Letter', language: 'en', body }), inNewYork);
  const pages = pagesOf(pdf);
  expect(pages.length).toBeGreaterThan(1);
  for (const page of pages) expect(page).toMatch(/Service +Charge/);
  const edges = rightEdgesOf(pdf, /^\$[\d,]+\.\d\d$/);
  expect(edges).toHaveLength(90);
  for (const edge of edges) expect(edge).toBeCloseTo(Number(edges[0]), 1);
});

test('a signature that nobody has given yet is a line to sign on, with the licence number where there is one', async () => {
  const signers = [
    { name: '', role: 'Received by' },
    { name: 'Grace Chen, MD', role: 'Physician', licenceNumber: '1234567893', licenceLabel: 'NPI' },
  ];
  const body = blocks.signatureBlock(signers, { place: 'New York', date: '2026-03-10', language: 'en' });
  const [page] = pagesOf(await renderPaper(letter({ language: 'en', body }), inNewYork));
  expect(page).toContain('New York, March 10, 2026');
  expect(page).toMatch(/\.{20,} +Grace Chen, MD/);
  expect(page).toContain('NPI 1234567893');
});

test('blocks survive being kept: they hold no function', () => {
  const paper = kuitansi(6_000_000n);
  expect(JSON.parse(JSON.stringify(paper))).toEqual(paper);
});
