import { z } from 'zod';
import { day, empty, label, ofOneself, staffId, text, words } from './contract-shapes.ts';

const lines = z.array(words(300)).max(40).default([]);

/** What a job description says of one person; in the clinic's language, as it is signed. */
const content = z.object({
  title: words(160),
  reportsToId: staffId,
  site: words(160),
  duties: z.object({ administrative: lines, clinical: lines, specialty: lines }),
  education: text(500).default(''),
  credentials: lines,
  /** Immunisations and tuberculosis screening. */
  immunisations: text(500).default(''),
  competencies: lines,
  supervision: z.enum(['onSite', 'indirect', 'none']),
  physical: text(500).default(''),
  fromDay: day,
  /** Its last day; null: until there is another one. */
  toDay: day.nullable().default(null),
});
export type JobContent = z.output<typeof content>;

const signature = z.object({ by: z.string(), at: z.string() });

const jobRecord = content.extend({
  staffId: z.string(),
  name: z.string(),
  version: z.int(),
  reportsToName: z.string(),
  roleLabels: z.array(label),
  writtenBy: z.string(),
  writtenAt: z.string(),
  /** Of the person and of whom she reports to. */
  signed: z.object({ person: signature.optional(), supervisor: signature.optional() }),
  /** Whether it is the newest one: older ones are kept and signed no more. */
  newest: z.boolean(),
});
export type JobRecord = z.output<typeof jobRecord>;

const write = { action: 'workforce.manage', kind: 'administrative' } as const;
const staffMissing = { status: 404 } as const;
const recordMissing = { status: 404 } as const;

export const jobRecordVerbs = {
  /** What she would begin from: her jobs' duties in this country, and to whom she could report. */
  jobRecordDraft: {
    ...write,
    effect: 'read',
    audited: false,
    input: z.object({ staffId }),
    output: z.object({
      draft: content.omit({ reportsToId: true }),
      people: z.array(z.object({ staffId: z.string(), name: z.string() })),
    }),
    errors: { staffMissing },
  },
  /** A new version; both sign it anew. */
  saveJobRecord: {
    ...write,
    effect: 'write',
    input: content.extend({
      staffId,
      /** The newest version that the writer saw; 0 for none. */ basedOn: z.int().min(0),
    }),
    output: z.object({ version: z.int() }),
    errors: {
      staffMissing,
      recordChanged: { status: 409, details: z.object({ by: z.string(), version: z.int() }) },
    },
  },
  /** Her own, newest first, and those that wait for her as the supervisor; another's for who reads job descriptions. */
  jobRecords: {
    ...ofOneself,
    effect: 'read',
    audited: false,
    input: z.object({ staffId: staffId.optional() }),
    output: z.object({ records: z.array(jobRecord), toSign: z.array(jobRecord) }),
    errors: { staffMissing },
  },
  /** By the person and by whom she reports to, each at her own sign-in and with a proof of `identity.proveSelf`. */
  signJobRecord: {
    ...ofOneself,
    effect: 'write',
    input: z.object({ staffId, version: z.int(), proof: words(100) }),
    output: empty,
    errors: {
      recordMissing,
      notASigner: { status: 403, details: z.object({ name: z.string(), supervisor: z.string() }) },
      /** The proof is somebody else's than the signer's. */
      otherProof: { status: 409 },
      superseded: { status: 409, details: z.object({ version: z.int() }) },
    },
  },
  printJobRecord: {
    ...ofOneself,
    effect: 'write',
    input: z.object({ staffId, version: z.int(), language: z.enum(['en', 'id']).optional() }),
    output: z.object({ paperId: z.string() }),
    errors: { recordMissing },
  },
} as const;
