import { z } from 'zod';
import { defineContract } from '#platform/shared/contract.ts';
import {
  allergyList,
  chart,
  edit,
  foundBy,
  foundPatient,
  lookAlike,
  lookAlikesDetails,
  newAllergy,
  ofPatient,
  partialDate,
  patientBanner,
  patientForm,
  patientId,
  read,
  registered,
  sex,
  spoken,
  words,
} from './contract-shapes.ts';

export {
  address,
  allergy,
  allergyCategories,
  allergyKinds,
  allergyList,
  allergySeverities,
  criticalities,
  foundPatient,
  identifierKinds,
  lookAlike,
  patientBanner,
  patientCard,
  patientForm,
  relationships,
  sexes,
} from './contract-shapes.ts';
export type {
  AllergyList,
  FoundPatient,
  IdentifierKind,
  LookAlike,
  PatientBanner,
  PatientCard,
  PatientForm,
  Spoken,
} from './contract-shapes.ts';

export const records = defineContract('records', {
  /** Names, dates, numbers as typed or spoken, in any order; empty text answers those changed last. */
  findPatients: {
    ...read,
    input: z.object({ text: z.string().trim().max(200), limit: z.number().int().min(1).max(50).default(20) }),
    output: z.object({
      patients: z.array(foundPatient),
      /** One identifier alone never opens a chart at the desk: ask the patient for another. */
      needsSecondIdentifier: z.boolean(),
      /** How the words were understood. */
      understood: z.object({
        name: z.string(),
        birthDates: z.array(z.string()),
        numbers: z.array(z.string()),
      }),
      more: z.boolean(),
    }),
  },
  /** Every patient of the clinic as a file for a spreadsheet, in the reader's language. */
  exportPatients: {
    action: 'records.export',
    kind: 'administrative',
    effect: 'read',
    input: z.object({}),
    output: z.object({ fileName: z.string(), csv: z.string() }),
  },
  /** Compares what the patient said with the chart; answers only when two identifiers agree and none disagrees. */
  identify: {
    ...read,
    input: z.object({ patientId, spoken }),
    output: z.object({ banner: patientBanner, agreed: z.array(foundBy) }),
    errors: {
      secondIdentifierRequired: { status: 422 },
      identityMismatch: { status: 409, details: z.object({ differs: z.array(foundBy) }) },
    },
    patient: ofPatient,
  },
  lookAlikes: {
    action: 'records.register',
    kind: 'administrative',
    effect: 'read',
    input: patientForm
      .pick({ name: true, familyName: true, birthDate: true, identifiers: true, phone: true, address: true })
      .extend({ sex: sex.optional(), exceptId: patientId.optional() }),
    output: z.object({ candidates: z.array(lookAlike) }),
  },
  registerPatient: {
    action: 'records.register',
    kind: 'administrative',
    effect: 'write',
    input: patientForm.extend({
      /** Look-alikes that she has looked at and says are other people; kept with the new chart. */
      notThese: z.array(patientId).max(50).default([]),
    }),
    output: registered,
    errors: {
      /** An identifier of one person already belongs to this chart: open it. */
      samePerson: { status: 409, details: lookAlikesDetails },
      lookAlikes: { status: 409, details: lookAlikesDetails },
    },
    patient: (_input, output?: z.output<typeof registered>) => output?.patient.id,
  },
  readPatient: {
    ...read,
    input: z.object({ patientId }),
    output: z.object({ form: patientForm, version: z.number().int(), banner: patientBanner }),
    patient: ofPatient,
  },
  editPatient: {
    ...edit,
    input: patientForm.extend({ patientId, version: z.number().int() }),
    output: registered,
    errors: { samePerson: { status: 409, details: lookAlikesDetails } },
    patient: ofPatient,
  },
  /** Who changed what, newest first. `field` is a path of the form; absent `before` or `after` is empty. */
  patientHistory: {
    ...read,
    input: z.object({ patientId }),
    output: z.object({
      versions: z.array(
        z.object({
          version: z.number().int(),
          at: z.string(),
          by: z.string().optional(),
          reason: z.string().optional(),
          changes: z.array(
            z.object({ field: z.string(), before: z.string().optional(), after: z.string().optional() }),
          ),
        }),
      ),
    }),
    patient: ofPatient,
  },
  setPatientStatus: {
    ...edit,
    input: z.object({
      patientId,
      status: z.enum(['active', 'inactive', 'deceased']),
      /** Of a death, as far as known. */
      date: partialDate.optional(),
      reason: words(500),
    }),
    output: z.object({ banner: patientBanner }),
    patient: ofPatient,
  },
  readBanner: {
    ...read,
    input: z.object({ patientId }),
    output: patientBanner,
    patient: ofPatient,
  },
  readChart: {
    ...read,
    input: z.object({
      patientId,
      /** The patient is not there to be asked: work on the chart alone. Written into the audit trail. */
      withoutPatient: z.boolean().optional(),
    }),
    output: chart,
    patient: ofPatient,
  },
  readAllergies: {
    ...read,
    input: z.object({ patientId }),
    output: allergyList,
    patient: ofPatient,
  },
  /** Adds allergies, or states that there are none, and so reviews the list; with neither it is a review alone. */
  recordAllergies: {
    action: 'records.recordAllergy',
    kind: 'clinical',
    effect: 'write',
    input: z.object({
      patientId,
      visitId: z.string().max(64).optional(),
      add: z.array(newAllergy).max(30).default([]),
      none: z.enum(['all', 'drugs']).optional(),
    }),
    output: allergyList,
    errors: {
      /** "None known" against a list that holds some: end those first. */
      allergiesListed: { status: 409, details: z.object({ substances: z.string() }) },
      alreadyListed: { status: 409, details: z.object({ substance: z.string() }) },
      /** Reviewing a list that nobody has ever asked about. */
      nothingToReview: { status: 422 },
    },
    patient: ofPatient,
  },
  endAllergy: {
    action: 'records.recordAllergy',
    kind: 'clinical',
    effect: 'write',
    input: z.object({
      patientId,
      allergyId: z.string().max(64),
      /** `error`: never true; `refuted`: tested and not so; `resolved`: no longer. */
      why: z.enum(['error', 'refuted', 'resolved']),
      reason: words(500),
    }),
    output: allergyList,
    patient: ofPatient,
  },
  /** Pairs of charts that may be one person, mostly from imports; nothing is merged by itself. */
  lookAlikesToReview: {
    action: 'records.mergeReview',
    kind: 'administrative',
    effect: 'read',
    input: z.object({ limit: z.number().int().min(1).max(200).default(50) }),
    output: z.object({
      pairs: z.array(
        z.object({
          patient: foundPatient,
          other: foundPatient,
          score: z.number(),
          reasons: z.array(z.string()),
        }),
      ),
      more: z.boolean(),
    }),
  },
  sayDifferent: {
    action: 'records.mergeReview',
    kind: 'administrative',
    effect: 'write',
    input: z.object({ patientId, otherId: patientId }),
    output: z.object({}),
    patient: ofPatient,
  },
});
