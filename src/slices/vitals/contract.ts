import { z } from 'zod';
import { defineContract } from '#platform/shared/contract.ts';
import { avoidArm, chartVerbs, oxygenTarget, recheck } from './contract-chart.ts';
import { clinicVerbs, rangeTable } from './contract-clinic.ts';
import {
  id,
  instant,
  reason,
  measure,
  notObtainedReasons,
  enteredValues,
  notObtained,
} from './contract-entry.ts';

export {
  measures,
  notObtainedReasons,
  arms,
  positions,
  cuffs,
  rhythms,
  temperatureSites,
  painTools,
  pregnancyStates,
  techniques,
  avoidCauses,
  consciousnessLevels,
  temperatureUnits,
  weightUnits,
  lengthUnits,
  enteredValues,
} from './contract-entry.ts';
export type { Measure, NotObtainedReason, EnteredValues, NotObtained } from './contract-entry.ts';
export type { AvoidArm, OxygenTarget, Growth, GrowthChart, GrowthPoint, Recheck } from './contract-chart.ts';

export const sign = z.enum([
  'systolic',
  'diastolic',
  'heartRate',
  'respiratoryRate',
  'temperature',
  'oxygenSaturation',
  'consciousness',
  'glucose',
  'height',
  'weight',
  'bodyMassIndex',
  'headCircumference',
  'pain',
  'waist',
  'gestationAtBirth',
  'lastMenses',
]);
/** A reason as a message key with what goes into its placeholders, so that each reader has it in her language. */
const told = { reasonKey: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) };
const flag = z.object({ sign, level: z.enum(['normal', 'outOfRange', 'critical']), ...told });

export const itemStatuses = [
  'preliminary',
  'final',
  'amended',
  'corrected',
  'cancelled',
  'entered-in-error',
] as const;

/** One stored measurement. Figures are decimal texts with every digit that was entered. */
const item = z.object({
  observationId: id,
  version: z.int(),
  measure: z.union([measure, z.enum(['bodyMassIndex', 'meanPressure'])]),
  status: z.enum(itemStatuses),
  value: z.string().optional(),
  /** Of a pressure, the second half. */
  diastolic: z.string().optional(),
  /** UCUM. */
  unit: z.string().optional(),
  /** In the unit that rules compare in. */
  canonical: z.number().optional(),
  notObtained: z.enum(notObtainedReasons).optional(),
  /** Codes of what goes with it: site, arm, position, cuff, rhythm, tool, oxygen, lying, clothed … */
  context: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  measuredAt: instant,
  recordedAt: instant.optional(),
  /** Who measured. */
  recordedBy: z.string().optional(),
  /** Who typed it, where that was somebody else. */
  typedBy: z.string().optional(),
  /** Why it was corrected or marked. */
  reason: z.string().optional(),
});
export type VitalItem = z.output<typeof item>;

const notice = z.object({
  toldTo: z.string(),
  toldAt: instant,
  toldBy: z.string(),
  readBack: z.boolean(),
  note: z.string().optional(),
});

const news2 = z.union([
  z.object({
    status: z.literal('complete'),
    score: z.int(),
    risk: z.enum(['low', 'lowMedium', 'medium', 'high']),
    singleThree: z.boolean(),
  }),
  z.object({ status: z.literal('incomplete'), missing: z.array(z.string()) }),
  z.object({ status: z.literal('notApplicable'), reason: z.string() }),
]);

const vitalsSet = z.object({
  setId: id,
  status: z.enum(itemStatuses),
  measuredAt: instant,
  recordedAt: instant.optional(),
  recordedBy: z.string().optional(),
  typedBy: z.string().optional(),
  items: z.array(item),
  flags: z.array(flag),
  critical: z.boolean(),
  notices: z.array(notice),
  /** Only where the clinic has turned it on. */
  news2: news2.optional(),
  orthostatic: z
    .object({
      systolicFall: z.number(),
      diastolicFall: z.number(),
      heartRateRise: z.number().nullable(),
      positive: z.boolean(),
      decidedBy: z.array(z.enum(['systolic', 'diastolic'])),
      tellClinicianHeartRate: z.boolean(),
      symptoms: z.boolean(),
    })
    .optional(),
});
export type VitalsSet = z.output<typeof vitalsSet>;

const lastValue = z.object({
  sign,
  observationId: id,
  value: z.string(),
  unit: z.string(),
  canonical: z.number(),
  at: instant,
  preliminary: z.boolean(),
});
export type LastValue = z.output<typeof lastValue>;
const series = z.partialRecord(sign, z.array(z.object({ at: instant, value: z.number() })));

const settings = z.object({
  bloodPressureScheme: z.enum(['accAha', 'from140']),
  country: z.enum(['US', 'ID']),
  /** Whether the early warning score is shown. */
  news2: z.boolean(),
  /** Readings of a pressure whose first is raised. */
  pressureReadings: z.int(),
  /** The clinic's own ranges; absent: those that we ship. */
  ranges: rangeTable.optional(),
});

