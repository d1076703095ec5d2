import type { Context } from '#platform/server/context.ts';
import { type CsvColumn, csvOf } from '#platform/server/files/csv.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import { localeFor } from '#platform/shared/languages.ts';
import { formatTime } from '#platform/shared/time.ts';
import type { bookkeeping } from '../contract.ts';
import type { ExportTable } from '../shared/words.ts';
import { journalOfDay } from './journal-of-day.ts';
import { todayOf } from './ledger.ts';
import { readTrialBalance } from './read-trial-balance.ts';
import { receiptsOf } from './receipts.ts';

/** A table of the books as a file: what the screen of the same name shows, line by line. */
export const exportTable: Verb<typeof bookkeeping, 'exportTable'> = async (ctx, { table, day }) => {
  const asked = day ?? todayOf(ctx);
  const { csv, rows } = await tables[table](ctx, asked);
  ctx.note('bookkeeping.exported', { subject: table, details: { day: asked, rows } });
  return { fileName: `${words(ctx.language, `bookkeeping_export_${table}`)}-${asked}.csv`, csv };
};

interface Made {
  csv: string;
  rows: number;
}

const tables: Record<ExportTable, (ctx: Context, day: string) => Promise<Made>> = {
  async journal(ctx, day) {
    const { journals } = await journalOfDay(ctx, { day });
    const lines = journals.flatMap((journal) => journal.postings.map((posting) => ({ journal, posting })));
    return made(ctx, lines, [
      ['day', () => day],
      ['time', ({ journal }) => timeOf(ctx, journal.at)],
      ['journal_what', ({ journal }) => journal.words],
      ['journal_reversed', ({ journal }) => (journal.reversed ? '×' : undefined)],
      ['by', ({ journal }) => journal.by],
      ['account', ({ posting }) => posting.account],
      ['export_accountName', ({ posting }) => posting.label],
      ['debit', ({ posting }) => posting.debit],
      ['credit', ({ posting }) => posting.credit],
    ]);
  },
  async trialBalance(ctx, day) {
    const { rows } = await readTrialBalance(ctx, { through: day });
    return made(ctx, rows, [
      ['account', (row) => row.account],
      ['export_accountName', (row) => row.label],
      ['debit', (row) => row.debit],
      ['credit', (row) => row.credit],
    ]);
  },
  async receipts(ctx, day) {
    const receipts = await receiptsOf(ctx, { day });
    // one line for each method, since a sum over mixed methods agrees with no drawer
    const lines = receipts.flatMap((receipt) => receipt.methods.map((method) => ({ receipt, method })));
    return made(ctx, lines, [
      ['receipt_number', ({ receipt }) => receipt.number],
      ['day', () => day],
      ['time', ({ receipt }) => timeOf(ctx, receipt.at)],
      ['patient', ({ receipt }) => receipt.patient.name],
      ['by', ({ receipt }) => receipt.by],
      ['method', ({ method }) => words(ctx.language, `bookkeeping_method_${method.method}`)],
      ['line_amount', ({ method }) => method.amount],
      ['export_takenBack', ({ receipt }) => receipt.voided?.reason],
    ]);
  },
};

/** @param columns each by the message of its head */
function made<Row>(
  ctx: Context,
  rows: readonly Row[],
  columns: [head: string, value: CsvColumn<Row>['value']][],
): Made {
  const headed = columns.map(([head, value]) => ({
    head: words(ctx.language, `bookkeeping_${head}`),
    value,
  }));
  return { csv: csvOf(rows, headed, ctx.language), rows: rows.length };
}

function timeOf(ctx: Context, instant: string): string {
  return formatTime(instant, localeFor(ctx.language), ctx.clinic.zone);
}
