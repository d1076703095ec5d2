import { z } from 'zod';
import {
  confirmations,
  contentTypes,
  docStatuses,
  documentStatuses,
  faults,
  megabyte,
  mostMegabytes,
  scans,
} from './shared/codes.ts';
import { needs } from './shared/types.ts';

export const id = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/);
const line = (most: number) => z.string().trim().max(most);
export const day = z.iso.date();
export const reason = z.string().trim().min(1, 'documents_field_reason').max(500);
export const version = z.int().positive();
export const typeCode = z.string().regex(/^[A-Za-z0-9]{1,40}$/);

/** Base64; a pattern over so much text would cost more than what it guards, so the server counts the bytes that come out. */
export const fileData = z
  .string()
  .min(1, 'documents_field_empty')
  .max(Math.ceil((mostMegabytes * megabyte) / 3) * 4 + 4, 'documents_field_size');

/** What a document is found by. */
export const index = z.object({
  type: typeCode,
  servedOn: day,
  title: line(200).default(''),
  /** Who wrote it, or where it comes from. */
  source: z.string().trim().min(1, 'documents_field_source').max(200),
});

/** What the banner said while it was filed, and by what whoever files knows that it is hers. */
export const confirmed = z.object({
  name: z.string().max(400),
  birthDate: z.string().max(10),
  by: z.enum(confirmations, 'documents_field_confirm'),
});

export const file = z.object({
  fileId: z.uuid(),
  fileName: z.string(),
  contentType: z.enum(contentTypes),
  size: z.int(),
  pages: z.int(),
  scan: z.enum(scans),
  /** A file of the very same bytes is filed already; in whose chart is not told here. */
  filedBefore: z.boolean(),
  receivedAt: z.string(),
  receivedBy: z.string(),
  /** In whose chart the upload was begun, and not finished. */
  patientId: id.optional(),
});
export type FileView = z.output<typeof file>;

const signature = z.object({ name: z.string(), at: z.string() });

export const document = z.object({
  documentId: id,
  patientId: id,
  fileId: z.uuid(),
  version,
  type: typeCode,
  typeLabel: z.string(),
  office: z.boolean(),
  servedOn: day,
  title: z.string(),
  source: z.string(),
  contentType: z.enum(contentTypes),
  pages: z.int(),
  scan: z.enum(scans),
  status: z.enum(documentStatuses),
  docStatus: z.enum(docStatuses),
  /** What it waits for; absent where nobody has to see it. */
  waitsFor: z.enum(needs).optional(),
  filedAt: z.string(),
  filedBy: z.string(),
  reviewed: signature.optional(),
  signed: signature.optional(),
  visitId: id.optional(),
  /** The one that it took the place of. */
  replaces: id.optional(),
  /** Why it was corrected, or does not belong here. */
  reason: z.string().optional(),
  /** Whether the caller may open it as it stands. */
  opens: z.boolean(),
});
export type DocumentView = z.output<typeof document>;

/** A paper of the chart, whoever wrote it. */
export const chartPaper = z.object({
  /** FHIR id of the DocumentReference. */
  id: z.string(),
  /** What it is, by the clinic's code for its own papers: `consultationNote`, `health`; absent for others. */
  kind: z.string().optional(),
  label: z.string(),
  /** How it stands, by FHIR's code. */
  status: z.string().optional(),
  at: z.string().optional(),
  by: z.string().optional(),
  visitId: z.string().optional(),
  /** The index of what was filed, for those who read it. */
  filed: document.optional(),
});
export type ChartPaper = z.output<typeof chartPaper>;

export const type = z.object({
  code: typeCode,
  labelEn: z.string().trim().min(1, 'documents_field_label').max(80),
  labelId: z.string().trim().min(1, 'documents_field_label').max(80),
  loinc: z
    .string()
    .trim()
    .regex(/^(\d{1,7}-\d)?$/, 'documents_field_loinc'),
  office: z.boolean(),
  needs: z.enum(needs),
  active: z.boolean(),
});
export type TypeView = z.output<typeof type>;

export const check = z.object({
  documentId: id,
  patientId: id,
  patientName: z.string(),
  recordNumber: z.string(),
  typeLabel: z.string(),
  servedOn: day,
  filedAt: z.string(),
  filedBy: z.string(),
  /** She filed it herself: it waits for somebody else. */
  own: z.boolean(),
});
export type CheckView = z.output<typeof check>;

export const fault = z.enum(faults);

const rules = z.object({
  mostMegabytes: z.int().min(1, 'documents_field_megabytes').max(mostMegabytes, 'documents_field_megabytes'),
  /** Every how many filed documents a second person checks; 0: none. */
  checkEvery: z.int().min(0, 'documents_field_every').max(1_000, 'documents_field_every'),
  scanner: z
    .object({
      host: z
        .string()
        .trim()
        .regex(/^[A-Za-z0-9.:-]{1,255}$/, 'documents_field_host'),
      port: z.int().min(1, 'documents_field_port').max(65_535, 'documents_field_port'),
    })
    .nullable(),
});
export const newSettings = rules;

export const settings = rules.extend({
  /** Since when the scanner does not answer, and how many files wait for it. */
  scannerDownSince: z.string().nullable(),
  waitingScans: z.int(),
  /** Of the last 90 days. */
  checks: z.object({
    right: z.int(),
    wrong: z.int(),
    waiting: z.int(),
    faults: z.array(z.object({ fault, count: z.int() })),
  }),
});
