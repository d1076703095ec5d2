import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookkeeping } from '../contract.ts';
import { openTill, type Till } from './testing/till.ts';

let till: Till;
beforeAll(async () => {
  till = await openTill('ID');
  await till.openDrawer();
});
afterAll(() => till.close());

const cashier = () => till.clinic.as('frontDesk');
const rp = (minor: number) => till.amount(minor);
const cash = (minor: number) => [{ method: 'cash' as const, tendered: rp(minor) }];
const of = (patientId: string, role = 'frontDesk') =>
  till.clinic.as(role).call(bookkeeping, 'patientMoney', { patientId });
const settle = async (visitId: string, payments: ReturnType<typeof cash>, unpaidReason?: string) => {
  const { total } = await cashier().call(bookkeeping, 'checkout', { visitId });
  const input = { visitId, seenTotal: total, payments, ...(unpaidReason && { unpaidReason }) };
  return cashier().call(bookkeeping, 'settleVisit', input);
};

describe('the money of a chart', () => {
  it('is nothing for somebody new', async () => {
    const patientId = await till.patient('Siti Baru');
    const nothing = { owed: rp(0), deposit: rp(0), unpaid: [], payments: [], more: false };
    expect(await of(patientId)).toEqual({ patientId, ...nothing });
  });

  it('tells what is owed of which visit and why, what is paid ahead, and the last payments first', async () => {
    const patientId = await till.patient('Siti Utang');
    const visitId = await till.seen(patientId, { dressing: true });
    const { receipt: first } = await settle(visitId, cash(100_000), 'Dompet tertinggal');
    till.clinic.clock.advance(60_000);
    const { receipt: ahead } = await cashier().call(bookkeeping, 'takeDeposit', {
      ...{ patientId, amount: rp(20_000), payments: cash(20_000), purpose: 'deposit' },
    });
    const money = await of(patientId, 'bookkeeper');
    expect(money).toMatchObject({
      ...{ owed: rp(135_000), deposit: rp(20_000), more: false },
      unpaid: [{ visitId, owed: rp(135_000), part: rp(235_000), reason: 'Dompet tertinggal' }],
    });
    expect(money.payments.map(({ number }) => number)).toEqual([ahead.number, first?.number]);
  });

  it('shows the last five payments and that there are more, a voided one among them', async () => {
    const patientId = await till.patient('Siti Sering');
    const numbers = [];
    for (let time = 0; time < 6; time += 1) {
      const { receipt } = await cashier().call(bookkeeping, 'takeDeposit', {
        ...{ patientId, amount: rp(1_000), payments: cash(1_000), purpose: 'deposit' },
      });
      numbers.unshift(receipt);
    }
    await till.clinic
      .as('manager')
      .call(bookkeeping, 'voidReceipt', { receiptId: numbers[0]?.receiptId ?? '', reason: 'Dua kali' });
    const { payments, more, deposit } = await of(patientId);
    expect(payments.map(({ number }) => number)).toEqual(numbers.slice(0, 5).map(({ number }) => number));
    expect([more, deposit, payments[0]?.voided?.reason]).toEqual([true, rp(5_000), 'Dua kali']);
  });

  it('is refused to those who do not read the books, with the reason, and is of nobody', async () => {
    const patientId = await till.patient('Siti Rahasia');
    for (const role of ['clinical', 'physician'])
      expect(await till.clinic.refused(of(patientId, role))).toMatchObject({
        ...{ code: 'platform.notAllowed', detail: expect.stringMatching(/.{20}/) },
      });
    expect((await till.clinic.refused(of('nobody'))).code).toBe('platform.notFound');
  });
});
