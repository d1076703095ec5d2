import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import type { bookkeeping } from '../contract.ts';
import { out } from './money-json.ts';

/** Every journal of a day with its lines, in the order of posting. */
export const journalOfDay: Verb<typeof bookkeeping, 'journalOfDay'> = async (ctx, { day }) => {
  const journals = await ctx.db
    .selectFrom('bookkeeping_journal as j')
    .leftJoin('bookkeeping_journal as r', (join) =>
      join.onRef('r.clinic_id', '=', 'j.clinic_id').onRef('r.reverses', '=', 'j.journal_id'),
    )
    .selectAll('j')
    .select('r.journal_id as reversed_by')
    .where('j.clinic_id', '=', ctx.clinic.id)
    .where('j.day', '=', day)
    .orderBy('j.posted_at')
    .orderBy('j.journal_id')
    .execute();
  const postings = await ctx.db
    .selectFrom('bookkeeping_posting as p')
    .innerJoin('bookkeeping_account as a', (join) =>
      join.onRef('a.clinic_id', '=', 'p.clinic_id').onRef('a.code', '=', 'p.account'),
    )
    .selectAll('p')
    .select(['a.label_en', 'a.label_id'])
    .where('p.clinic_id', '=', ctx.clinic.id)
    .where('p.day', '=', day)
    .orderBy('p.place')
    .execute();
  const byJournal = Map.groupBy(postings, (one) => one.journal_id);
  const side = (pick: (one: (typeof postings)[number]) => bigint) =>
    postings.reduce((sum, one) => sum + pick(one), 0n);
  return {
    day,
    journals: journals.map((one) => ({
      journalId: one.journal_id,
      at: one.posted_at,
      by: one.posted_by_name,
      words: [words(ctx.language, `bookkeeping_journal_${one.kind}`), one.memo]
        .filter((part) => part !== '')
        .join(': '),
      reversed: one.reversed_by !== null,
      postings: (byJournal.get(one.journal_id) ?? []).map((line) => ({
        account: line.account,
        label: ctx.language === 'id' ? line.label_id : line.label_en,
        debit: line.debit_minor > 0n ? out(ctx, line.debit_minor) : undefined,
        credit: line.credit_minor > 0n ? out(ctx, line.credit_minor) : undefined,
      })),
    })),
    debit: out(
      ctx,
      side((one) => one.debit_minor),
    ),
    credit: out(
      ctx,
      side((one) => one.credit_minor),
    ),
  };
};