const visitVitals = z.object({
  visitId: id,
  patientId: id,
  birthDate: z.string().optional(),
  /** The day of the visit's clinic, on which ages are counted. */
  day: z.string(),
  sets: z.array(vitalsSet),
  /** Order in which to measure at this age, and which of them make a complete set. */
  order: z.array(measure),
  /** What may be asked for beside them at this age and sex. */
  rare: z.array(measure),
  required: z.array(measure),
  missing: z.array(measure),
  complete: z.boolean(),
  /** Sets with a critical value of which nobody has been told. */
  untold: z.array(id),
  last: z.array(lastValue),
  series,
  settings,
  /** Who may be told of a critical value; the visit's provider first. */
  clinicians: z.array(z.object({ staffId: z.string(), name: z.string() })),
  /** Who may have measured, where somebody else types. */
  measurers: z.array(z.object({ staffId: z.string(), name: z.string() })),
  /** Whether she is pregnant, as last said. */
  pregnant: z.boolean(),
  avoidArms: z.array(avoidArm),
  /** What was ordered and holds now. */
  oxygenTarget: oxygenTarget.optional(),
  rechecks: z.array(recheck),
});
export type VisitVitals = z.output<typeof visitVitals>;

const recorded = z.object({
  patientId: id,
  setId: id,
  status: z.enum(itemStatuses),
  /** A critical value is in it: tell the clinician now, then `recordNotice`. */
  tellClinicianNow: z.boolean(),
  /** The same in words. */
  notice: z.string().optional(),
  flags: z.array(flag),
  visit: visitVitals,
});

/** What should be read again before it is stored; `id` is sent back in `confirmed`. */
const finding = z.object({ id: z.string(), path: z.string(), sign, words: z.string(), ...told });
export type Finding = z.output<typeof finding>;
const confirmPlausibility = {
  status: 409,
  details: z.object({ findings: z.array(finding), words: z.string() }),
} as const;
/** A student changes only what nobody has co-signed yet. */
const alreadyFinal = { status: 409 } as const;
const alreadyInError = { status: 409 } as const;

const read = { action: 'vitals.read', kind: 'clinical', effect: 'read' } as const;
const record = { action: 'vitals.record', kind: 'clinical', effect: 'write' } as const;
const ofPatient = (input: { patientId: string }) => input.patientId;
const ofAnswer = (_: unknown, output?: { patientId?: string }) => output?.patientId;

export const vitals = defineContract('vitals', {
  visitVitals: { ...read, input: z.object({ visitId: id }), output: visitVitals, patient: ofAnswer },
  lastVitals: {
    ...read,
    input: z.object({ patientId: id, points: z.int().min(1).max(60).default(12) }),
    output: z.object({
      last: z.array(lastValue),
      series,
      flags: z.array(flag),
      /** What is normal at today's age; a pressure of adults has categories instead. */
      normal: z.partialRecord(sign, z.object({ low: z.number(), high: z.number() })),
      avoidArms: z.array(avoidArm),
      oxygenTarget: oxygenTarget.optional(),
    }),
    patient: ofPatient,
  },
  measurementHistory: {
    ...read,
    input: z.object({ observationId: id }),
    output: z.object({
      patientId: id,
      versions: z.array(item.extend({ at: instant })),
    }),
    patient: ofAnswer,
  },
  recordVitals: {
    ...record,
    input: z.object({
      visitId: id,
      /** Left out: now. A late entry says when it was measured. */
      measuredAt: instant.optional(),
      values: enteredValues,
      notObtained: notObtained.default({}),
      /** The child sleeps, which lowers the normal heart rate. */
      asleep: z.boolean().default(false),
      /** Headache, chest pain, short breath, sight or speech disturbed beside a severe pressure. */
      pressureSymptoms: z.boolean().default(false),
      /** Ids of findings that were read again and are right. */
      confirmed: z.array(z.string().max(120)).max(40).default([]),
      /** Who measured, where another types for her. */
      measuredBy: z.uuid().optional(),
    }),
    output: recorded,
    errors: { confirmPlausibility, nothingEntered: { status: 422 } },
    patient: ofAnswer,
  },
  /** The same sign with other figures; unit, site and all the rest are given anew. */
  correctVitals: {
    ...record,
    input: z.object({
      observationId: id,
      /** Version that she saw. */
      version: z.int().positive(),
      values: enteredValues,
      reason,
      confirmed: z.array(z.string().max(120)).max(40).default([]),
    }),
    output: recorded,
    errors: { confirmPlausibility, alreadyFinal, alreadyInError, otherMeasure: { status: 422 } },
    patient: ofAnswer,
  },
  /** One measurement, or with the id of a set all of it. */
  markError: {
    ...record,
    input: z.object({ observationId: id, reason }),
    output: z.object({ patientId: id, visit: visitVitals.optional() }),
    errors: { alreadyFinal, alreadyInError },
    patient: ofAnswer,
  },
  recordNotice: {
    ...record,
    input: z.object({
      setId: id,
      /** A colleague of the clinic, or a name (on call, hospital). */
      staffId: z.uuid().optional(),
      name: z.string().trim().max(200).optional(),
      toldAt: instant.optional(),
      /** The clinician said the values back and they agreed. */
      readBack: z.boolean(),
      note: z.string().trim().max(500).optional(),
    }),
    output: z.object({ patientId: id, notice }),
    errors: { nothingCritical: { status: 409 } },
    patient: ofAnswer,
  },
  coSign: {
    action: 'vitals.coSign',
    kind: 'clinical',
    effect: 'write',
    input: z.object({ setId: id }),
    output: z.object({ patientId: id, visit: visitVitals }),
    errors: { nothingToSign: { status: 409 }, toldFirst: { status: 409 } },
    patient: ofAnswer,
  },
  ...chartVerbs,
  ...clinicVerbs,
});
