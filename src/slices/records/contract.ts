import { z } from 'zod';
import { defineContract } from '#platform/shared/contract.ts';

/** FHIR id of a Patient. */
const patientId = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/);
const text = (most: number) => z.string().trim().max(most);
const words = (most: number) => z.string().trim().min(1).max(most);

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; an unknown day is left out, never filled in with 01. */
const partialDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'records_field_dateForm');

export const sexes = ['male', 'female', 'other', 'unknown'] as const;
const sex = z.enum(sexes);

/** Whom somebody is to the patient; HL7 RoleCode stands behind each. */
export const relationships = [
  'mother',
  'father',
  'guardian',
  'spouse',
  'child',
  'sibling',
  'grandparent',
  'relative',
  'friend',
  'caregiver',
  'other',
] as const;
const relationship = z.enum(relationships);

const person = z.object({ name: words(200), relationship, phone: text(40).optional() });

export const address = z.object({
  line: text(200).optional(),
  rt: text(3).optional(),
  rw: text(3).optional(),
  village: text(100).optional(),
  subdistrict: text(100).optional(),
  city: text(100).optional(),
  state: text(100).optional(),
  postalCode: text(10).optional(),
});

/** Identifiers as typed, always text. `motherNik` stands for a newborn's own until there is one. */
export const identifierKinds = [
  'nik',
  'kk',
  'bpjs',
  'ssn',
  'mbi',
  'passport',
  'driverLicense',
  'motherNik',
] as const;
export type IdentifierKind = (typeof identifierKinds)[number];
const identifiers = z.object({
  nik: text(40).optional(),
  kk: text(40).optional(),
  bpjs: text(40).optional(),
  ssn: text(40).optional(),
  mbi: text(40).optional(),
  passport: text(40).optional(),
  driverLicense: text(40).optional(),
  motherNik: text(40).optional(),
});

/** What the registration form holds, for a new patient and for an edit alike. */
export const patientForm = z.object({
  /** The whole name as the person says it; one word is a whole name. Absent only for a newborn without one. */
  name: text(200).optional(),
  /** The end of `name` that is the family name, where the person has one. Never invented. */
  familyName: text(100).optional(),
  nickname: text(100).optional(),
  /** Names a newborn after the mother: `Bayi Ny. Siti`. `patientId` is the mother's chart, when she has one here. */
  newbornOf: z.object({ motherName: words(200), patientId: patientId.optional() }).optional(),
  birthDate: partialDate.optional(),
  /** Asked, and nobody knows. Without it a birth date is required. */
  birthDateUnknown: z.boolean().optional(),
  sex,
  identifiers: identifiers.optional(),
  phone: text(40).optional(),
  otherPhone: text(40).optional(),
  email: z.email('records_field_emailForm').max(200).optional(),
  contactBy: z.enum(['phone', 'sms', 'email']).optional(),
  /** Absent: not asked. */
  mayLeaveMessage: z.boolean().optional(),
  address: address.optional(),
  /** BCP 47, the language to speak with the patient. */
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'records_field_language')
    .optional(),
  interpreterNeeded: z.boolean().optional(),
  guardian: person.extend({ patientId: patientId.optional() }).optional(),
  emergencyContact: person.optional(),
});
export type PatientForm = z.output<typeof patientForm>;

/** `notAsked` is never `none`: the latter is somebody's dated statement. */
const allergiesWord = z.union([z.enum(['notAsked', 'none', 'noneToDrugs']), z.array(z.string())]);

/** A patient in one line of a list. `flags` are words in the reader's language. */
export const patientCard = z.object({
  id: z.string(),
  name: z.string(),
  birthDate: z.string().optional(),
  sex,
  recordNumber: z.string(),
  deceased: z.boolean().optional(),
  active: z.boolean(),
  allergies: allergiesWord,
  flags: z.array(z.string()),
  language: z.string().optional(),
});
export type PatientCard = z.output<typeof patientCard>;

/** What the banner on every patient screen shows. */
export const patientBanner = patientCard.extend({
  deceasedOn: z.string().optional(),
  birthDateUnknown: z.boolean(),
  nickname: z.string().optional(),
  phone: z.string().optional(),
  interpreterNeeded: z.boolean(),
  guardian: z.object({ name: z.string(), relationship, phone: z.string().optional() }).optional(),
  /** The chart that this one was replaced by in a merge. */
  replacedBy: z.string().optional(),
  severeAllergy: z.boolean(),
  allergiesReviewed: z.object({ at: z.string(), by: z.string() }).optional(),
  signals: z.array(z.object({ words: z.string(), tone: z.enum(['red', 'amber', 'grey']) })),
});
export type PatientBanner = z.output<typeof patientBanner>;

/** How a row was found; two identifiers of different kinds show the whole of it. */
const foundBy = z.enum(['name', 'birthDate', 'recordNumber', 'identifier', 'phone']);

