import { z } from 'zod';
import { requirable } from './contract-clinic.ts';

/** A FHIR id; ours are UUIDs, imported ones whatever their sender chose. */
export const id = z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/);
export const instant = z.iso.datetime();
/** A figure as it was typed, with comma or point; the verb reads it and refuses what has two readings. */
const entered = z.string().trim().min(1).max(20);
export const reason = z.string().trim().min(1, 'vitals_field_reasonNeeded').max(500);

/** What one measures, in the order of an adult's rooming. */
export const measures = [...requirable, 'waist', 'pregnancy', 'lastMenses', 'gestationAtBirth'] as const;
export type Measure = (typeof measures)[number];
export const measure = z.enum(measures);

export const notObtainedReasons = ['refused', 'crying', 'unable', 'deviceFault', 'notNeeded'] as const;
export type NotObtainedReason = (typeof notObtainedReasons)[number];

export const arms = ['left', 'right'] as const;
export const positions = ['sitting', 'supine', 'standing'] as const;
export const cuffs = ['child', 'smallAdult', 'adult', 'large', 'thigh'] as const;
export const rhythms = ['regular', 'irregular'] as const;
export const temperatureSites = ['oral', 'axillary', 'rectal', 'tympanic', 'temporal'] as const;
/** A faces scale is licensed by its owner and comes from the clinic's own file alone. */
export const painTools = ['nrs', 'flacc'] as const;
export const pregnancyStates = ['pregnant', 'notPregnant', 'possible'] as const;
/** How a sign was taken, as far as it was seen to; kept with the reading. */
export const techniques = {
  bloodPressure: ['rested', 'backSupported', 'armAtHeart', 'noTalk', 'noCaffeine', 'bladderEmpty'],
  pulse: ['apicalMinute'],
  temperature: ['noFoodOrDrink'],
  oxygenSaturation: ['warmHand', 'noPolish', 'otherFinger'],
} as const;
export const avoidCauses = ['fistula', 'mastectomy', 'lymphoedema', 'intravenous', 'cast', 'other'] as const;
export const consciousnessLevels = ['alert', 'confused', 'voice', 'pain', 'unresponsive'] as const;
/** UCUM codes that may be entered. */
export const temperatureUnits = ['Cel', '[degF]'] as const;
export const weightUnits = ['kg', 'g', '[lb_av]'] as const;
export const lengthUnits = ['cm', '[in_i]'] as const;

const pressure = z.object({
  systolic: entered,
  /** Left out when it could not be heard; the verb asks once. */
  diastolic: entered.optional(),
  arm: z.enum(arms).optional(),
  position: z.enum(positions).default('sitting'),
  cuff: z.enum(cuffs).optional(),
  /** Minutes after standing up, of an orthostatic test. */
  standingMinutes: z.int().min(0).max(30).optional(),
  /** Pulse taken with this reading, of an orthostatic test. */
  pulse: entered.optional(),
  /** Dizzy, faint or seeing black while standing. */
  symptoms: z.boolean().optional(),
  technique: z.array(z.enum(techniques.bloodPressure)).max(6).optional(),
});

/** One set as it was read. A measure stands either in `values` or in `notObtained`, or was not asked for. */
export const enteredValues = z.object({
  /** In the order of measuring; of several the mean of the last two is reported. */
  bloodPressure: z.array(pressure).min(1).max(6).optional(),
  pulse: z
    .object({
      value: entered,
      rhythm: z.enum(rhythms).optional(),
      technique: z.array(z.enum(techniques.pulse)).max(1).optional(),
    })
    .optional(),
  breathing: z
    .object({
      value: entered,
      countSeconds: z.union([z.literal(15), z.literal(30), z.literal(60)]).optional(),
    })
    .optional(),
  temperature: z
    .object({
      value: entered,
      unit: z.enum(temperatureUnits),
      site: z.enum(temperatureSites),
      technique: z.array(z.enum(techniques.temperature)).max(1).optional(),
    })
    .optional(),
  oxygenSaturation: z
    .object({
      value: entered,
      /** `false` is room air, and is stored as such. */
      onOxygen: z.boolean(),
      flowLitersPerMinute: entered.optional(),
      concentrationPercent: entered.optional(),
      technique: z.array(z.enum(techniques.oxygenSaturation)).max(3).optional(),
    })
    .optional(),
  weight: z
    .object({
      value: entered,
      unit: z.enum(weightUnits),
      clothed: z.boolean().optional(),
      shoes: z.boolean().optional(),
    })
    .optional(),
  height: z
    .object({
      value: entered,
      unit: z.enum(lengthUnits),
      lying: z.boolean().default(false),
      shoes: z.boolean().optional(),
    })
    .optional(),
  headCircumference: z.object({ value: entered, unit: z.enum(lengthUnits) }).optional(),
  pain: z.object({ value: entered, tool: z.enum(painTools) }).optional(),
  consciousness: z.enum(consciousnessLevels).optional(),
  waist: z.object({ value: entered, unit: z.enum(lengthUnits) }).optional(),
  pregnancy: z.enum(pregnancyStates).optional(),
  /** First day of the last period. */
  lastMenses: z.iso.date().optional(),
  /** Completed weeks. */
  gestationAtBirth: z.object({ value: entered }).optional(),
});
export type EnteredValues = z.output<typeof enteredValues>;

export const notObtained = z.partialRecord(measure, z.enum(notObtainedReasons));
export type NotObtained = z.output<typeof notObtained>;
