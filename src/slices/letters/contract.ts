import { z } from 'zod';
import { defineContract } from '#platform/shared/contract.ts';
import { content, id, letter, reason } from './contract-shapes.ts';
import { conclusions } from './shared/kinds.ts';

export type { Content, Letter, Spoken } from './contract-shapes.ts';

const hers = (_input: unknown, output?: { patientId: string }) => output?.patientId;
const read = { action: 'letters.read', kind: 'clinical', effect: 'read', patient: hers } as const;
const draft = { action: 'letters.draft', kind: 'clinical', effect: 'write', patient: hers } as const;
const sign = { action: 'letters.sign', kind: 'clinical', effect: 'write', patient: hers } as const;
const print = { action: 'letters.print', kind: 'administrative', effect: 'write', patient: hers } as const;

const one = z.object({ patientId: z.string(), letter });
const madePaper = z.object({ patientId: z.string(), paperId: z.uuid(), draft: z.boolean() });

/** Signed words stay: a correction is a new version. */
const signed = { signed: { status: 409 } } as const;
const discarded = { discarded: { status: 409 } } as const;
/** Somebody has changed the draft since it was read. */
const changedMeanwhile = {
  changedMeanwhile: { status: 409, details: z.object({ by: z.string() }) },
} as const;
/** A certificate of health without a single sign of this visit certifies nothing. */
const nothingMeasured = { nothingMeasured: { status: 409 } } as const;

/** Letters that an assistant drafts and a physician signs, the summary of a visit, and the face sheet. */
export const letters = defineContract('letters', {
  visitLetters: {
    ...read,
    input: z.object({ visitId: id }),
    output: z.object({ patientId: z.string(), letters: z.array(letter) }),
  },
  /** Over all visits, the newest first. */
  patientLetters: {
    ...read,
    patient: (input: { patientId: string }) => input.patientId,
    input: z.object({ patientId: id }),
    output: z.object({ patientId: z.string(), letters: z.array(letter) }),
  },
  /** A new draft, or the same one written anew; what was measured is read again each time. */
  draftLetter: {
    ...draft,
    input: z.object({
      visitId: id,
      /** Whose form it was. */
      patientId: id,
      letterId: id.optional(),
      /** Of the draft that is changed. */
      version: z.int().positive().optional(),
      content,
    }),
    output: one,
    errors: {
      ...signed,
      ...discarded,
      ...changedMeanwhile,
      ...nothingMeasured,
      otherPatient: { status: 409 },
      notHereYet: { status: 409 },
    },
  },
  /** Takes a draft out of use; it stays in the record with the reason. */
  discardDraft: {
    ...draft,
    input: z.object({ letterId: id, reason }),
    output: one,
    errors: { ...signed, ...discarded },
  },
  sendBack: {
    ...sign,
    input: z.object({ letterId: id, reason }),
    output: one,
    errors: { ...signed, ...discarded },
  },
  signLetter: {
    ...sign,
    input: z.object({
      letterId: id,
      /** Which text she read. */
      version: z.int().positive(),
      /** Of a certificate of health, and of nothing else. */
      conclusion: z.enum(conclusions).optional(),
      remark: z.string().trim().max(500).optional(),
    }),
    output: one,
    errors: {
      ...signed,
      ...discarded,
      ...changedMeanwhile,
      measuredAnew: { status: 409 },
      alreadyReplaced: { status: 409, details: z.object({ number: z.string() }) },
      namesDiagnosis: { status: 409, details: z.object({ name: z.string() }) },
    },
  },
  /** Opens a new version of a signed letter; the old one holds until the new one is signed. */
  correctLetter: {
    ...draft,
    input: z.object({ letterId: id, reason }),
    output: one,
    errors: {
      notSigned: { status: 409 },
      alreadyReplaced: { status: 409, details: z.object({ number: z.string() }) },
      ...nothingMeasured,
    },
  },
  printLetter: { ...print, input: z.object({ letterId: id }), output: madePaper, errors: discarded },
  /** For the patient, in her language. */
  printVisitSummary: {
    ...print,
    input: z.object({ visitId: id }),
    output: madePaper,
    errors: { notHereYet: { status: 409 } },
  },
  printFaceSheet: { ...print, input: z.object({ patientId: id }), output: madePaper },
});
