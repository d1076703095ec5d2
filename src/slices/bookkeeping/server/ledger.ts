import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { refuse } from '#platform/shared/errors.ts';
import { addDays, zonedDay } from '#platform/shared/time.ts';
import { defaultChart } from '../shared/chart.ts';
import type { PostingLine } from '../shared/postings.ts';

/** A journal that is to be posted. `kind` has words `bookkeeping_journal_<kind>`; `subject` is `Type/id`. */
export interface NewJournal {
  kind: string;
  memo: string;
  lines: readonly PostingLine[];
  subject?: string;
  /** The day that it belongs to; a locked one gives way to the next open day. Today unless told. */
  day?: string;
  reverses?: string;
}

export interface Posted {
  journalId: string;
  day: string;
}

/** Writes the default chart of accounts into a clinic; accounts that it has stay as they are. */
export async function openBooks(ctx: Context): Promise<void> {
  await ctx.db
    .insertInto('bookkeeping_account')
    .values(
      defaultChart.map((account) => ({
        clinic_id: ctx.clinic.id,
        code: account.code,
        label_en: account.en,
        label_id: account.id,
        normal: account.normal,
      })),
    )
    .onConflict((conflict) => conflict.columns(['clinic_id', 'code']).doNothing())
    .execute();
}

async function haveBooks(ctx: Context): Promise<void> {
  const any = await ctx.db
    .selectFrom('bookkeeping_account')
    .select('code')
    .where('clinic_id', '=', ctx.clinic.id)
    .limit(1)
    .execute();
  if (any.length === 0) await openBooks(ctx);
}

/** The clinic's calendar day of this call. */
export function todayOf(ctx: Context): string {
  return zonedDay(ctx.now, ctx.clinic.zone);
}

/**
 * The first open day from this one on. Holds it open to the end of the transaction: who locks a day waits for those
 * who are posting to it.
 */
export async function openDay(ctx: Context, from = todayOf(ctx)): Promise<string> {
  for (let day = from; ; day = addDays(day, 1)) {
    await ctx.db
      .insertInto('bookkeeping_day')
      .values({ clinic_id: ctx.clinic.id, day })
      .onConflict((conflict) => conflict.columns(['clinic_id', 'day']).doNothing())
      .execute();
    const row = await ctx.db
      .selectFrom('bookkeeping_day')
      .select('locked_at')
      .where('clinic_id', '=', ctx.clinic.id)
      .where('day', '=', day)
      .forShare()
      .executeTakeFirstOrThrow();
    if (row.locked_at === null) return day;
  }
}

/**
 * Posts a journal in the clinic's currency. Lines of zero are left out. The database refuses it at the commit when
 * debits and credits differ; that is a fault of ours and throws.
 * @throws RangeError when nothing is left to post, or the sides differ
 */
export async function post(ctx: Context, journal: NewJournal): Promise<Posted> {
  const lines = journal.lines.filter((line) => line.minor !== 0n);
  const side = (wanted: PostingLine['side']) =>
    lines.filter((line) => line.side === wanted).reduce((sum, line) => sum + line.minor, 0n);
  if (lines.length === 0 || side('debit') !== side('credit'))
    throw new RangeError(`journal ${journal.kind} is out of balance`);
  await haveBooks(ctx);
  const day = await openDay(ctx, journal.day);
  const journalId = ctx.newId();
  await ctx.db
    .insertInto('bookkeeping_journal')
    .values({
      clinic_id: ctx.clinic.id,
      journal_id: journalId,
      day,
      kind: journal.kind,
      subject: journal.subject ?? null,
      memo: journal.memo,
      reverses: journal.reverses ?? null,
      posted_at: ctx.now,
      posted_by: ctx.actor.id,
      posted_by_name: ctx.actor.name,
    })
    .execute();
  await ctx.db
    .insertInto('bookkeeping_posting')
    .values(
      lines.map((line, at) => ({
        clinic_id: ctx.clinic.id,
        journal_id: journalId,
        place: at + 1,
        day,
        account: line.account,
        debit_minor: line.side === 'debit' ? line.minor : 0n,
        credit_minor: line.side === 'credit' ? line.minor : 0n,
        currency: ctx.clinic.currency,
        patient_id: line.patientId ?? null,
        visit_id: line.visitId ?? null,
        payer_id: line.payerId ?? null,
      })),
    )
    .execute();
  return { journalId, day };
}