/** One row of a search. While `masked`, `birthDate` is the year alone and `phone` its last two digits. */
export const foundPatient = z.object({
  id: z.string(),
  name: z.string(),
  sex,
  recordNumber: z.string(),
  birthDate: z.string().optional(),
  phone: z.string().optional(),
  city: z.string().optional(),
  active: z.boolean(),
  deceased: z.boolean(),
  masked: z.boolean(),
  foundBy: z.array(foundBy),
});
export type FoundPatient = z.output<typeof foundPatient>;

/** Somebody who may already have a chart here. `reasons` are `MatchReason` codes of `#platform/shared/matching.ts`. */
export const lookAlike = z.object({
  id: z.string(),
  name: z.string(),
  birthDate: z.string().optional(),
  sex,
  recordNumber: z.string(),
  phone: z.string().optional(),
  city: z.string().optional(),
  score: z.number(),
  verdict: z.enum(['same', 'review']),
  reasons: z.array(z.string()),
});
export type LookAlike = z.output<typeof lookAlike>;

/** Something that may be right all the same: shown beside the field, never blocking. */
const warning = z.object({ path: z.string(), words: z.string() });

export const allergyKinds = ['allergy', 'intolerance', 'unknown'] as const;
export const allergyCategories = ['medication', 'food', 'environment', 'biologic'] as const;
export const allergySeverities = ['mild', 'moderate', 'severe'] as const;
export const criticalities = ['low', 'high', 'unable-to-assess'] as const;

const coding = z.object({
  system: z.string().max(200),
  code: z.string().max(60),
  display: z.string().max(200).optional(),
});

const newAllergy = z.object({
  substance: words(200),
  coding: coding.optional(),
  category: z.enum(allergyCategories).optional(),
  kind: z.enum(allergyKinds),
  /** In the patient's words; absent: not known. */
  reaction: text(255).optional(),
  severity: z.enum(allergySeverities).optional(),
  criticality: z.enum(criticalities).optional(),
  /** When it first happened. */
  onset: partialDate.optional(),
  note: text(500).optional(),
});

export const allergy = z.object({
  id: z.string(),
  substance: z.string(),
  category: z.enum(allergyCategories).optional(),
  kind: z.enum(allergyKinds),
  reactions: z.array(z.object({ words: z.string(), severity: z.enum(allergySeverities).optional() })),
  criticality: z.enum(criticalities).optional(),
  onset: z.string().optional(),
  note: z.string().optional(),
  /** Entered by a student and not yet co-signed, or reported without confirmation. */
  unconfirmed: z.boolean(),
  recordedAt: z.string().optional(),
  recordedBy: z.string().optional(),
});

export const allergyList = z.object({
  state: z.enum(['notAsked', 'none', 'noneToDrugs', 'listed']),
  /** Who said so, of a `none`. */
  stated: z.object({ id: z.string(), at: z.string().optional(), by: z.string().optional() }).optional(),
  reviewed: z.object({ at: z.string(), by: z.string() }).optional(),
  items: z.array(allergy),
});
export type AllergyList = z.output<typeof allergyList>;

/** A part of the chart: nothing written is not the same as somebody saying that there is none. */
function section<T extends z.ZodType>(item: T) {
  return z.object({ state: z.enum(['notAsked', 'none', 'listed']), items: z.array(item), more: z.boolean() });
}

const chartLine = z.object({
  id: z.string(),
  label: z.string(),
  /** Clinical status as words of the record, where it has one. */
  status: z.string().optional(),
  detail: z.string().optional(),
  at: z.string().optional(),
});

const chart = z.object({
  banner: patientBanner,
  allergies: allergyList,
  problems: section(chartLine),
  medicines: section(chartLine),
  observations: section(chartLine),
  immunizations: section(chartLine),
  documents: section(chartLine),
  visits: section(chartLine),
  people: z.array(
    z.object({
      name: z.string(),
      relationship,
      phone: z.string().optional(),
      role: z.enum(['guardian', 'emergency']),
    }),
  ),
});

const spoken = z.object({
  name: text(200).optional(),
  birthDate: partialDate.optional(),
  recordNumber: text(40).optional(),
  phone: text(40).optional(),
  /** NIK, BPJS, SSN or passport number. */
  identifier: text(40).optional(),
});
export type Spoken = z.output<typeof spoken>;

const lookAlikesDetails = z.object({ candidates: z.array(lookAlike) });
const read = { action: 'records.read', kind: 'administrative', effect: 'read' } as const;
const edit = { action: 'records.edit', kind: 'administrative', effect: 'write' } as const;
const ofPatient = (input: { patientId: string }) => input.patientId;
const registered = z.object({ patient: patientCard, warnings: z.array(warning) });

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
