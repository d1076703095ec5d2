import { z } from 'zod';
import { defineContract } from '#platform/shared/contract.ts';

const id = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/);
const words = (most: number) => z.string().trim().min(1).max(most);
const text = (most: number) => z.string().trim().max(most);
const day = z.iso.date();
const money = z.object({ minor: z.string().regex(/^\d{1,18}$/), currency: z.string().regex(/^[A-Z]{3}$/) });

/** `self` is the patient's own purse, always there and never edited. */
export const payerKinds = [
  'self',
  'bpjs',
  'commercial',
  'medicare',
  'medicaid',
  'employer',
  'government',
  'workersCompensation',
] as const;

/** Id of the self-pay payer in every clinic. */
export const selfPayId = 'self-pay';

export const payer = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(payerKinds),
  /** Proposed for each visit of a coverage that names no copay of its own. */
  copay: money.optional(),
  /** Number by which a clearing house or the insurer's system knows it. */
  electronicId: z.string().optional(),
  active: z.boolean(),
});
export type Payer = z.output<typeof payer>;

export const subscriberRelations = ['self', 'spouse', 'child', 'parent', 'other'] as const;
export const coverageOrders = ['primary', 'secondary', 'tertiary'] as const;

/** What the payer said when asked: aktif, tunggakan, belum 14 hari, meninggal; `unreachable` when it did not answer. */
export const participantStates = [
  'active',
  'arrears',
  'waitingPeriod',
  'inactive',
  'deceased',
  'unreachable',
] as const;

const coverageInput = z.object({
  payerId: id,
  plan: text(120).optional(),
  /** Exactly as printed, text: leading zeros count. */
  memberNumber: words(40),
  group: text(60).optional(),
  subscriber: z.object({
    relation: z.enum(subscriberRelations),
    /** Asked unless the patient is the subscriber. */
    name: text(200).optional(),
    birthDate: day.optional(),
  }),
  from: day.optional(),
  to: day.optional(),
  order: z.enum(coverageOrders),
  copay: money.optional(),
  /** Class of care on a BPJS card (1, 2, 3 or KRIS). */
  careClass: text(10).optional(),
  /** Primary care facility at which the participant is registered. */
  registeredAt: text(120).optional(),
});

const verification = z.object({
  at: z.string(),
  by: z.string(),
  state: z.enum(participantStates),
  note: z.string().optional(),
});

/** As it stands in the record, where another system may have written more than our own form takes. */
const anyText = z.string().optional();

export const coverage = coverageInput.omit({ payerId: true }).extend({
  id: z.string(),
  version: z.number().int(),
  payer,
  memberNumber: z.string(),
  ...{ plan: anyText, group: anyText, careClass: anyText, registeredAt: anyText },
  subscriber: coverageInput.shape.subscriber.extend({ name: anyText }),
  /** `expired` and `future` are read off the dates on the clinic's today; `ended` somebody said. */
  state: z.enum(['active', 'future', 'expired', 'ended']),
  endedWhy: z.string().optional(),
  /** Only a check of the same day counts; tomorrow it must be asked again. */
  verifiedToday: verification.optional(),
  lastVerified: verification.optional(),
});
export type Coverage = z.output<typeof coverage>;

const read = { action: 'insurance.read', kind: 'administrative', effect: 'read' } as const;
const edit = { action: 'insurance.edit', kind: 'administrative', effect: 'write' } as const;
const ofPatient = (input: { patientId: string }) => input.patientId;
const list = z.object({ coverages: z.array(coverage) });
const orderTaken = {
  status: 409,
  details: z.object({ payer: z.string(), order: z.enum(coverageOrders) }),
} as const;

export const insurance = defineContract('insurance', {
  /** The clinic's payers with self-pay first. */
  listPayers: {
    ...read,
    input: z.object({ all: z.boolean().default(false) }),
    output: z.object({ payers: z.array(payer) }),
    audited: false,
  },
  savePayer: {
    action: 'insurance.managePayers',
    kind: 'administrative',
    effect: 'write',
    input: z.object({
      /** Absent for a new one. */
      payerId: id.optional(),
      name: words(120),
      kind: z.enum(payerKinds).exclude(['self']),
      copay: money.optional(),
      electronicId: text(40).optional(),
      active: z.boolean().default(true),
    }),
    output: payer,
    errors: { nameTaken: { status: 409, details: z.object({ name: z.string() }) } },
  },
  coveragesOf: {
    ...read,
    input: z.object({ patientId: id, ended: z.boolean().default(false) }),
    output: list.extend({
      /** BPJS and MBI numbers on the patient's own identifiers, to start a new coverage from. */
      known: z.object({ bpjs: z.string().optional(), mbi: z.string().optional() }),
    }),
    patient: ofPatient,
  },
  addCoverage: {
    ...edit,
    input: coverageInput.extend({ patientId: id }),
    output: coverage,
    errors: { orderTaken, alreadyCovered: { status: 409, details: z.object({ payer: z.string() }) } },
    patient: ofPatient,
  },
  changeCoverage: {
    ...edit,
    input: coverageInput.extend({ patientId: id, coverageId: id, version: z.number().int() }),
    output: coverage,
    errors: { orderTaken },
    patient: ofPatient,
  },
  verifyCoverage: {
    ...edit,
    input: z.object({
      patientId: id,
      coverageId: id,
      state: z.enum(participantStates),
      note: text(300).optional(),
    }),
    output: coverage,
    errors: { notInForce: { status: 409, details: z.object({ state: z.string() }) } },
    patient: ofPatient,
  },
  endCoverage: {
    ...edit,
    input: z.object({
      patientId: id,
      coverageId: id,
      to: day,
      reason: words(300),
      /** It never was this patient's: entered in error. */
      neverTrue: z.boolean().default(false),
    }),
    output: list,
    patient: ofPatient,
  },
});
