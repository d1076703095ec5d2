import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '#platform/server/context.ts';
import { withClient } from '#platform/server/db/roles.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import * as postings from '../shared/postings.ts';
import { openVisits, post, reverse, total, trialBalance } from './ledger.ts';

let clinic: TestClinic;
beforeAll(async () => {
  clinic = await openTestClinic({ country: 'US' });
});
afterAll(() => clinic.close());

const journal = (ctx: Context, memo: string, lines: postings.PostingLine[]) =>
  post(ctx, { kind: 'entry', memo, lines });
const [ins, pat] = ['payer-1', 'patient-1'];

/** The worked month, in cents, as the clinic's bookkeeper would post it. */
const month: [string, postings.PostingLine[]][] = [
  [
    'opening',
    [
      postings.debit('1010', 2_000_000n),
      postings.debit('1020', 20_000n),
      postings.credit('3000', 2_020_000n),
    ],
  ],
  [
    '1',
    postings.charge({
      patientId: pat,
      payerId: ins,
      patientMinor: 20_000n,
      payerMinor: 230_000n,
      revenue: new Map([['4000', 250_000n]]),
    }),
  ],
  ['2', postings.contractualAdjustment(70_000n, ins)],
  ['3', postings.payerPayment(128_000n, ins)],
  ['4', postings.patientShare(32_000n, ins, pat)],
  [
    '5',
    postings.patientPayment(
      [
        { method: 'cash', minor: 15_000n },
        { method: 'card', minor: 20_000n },
      ],
      [{ minor: 35_000n }],
      pat,
    ),
  ],
  ['6', postings.deposit([{ method: 'cash', minor: 3_000n }], 3_000n, pat)],
  ['7', postings.cardSettlement(19_500n, 500n)],
  ['8', postings.badDebt(5_000n, pat)],
  ['9', postings.refund(3_000n, pat)],
  ['10', postings.cashBanked(18_000n)],
  ['11', postings.supplierBill(40_000n, '6100')],
  ['12', postings.supplierPayment(25_000n)],
  ['13', postings.paidByBank(3_500n, '6300')],
  ['14', postings.payroll(300_000n, 60_000n, 22_950n)],
  ['15', postings.paidByBank(80_000n, '6200')],
];

async function balances(): Promise<Record<string, bigint>> {
  const rows = await clinic.inside((ctx) => trialBalance(ctx));
  return Object.fromEntries(rows.map((row) => [row.account, row.debitMinor - row.creditMinor]));
}

describe('the ledger', () => {
  it('ends the worked month with exactly the totals of the field, and #8 can be taken back', async () => {
    const posted = new Map<string, string>();
    for (const [memo, lines] of month)
      posted.set(memo, (await clinic.inside((ctx) => journal(ctx, memo, lines))).journalId);
    expect(await balances()).toMatchObject({
      '1010': 1_814_000n,
      '1020': 20_000n,
      '1030': 0n,
      '1035': 0n,
      '1100': 0n,
      '2200': 0n,
      '1110': 12_000n,
      '2000': -15_000n,
      '2300': -82_950n,
      '3000': -2_020_000n,
      '4000': -250_000n,
      '4900': 70_000n,
      '6000': 300_000n,
      '6010': 22_950n,
      '6100': 40_000n,
      '6200': 80_000n,
      '6300': 3_500n,
      '6400': 500n,
      '6500': 5_000n,
    });
    const sides = await clinic.inside((ctx) => trialBalance(ctx));
    expect(sides.reduce((sum, row) => sum + row.debitMinor, 0n)).toBe(2_367_950n);
    expect(sides.reduce((sum, row) => sum + row.creditMinor, 0n)).toBe(2_367_950n);

    await clinic.inside((ctx) => reverse(ctx, posted.get('8') ?? '', 'The patient paid after all'));
    expect(await balances()).toMatchObject({ '1110': 17_000n, '6500': 0n });
    const again = clinic.inside((ctx) => reverse(ctx, posted.get('8') ?? '', 'twice'));
    expect(await clinic.refused(again)).toMatchObject({ status: 409 });
  });

  it('keeps debits equal to credits, and the sub-ledger equal to its control account, whatever is posted', async () => {
    const minor = fc.bigInt({ min: 1n, max: 9_000_000n });
    const patient = fc.constantFrom('patient-1', 'patient-2', 'patient-3');
    const entry = fc.oneof(
      fc.tuple(minor, minor, patient).map(([a, b, who]) =>
        postings.charge({
          patientId: who,
          payerId: ins,
          patientMinor: a,
          payerMinor: b,
          revenue: new Map([['4000', a + b]]),
        }),
      ),
      fc
        .tuple(minor, patient)
        .map(([a, who]) =>
          postings.patientPayment([{ method: 'cash', minor: a + 40n }], [{ minor: a }], who),
        ),
      fc.tuple(minor, patient).map(([a, who]) => postings.deposit([{ method: 'qris', minor: a }], a, who)),
      fc.tuple(minor, patient).map(([a, who]) => postings.depositApplied(a, who)),
      minor.map((a) => postings.cashDifference(-a)),
      fc.tuple(minor, minor, minor).map(([a, b, c]) => postings.payroll(a + b, b, c)),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(entry, fc.boolean()), { minLength: 1, maxLength: 6 }),
        async (entries) => {
          await clinic.inside(async (ctx) => {
            for (const [lines, takenBack] of entries) {
              const { journalId } = await journal(ctx, 'random', lines);
              if (takenBack) await reverse(ctx, journalId, 'random');
            }
          });
          const now = await balances();
          expect(Object.values(now).reduce((sum, one) => sum + one, 0n)).toBe(0n);
          const owed = await clinic.inside((ctx) => openVisits(ctx, '1110'));
          expect(total(owed)).toBe(now['1110']);
          const ahead = await clinic.inside((ctx) => openVisits(ctx, '2200'));
          expect(total(ahead)).toBe(-(now['2200'] ?? 0n));
        },
      ),
      { numRuns: 12 },
    );
  });
});

