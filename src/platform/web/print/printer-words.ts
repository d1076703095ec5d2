import { m } from '#messages';
import type { PaperUse, Printer, PrinterKind } from '#platform/shared/print-contract.ts';

/** A kind of paper in words. */
export function paperWords(use: PaperUse): string {
  const words = {
    slip: m.print_use_slip,
    receipt: m.print_use_receipt,
    label: m.print_use_label,
    document: m.print_use_document,
  };
  return words[use]();
}

/** A way of printing in words. */
export function kindWords(kind: PrinterKind): string {
  const words = {
    browser: m.print_kind_browser,
    escpos: m.print_kind_escpos,
    zpl: m.print_kind_zpl,
    cups: m.print_kind_cups,
    pdf: m.print_kind_pdf,
  };
  return words[kind]();
}

/** A printer in words: what it is, where it is, what is in it. */
export function printerWords(printer: Printer | undefined): string {
  if (!printer || printer.kind === 'browser') return kindWords('browser');
  if (printer.kind === 'cups') return `${kindWords('cups')}: ${printer.queue}`;
  const where = printer.port === 9100 ? printer.host : `${printer.host}:${printer.port}`;
  const holds = {
    escpos: (one: Extract<Printer, { kind: 'escpos' }>) => `, ${one.widthMm} mm`,
    zpl: (one: Extract<Printer, { kind: 'zpl' }>) =>
      `, ${one.widthMm} × ${one.heightMm} mm, ${one.dotsPerInch} dpi`,
  };
  const size =
    printer.kind === 'escpos' ? holds.escpos(printer) : printer.kind === 'zpl' ? holds.zpl(printer) : '';
  return `${kindWords(printer.kind)}: ${where}${size}`;
}
