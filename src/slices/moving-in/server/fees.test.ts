import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookkeeping } from '#slices/bookkeeping/contract.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { movingIn } from '../contract.ts';

let melati: TestClinic;
beforeAll(async () => {
  melati = await openTestClinic();
});
afterAll(() => melati.close());

async function all(clinic: TestClinic, verb: 'checkRows' | 'takeRows' | 'takeBack', importId: string) {
  for (;;) {
    const progress = await clinic.as('manager').call(movingIn, verb, { importId });
    if (progress.finished) return progress.counts;
  }
}

async function bring(clinic: TestClinic, text: string) {
  const manager = clinic.as('manager');
  const { importId } = await manager.call(movingIn, 'openFile', { kind: 'fees', fileName: 'tarif.csv' });
  const bytes = Buffer.from(text).toString('base64');
  await manager.call(movingIn, 'addPart', { importId, place: 0, bytes });
  await manager.call(movingIn, 'readFile', { importId });
  await all(clinic, 'checkRows', importId);
  return { importId, counts: await all(clinic, 'takeRows', importId) };
}

async function feesOf(clinic: TestClinic) {
  const { fees } = await clinic.as('manager').call(bookkeeping, 'fees', {});
  return new Map(fees.map((fee) => [fee.code, fee]));
}

async function reasons(clinic: TestClinic, importId: string) {
  const { rows } = await clinic.as('manager').call(movingIn, 'rows', { importId, states: ['error', 'kept'] });
  return rows.map(({ line, problems }) => [line, problems[0]?.field, problems[0]?.words]);
}

describe('bringing fees in', () => {
  it('reads rupiah as people write them, and names what cannot be an amount', async () => {
    const { importId, counts } = await bring(
      melati,
      'Kode;Nama Tindakan;Harga;Jenis\nJ-001;Nebulisasi;Rp150.000;Tindakan\nJ-002;Jahit luka;75000;\nJ-003;EKG;12,50;\n' +
        'J-004;Gigi;$20;\nJ 5;Kode salah;1000;\nJ-001;Lagi;1000;\nJ-006;;1000;\n',
    );
    expect(counts).toEqual({ stored: 2, error: 5 });
    const fees = await feesOf(melati);
    expect(fees.get('J-001')).toMatchObject({
      ...{ labelId: 'Nebulisasi', labelEn: 'Nebulisasi', kind: 'act', active: true },
      prices: [{ price: { minor: '150000', currency: 'IDR' } }],
    });
    expect(fees.get('J-002')?.prices[0]?.price.minor).toBe('75000');
    expect((await reasons(melati, importId)).map(([line, field]) => [line, field])).toEqual([
      [4, 'Harga'],
      [5, 'Harga'],
      [6, 'Kode'],
      [7, undefined],
      [8, 'Nama tarif'],
    ]);
  });

  it('reads dollars with a decimal point or comma, and asks where a thousand times lies between two readings', async () => {
    const harbor = melati.other;
    const { importId, counts } = await bring(
      harbor,
      'Code\tDescription\tPrice\n99213\tOffice visit\t$1,250.00\n94640\tNebulizer\t12,50\nX-1\tBad\t1.250\nX-2\tNegative\t-5\n',
    );
    expect(counts).toEqual({ stored: 2, error: 2 });
    const fees = await feesOf(harbor);
    expect(fees.get('99213')?.prices[0]?.price).toEqual({ minor: '125000', currency: 'USD' });
    expect(fees.get('94640')?.prices[0]?.price.minor).toBe('1250');
    expect((await reasons(harbor, importId)).map(([line]) => line)).toEqual([4, 5]);
  });

  it('never changes a fee that stands, and takes a file back by putting its fees out of use', async () => {
    const first = await bring(melati, 'Kode,Nama,Harga\nT-1,Satu,1000\nT-2,Dua,2000\n');
    const again = await bring(melati, 'Kode,Nama,Harga\nT-1,Satu,9000\n');
    expect(await reasons(melati, again.importId)).toEqual([
      [2, 'Kode', 'Sudah ada tarif dengan kode T-1. Ubah harganya di Tarif.'],
    ]);
    const changed = (await feesOf(melati)).get('T-2');
    if (!changed) throw new Error('T-2 is not there');
    await melati.as('manager').call(bookkeeping, 'saveFee', { ...changed, labelId: 'Dua baru' });
    expect(await all(melati, 'takeBack', first.importId)).toEqual({ takenBack: 1, kept: 1 });
    const fees = await feesOf(melati);
    expect([fees.get('T-1')?.active, fees.get('T-2')?.active]).toEqual([false, true]);
    expect((await bring(melati, 'Kode,Nama,Harga\nT-1,Satu,1500\n')).counts).toEqual({ stored: 1 });
    expect((await feesOf(melati)).get('T-1')).toMatchObject({
      active: true,
      prices: [{ price: { minor: '1500' } }],
    });
  });
});
