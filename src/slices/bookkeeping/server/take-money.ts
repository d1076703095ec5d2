import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { keepPaper } from '#platform/server/print/store.ts';
import { mustBePatient } from '#slices/records/server/index.ts';
import type { Payment, ReceiptMade } from '../contract.ts';
import { deposit, depositApplied, patientPayment } from '../shared/postings.ts';
import { type Offered, type Settled, settle, spread } from '../shared/settle.ts';
import { cashDrawer, moveInDrawer } from './drawers.ts';
import { depositOf, openVisits, post, todayOf } from './ledger.ts';
import { minorOf, out, written } from './money-json.ts';
import { type ReceiptText, receiptPaper } from './receipt-paper.ts';
import { loadSettings } from './settings.ts';

type Codes = 'openDrawer' | 'moreThanOwed' | 'depositTooSmall' | 'nothingPaid';

/** What is paid, for whom, and what the receipt says about it. */
export interface Taking {
  patientId: string;
  visitId: string | undefined;
  payments: readonly Payment[];
  /** `receivable` settles debts in their order; `deposit` keeps the money as the patient's. */
  to: 'receivable' | 'deposit';
  debts: readonly { visitId: string | undefined; minor: bigint }[];
  text: Omit<ReceiptText, 'number' | 'leftMinor'>;
}

/** Sets what is offered against the debts, before anything is written. */
export async function reckon(ctx: Context<Codes>, taking: Taking): Promise<Settled> {
  const owed = taking.debts.reduce((sum, one) => sum + one.minor, 0n);
  const offered = taking.payments.map((one, at): Offered => {
    if (one.method === 'cash')
      return { method: 'cash', minor: minorOf(ctx, one.tendered, `payments.${at}.tendered`) };
    const reference = 'reference' in one ? one.reference : undefined;
    return { method: one.method, minor: minorOf(ctx, one.amount, `payments.${at}.amount`), reference };
  });
  const settled = settle(owed, offered, (await loadSettings(ctx)).cashStepMinor);
  if (settled === 'moreThanOwed') return ctx.fail('moreThanOwed', { owed: written(ctx, owed) });
  if (settled.depositMinor > 0n) {
    const held = await depositOf(ctx, taking.patientId);
    if (taking.to === 'deposit' || settled.depositMinor > held)
      ctx.fail('depositTooSmall', { left: written(ctx, held) });
  }
  return settled;
}

/**
 * Takes the money: journal, drawer, number, receipt and its paper. The number comes last of all locks.
 * @returns undefined when no new money came in
 */
export async function takeMoney(
  ctx: Context<Codes>,
  taking: Taking,
  settled: Settled,
): Promise<ReceiptMade | undefined> {
  const { patientId } = taking;
  if (settled.depositMinor > 0n) await applyDeposit(ctx, taking, settled.depositMinor);
  const paid = settled.received.reduce((sum, one) => sum + one.minor, 0n);
  if (paid === 0n) return undefined;
  const cash = settled.received.find((one) => one.method === 'cash')?.minor ?? 0n;
  const drawerId = cash > 0n ? await cashDrawer(ctx) : undefined;
  const receiptId = ctx.newId();
  const debts = skip(taking.debts, settled.depositMinor);
  const lines =
    taking.to === 'deposit'
      ? deposit(settled.received, settled.settledMinor, patientId, taking.visitId)
      : patientPayment(settled.received, spread(settled.settledMinor, debts), patientId);
  const { journalId, day } = await post(ctx, {
    kind: taking.to === 'deposit' ? 'deposit' : 'payment',
    memo: '',
    lines,
    subject: `Receipt/${receiptId}`,
  });
  if (drawerId) await moveInDrawer(ctx, { drawerId, kind: 'receipt', minor: cash, words: '', journalId });
  const patient = await mustBePatient(ctx, patientId);
  const { number, year, sequence } = await nextNumber(ctx);
  const paper = receiptPaper(ctx, patient, settled, { ...taking.text, number, leftMinor: settled.leftMinor });
  const paperId = await keepPaper(ctx, paper, {
    patientId,
    subject: taking.visitId ? `Encounter/${taking.visitId}` : `Patient/${patientId}`,
    patientPart: 'billing',
  });
  await ctx.db
    .insertInto('bookkeeping_receipt')
    .values({
      clinic_id: ctx.clinic.id,
      receipt_id: receiptId,
      year,
      sequence,
      number,
      kind: taking.text.purpose,
      patient_id: patientId,
      visit_id: taking.visitId ?? null,
      day,
      total_minor: paid,
      tendered_minor: settled.tenderedMinor,
      change_minor: settled.changeMinor,
      rounding_minor: settled.roundingMinor,
      currency: ctx.clinic.currency,
      journal_id: journalId,
      drawer_id: drawerId ?? null,
      paper_id: paperId,
      taken_at: ctx.now,
      taken_by: ctx.actor.id,
      taken_by_name: ctx.actor.name,
    })
    .execute();
  await insertMethods(ctx, receiptId, settled);
  ctx.emit('bookkeeping.paymentTaken', { patientId });
  return {
    receiptId,
    number,
    paperId,
    paid: out(ctx, paid),
    change: out(ctx, settled.changeMinor),
    rounding: out(ctx, settled.roundingMinor),
  };
}

