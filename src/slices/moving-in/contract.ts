import { z } from 'zod';
import { defineContract } from '#platform/shared/contract.ts';
import {
  columnChoice,
  delimiter,
  encoding,
  importId,
  kind,
  mappingName,
  overview,
  progress,
  row,
  rowState,
} from './contract-shapes.ts';

export {
  type Candidate,
  type Column,
  type Counts,
  type DateOrder,
  type Delimiter,
  dateOrders,
  delimiters,
  type Encoding,
  encodings,
  type Kind,
  kinds,
  type Overview,
  type Progress,
  type Row,
  type RowState,
  rowStates,
} from './contract-shapes.ts';

const bringIn = { action: 'records.import', kind: 'administrative', effect: 'write' } as const;
const lookAt = { ...bringIn, effect: 'read' } as const;
const one = z.object({ importId });

/** Bytes of a part of a file: large enough for few calls, small enough for a slow line. */
export const mostPartBytes = 512 * 1024;
/** Parts of a file: 64 MB. */
export const mostParts = 128;

const unreadable = {
  fileUnreadable: { status: 422, details: z.object({ line: z.number().int(), why: z.string() }) },
  fileEmpty: { status: 422 },
  tooManyRows: { status: 422, details: z.object({ most: z.number().int() }) },
} as const;
const notReady = { status: 422, details: z.object({ what: z.string() }) } as const;
const tooLate = { status: 409 } as const;

export const movingIn = defineContract('movingIn', {
  imports: {
    ...lookAt,
    input: z.object({}),
    output: z.object({
      imports: z.array(
        overview.pick({
          importId: true,
          kind: true,
          fileName: true,
          state: true,
          openedAt: true,
          openedBy: true,
          rows: true,
          counts: true,
        }),
      ),
    }),
  },
  openFile: {
    ...bringIn,
    input: z.object({ kind, fileName: z.string().trim().min(1).max(255) }),
    output: one,
  },
  /** A part of the file in base64, in order from 0; one that is sent again replaces itself. */
  addPart: {
    ...bringIn,
    input: z.object({
      importId,
      place: z
        .int()
        .min(0)
        .max(mostParts - 1),
      bytes: z.base64().max(Math.ceil(mostPartBytes / 3) * 4),
    }),
    output: z.object({}),
    errors: { tooLate },
  },
  /**
   * Reads the file, or reads it anew in another way. A file that is here already answers with the import of then
   * (`importId` is another): there it goes on.
   */
  readFile: {
    ...bringIn,
    input: z.object({ importId, encoding: encoding.optional(), delimiter: delimiter.optional() }),
    output: overview,
    errors: { ...unreadable, tooLate },
  },
  readImport: { ...lookAt, input: one, output: overview },
  /** What each column is taken for, in the order of the file. With `saveAs` it is kept for the next one. */
  mapColumns: {
    ...bringIn,
    input: z.object({
      importId,
      columns: z.array(columnChoice).max(500).optional(),
      /** Understand them as was kept under this name. */
      use: mappingName.optional(),
      saveAs: mappingName.optional(),
    }),
    output: overview,
    errors: { tooLate, mappingUnknown: { status: 404, details: z.object({ name: z.string() }) } },
  },
  /** Checks the next rows and writes nothing into the record; again until `finished`. */
  checkRows: { ...bringIn, input: one, output: progress, errors: { notReady } },
  /** Takes the next rows in; again until `finished`. A stopped run goes on where it was. */
  takeRows: { ...bringIn, input: one, output: progress, errors: { notReady, tooLate } },
  rows: {
    ...lookAt,
    input: z.object({
      importId,
      states: z.array(rowState).min(1).max(9),
      after: z.int().min(0).default(0),
      limit: z.int().min(1).max(200).default(50),
    }),
    output: z.object({ rows: z.array(row), more: z.boolean() }),
  },
  /** Of rows that look like somebody: they are others (`other`), or the same and are left out (`same`). */
  decide: {
    ...bringIn,
    input: z.object({
      importId,
      rowNumbers: z.array(z.int().min(1)).min(1).max(200),
      is: z.enum(['same', 'other']),
    }),
    output: progress,
    errors: { tooLate, sameForCertain: { status: 409, details: z.object({ name: z.string() }) } },
  },
  /** Rows that are not in yet as a file like the one that came, with the reason as its last column; a piece a call. */
  errorFile: {
    ...lookAt,
    input: z.object({ importId, after: z.int().min(0).default(0) }),
    output: z.object({ fileName: z.string(), csv: z.string(), next: z.number().int().optional() }),
  },
  /** Takes the last rows back that went in; again until `finished`. What was built on since stays and is listed. */
  takeBack: { ...bringIn, input: one, output: progress, errors: { notReady } },
  /** Puts away a file of which nothing has gone in. */
  discard: { ...bringIn, input: one, output: z.object({}), errors: { tooLate } },
});
