import type { Content } from 'pdfmake/interfaces.js';
import type { Context } from '#platform/server/context.ts';
import {
  amountInWordsBox,
  dataTable,
  keyValueGrid,
  signatureBlock,
  totals,
} from '#platform/server/print/blocks.ts';
import type { Paper } from '#platform/server/print/paper.ts';
import { paperSizeFor } from '#platform/server/print/sizes.ts';
import { words } from '#platform/server/words.ts';
import type { Language } from '#platform/shared/languages.ts';
import { money } from '#platform/shared/money.ts';
import type { PatientCard } from '#slices/records/contract.ts';
import { letterLanguage } from '#slices/records/server/index.ts';
import type { Settled } from '../shared/settle.ts';
import { todayOf } from './ledger.ts';

/** What a receipt says beside the money. Amounts in minor units. */
export interface ReceiptText {
  number: string;
  purpose: 'visit' | 'deposit' | 'copay' | 'balance';
  /** What was done, each with what it costs whom pays it. */
  lines: readonly { label: Record<Language, string>; quantity: string; amountMinor: bigint }[];
  /** Of the visit's total, what the payer is asked for. */
  payer?: { name: string; minor: bigint };
  totalMinor?: bigint;
  leftMinor: bigint;
}

/** The kuitansi or receipt over what was received, in the patient's language. */
export function receiptPaper(ctx: Context, patient: PatientCard, settled: Settled, text: ReceiptText): Paper {
  const language = letterLanguage(ctx, patient);
  const say = (key: string, params?: Record<string, string>) =>
    words(language, `bookkeeping_paper_${key}`, params);
  const amount = (minor: bigint) => money(minor, ctx.clinic.currency);
  const received = amount(settled.received.reduce((sum, one) => sum + one.minor, 0n));
  const charged: Content[] =
    text.lines.length === 0
      ? []
      : [
          dataTable(
            [
              { title: say('service') },
              { title: say('quantity'), align: 'right' },
              { title: say('amount'), align: 'right' },
            ],
            text.lines.map((line) => [line.label[language], line.quantity, amount(line.amountMinor)]),
            language,
          ),
        ];
  const sums = [
    ...(text.totalMinor === undefined ? [] : [{ label: say('total'), amount: amount(text.totalMinor) }]),
    ...(text.payer && text.payer.minor > 0n
      ? [{ label: say('byPayer', { payer: text.payer.name }), amount: amount(text.payer.minor) }]
      : []),
    ...(settled.depositMinor > 0n
      ? [{ label: say('depositApplied'), amount: amount(settled.depositMinor) }]
      : []),
    ...settled.received.map((one) => ({
      label: words(language, `bookkeeping_method_${one.method}`),
      amount: amount(one.minor),
    })),
    ...(settled.roundingMinor === 0n
      ? []
      : [{ label: say('rounding'), amount: amount(settled.roundingMinor) }]),
    ...(settled.tenderedMinor === 0n
      ? []
      : [
          { label: say('tendered'), amount: amount(settled.tenderedMinor) },
          { label: say('change'), amount: amount(settled.changeMinor) },
        ]),
    ...(text.leftMinor > 0n ? [{ label: say('left'), amount: amount(text.leftMinor) }] : []),
    { label: say('received'), amount: received, strong: true },
  ];
  return {
    kind: 'bookkeeping.receipt',
    use: 'receipt',
    size: paperSizeFor(ctx.clinic.country, 'receipt'),
    language,
    title: say('receipt'),
    number: text.number,
    patient: { name: patient.name, birthDate: patient.birthDate ?? '', recordNumber: patient.recordNumber },
    body: [
      keyValueGrid([
        { label: say('receivedFrom'), value: patient.name },
        { label: say('for'), value: say(`for_${text.purpose}`) },
      ]),
      amountInWordsBox(received, language),
      ...charged,
      totals(sums, language),
      signatureBlock([{ name: ctx.actor.name, role: say('cashier') }], {
        place: placeOf(ctx),
        date: todayOf(ctx),
        language,
        receiptOver: received,
      }),
    ],
  };
}

/** The town of the letterhead where the clinic has set one, else the clinic's name. */
function placeOf(ctx: Context): string {
  const { place } = ctx.clinic.settings;
  return typeof place === 'string' && place !== '' ? place : ctx.clinic.name;
}
