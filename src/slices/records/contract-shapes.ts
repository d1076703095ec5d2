import { z } from 'zod';

/** FHIR id of a Patient. */
export const patientId = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/);
export const text = (most: number) => z.string().trim().max(most);
export const words = (most: number) => z.string().trim().min(1).max(most);

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; an unknown day is left out, never filled in with 01. */
export const partialDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'records_field_dateForm');

export const sexes = ['male', 'female', 'other', 'unknown'] as const;
export const sex = z.enum(sexes);

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

export const person = z.object({ name: words(200), relationship, phone: text(40).optional() });

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
export const identifiers = z.object({
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
export const foundBy = z.enum(['name', 'birthDate', 'recordNumber', 'identifier', 'phone']);

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
  /** Record numbers of charts that were joined with this one, where it was found by them. */
  joined: z.array(z.string()).optional(),
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

export const newAllergy = z.object({
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

export const chart = z.object({
  banner: patientBanner,
  allergies: allergyList,
  problems: section(chartLine),
  medicines: section(chartLine),
  observations: section(chartLine),
  immunizations: section(chartLine),
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

export const spoken = z.object({
  name: text(200).optional(),
  birthDate: partialDate.optional(),
  recordNumber: text(40).optional(),
  phone: text(40).optional(),
  /** NIK, BPJS, SSN or passport number. */
  identifier: text(40).optional(),
});
export type Spoken = z.output<typeof spoken>;

export const lookAlikesDetails = z.object({ candidates: z.array(lookAlike) });
export const read = { action: 'records.read', kind: 'administrative', effect: 'read' } as const;
export const edit = { action: 'records.edit', kind: 'administrative', effect: 'write' } as const;
export const ofPatient = (input: { patientId: string }) => input.patientId;
export const registered = z.object({ patient: patientCard, warnings: z.array(warning) });