/**
 * Takes a journal back by its opposite, on the next open day. @throws Refusal `notFound`, or `conflict` when it was
 * taken back before.
 */
export async function reverse(ctx: Context, journalId: string, reason: string): Promise<Posted> {
  const postings = await ctx.db
    .selectFrom('bookkeeping_posting')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('journal_id', '=', journalId)
    .orderBy('place')
    .execute();
  if (postings.length === 0) return refuse('notFound', { type: 'Journal', id: journalId });
  const before = await ctx.db
    .selectFrom('bookkeeping_journal')
    .select('journal_id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('reverses', '=', journalId)
    .executeTakeFirst();
  if (before) return refuse('conflict', { reversedBy: before.journal_id });
  const lines = postings.map(
    (one): PostingLine => ({
      account: one.account,
      side: one.debit_minor > 0n ? 'credit' : 'debit',
      minor: one.debit_minor > 0n ? one.debit_minor : one.credit_minor,
      ...(one.patient_id !== null && { patientId: one.patient_id }),
      ...(one.visit_id !== null && { visitId: one.visit_id }),
      ...(one.payer_id !== null && { payerId: one.payer_id }),
    }),
  );
  return post(ctx, {
    kind: 'reversal',
    memo: reason,
    lines,
    subject: `Journal/${journalId}`,
    reverses: journalId,
  });
}

/** What patients owe of each visit, or have paid in advance (`2200`, as an amount above zero), oldest first. */
export async function openVisits(
  ctx: Context,
  account: '1110' | '2200',
  patientId?: string,
): Promise<{ patientId: string; visitId: string | undefined; day: string; minor: bigint }[]> {
  const sign =
    account === '1110'
      ? sql<string>`sum(debit_minor - credit_minor)`
      : sql<string>`sum(credit_minor - debit_minor)`;
  let query = ctx.db
    .selectFrom('bookkeeping_posting')
    .select(['patient_id', 'visit_id', sql<string>`min(day)`.as('first_day'), sign.as('sum')])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('account', '=', account)
    .groupBy(['patient_id', 'visit_id'])
    .orderBy('first_day')
    .orderBy('visit_id');
  if (patientId !== undefined) query = query.where('patient_id', '=', patientId);
  const rows = await query.having(sign, '<>', '0').execute();
  return rows.map((row) => ({
    patientId: row.patient_id ?? '',
    visitId: row.visit_id ?? undefined,
    day: row.first_day,
    // sums of bigint are numeric in PostgreSQL and arrive as text
    minor: BigInt(row.sum),
  }));
}

/** What a patient owes in all, below zero when she has paid too much; in minor units. */
export async function balanceOf(ctx: Context, patientId: string): Promise<bigint> {
  return total(await openVisits(ctx, '1110', patientId));
}

/** What a patient has paid in advance, in minor units. */
export async function depositOf(ctx: Context, patientId: string): Promise<bigint> {
  return total(await openVisits(ctx, '2200', patientId));
}

export function total(some: readonly { minor: bigint }[]): bigint {
  return some.reduce((sum, one) => sum + one.minor, 0n);
}

export interface TrialRow {
  account: string;
  labelEn: string;
  labelId: string;
  /** On one side alone, in minor units. */
  debitMinor: bigint;
  creditMinor: bigint;
}

/** Every account's balance through a day, its own included; accounts at zero too. */
export async function trialBalance(ctx: Context, through?: string): Promise<TrialRow[]> {
  await haveBooks(ctx);
  let sums = ctx.db
    .selectFrom('bookkeeping_posting')
    .select(['account', sql<string>`sum(debit_minor - credit_minor)`.as('sum')])
    .where('clinic_id', '=', ctx.clinic.id)
    .groupBy('account');
  if (through !== undefined) sums = sums.where('day', '<=', through);
  const balances = new Map((await sums.execute()).map((row) => [row.account, BigInt(row.sum)]));
  const accounts = await ctx.db
    .selectFrom('bookkeeping_account')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .orderBy('code')
    .execute();
  return accounts.map((account) => {
    const balance = balances.get(account.code) ?? 0n;
    return {
      account: account.code,
      labelEn: account.label_en,
      labelId: account.label_id,
      debitMinor: balance > 0n ? balance : 0n,
      creditMinor: balance < 0n ? -balance : 0n,
    };
  });
}
