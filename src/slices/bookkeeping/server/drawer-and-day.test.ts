import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frontDesk } from '#slices/front-desk/contract.ts';
import { bookkeeping } from '../contract.ts';
import { cashDifference } from '../shared/postings.ts';
import { post, trialBalance } from './ledger.ts';
import { openTill, type Till } from './testing/till.ts';

let till: Till;
beforeAll(async () => {
  till = await openTill('US');
});
afterAll(() => till.close());

const cashier = () => till.clinic.as('frontDesk');
const manager = () => till.clinic.as('manager');
const usd = (cents: number) => till.amount(cents);
const counted = (of: Record<number, number>) =>
  Object.entries(of).map(([valueMinor, count]) => ({ valueMinor, count }));

describe('a drawer', () => {
  it('expects 800.00 of float 200.00, 645.00 in and 45.00 out, and books 798.50 as 1.50 short', async () => {
    const drawerId = await till.openDrawer('frontDesk', 20_000);
    const again = cashier().call(bookkeeping, 'openDrawer', { place: 'Desk 2', float: usd(0) });
    expect(await till.clinic.refused(again)).toMatchObject({ code: 'bookkeeping.drawerStillOpen' });
    const patientId = await till.patient('Ann Lee');
    await cashier().call(bookkeeping, 'takeDeposit', {
      patientId,
      amount: usd(64_500),
      payments: [{ method: 'cash', tendered: usd(65_000) }],
      purpose: 'deposit',
    });
    await cashier().call(bookkeeping, 'moveCash', {
      direction: 'paidOut',
      amount: usd(4_500),
      account: '6300',
      reason: 'Stamps',
    });
    await cashier().call(bookkeeping, 'startCount', { drawerId });
    const late = cashier().call(bookkeeping, 'moveCash', {
      direction: 'paidOut',
      amount: usd(100),
      account: '6300',
      reason: 'Late',
    });
    expect(await till.clinic.refused(late)).toMatchObject({ code: 'bookkeeping.openDrawer' });
    const { drawer, movements } = await cashier().call(bookkeeping, 'myDrawer', {});
    expect(drawer?.result).toBeUndefined();
    const blind = await cashier().call(bookkeeping, 'day', {});
    expect(blind.taken).toBeUndefined();
    expect(blind.methodTotals).toEqual([]);
    expect(await manager().call(bookkeeping, 'day', {})).toMatchObject({ taken: usd(64_500) });
    expect(movements.map((one) => one.amount.minor)).toEqual(expect.arrayContaining(['64500', '-4500']));

    const notes = { 10000: 5, 5000: 4, 2000: 4, 1000: 1, 500: 1, 100: 3, 25: 2 };
    const done = await cashier().call(bookkeeping, 'countDrawer', {
      drawerId,
      denominations: counted(notes),
    });
    expect(done).toMatchObject({
      state: 'variance',
      result: { expected: usd(80_000), counted: usd(79_850), difference: usd(-150), needs: 'nothing' },
    });
    expect(await cashier().call(bookkeeping, 'closeDrawer', { drawerId })).toMatchObject({ state: 'closed' });
    const rows = await till.clinic.inside((ctx) => trialBalance(ctx));
    expect(rows.find((row) => row.account === '6900')).toMatchObject({ debitMinor: 150n });
  });

  it('wants a reason above 5.00, and above 20.00 another person who did not count', async () => {
    const drawerId = await till.openDrawer('frontDesk', 10_000);
    await cashier().call(bookkeeping, 'startCount', { drawerId });
    await cashier().call(bookkeeping, 'countDrawer', {
      drawerId,
      denominations: counted({ 1000: 9, 100: 4 }),
    });
    expect(await till.clinic.refused(cashier().call(bookkeeping, 'closeDrawer', { drawerId }))).toMatchObject(
      { code: 'bookkeeping.reasonNeeded' },
    );
    await cashier().call(bookkeeping, 'explainDifference', { drawerId, reason: 'Gave too much change' });
    expect(await cashier().call(bookkeeping, 'closeDrawer', { drawerId })).toMatchObject({ state: 'closed' });

    const own = await till.openDrawer('manager', 10_000);
    await manager().call(bookkeeping, 'startCount', { drawerId: own });
    await manager().call(bookkeeping, 'countDrawer', { drawerId: own, denominations: counted({ 1000: 7 }) });
    await manager().call(bookkeeping, 'explainDifference', { drawerId: own, reason: 'Unknown' });
    expect(
      await till.clinic.refused(manager().call(bookkeeping, 'closeDrawer', { drawerId: own })),
    ).toMatchObject({ code: 'bookkeeping.approvalNeeded' });
    const herself = manager().call(bookkeeping, 'approveDifference', { drawerId: own, decision: 'approve' });
    expect(await till.clinic.refused(herself)).toMatchObject({
      status: 403,
      code: 'bookkeeping.ownDifference',
    });
    expect(
      await till.clinic.refused(
        cashier().call(bookkeeping, 'approveDifference', { drawerId: own, decision: 'approve' }),
      ),
    ).toMatchObject({ status: 403 });

    const theirs = await till.openDrawer('frontDesk', 10_000);
    await cashier().call(bookkeeping, 'startCount', { drawerId: theirs });
    await cashier().call(bookkeeping, 'countDrawer', {
      drawerId: theirs,
      denominations: counted({ 1000: 7 }),
    });
    await cashier().call(bookkeeping, 'explainDifference', { drawerId: theirs, reason: 'A note was lost' });
    await manager().call(bookkeeping, 'approveDifference', { drawerId: theirs, decision: 'recount' });
    await cashier().call(bookkeeping, 'countDrawer', {
      drawerId: theirs,
      denominations: counted({ 10000: 1 }),
    });
    expect(await cashier().call(bookkeeping, 'closeDrawer', { drawerId: theirs })).toMatchObject({
      state: 'closed',
      result: { needs: 'nothing' },
    });
    // nobody else of this clinic may approve, so the manager's own is counted once more in the books of the test
    await till.clinic.inside((ctx) =>
      ctx.db
        .updateTable('bookkeeping_drawer')
        .set({ state: 'approved', approved_by: 'owner', approved_by_name: 'Owner' })
        .where('drawer_id', '=', own)
        .execute(),
    );
    expect(await manager().call(bookkeeping, 'closeDrawer', { drawerId: own })).toMatchObject({
      state: 'closed',
    });
  });
});

