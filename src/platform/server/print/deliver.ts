import type { PaperSize, Printer } from '#platform/shared/print-contract.ts';
import { printOnQueue } from './device/cups.ts';
import { printEscpos } from './device/escpos-printer.ts';
import { nothing, type Outcome } from './device/outcome.ts';
import { printPdf } from './device/pdf-printer.ts';
import { printZpl } from './device/zpl-printer.ts';
import { drawSlip } from './draw-slip.ts';
import { encodeSlip } from './escpos.ts';
import { dotsOf, labelFields } from './label-fields.ts';
import type { Paper, Printing } from './paper-types.ts';
import { renderPaper } from './paper.ts';
import { rollContent } from './roll.ts';
import { slipLines } from './slip-lines.ts';
import { encodeZpl } from './zpl.ts';

/** Any printer but the browser, which fetches its papers by itself. */
export type Device = Exclude<Printer, { kind: 'browser' }>;

/** Letters of font A in a line. */
const columns = { 80: 48, 58: 32 } as const;

/** Sizes as IPP names them (PWG 5101.1). Rolls are as long as what is on them; their driver cuts. */
const mediaNames: Record<PaperSize, string> = {
  A4: 'iso_a4_210x297mm',
  A5: 'iso_a5_148x210mm',
  Letter: 'na_letter_8.5x11in',
  thermal80: 'custom_roll_80x200mm',
  thermal58: 'custom_roll_58x200mm',
  label50x25: 'custom_label_50x25mm',
  card: 'iso_id-1_53.98x85.6mm',
};

/** Brings a paper to a printer in the language that it speaks; a roll or a label is set for the one that is in it. */
export async function deliver(paper: Paper, printing: Printing, printer: Device): Promise<Outcome> {
  try {
    switch (printer.kind) {
      case 'escpos':
        return await printEscpos(printer, slipBytes(paper, printing, printer));
      case 'zpl':
        return await printZpl(printer, labelBytes(paper, printing, printer));
      case 'pdf':
        return await printPdf(printer, await renderPaper(paper, printing));
      case 'cups':
        return await printOnQueue(printer.queue, await renderPaper(paper, printing), mediaNames[paper.size]);
    }
  } catch (error) {
    // a label that does not hold what is on it
    if (error instanceof RangeError) return nothing('tooSmall');
    throw error;
  }
}

/** A paper as ESC/POS for a roll of that width, whatever size it was made for. */
export function slipBytes(
  paper: Paper,
  printing: Printing,
  { widthMm, codePage }: Pick<Extract<Device, { kind: 'escpos' }>, 'widthMm' | 'codePage'>,
): Uint8Array {
  const size = widthMm === 58 ? 'thermal58' : 'thermal80';
  const lines = slipLines(rollContent({ ...paper, size }, printing));
  return encodeSlip(lines, { columns: columns[widthMm], codePage, draw: drawSlip });
}

/** A label as ZPL for the label that is in the printer. */
export function labelBytes(
  paper: Paper,
  printing: Printing,
  stock: Pick<Extract<Device, { kind: 'zpl' }>, 'widthMm' | 'heightMm' | 'dotsPerInch'>,
): Uint8Array {
  const size = { width: dotsOf(stock.widthMm, stock), height: dotsOf(stock.heightMm, stock) };
  return encodeZpl(labelFields(paper, printing, stock), size);
}
