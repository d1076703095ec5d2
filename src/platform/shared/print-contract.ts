import { z } from 'zod';
import { defineContract } from './contract.ts';

/** Sheets, rolls of 80 and 58 mm, the label of 50 by 25 mm, and the card of a purse (ISO/IEC 7810 ID-1, CR80: 85.6 by 54 mm). */
export const paperSize = z.enum(['A4', 'A5', 'Letter', 'thermal80', 'thermal58', 'label50x25', 'card']);
export type PaperSize = z.output<typeof paperSize>;

/** Kinds of paper, each of which a station may print elsewhere: queue slip, receipt (kuitansi), label, letter and other sheets. */
export const paperUses = ['slip', 'receipt', 'label', 'document'] as const;
export const paperUse = z.enum(paperUses);
export type PaperUse = z.output<typeof paperUse>;

/** An address or a name of the clinic's network; which ones are let through is judged where it is used. */
const host = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9.:_-]{1,253}$/, 'print_field_hostNotValid');
/** Raw printing ports: JetDirect's 9100 and those that count up from it, Zebra's second one, those of older print servers. */
const port = z
  .int()
  .refine((one) => (one >= 9100 && one <= 9199) || [2501, 3001, 3002, 3003, 6101].includes(one), {
    error: 'print_field_portNotForPrinters',
  })
  .default(9100);

/**
 * Where a kind of paper comes out: the browser's own dialog, a queue of this machine's CUPS, or a printer that listens
 * on a raw port and takes ESC/POS (rolls), ZPL (labels) or, as many office printers do, a PDF as it is.
 */
export const printer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('browser') }),
  z.object({
    kind: z.literal('cups'),
    queue: z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,126}$/, 'print_field_queueNotValid'),
  }),
  z.object({
    kind: z.literal('escpos'),
    host,
    port,
    widthMm: z.union([z.literal(80), z.literal(58)]).default(80),
    /** Cheap printers lack the Windows-1252 page; for them letters that are not ASCII are drawn. */
    codePage: z.enum(['windows1252', 'ascii']).default('windows1252'),
  }),
  z.object({
    kind: z.literal('zpl'),
    host,
    port,
    widthMm: z.int().min(25).max(108).default(50),
    heightMm: z.int().min(12).max(200).default(25),
    dotsPerInch: z.union([z.literal(203), z.literal(300), z.literal(600)]).default(203),
  }),
  z.object({ kind: z.literal('pdf'), host, port }),
]);
export type Printer = z.output<typeof printer>;
export type PrinterKind = Printer['kind'];

/** What can print what: ESC/POS is for rolls alone, ZPL for labels alone. */
export const printerKinds: Record<PaperUse, readonly PrinterKind[]> = {
  slip: ['browser', 'escpos', 'cups', 'pdf'],
  receipt: ['browser', 'escpos', 'cups', 'pdf'],
  label: ['browser', 'zpl', 'cups', 'pdf'],
  document: ['browser', 'cups', 'pdf'],
};

/** Printers of a station by the kind of paper; one that is not named prints by the browser. */
export const printers = z.partialRecord(paperUse, printer).superRefine((chosen, at) => {
  for (const use of paperUses) {
    const kind = chosen[use]?.kind;
    if (kind && !printerKinds[use].includes(kind))
      at.addIssue({ code: 'custom', path: [use, 'kind'], message: 'print_field_notThisPaper' });
  }
});
export type Printers = z.output<typeof printers>;

const station = z.object({ stationId: z.uuid(), name: z.string().trim().min(1).max(60), printers });
export type Station = z.output<typeof station>;

/** What a printer that did not print said, or what its silence means. */
export const troubles = [
  'refused',
  'unreachable',
  'silent',
  'brokeOff',
  'paperOut',
  'coverOpen',
  'paused',
  'printerError',
  'hostNotAllowed',
  'noCups',
  'queueUnknown',
  'queueStopped',
  'jobFailed',
  'tooSmall',
] as const;
export type Trouble = (typeof troubles)[number];

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
      /**
       * `browser`: open the url and print it there. `printed`: it is out. `queued`: a queue has it and goes on by itself.
       * `failed`: nothing came out. `unclear`: something may have, so that the next printing is a copy.
       */
      delivery: z.enum(['browser', 'printed', 'queued', 'failed', 'unclear']),
      /** Where it was to come out: the station's name and the printer in words. */
      printedOn: z.string().optional(),
      trouble: z.enum(troubles).optional(),
      /** What happened, what is kept and what to do, in the caller's language. */
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
    // every screen's header asks, and it tells of nobody
    audited: false,
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
  /** Takes a station away; desks that had chosen it print by the browser until they choose another. */
  removeStation: {
    action: 'print.manageStations',
    kind: 'administrative',
    effect: 'write',
    input: z.object({ stationId: z.uuid() }),
    output: z.object({}),
    errors: { stationNotFound: { status: 404 } },
  },
  /** Makes a test paper of a kind, to be printed like any other; it names nobody. */
  makeTestPaper: {
    action: 'print.paper',
    kind: 'administrative',
    effect: 'write',
    input: z.object({ stationId: z.uuid(), use: paperUse }),
    output: z.object({ paperId: z.uuid() }),
    errors: { stationNotFound: { status: 404 } },
  },
  /** Queues of this machine's CUPS, by name; none where there is no CUPS. */
  queues: {
    action: 'print.manageStations',
    kind: 'administrative',
    effect: 'read',
    input: z.object({}),
    output: z.object({ queues: z.array(z.object({ queue: z.string(), info: z.string() })) }),
  },
});
