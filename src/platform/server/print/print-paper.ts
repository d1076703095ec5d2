import type { Printer, printing } from '#platform/shared/print-contract.ts';
import type { OutputOf } from '#platform/shared/contract.ts';
import type { Context } from '../context.ts';
import type { Verb } from '../slice.ts';
import { words } from '../words.ts';
import { type Device, deliver } from './deliver.ts';
import type { Outcome } from './device/outcome.ts';
import { paperUseOf } from './paper-types.ts';
import { readStation } from './stations.ts';
import { type StoredPaper, printingBy, readPaper, setPrinted } from './store.ts';

type Answer = OutputOf<typeof printing, 'printPaper'>;

/**
 * The number of the printing is taken first, and stands before the printer is spoken to: whatever falls over afterwards,
 * the next printing is a copy, a retry of the same call prints nothing, and no two of them are both the original. It is
 * given back where nothing can have come out.
 */
export const printPaper: Verb<typeof printing, 'printPaper'> = async (
  ctx,
  { paperId, station: stationId },
) => {
  const stored = await readPaper(ctx, paperId, true);
  const station = stationId === undefined ? undefined : await readStation(ctx, stationId);
  if (stationId !== undefined && !station) return ctx.fail('stationNotFound');
  const printer: Printer = station?.printers[paperUseOf(stored.paper)] ?? { kind: 'browser' };
  const copyNumber = stored.printedCount + 1;
  await setPrinted(ctx, paperId, copyNumber);
  const about: Printed = { paperId, copyNumber, stored, printer };
  if (printer.kind === 'browser' || !station) {
    noteOf(ctx, 'print.paperPrinted', about);
    return { copyNumber, url: urlOf(paperId, copyNumber), delivery: 'browser' };
  }
  const printedOn = printerWords(ctx, station.name, printer);
  const printing = printingBy(ctx, copyNumber);
  ctx.outside(async (settle) => {
    const outcome = await deliver(stored.paper, printing, printer);
    return settle((later) => record(later, { ...about, printedOn }, outcome));
  });
  // what a retry is told while the printer is at it, or after we fell over there
  return {
    ...told(about, printedOn),
    delivery: 'unclear',
    trouble: 'silent',
    ...adviceOf(ctx, 'silent', true),
  };
};

interface Printed {
  paperId: string;
  copyNumber: number;
  stored: StoredPaper;
  printer: Printer;
}

/** What came of it: kept for the audit trail, and the number given back where nothing can have come out. */
async function record(
  ctx: Context,
  about: Printed & { printedOn: string },
  outcome: Outcome,
): Promise<Answer> {
  const { paperId, copyNumber, printedOn } = about;
  const answer = told(about, printedOn);
  if (!('trouble' in outcome)) {
    noteOf(ctx, 'print.paperPrinted', about, { out: outcome.out });
    return { ...answer, delivery: outcome.out === 'queued' ? 'queued' : 'printed' };
  }
  const { out, trouble, fault } = outcome;
  noteOf(ctx, 'print.printerFailed', about, { out, trouble, ...(fault && { fault }) });
  const failed = { trouble, ...adviceOf(ctx, trouble, out === 'unclear', fault) };
  if (out === 'unclear') return { ...answer, ...failed, delivery: 'unclear' };
  // of two that fail together the later number alone is given back
  await ctx.db
    .updateTable('print_paper')
    .set({ printed_count: copyNumber - 1 })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', paperId)
    .where('printed_count', '=', copyNumber)
    .execute();
  const url = urlOf(paperId, copyNumber - 1);
  return { ...answer, ...failed, copyNumber: copyNumber - 1, url, delivery: 'failed' };
}

function told({ paperId, copyNumber }: Printed, printedOn: string) {
  return { copyNumber, url: urlOf(paperId, copyNumber), printedOn };
}

function urlOf(paperId: string, copyNumber: number): string {
  return `/api/print/${paperId}.pdf?copy=${copyNumber}`;
}

/** The station and its printer, as somebody looks for it in the room. */
function printerWords(ctx: Context, station: string, printer: Device): string {
  const where = printer.kind === 'cups' ? printer.queue : printer.host;
  return words(ctx.language, 'print_printedOn', { station, printer: where });
}

function adviceOf(ctx: Context, trouble: string, mayBeOut: boolean, fault?: string): { advice: string } {
  const say = (key: string) => words(ctx.language, key);
  const reason = fault ? say(`print_field_host_${fault}`) : undefined;
  const kept = say(mayBeOut ? 'print_keptUnclear' : 'print_kept');
  return { advice: [say(`print_trouble_${trouble}`), reason, kept].filter(Boolean).join(' ') };
}

function noteOf(ctx: Context, event: string, about: Printed, details: Record<string, string> = {}): void {
  const { paperId, copyNumber, stored, printer } = about;
  const { patientId, subject, paper } = stored;
  ctx.note(event, {
    ...(patientId && { patientId }),
    subject,
    details: { paperId, kind: paper.kind, copyNumber, printer: printer.kind, ...details },
  });
}
