import type { CallOf } from '#platform/shared/contract.ts';
import {
  type PaperUse,
  paperUses,
  type Printer,
  type PrinterKind,
  type Printers,
  type printing,
  type Station,
} from '#platform/shared/print-contract.ts';

/** One printer as it is typed: every field of every kind, so that a change of kind and back loses nothing. */
export interface PrinterValues {
  kind: PrinterKind;
  queue: string;
  host: string;
  port: string;
  widthMm: string;
  codePage: string;
  labelWidthMm: string;
  heightMm: string;
  dotsPerInch: string;
}

export interface StationValues {
  name: string;
  printers: Record<PaperUse, PrinterValues>;
}

function valuesOf(printer: Printer | undefined): PrinterValues {
  const values: PrinterValues = {
    ...{ kind: printer?.kind ?? 'browser', queue: '', host: '', port: '9100', widthMm: '80' },
    ...{ codePage: 'windows1252', labelWidthMm: '50', heightMm: '25', dotsPerInch: '203' },
  };
  if (!printer || printer.kind === 'browser') return values;
  if (printer.kind === 'cups') return { ...values, queue: printer.queue };
  const at = { ...values, host: printer.host, port: String(printer.port) };
  if (printer.kind === 'escpos')
    return { ...at, widthMm: String(printer.widthMm), codePage: printer.codePage };
  if (printer.kind === 'pdf') return at;
  const { widthMm, heightMm, dotsPerInch } = printer;
  return {
    ...at,
    labelWidthMm: String(widthMm),
    heightMm: String(heightMm),
    dotsPerInch: String(dotsPerInch),
  };
}

/** What the form begins with. */
export function stationValues(station: Station | undefined): StationValues {
  const of = (use: PaperUse) => [use, valuesOf(station?.printers[use])];
  return {
    name: station?.name ?? '',
    printers: Object.fromEntries(paperUses.map(of)) as StationValues['printers'],
  };
}

/** What the form says to the server: of each printer the fields of its kind. */
export function stationInput(
  values: StationValues,
  station: Station | undefined,
): CallOf<typeof printing, 'saveStation'> {
  const chosen = paperUses
    .filter((use) => values.printers[use].kind !== 'browser')
    .map((use) => [use, printerInput(values.printers[use])]);
  return {
    ...(station && { stationId: station.stationId }),
    name: values.name,
    printers: Object.fromEntries(chosen) as Printers,
  };
}

/** A figure as it is meant; what is none stays as it was typed, for the server to name the field. */
const figure = (text: string) => (/^\d+$/.test(text.trim()) ? Number(text) : text);

function printerInput(values: PrinterValues): object {
  const { kind, queue, host } = values;
  const port = figure(values.port);
  if (kind === 'cups') return { kind, queue };
  if (kind === 'escpos')
    return { kind, host, port, widthMm: figure(values.widthMm), codePage: values.codePage };
  if (kind === 'zpl') {
    const [widthMm, heightMm] = [figure(values.labelWidthMm), figure(values.heightMm)];
    return { kind, host, port, widthMm, heightMm, dotsPerInch: figure(values.dotsPerInch) };
  }
  return { kind, host, port };
}
