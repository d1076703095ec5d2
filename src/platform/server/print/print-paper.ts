import type { Printer, Printers, printing } from '#platform/shared/print-contract.ts';
import type { Context } from '../context.ts';
import type { Verb } from '../slice.ts';
import { words } from '../words.ts';
import { encodeSlip } from './escpos.ts';
import { type Paper, type Printing, renderPaper } from './paper.ts';
import { rollContent } from './roll.ts';
import { type Delivery, sendRaw, sendToQueue } from './send.ts';
import { slipLines } from './slip-lines.ts';
import { printingBy, readPaper } from './store.ts';

/** Letters in a line of font A. */
const slipColumns = { thermal80: 48, thermal58: 32 } as const;

/**
 * The printer is spoken to inside the transaction because the answer says whether it took the paper. It is the last
 * step; should the commit fail after it, the retry prints the same number again, which is better than a lost paper.
 */
export const printPaper: Verb<typeof printing, 'printPaper'> = async (ctx, { paperId, station }) => {
  const { paper, patientId, subject, printedCount } = await readPaper(ctx, paperId, true);
  const printer = station ? await printerAt(ctx, station, paper) : ({ kind: 'browser' } as const);
  if (printer === undefined) return ctx.fail('stationNotFound');
  const copyNumber = printedCount + 1;
  const sent = await deliver(paper, printingBy(ctx, copyNumber), printer);
  const about = { ...(patientId && { patientId }), subject };
  const details = { paperId, kind: paper.kind, copyNumber, printer: printer.kind, sent };
  if (sent === 'noAnswer') {
    ctx.note('print.printerSilent', { ...about, details });
    return { ...answer(ctx, paperId, printedCount), delivery: 'noAnswer' };
  }
  await ctx.db
    .updateTable('print_paper')
    .set({ printed_count: copyNumber })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', paperId)
    .execute();
  ctx.note('print.paperPrinted', { ...about, details });
  if (sent === 'brokeOff') return { ...answer(ctx, paperId, copyNumber), delivery: 'noAnswer' };
  const url = urlOf(paperId, copyNumber);
  return { copyNumber, url, delivery: printer.kind === 'browser' ? 'browser' : 'printer' };
};

function urlOf(paperId: string, copyNumber: number): string {
  return `/api/print/${paperId}.pdf?copy=${copyNumber}`;
}

/** What stands when the printer did not answer, in the words of the person at it. */
function answer(ctx: Context, paperId: string, copyNumber: number) {
  return {
    copyNumber,
    url: urlOf(paperId, copyNumber),
    advice: words(ctx.language, 'print_printerNoAnswer'),
  };
}

async function printerAt(ctx: Context, stationId: string, paper: Paper): Promise<Printer | undefined> {
  const row = await ctx.db
    .selectFrom('print_station')
    .select('printers')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', stationId)
    .executeTakeFirst();
  // Written by `saveStation` alone, from a parsed value.
  return row && ((row.printers as Printers)[paper.size] ?? { kind: 'browser' });
}

/** Brings the paper to the printer. The browser fetches its own, so that is as good as sent. */
async function deliver(paper: Paper, printing: Printing, printer: Printer): Promise<Delivery> {
  if (printer.kind === 'browser') return 'sent';
  if (printer.kind === 'cups') return sendToQueue(printer.queue, await renderPaper(paper, printing));
  const { size } = paper;
  if (printer.speaks === 'pdf' || (size !== 'thermal80' && size !== 'thermal58')) {
    return sendRaw(printer, await renderPaper(paper, printing));
  }
  const lines = slipLines(rollContent(paper, printing));
  return sendRaw(printer, encodeSlip(lines, { columns: slipColumns[size], codePage: printer.codePage }));
}
