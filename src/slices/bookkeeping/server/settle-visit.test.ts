import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needReaders, pagesOf } from '#platform/server/print/testing.ts';
import { servePaper } from '#platform/server/print/serve-paper.ts';
import { printing } from '#platform/shared/print-contract.ts';
import { frontDesk } from '#slices/front-desk/contract.ts';
import { raiseAlert } from '#slices/front-desk/server/index.ts';
import { orders } from '#slices/orders/contract.ts';
import { bookkeeping } from '../contract.ts';
import { trialBalance } from './ledger.ts';
import { openTill, type Till } from './testing/till.ts';

let till: Till;
beforeAll(async () => {
  needReaders('pdftotext');
  till = await openTill('ID');
  await till.openDrawer();
});
afterAll(() => till.close());

const cashier = () => till.clinic.as('frontDesk');
const rp = (minor: number) => till.amount(minor);
const cash = (minor: number) => ({ method: 'cash' as const, tendered: rp(minor) });

async function paperText(paperId: string): Promise<string> {
  await cashier().call(printing, 'printPaper', { paperId });
  const { bytes } = await till.clinic.inside((ctx) => servePaper(ctx, paperId, 1));
  return pagesOf(bytes).join('\n');
}

async function account(code: string): Promise<bigint> {
  const rows = await till.clinic.inside((ctx) => trialBalance(ctx));
  const row = rows.find((one) => one.account === code);
  return (row?.debitMinor ?? 0n) - (row?.creditMinor ?? 0n);
}

