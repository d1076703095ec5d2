import type { Context } from '#platform/server/context.ts';
import {
  amountInWordsBox,
  dataTable,
  heading,
  keyValueGrid,
  signatureBlock,
  totals,
} from '#platform/server/print/blocks.ts';
import type { Paper } from '#platform/server/print/paper.ts';
import { paperSizeFor } from '#platform/server/print/sizes.ts';
import { keepPaper } from '#platform/server/print/store.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import { localeFor } from '#platform/shared/languages.ts';
import { money } from '#platform/shared/money.ts';
import { formatPlainDate, formatTime } from '#platform/shared/time.ts';
import type { bookkeeping } from '../contract.ts';
import { cashBanked } from '../shared/postings.ts';
import { cashToBank, drawersOfDay, methodTotals } from './day-facts.ts';
import { post, todayOf } from './ledger.ts';
import { minorOf, written } from './money-json.ts';
import { receiptsOf } from './receipts.ts';

function say(ctx: Context, key: string, params?: Record<string, string>): string {
  return words(ctx.language, `bookkeeping_paper_${key}`, params);
}

/** A paper of the office, in the language of who prints it. */
function officePaper(ctx: Context, name: string, title: string, body: Paper['body']): Paper {
  return {
    kind: `bookkeeping.${name}`,
    size: paperSizeFor(ctx.clinic.country, 'document'),
    language: ctx.language,
    title,
    body,
  };
}

function signedBy(ctx: Context, role: string) {
  return signatureBlock([{ name: ctx.actor.name, role }], {
    place: ctx.clinic.name,
    date: todayOf(ctx),
    language: ctx.language,
  });
}

/** Brings cash to the bank, and makes the slip that goes with it. */
export const bankCash: Verb<typeof bookkeeping, 'bankCash'> = async (ctx, { day, amount, reference }) => {
  const minor = minorOf(ctx, amount, 'amount');
  const { toBank, banked } = await cashToBank(ctx, day, await drawersOfDay(ctx, day));
  if (minor === 0n || minor > toBank - banked)
    ctx.fail('notSoMuchCash', { left: written(ctx, toBank - banked) });
  const { journalId } = await post(ctx, {
    kind: 'cashBanked',
    memo: reference ?? '',
    lines: cashBanked(minor),
    subject: `Day/${day}`,
  });
  const sum = money(minor, ctx.clinic.currency);
  const paper = officePaper(ctx, 'depositSlip', say(ctx, 'depositSlip'), [
    keyValueGrid([
      { label: say(ctx, 'cashOf'), value: formatPlainDate(day, localeFor(ctx.language)) },
      { label: say(ctx, 'reference'), value: reference ?? '' },
    ]),
    totals([{ label: say(ctx, 'banked'), amount: sum }], ctx.language),
    amountInWordsBox(sum, ctx.language),
    signedBy(ctx, say(ctx, 'depositor')),
  ]);
  return { journalId, paperId: await keepPaper(ctx, paper, { subject: `Day/${day}` }) };
};

/** The day on paper: receipts, totals by method, drawers and their differences. */
export const makeDaySheet: Verb<typeof bookkeeping, 'makeDaySheet'> = async (ctx, { day }) => {
  const { language } = ctx;
  const amount = (minor: bigint) => money(minor, ctx.clinic.currency);
  const receipts = await receiptsOf(ctx, { day });
  const sums = methodTotals(receipts);
  const taken = { label: say(ctx, 'taken'), amount: amount(sums.reduce((sum, one) => sum + one.minor, 0n)) };
  const drawers = await drawersOfDay(ctx, day);
  const receiptRows = receipts.map((one) => [
    one.number,
    formatTime(one.at, localeFor(language), ctx.clinic.zone),
    one.voided ? `${one.patient.name} (${say(ctx, 'voided')})` : one.patient.name,
    one.methods.map((part) => words(language, `bookkeeping_method_${part.method}`)).join(', '),
    amount(one.voided ? 0n : BigInt(one.total.minor)),
  ]);
  const drawerRows = drawers.map((one) => [
    `${one.cashier_name} (${one.place})`,
    words(language, `bookkeeping_drawer_${one.state}`),
    amount(one.float_minor),
    one.expected_minor === null ? '–' : amount(one.expected_minor),
    one.counted_minor === null ? '–' : amount(one.counted_minor),
    one.counted_minor === null || one.expected_minor === null
      ? '–'
      : amount(one.counted_minor - one.expected_minor),
    one.reason ?? '',
  ]);
  const columns = (...keys: string[]) => keys.map((key) => ({ title: say(ctx, key) }));
  const paper = officePaper(
    ctx,
    'daySheet',
    say(ctx, 'daySheet', { day: formatPlainDate(day, localeFor(language)) }),
    [
      heading(say(ctx, 'receipts')),
      dataTable(columns('number', 'time', 'patient', 'method', 'amount'), receiptRows, language),
      totals(
        [
          ...sums.map((one) => ({
            label: words(language, `bookkeeping_method_${one.method}`),
            amount: amount(one.minor),
          })),
          taken,
        ],
        language,
      ),
      heading(say(ctx, 'drawers')),
      dataTable(
        columns('drawer', 'state', 'float', 'expected', 'counted', 'difference', 'reason'),
        drawerRows,
        language,
      ),
      signedBy(ctx, say(ctx, 'madeBy')),
    ],
  );
  return { paperId: await keepPaper(ctx, paper, { subject: `Day/${day}` }) };
};