async function insertMethods(ctx: Context, receiptId: string, settled: Settled): Promise<void> {
  await ctx.db
    .insertInto('bookkeeping_receipt_method')
    .values(
      settled.received.map((one, at) => ({
        clinic_id: ctx.clinic.id,
        receipt_id: receiptId,
        place: at + 1,
        method: one.method,
        amount_minor: one.minor,
        reference: one.reference ?? null,
      })),
    )
    .execute();
}

/** Debts less what the deposit has settled of them, in their order. */
function skip(debts: Taking['debts'], minor: bigint): { visitId: string | undefined; minor: bigint }[] {
  let rest = minor;
  return debts.map((debt) => {
    const off = rest < debt.minor ? rest : debt.minor;
    rest -= off;
    return { ...debt, minor: debt.minor - off };
  });
}

/** Moves advance payments to the debts; each keeps the visit for which it was paid or owed. */
async function applyDeposit(ctx: Context, taking: Taking, minor: bigint): Promise<void> {
  const { patientId } = taking;
  const held = await openVisits(ctx, '2200', patientId);
  // what was paid for this very visit goes first
  const ordered = [
    ...held.filter((one) => one.visitId === taking.visitId),
    ...held.filter((one) => one.visitId !== taking.visitId),
  ];
  const taken = spread(
    minor,
    ordered.filter((one) => one.minor > 0n),
  ).map((one) => depositApplied(one.minor, patientId, one.visitId)[0]);
  const given = spread(minor, taking.debts).map(
    (one) => depositApplied(one.minor, patientId, one.visitId)[1],
  );
  const lines = [...taken, ...given].filter((line) => line !== undefined);
  await post(ctx, { kind: 'depositApplied', memo: '', lines });
}

/**
 * The next number of the year. Its row stays locked to the commit, so that a number that is rolled back is given
 * again: none is missing and none is doubled.
 */
async function nextNumber(ctx: Context): Promise<{ number: string; year: number; sequence: number }> {
  const year = Number(todayOf(ctx).slice(0, 4));
  const { receiptPrefix } = await loadSettings(ctx);
  const { last_number: sequence } = await ctx.db
    .insertInto('bookkeeping_receipt_number')
    .values({ clinic_id: ctx.clinic.id, year, last_number: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['clinic_id', 'year'])
        .doUpdateSet({ last_number: sql`bookkeeping_receipt_number.last_number + 1` }),
    )
    .returning('last_number')
    .executeTakeFirstOrThrow();
  const digits = String(sequence).padStart(6, '0');
  return { number: [receiptPrefix, year, digits].filter((part) => part !== '').join('-'), year, sequence };
}
