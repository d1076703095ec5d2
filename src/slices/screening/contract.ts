import { z } from 'zod';
import { defineContract } from '#platform/shared/contract.ts';
import { codes } from './shared/instruments.ts';

const id = z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/);
const code = z.enum(codes);
const reason = z.string().trim().min(1, 'screening_field_reasonNeeded').max(500);

export const declineReasons = ['refused', 'unable', 'notNow', 'othersPresent'] as const;
export type DeclineReason = (typeof declineReasons)[number];

const result = z.object({
  responseId: id,
  visitId: id.nullable(),
  code,
  total: z.int(),
  most: z.int(),
  /** Key of the published range; for those alone who may say what it means. */
  band: z.string().optional(),
  /** Something was answered that a clinician must hear of before she leaves. */
  selfHarm: z.boolean(),
  /** No clinician has seen to it yet: the red flag of its visit stands. */
  waits: z.boolean(),
  at: z.iso.datetime(),
  by: z.string(),
});
export type Result = z.output<typeof result>;

const declined = z.object({ code, reason: z.enum(declineReasons), at: z.iso.datetime(), by: z.string() });

const offered = z.object({
  code,
  due: z.boolean(),
  /** Answers that count already: of the two questions, for the nine. */
  known: z.record(z.string(), z.string()),
  lastOn: z.iso.date().optional(),
});

const visitScreening = z.object({
  patientId: id,
  /** Language in which they are asked; null: hers has no published wording on file. */
  language: z.string().nullable(),
  offered: z.array(offered),
  /** Of this visit, the newest first. */
  results: z.array(result),
  declined: z.array(declined),
  /**
   * A clinician has seen to the red flag of the answers of this visit; none stands any more. What was done is for those who
   * read notes.
   */
  seenTo: z.object({ at: z.iso.datetime(), by: z.string(), outcome: z.string().optional() }).optional(),
});
export type VisitScreening = z.output<typeof visitScreening>;

const rule = z.object({
  code,
  on: z.boolean(),
  fromYears: z.int().min(0).max(120),
  everyMonths: z.int().min(1).max(120),
});

const hers = (_input: unknown, output?: { patientId: string }) => output?.patientId;
const ask = { action: 'screening.ask', kind: 'clinical', effect: 'write', patient: hers } as const;
const read = { action: 'screening.read', kind: 'clinical', effect: 'read' } as const;

/** Questionnaires whose words and counting are fixed. */
export const screening = defineContract('screening', {
  visitScreening: { ...read, patient: hers, input: z.object({ visitId: id }), output: visitScreening },
  patientScreening: {
    ...read,
    patient: ({ patientId }: { patientId: string }) => patientId,
    input: z.object({ patientId: id }),
    output: z.object({ patientId: id, results: z.array(result) }),
  },
  /** What was answered and what was not asked, all of it or nothing. Also a part of `intake.commitIntake`. */
  recordScreening: {
    ...ask,
    input: z
      .object({
        visitId: id,
        /** By question: link and code of the option. Every question of a questionnaire must have one. */
        answered: z.partialRecord(code, z.record(z.string().max(20), z.string().max(20))).default({}),
        declined: z.partialRecord(code, z.enum(declineReasons)).default({}),
      })
      .refine(
        ({ answered, declined }) => Object.keys(answered).length + Object.keys(declined).length > 0,
        'screening_field_nothingSaid',
      ),
    /** The results of these answers. */
    output: z.object({ patientId: id, results: z.array(result) }),
    errors: { noWording: { status: 409 } },
  },
  markScreeningError: {
    ...ask,
    input: z.object({ responseId: id, reason }),
    output: z.object({ patientId: id }),
    errors: { alreadyInError: { status: 409 } },
  },
  settings: { ...read, audited: false, input: z.object({}), output: z.object({ rules: z.array(rule) }) },
  saveSettings: {
    ...{ action: 'screening.manage', kind: 'administrative', effect: 'write' },
    input: z.object({ rules: z.array(rule).length(codes.length) }),
    output: z.object({ rules: z.array(rule) }),
  },
});