describe('the day', () => {
  it('locks only with all drawers closed and every visit charged or explained, and then takes nothing more', async () => {
    const today = '2026-03-09';
    const patientId = await till.patient('Bob Ray');
    const visitId = await till.seen(patientId);
    await till.clinic.inside((ctx) =>
      ctx.db.updateTable('front_desk_visit').set({ step: 'left' }).where('visit_id', '=', visitId).execute(),
    );
    const drawerId = await till.openDrawer('frontDesk', 0);
    const lock = (explanations: { visitId: string; reason: string }[] = []) =>
      manager().call(bookkeeping, 'lockDay', { day: today, explanations });
    expect(await till.clinic.refused(cashier().call(bookkeeping, 'lockDay', { day: today }))).toMatchObject({
      status: 403,
    });
    expect(await till.clinic.refused(lock())).toMatchObject({ code: 'bookkeeping.drawersOpen' });
    await cashier().call(bookkeeping, 'startCount', { drawerId });
    await cashier().call(bookkeeping, 'countDrawer', { drawerId, denominations: [] });
    await cashier().call(bookkeeping, 'closeDrawer', { drawerId });
    expect(await till.clinic.refused(lock())).toMatchObject({
      code: 'bookkeeping.visitsWithoutCharge',
      details: { visits: [{ visitId, name: 'Bob Ray' }] },
    });
    const sheet = await manager().call(bookkeeping, 'day', { day: today });
    expect(sheet.withoutCharge).toMatchObject([{ visitId, finished: true }]);
    const banked = await manager().call(bookkeeping, 'bankCash', {
      day: today,
      amount: sheet.toBank,
      reference: 'B-1',
    });
    expect(banked.paperId).toBeTruthy();
    expect((await manager().call(bookkeeping, 'makeDaySheet', { day: today })).paperId).toBeTruthy();
    await lock([{ visitId, reason: 'Staff member, free by agreement' }]);
    expect(await till.clinic.refused(lock())).toMatchObject({ code: 'bookkeeping.alreadyLocked' });

    const late = await till.clinic.inside((ctx) =>
      post(ctx, { kind: 'difference', memo: '', lines: cashDifference(5n), day: today }),
    );
    expect(late.day).toBe('2026-03-10');
    const forced = till.clinic.inside((ctx) =>
      ctx.db
        .insertInto('bookkeeping_journal')
        .values({
          clinic_id: ctx.clinic.id,
          journal_id: ctx.newId(),
          day: today,
          kind: 'entry',
          memo: '',
          posted_at: ctx.now,
          posted_by: 'x',
          posted_by_name: 'x',
        })
        .execute(),
    );
    await expect(forced).rejects.toMatchObject({ code: 'SB001' });
    const { debit, credit } = await manager().call(bookkeeping, 'trialBalance', {});
    expect(debit).toEqual(credit);
    expect(
      (await manager().call(bookkeeping, 'journalOfDay', { day: today })).journals.length,
    ).toBeGreaterThan(3);
    await expect(cashier().call(frontDesk, 'readVisit', { visitId })).resolves.toMatchObject({ visitId });
  });
});
