import { z } from 'zod';
import { arms, avoidCauses, id, instant, measure, reason } from './contract-entry.ts';
import { growthIndicators } from './shared/growth/indicators.ts';

const record = { action: 'vitals.record', kind: 'clinical', effect: 'write' } as const;
const order = { action: 'vitals.orderTarget', kind: 'clinical', effect: 'write' } as const;
const ofPatient = (input: { patientId: string }) => input.patientId;
const ofAnswer = (_: unknown, output?: { patientId?: string }) => output?.patientId;

export const avoidArm = z.object({
  flagId: id,
  arm: z.enum(arms),
  cause: z.enum(avoidCauses),
  note: z.string().optional(),
  since: z.string(),
  by: z.string(),
});
export type AvoidArm = z.output<typeof avoidArm>;

export const oxygenTarget = z.object({
  goalId: id,
  lowPercent: z.int(),
  highPercent: z.int(),
  from: instant,
  by: z.string(),
  reason: z.string(),
});
export type OxygenTarget = z.output<typeof oxygenTarget>;

export const recheck = z.object({
  recheckId: z.uuid(),
  measures: z.array(measure),
  dueAt: instant,
  cause: z.enum(['critical', 'asked']),
  askedBy: z.string(),
});
export type Recheck = z.output<typeof recheck>;

const indicator = z.enum(growthIndicators);
const standard = z.enum(['who2006', 'cdc2000']);

/** One day's measurement in a chart; `x` is the corrected age in months, or the length in cm. */
const growthPoint = z.object({
  at: instant,
  day: z.string(),
  ageDays: z.int(),
  x: z.number(),
  value: z.number(),
  z: z.number(),
  percentile: z.number(),
  label: z.string().nullable(),
  implausible: z.boolean(),
  preliminary: z.boolean(),
});
const growthChart = z.object({
  indicator,
  standard,
  xOf: z.enum(['ageMonths', 'lengthCm']),
  unit: z.enum(['kg', 'cm', 'kg/m2']),
  /** From the lowest line to the highest; WHO by SD, CDC by percentile. */
  curves: z.array(z.object({ name: z.string(), points: z.array(z.tuple([z.number(), z.number()])) })),
  points: z.array(growthPoint),
});
export type GrowthChart = z.output<typeof growthChart>;
export type GrowthPoint = z.output<typeof growthPoint>;

const growth = z.object({
  patientId: id,
  /** Why there are no charts for this patient. */
  missing: z.enum(['sexOrBirth', 'grown']).optional(),
  gestationWeeks: z.int().optional(),
  charts: z.array(growthChart),
});
export type Growth = z.output<typeof growth>;

const madePaper = z.object({ patientId: id, paperId: z.uuid() });
const nothingToPrint = { nothingToPrint: { status: 409 } } as const;

/** What stands on the chart beside the sets: arms to keep free, timers, growth, papers. */
export const chartVerbs = {
  /** On the chart: pressures, needles and cuffs stay off this arm. */
  avoidArm: {
    ...record,
    input: z.object({
      patientId: id,
      arm: z.enum(arms),
      cause: z.enum(avoidCauses),
      note: z.string().trim().max(200).optional(),
    }),
    output: z.object({ patientId: id, flagId: id }),
    errors: { standsAlready: { status: 409 } },
    patient: ofPatient,
  },
  endAvoidArm: {
    ...record,
    input: z.object({ flagId: id, reason }),
    output: z.object({ patientId: id }),
    patient: ofAnswer,
  },
  /** Replaces the general limits of saturation until it is ended; 88 to 92 % also puts NEWS2 on its second scale. */
  orderOxygenTarget: {
    ...order,
    input: z.object({
      patientId: id,
      lowPercent: z.int().min(70).max(99),
      highPercent: z.int().min(71).max(100),
      reason,
    }),
    output: z.object({ patientId: id, goalId: id }),
    errors: { standsAlready: { status: 409 } },
    patient: ofPatient,
  },
  endOxygenTarget: {
    ...order,
    input: z.object({ goalId: id, reason }),
    output: z.object({ patientId: id }),
    patient: ofAnswer,
  },
  /** Measures again, by then at the latest. */
  askRecheck: {
    ...record,
    input: z.object({
      visitId: id,
      measures: z.array(measure).min(1).max(10),
      inMinutes: z.int().min(1).max(480),
    }),
    output: z.object({ patientId: id, recheckId: z.uuid(), dueAt: instant }),
    patient: ofAnswer,
  },
  endRecheck: {
    ...record,
    input: z.object({ recheckId: z.uuid(), reason }),
    output: z.object({ patientId: id }),
    patient: ofAnswer,
  },
  growthChart: {
    action: 'vitals.read',
    kind: 'clinical',
    effect: 'read',
    input: z.object({ patientId: id }),
    output: growth,
    patient: ofPatient,
  },
  printStrip: {
    ...record,
    input: z.object({ visitId: id }),
    output: madePaper,
    errors: nothingToPrint,
    patient: ofAnswer,
  },
  printPressureLog: {
    ...record,
    input: z.object({ patientId: id }),
    output: madePaper,
    errors: nothingToPrint,
    patient: ofPatient,
  },
  printGrowth: {
    ...record,
    input: z.object({ patientId: id, indicator, standard }),
    output: madePaper,
    errors: nothingToPrint,
    patient: ofPatient,
  },
} as const;
