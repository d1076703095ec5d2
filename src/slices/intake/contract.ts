import { z } from 'zod';
import { defineContract } from '#platform/shared/contract.ts';
import { vitals } from '#slices/vitals/contract.ts';
import { change, facts, id, rule, source, topicState, waiting } from './contract-shapes.ts';
import { topics } from './shared/topics.ts';

export type { Added, Change, Changed, Fact, Facts, Line, Said, TopicState } from './contract-shapes.ts';

const hers = (_input: unknown, output?: { patientId: string }) => output?.patientId;
const read = { action: 'intake.read', kind: 'clinical', effect: 'read', patient: hers } as const;
const record = { action: 'intake.record', kind: 'clinical', effect: 'write', patient: hers } as const;
const sign = { action: 'intake.sign', kind: 'clinical', effect: 'write', patient: hers } as const;

const intakeState = z.object({
  patientId: id,
  visitId: id,
  /** Of the last word that anybody had on this patient; a commit says which one it was made upon. */
  seen: z.string(),
  topics: z.array(topicState),
  waiting: z.array(waiting),
});
export type IntakeState = z.output<typeof intakeState>;

/** Refusals of the duties that a commit goes through. */
const ofOthers = {
  confirmPlausibility: vitals.verbs.recordVitals.errors.confirmPlausibility,
  nothingEntered: { status: 422 },
  allergiesListed: { status: 409, details: z.object({ substances: z.string() }) },
  alreadyListed: { status: 409, details: z.object({ substance: z.string() }) },
  nothingToReview: { status: 422 },
} as const;
const commitErrors = {
  ...ofOthers,
  /** Somebody else has committed for this patient since the pane was opened. */
  changedMeanwhile: { status: 409, details: z.object({ by: z.string() }) },
  /** The pane was opened for another patient than this visit's. */
  otherPatient: { status: 409 },
  /** "None" of a list that holds some. */
  factsListed: { status: 409, details: z.object({ facts: z.string() }) },
} as const;

/** What is asked in the room beside the vital signs: one pane, one commit, and the difference to sign. */
export const intake = defineContract('intake', {
  readIntake: { ...read, input: z.object({ visitId: id }), output: intakeState },
  /** All that was said, the vital signs and what other duties asked in the pane, or nothing of it. */
  commitIntake: {
    ...record,
    input: z.object({
      visitId: id,
      /** Whose pane it was. */
      patientId: id,
      seen: z.string().max(64),
      source: source.default('patient'),
      /** Who spoke for the patient, or which paper it was. */
      sourceName: z.string().trim().max(200).default(''),
      facts,
      vitals: vitals.verbs.recordVitals.input.omit({ visitId: true }).optional(),
      /**
       * What other duties asked in the pane, by duty: the input of the verb that the duty adds to this one, but for the
       * visit, which is this one.
       */
      parts: z.record(z.string().max(40), z.record(z.string().max(40), z.json())).default({}),
    }),
    output: z.object({
      patientId: id,
      state: intakeState,
      /** It stays beside the chart until somebody answers for it. */
      preliminary: z.boolean(),
      /** Of the vital signs. */
      tellClinicianNow: z.boolean(),
      notice: z.string().optional(),
    }),
    errors: commitErrors,
  },
  /** Takes what a student wrote down into the chart. */
  coSignIntake: {
    ...{ action: 'intake.coSign', kind: 'clinical', effect: 'write', patient: hers },
    input: z.object({ commitId: z.uuid() }),
    output: z.object({ patientId: id, state: intakeState }),
    errors: { ...commitErrors, alreadySigned: { status: 409 }, ownWork: { status: 403 } },
  },
  /** What the assistants changed since a clinician last signed. */
  changesToSign: {
    ...read,
    input: z.object({ visitId: id }),
    output: z.object({ patientId: id, changes: z.array(change) }),
  },
  decideChanges: {
    ...sign,
    input: z.object({
      visitId: id,
      accept: z.array(z.uuid()).max(200).default([]),
      /** Taken back, and asked again by whoever wrote it. */
      sendBack: z
        .array(
          z.object({ changeId: z.uuid(), reason: z.string().trim().min(1, 'intake_field_reason').max(500) }),
        )
        .max(200)
        .default([]),
    }),
    output: z.object({ patientId: id, changes: z.array(change) }),
    errors: {
      alreadyDecided: { status: 409 },
      /** The fact has been changed again since. */
      overtaken: { status: 409, details: z.object({ fact: z.string() }) },
    },
  },
  settings: {
    ...{ action: 'intake.read', kind: 'clinical', effect: 'read', audited: false },
    input: z.object({}),
    output: z.object({ rules: z.array(rule) }),
  },
  saveSettings: {
    ...{ action: 'intake.manage', kind: 'administrative', effect: 'write' },
    input: z.object({ rules: z.array(rule).length(topics.length) }),
    output: z.object({ rules: z.array(rule) }),
  },
});
