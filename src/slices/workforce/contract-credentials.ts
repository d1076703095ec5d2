import { z } from 'zod';
import { day, empty, evidence, label, ofOneself, reason, staffId, text, words } from './contract-shapes.ts';
import { delegation } from './contract-delegations.ts';

const points = z.number().min(0).max(1000);
const category = z.enum(['administrative', 'clinical', 'general']);

/** How a kind of credential is counted. Points as people say them, `1.5`. */
export const credentialRule = z.object({
  code: words(60),
  label: z.object({ en: words(120), id: words(120) }),
  issuer: text(120),
  afterName: z.boolean(),
  licence: z.boolean(),
  validMonths: z.int().min(1).max(600).nullable(),
  fromMonthEnd: z.boolean(),
  graceDays: z.int().min(0).max(730),
  examRenews: z.boolean(),
  points: z
    .object({
      total: points,
      cycleMonths: z.int().min(1).max(600),
      administrative: points,
      clinical: points,
      general: points,
      approvedBy: text(60),
      approved: points,
    })
    .nullable(),
});

const counted = z.object({
  what: z.enum(['administrative', 'clinical', 'general', 'approved', 'total']),
  has: z.number(),
  needs: z.number(),
});

export const credential = z.object({
  credentialId: z.string(),
  staffId: z.string(),
  name: z.string(),
  kind: z.string(),
  label,
  number: z.string(),
  issuer: z.string(),
  certifiedOn: day,
  renewedOn: day.optional(),
  /** Last day on which it is good; null: until somebody takes it away. */
  lastDay: day.nullable(),
  overrideReason: z.string().optional(),
  status: z.enum(['active', 'grace', 'expired', 'suspended']),
  suspendedReason: z.string().optional(),
  evidenceId: z.string().optional(),
  /** How it can be renewed today. */
  routes: z.array(z.enum(['points', 'exam', 'fee'])),
  /** Where points renew it: what of them this cycle holds. */
  points: z
    .object({
      eligible: z.boolean(),
      cycle: z.object({ from: day, to: day }),
      counts: z.array(counted),
      approvedBy: z.string(),
    })
    .optional(),
});
export type Credential = z.output<typeof credential>;

export const education = z.object({
  educationId: z.string(),
  day,
  title: z.string(),
  category,
  points: z.number(),
  approvedBy: z.string(),
  evidenceId: z.string().optional(),
});
export type Education = z.output<typeof education>;

/** What the clinic knows of one person's right to work. */
const file = z.object({
  staffId: z.string(),
  name: z.string(),
  /** With what stands after it on papers today, `Maya Lopez, CMA (AAMA)`. */
  signsAs: z.string(),
  roles: z.array(label),
  credentials: z.array(credential),
  education: z.array(education),
  delegations: z.array(delegation),
});
export type PersonFile = z.output<typeof file>;

const manage = { action: 'workforce.manageCredentials', kind: 'administrative' } as const;
const read = { action: 'workforce.read', kind: 'administrative', effect: 'read' } as const;
const staffMissing = { status: 404 } as const;
const credentialMissing = { status: 404 } as const;

export const credentialVerbs = {
  /** Everybody's, what ends first at the top. */
  credentialBoard: {
    ...read,
    input: empty,
    output: z.object({ today: day, credentials: z.array(credential) }),
  },
  /** Continuing education by the cycles of her credentials, as paper. */
  printEducation: {
    ...manage,
    effect: 'write',
    input: z.object({ staffId }),
    output: z.object({ paperId: z.uuid() }),
    errors: { staffMissing },
  },
  /** The same of one's own. */
  printMyEducation: {
    action: 'print.paper',
    kind: 'administrative',
    effect: 'write',
    input: empty,
    output: z.object({ paperId: z.uuid() }),
    errors: { staffMissing },
  },
  personFile: {
    ...manage,
    effect: 'read',
    input: z.object({ staffId }),
    output: file,
    errors: { staffMissing },
  },
  myFile: { ...ofOneself, effect: 'read', audited: false, input: empty, output: file },
  /** Enters one, or corrects what was entered. Without `lastDay` the rule counts it; another day needs its reason. */
  saveCredential: {
    ...manage,
    effect: 'write',
    input: z.object({
      staffId,
      credentialId: z.uuid().optional(),
      kind: words(60),
      number: text(80),
      issuer: text(120).default(''),
      certifiedOn: day,
      lastDay: day.optional(),
      overrideReason: text(300).default(''),
      evidence: evidence.optional(),
    }),
    output: z.object({ credentialId: z.string(), lastDay: day.nullable() }),
    errors: { staffMissing, credentialMissing },
  },
  /** A new cycle begins; refused where points are missing or too late. */
  renewCredential: {
    ...manage,
    effect: 'write',
    input: z.object({
      credentialId: z.uuid(),
      renewedOn: day,
      route: z.enum(['points', 'exam', 'fee']),
      evidence: evidence.optional(),
    }),
    output: z.object({ lastDay: day.nullable() }),
    errors: {
      credentialMissing,
      pointsMissing: { status: 409, details: z.object({ missing: z.string() }) },
      routeClosed: { status: 409, details: z.object({ lastDay: z.string() }) },
    },
  },
  suspendCredential: {
    ...manage,
    effect: 'write',
    input: z.object({ credentialId: z.uuid(), reason }),
    output: empty,
    errors: { credentialMissing },
  },
  resumeCredential: {
    ...manage,
    effect: 'write',
    input: z.object({ credentialId: z.uuid() }),
    output: empty,
    errors: { credentialMissing },
  },
  /** Entered in error: it never was. */
  withdrawCredential: {
    ...manage,
    effect: 'write',
    input: z.object({ credentialId: z.uuid(), reason }),
    output: empty,
    errors: { credentialMissing },
  },
  addEducation: {
    ...manage,
    effect: 'write',
    input: z.object({
      staffId,
      day,
      title: words(200),
      category,
      /** As on the certificate: `1`, `1.5`, `0,25`. */
      points: z.string().regex(/^\d{1,3}([.,]\d{1,2})?$/, 'workforce_field_points'),
      approvedBy: text(60).default(''),
      evidence: evidence.optional(),
    }),
    output: z.object({ educationId: z.string() }),
    errors: { staffMissing },
  },
  withdrawEducation: {
    ...manage,
    effect: 'write',
    input: z.object({ educationId: z.uuid(), reason }),
    output: empty,
    errors: { educationMissing: { status: 404 } },
  },
  /** Her own, or anybody's for who manages them. */
  readEvidence: {
    ...ofOneself,
    effect: 'read',
    input: z.object({ evidenceId: z.uuid() }),
    output: z.object({ fileName: z.string(), contentType: z.string(), data: z.string() }),
    errors: { evidenceMissing: { status: 404 } },
  },
  credentialKinds: {
    ...read,
    input: empty,
    output: z.object({
      kinds: z.array(
        credentialRule.extend({
          /** 0 is the product's own; the clinic's count from 1. */
          version: z.int(),
          active: z.boolean(),
          changedBy: z.string().optional(),
          changedAt: z.string().optional(),
        }),
      ),
    }),
  },
  /** A new version of the clinic's own; what stands is counted anew unless somebody gave it another day. */
  saveCredentialKind: {
    ...manage,
    effect: 'write',
    input: z.object({ rule: credentialRule, active: z.boolean().default(true) }),
    output: z.object({ version: z.int() }),
  },
} as const;
