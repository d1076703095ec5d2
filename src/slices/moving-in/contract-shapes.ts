import { z } from 'zod';

export const kinds = ['patients', 'appointments', 'fees', 'staff'] as const;
export const kind = z.enum(kinds);
export type Kind = z.output<typeof kind>;

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export const encoding = z.enum(encodings);
export type Encoding = z.output<typeof encoding>;

export const delimiters = [',', ';', '\t'] as const;
export const delimiter = z.enum(delimiters);
export type Delimiter = z.output<typeof delimiter>;

/** Which comes first in `03/04/2026`. */
export const dateOrders = ['dmy', 'mdy'] as const;
export const dateOrder = z.enum(dateOrders);
export type DateOrder = z.output<typeof dateOrder>;

export const rowStates = [
  'waiting',
  'good',
  'warning',
  'ask',
  'error',
  'stored',
  'left',
  'takenBack',
  'kept',
] as const;
export const rowState = z.enum(rowStates);
export type RowState = z.output<typeof rowState>;

export const importId = z.uuid();
export const mappingName = z.string().trim().min(1).max(80);

/** What a column is taken for; no `field`: it is not taken in. */
export const columnChoice = z.object({
  field: z.string().max(60).optional(),
  order: dateOrder.optional(),
});

export const column = columnChoice.extend({
  /** As it stands in the file. */
  heading: z.string(),
  samples: z.array(z.string()),
  /** Rows in which it says something. */
  filled: z.number().int(),
  /** Its dates can be read in two ways, and nobody has said which is meant. */
  orderAsked: z.boolean(),
});
export type Column = z.output<typeof column>;

export const field = z.object({
  key: z.string(),
  label: z.string(),
  isDate: z.boolean(),
  /** Fields of one group stand for one another: a whole name, or its parts. */
  required: z.string().optional(),
});

export const counts = z.partialRecord(rowState, z.number().int());
export type Counts = z.output<typeof counts>;

/** Something that has to be done before rows are checked. */
export const need = z.object({
  code: z.enum(['fieldMissing', 'orderMissing', 'fieldTwice']),
  words: z.string(),
});

export const overview = z.object({
  importId,
  kind,
  fileName: z.string(),
  state: z.enum(['opened', 'read', 'running', 'done', 'takingBack', 'takenBack']),
  /** What can be done is over while the file is still on its way. */
  encoding: encoding.optional(),
  /** Nothing in the file says so for certain: look at the samples. */
  encodingUncertain: z.boolean(),
  delimiter: delimiter.optional(),
  openedAt: z.string(),
  openedBy: z.string(),
  endedAt: z.string().optional(),
  rows: z.number().int(),
  counts,
  columns: z.array(column),
  fields: z.array(field),
  needs: z.array(need),
  /** Ways of understanding columns that were kept, by name. */
  mappings: z.array(z.string()),
});
export type Overview = z.output<typeof overview>;

export const progress = z.object({ counts, finished: z.boolean() });
export type Progress = z.output<typeof progress>;

/** A standing chart, somebody who works here, or an earlier row of this file, that may be the same. */
export const candidate = z.object({
  patientId: z.string().optional(),
  staffId: z.string().optional(),
  /** Of somebody who works here. */
  login: z.string().optional(),
  rowNumber: z.number().int().optional(),
  name: z.string(),
  birthDate: z.string().optional(),
  recordNumber: z.string().optional(),
  /** An identifier of one person says so: it cannot be somebody else. */
  certain: z.boolean(),
});
export type Candidate = z.output<typeof candidate>;

export const row = z.object({
  rowNumber: z.number().int(),
  line: z.number().int(),
  state: rowState,
  /** What the row is about, in one line. */
  title: z.string(),
  problems: z.array(
    z.object({
      field: z.string().optional(),
      words: z.string(),
      tone: z.enum(['error', 'warning']),
      /** What stood in the cell. */
      value: z.string().optional(),
    }),
  ),
  candidates: z.array(candidate),
});
export type Row = z.output<typeof row>;