describe('the database itself', () => {
  const insert = (ctx: Context, journalId: string, lines: postings.PostingLine[]) =>
    ctx.db
      .insertInto('bookkeeping_posting')
      .values(
        lines.map((line, at) => ({
          clinic_id: ctx.clinic.id,
          journal_id: journalId,
          place: at + 1,
          day: '2026-03-09',
          account: line.account,
          currency: 'USD',
          debit_minor: line.side === 'debit' ? line.minor : 0n,
          credit_minor: line.side === 'credit' ? line.minor : 0n,
        })),
      )
      .execute();
  const bare = (ctx: Context, journalId: string) =>
    ctx.db
      .insertInto('bookkeeping_journal')
      .values({
        clinic_id: ctx.clinic.id,
        journal_id: journalId,
        day: '2026-03-09',
        kind: 'entry',
        memo: '',
        posted_at: ctx.now,
        posted_by: 'x',
        posted_by_name: 'x',
      })
      .execute();

  it('refuses a journal whose sides differ, one without lines, and lines that come later', async () => {
    const crooked = clinic.inside(async (ctx) => {
      const id = ctx.newId();
      await bare(ctx, id);
      await insert(ctx, id, [postings.debit('1010', 5n), postings.credit('3000', 4n)]);
    });
    await expect(crooked).rejects.toMatchObject({ code: 'SB003' });
    await expect(clinic.inside((ctx) => bare(ctx, ctx.newId()))).rejects.toMatchObject({ code: 'SB003' });
    const { journalId } = await clinic.inside((ctx) => journal(ctx, 'whole', postings.cashBanked(5n)));
    const later = clinic.inside((ctx) =>
      insert(ctx, journalId, [postings.debit('1010', 5n), postings.credit('3000', 5n)]),
    );
    await expect(later).rejects.toMatchObject({ code: expect.stringMatching(/SB002|23505/) });
  });

  it('refuses to change or delete what is posted, even for the owner of the schema', async () => {
    const asApp = clinic.inside((ctx) => sql`UPDATE bookkeeping_posting SET debit_minor = 1`.execute(ctx.db));
    await expect(asApp).rejects.toMatchObject({ code: '42501' });
    await withClient(clinic.database.adminUrl, async (owner) => {
      await owner.query('SELECT set_config($1, $2, false)', ['serambi.clinic', clinic.clinic.id]);
      await expect(
        owner.query('UPDATE bookkeeping_posting SET debit_minor = debit_minor + 1'),
      ).rejects.toMatchObject({ code: 'SB004' });
      await expect(owner.query('DELETE FROM bookkeeping_journal')).rejects.toMatchObject({ code: 'SB004' });
    });
  });
});