describe('settling a visit', () => {
  it('proposes what was done, takes Rp300.000 for Rp235.000, gives Rp65.000 back and lets her go', async () => {
    const visitId = await till.seen(await till.patient('Siti Aminah', 'id'), { dressing: true });
    const sheet = await cashier().call(bookkeeping, 'checkout', { visitId });
    expect(sheet.lines.map((line) => [line.label, line.amount.minor, line.pays])).toEqual([
      ['Konsultasi dokter', '150000', 'patient'],
      ['Perawatan luka', '85000', 'patient'],
    ]);
    expect(sheet).toMatchObject({ state: 'open', total: rp(235_000), owed: rp(235_000), drawerOpen: true });
    const done = await cashier().call(bookkeeping, 'settleVisit', {
      visitId,
      seenTotal: sheet.total,
      payments: [cash(300_000)],
    });
    expect(done).toMatchObject({
      owed: rp(0),
      receipt: { number: 'KW-2026-000001', paid: rp(235_000), change: rp(65_000) },
    });
    expect(await cashier().call(frontDesk, 'readVisit', { visitId })).toMatchObject({ step: 'left' });

    const text = await paperText(done.receipt?.paperId ?? '');
    for (const words of [
      'Kuitansi',
      'KW-2026-000001',
      'Siti Aminah',
      'Konsultasi dokter',
      'Rp235.000',
      'Rp300.000',
      'Rp65.000',
      'Sudah terima dari',
    ]) {
      expect(text).toContain(words);
    }
    expect(text.replace(/\s+/g, ' ')).toContain('Dua ratus tiga puluh lima ribu rupiah');
    expect(text).not.toContain('METERAI');
    const invoice = await till.clinic.inside((ctx) => ctx.record.mustRead('Invoice', done.billId));
    expect(invoice).toMatchObject({ status: 'balanced', totalGross: { value: 235_000, currency: 'IDR' } });
  });

  it('A1.3 takes the money while a red flag is open; the visit itself waits for the clinician', async () => {
    const patientId = await till.patient('Rani Depresi', 'id');
    const visitId = await till.seen(patientId);
    const what = { en: 'PHQ-9 item 9 above 0', id: 'PHQ-9 butir 9 di atas 0' };
    const alertId = await till.clinic.inside((ctx) =>
      raiseAlert(ctx, {
        visit: { visitId, patientId },
        level: 'emergency',
        source: 'duty',
        code: 'phq9',
        what,
      }),
    );
    const payments = [cash(150_000)];
    const done = await cashier().call(bookkeeping, 'settleVisit', {
      visitId,
      seenTotal: rp(150_000),
      payments,
    });
    expect(done).toMatchObject({ owed: rp(0) });
    expect(await cashier().call(frontDesk, 'readVisit', { visitId })).not.toMatchObject({ step: 'left' });
    const seen = { alertId: alertId ?? '', outcome: 'Spoke with her, safe' };
    await till.clinic.as('physician').call(frontDesk, 'acknowledgeAlert', seen);
    expect(await cashier().call(frontDesk, 'readVisit', { visitId })).toMatchObject({ step: 'left' });
  });

  it('writes to the patient in her own language, with a place for the meterai above five million', async () => {
    const visitId = await till.seen(await till.patient('John Smith', 'en'));
    await cashier().call(bookkeeping, 'addLine', {
      visitId,
      label: 'Small surgery',
      unitPrice: rp(5_000_000),
      reason: 'Agreed beforehand',
    });
    const done = await cashier().call(bookkeeping, 'settleVisit', {
      visitId,
      seenTotal: rp(5_150_000),
      payments: [{ method: 'card', amount: rp(5_150_000), reference: 'A1' }],
    });
    const text = (await paperText(done.receipt?.paperId ?? '')).replace(/\s+/g, ' ');
    for (const words of ['Receipt', 'Received from', 'John Smith', 'Consultation', 'Card', 'Rp5.150.000'])
      expect(text).toContain(words);
    expect(text).toContain('Five million one hundred fifty thousand rupiah');
    expect(text).toMatch(/meterai/i);
  });

  it('makes one bill of twenty check-outs at once', async () => {
    const visitId = await till.seen(await till.patient('Dewi Lestari'));
    const settle = () =>
      cashier().call(bookkeeping, 'settleVisit', {
        visitId,
        seenTotal: rp(150_000),
        payments: [cash(150_000)],
      });
    const ends = await Promise.allSettled(Array.from({ length: 20 }, settle));
    expect(ends.filter((end) => end.status === 'fulfilled')).toHaveLength(1);
    const problems = await Promise.all(
      ends
        .filter((end) => end.status === 'rejected')
        .map((end) => till.clinic.refused(Promise.reject(end.reason))),
    );
    expect(new Set(problems.map((problem) => problem.code))).toEqual(new Set(['bookkeeping.alreadySettled']));
    const sheet = await cashier().call(bookkeeping, 'checkout', { visitId });
    expect(sheet).toMatchObject({ state: 'issued', owed: rp(0) });
    expect(sheet.receipts).toHaveLength(1);
  });

  it('tells the cashier what was ordered and is not done yet', async () => {
    const visitId = await till.seen(await till.patient('Titi Puspa'));
    const left = async () => (await cashier().call(bookkeeping, 'checkout', { visitId })).ordersLeft;
    expect(await left()).toEqual([]);
    const detail = { kind: 'procedure' as const, code: 'dressing', label: 'Dressing' };
    const { order } = await till.clinic
      .as('physician')
      .call(orders, 'placeOrder', { visitId, detail, now: true });
    expect(await left()).toEqual(['Dressing']);
    await till.clinic.as('nurse').call(orders, 'performOrder', { orderId: order.id });
    expect(await left()).toEqual([]);
  });

  it('settles once when the same request comes twice', async () => {
    const visitId = await till.seen(await till.patient('Rina Wati'));
    const send = () =>
      cashier().call(
        bookkeeping,
        'settleVisit',
        { visitId, seenTotal: rp(150_000), payments: [cash(150_000)] },
        { key: 'settle-rina-1' },
      );
    expect(await send()).toEqual(await send());
  });

  it('takes cash into an open drawer of her own only, and keeps nothing of what it refuses', async () => {
    const visitId = await till.seen(await till.patient('Tono Hadi'));
    const pay = { visitId, seenTotal: rp(150_000), payments: [cash(150_000)] };
    const problem = await till.clinic.refused(
      till.clinic.as('manager').call(bookkeeping, 'settleVisit', pay),
    );
    expect(problem).toMatchObject({ status: 409, code: 'bookkeeping.openDrawer' });
    expect(problem.detail).toContain('laci kas');
    expect(await cashier().call(bookkeeping, 'checkout', { visitId })).toMatchObject({ state: 'open' });
    expect(
      await till.clinic.refused(till.clinic.as('clinical').call(bookkeeping, 'settleVisit', pay)),
    ).toMatchObject({ status: 403 });
  });

  it('lets her leave with a balance for a reason, and takes it later, the oldest first', async () => {
    const patientId = await till.patient('Sari Utami');
    const visitId = await till.seen(patientId);
    const part = { visitId, seenTotal: rp(150_000), payments: [cash(50_000)] };
    expect(await till.clinic.refused(cashier().call(bookkeeping, 'settleVisit', part))).toMatchObject({
      code: 'bookkeeping.unpaidReasonNeeded',
    });
    const done = await cashier().call(bookkeeping, 'settleVisit', {
      ...part,
      unpaidReason: 'Dompet tertinggal',
    });
    expect(done.owed).toEqual(rp(100_000));
    const { patients } = await cashier().call(bookkeeping, 'balances', {});
    expect(patients).toContainEqual(expect.objectContaining({ owed: rp(100_000), oldestDay: '2026-03-09' }));
    const later = await cashier().call(bookkeeping, 'payBalance', {
      patientId,
      payments: [{ method: 'qris', amount: rp(60_000) }, cash(50_000)],
    });
    expect(later).toMatchObject({ owed: rp(0), receipt: { paid: rp(100_000), change: rp(10_000) } });
    expect(
      await till.clinic.refused(
        cashier().call(bookkeeping, 'payBalance', { patientId, payments: [cash(1000)] }),
      ),
    ).toMatchObject({
      code: 'bookkeeping.nothingOwed',
    });
  });

  it('rounds cash alone to the hundred, and books the difference', async () => {
    const visitId = await till.seen(await till.patient('Wawan'));
    await cashier().call(bookkeeping, 'adjustLine', {
      visitId,
      key: 'consultation',
      unitPrice: rp(149_960),
      reason: 'Kesepakatan',
    });
    const before = await account('6910');
    const done = await cashier().call(bookkeeping, 'settleVisit', {
      visitId,
      seenTotal: rp(149_960),
      payments: [cash(150_000)],
    });
    expect(done.receipt).toMatchObject({ paid: rp(150_000), change: rp(0), rounding: rp(40) });
    expect((await account('6910')) - before).toBe(-40n);
  });

  it('uses the deposit of the greeting at check-out', async () => {
    const patientId = await till.patient('Ayu Ting');
    const visitId = await till.seen(patientId);
    const before = await account('2200');
    const paid = await cashier().call(bookkeeping, 'takeDeposit', {
      patientId,
      visitId,
      amount: rp(100_000),
      payments: [cash(100_000)],
      purpose: 'deposit',
    });
    expect(await paperText(paid.receipt.paperId)).toContain('Uang muka');
    expect((await account('2200')) - before).toBe(-100_000n);
    await cashier().call(bookkeeping, 'settleVisit', {
      visitId,
      seenTotal: rp(150_000),
      payments: [{ method: 'deposit', amount: rp(100_000) }, cash(50_000)],
    });
    expect((await account('2200')) - before).toBe(0n);
    expect(await cashier().call(bookkeeping, 'patientAccount', { patientId })).toMatchObject({
      owed: rp(0),
      deposit: rp(0),
    });
    const voided = till.clinic
      .as('manager')
      .call(bookkeeping, 'voidReceipt', { receiptId: paid.receipt.receiptId, reason: 'keliru' });
    expect(await till.clinic.refused(voided)).toMatchObject({ code: 'bookkeeping.depositUsed' });
  });

  it('asks an insurer for its part less the copay, and BPJS for nothing', async () => {
    const insurer = await till.payer('Sehat Raya', 'commercial', 30_000);
    const insured = await till.seen(await till.patient('Indah Sari'), { payerId: insurer });
    const receivable = await account('1100');
    expect(await cashier().call(bookkeeping, 'checkout', { visitId: insured })).toMatchObject({
      payerPart: rp(120_000),
      patientPart: rp(30_000),
    });
    await cashier().call(bookkeeping, 'settleVisit', {
      visitId: insured,
      seenTotal: rp(150_000),
      payments: [cash(30_000)],
    });
    expect((await account('1100')) - receivable).toBe(120_000n);

    const bpjs = await till.payer('BPJS Kesehatan', 'bpjs');
    const covered = await till.seen(await till.patient('Joko Widodo Utomo'), { payerId: bpjs });
    const done = await cashier().call(bookkeeping, 'settleVisit', {
      visitId: covered,
      seenTotal: rp(0),
      payments: [],
    });
    expect(done).toMatchObject({ owed: rp(0) });
    expect(done.receipt).toBeUndefined();
    expect((await account('1100')) - receivable).toBe(120_000n);
  });

  it('takes a receipt back by a reversal with a reason, once, and the number stays', async () => {
    const patientId = await till.patient('Budi Santoso');
    const visitId = await till.seen(patientId);
    const { receipt } = await cashier().call(bookkeeping, 'settleVisit', {
      visitId,
      seenTotal: rp(150_000),
      payments: [cash(150_000)],
    });
    const undo = { receiptId: receipt?.receiptId ?? '', reason: 'Salah pasien' };
    expect(await till.clinic.refused(cashier().call(bookkeeping, 'voidReceipt', undo))).toMatchObject({
      status: 403,
    });
    await till.clinic.as('manager').call(bookkeeping, 'voidReceipt', undo);
    expect(
      await till.clinic.refused(till.clinic.as('manager').call(bookkeeping, 'voidReceipt', undo)),
    ).toMatchObject({ code: 'bookkeeping.alreadyVoid' });
    const account = await cashier().call(bookkeeping, 'patientAccount', { patientId });
    expect(account).toMatchObject({
      owed: rp(150_000),
      receipts: [{ number: receipt?.number, voided: { reason: 'Salah pasien' } }],
    });
  });

  it('refuses a total that is no longer the one she saw, and a line without a price', async () => {
    const visitId = await till.seen(await till.patient('Citra'), { dressing: true });
    const stale = cashier().call(bookkeeping, 'settleVisit', {
      visitId,
      seenTotal: rp(150_000),
      payments: [cash(150_000)],
    });
    expect(await till.clinic.refused(stale)).toMatchObject({
      code: 'bookkeeping.linesChanged',
      detail: expect.stringContaining('Rp235.000'),
    });
    expect(
      await till.clinic.refused(
        cashier().call(bookkeeping, 'adjustLine', { visitId, key: 'consultation', remove: true }),
      ),
    ).toMatchObject({
      status: 422,
      fields: [{ path: 'reason' }],
    });
  });

  it('numbers fifty payments at once without a gap, a double or a deadlock', async () => {
    const patients = await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        till.patient(`Pasien ${String.fromCharCode(65 + (at % 26))} ${at}`),
      ),
    );
    const taken = await Promise.all(
      patients.map((patientId) =>
        cashier().call(bookkeeping, 'takeDeposit', {
          patientId,
          amount: rp(10_000),
          payments: [cash(10_000)],
          purpose: 'deposit',
        }),
      ),
    );
    const numbers = taken.map((one) => Number(one.receipt.number.slice(-6))).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 50 }, (_, at) => (numbers[0] ?? 0) + at));
    const { receipts } = await cashier().call(bookkeeping, 'day', {});
    expect(receipts.map((one) => Number(one.number.slice(-6)))).toEqual(receipts.map((_, at) => at + 1));
  });
});
