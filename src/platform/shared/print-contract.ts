import { z } from 'zod';
import { defineContract } from './contract.ts';

/** Sheets, rolls of 80 and 58 mm, and the label of 50 by 25 mm. */
export const paperSize = z.enum(['A4', 'A5', 'Letter', 'thermal80', 'thermal58', 'label50x25']);
export type PaperSize = z.output<typeof paperSize>;

/**
 * Where a size of paper comes out: the browser's own dialog, a queue of this machine's CUPS, or a printer that
 * listens on a raw port (9100 as a rule) and takes ESC/POS or, as many office printers do, a PDF as it is.
 */
export const printer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('browser') }),
  z.object({ kind: z.literal('cups'), queue: z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,126}$/) }),
  z.object({
    kind: z.literal('raw'),
    host: z.string().regex(/^[A-Za-z0-9.:_-]{1,253}$/),
    port: z.int().min(1).max(65535).default(9100),
    speaks: z.enum(['escpos', 'pdf']),
    /** Cheap printers lack the Windows-1252 page; for them letters lose their marks instead of turning into others. */
    codePage: z.enum(['windows1252', 'ascii']).default('windows1252'),
  }),
]);
export type Printer = z.output<typeof printer>;

const rolls: readonly string[] = ['thermal80', 'thermal58'] satisfies PaperSize[];

/** Printers of a station by size; a size that is not named prints by the browser. ESC/POS is for rolls alone. */
export const printers = z
  .partialRecord(paperSize, printer)
  .refine((chosen) =>
    Object.entries(chosen).every(
      ([size, to]) => to?.kind !== 'raw' || to.speaks === 'pdf' || rolls.includes(size),
    ),
  );
export type Printers = z.output<typeof printers>;

const station = z.object({ stationId: z.uuid(), name: z.string().trim().min(1).max(60), printers });

const keptPaper = z.object({
  paperId: z.uuid(),
  kind: z.string(),
  title: z.string(),
  number: z.string().optional(),
  language: z.enum(['en', 'id']),
  size: paperSize,
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  printedCount: z.int().min(0),
});
export type KeptPaper = z.output<typeof keptPaper>;

export const printing = defineContract('print', {
  /** Prints a kept paper once more; the first printing is the original, every later one is marked as a copy. */
  printPaper: {
    action: 'print.paper',
    kind: 'administrative',
    effect: 'write',
    input: z.object({ paperId: z.uuid(), station: z.uuid().optional() }),
    output: z.object({
      /** Which printing this is: 1 is the original. 0 when nothing has come out of a printer yet. */
      copyNumber: z.int().min(0),
      /** The PDF of that printing, or a preview as long as there is none. */
      url: z.string(),
      /** `browser`: open the url and print it there. `printer`: it is out. `noAnswer`: see `advice`. */
      delivery: z.enum(['browser', 'printer', 'noAnswer']),
      advice: z.string().optional(),
    }),
    errors: { stationNotFound: { status: 404 } },
  },
  /** Papers made about one thing (`Encounter/…`, `Invoice/…`), newest first. */
  papersOf: {
    action: 'print.paper',
    kind: 'administrative',
    effect: 'read',
    input: z.object({ subject: z.string().min(1).max(200) }),
    output: z.object({ papers: z.array(keptPaper) }),
  },
  /** The stations with their printers, by name. */
  stations: {
    action: 'print.paper',
    kind: 'administrative',
    effect: 'read',
    input: z.object({}),
    output: z.object({ stations: z.array(station) }),
  },
  /** Makes a station, or changes the one that is named. */
  saveStation: {
    action: 'print.manageStations',
    kind: 'administrative',
    effect: 'write',
    input: station.extend({ stationId: z.uuid().optional() }),
    output: z.object({ stationId: z.uuid() }),
    errors: { stationNotFound: { status: 404 }, stationNameTaken: { status: 409 } },
  },
});
