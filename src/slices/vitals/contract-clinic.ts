import { z } from 'zod';
import { childBands } from './shared/range-table.ts';

const range = z
  .object({ low: z.number(), high: z.number() })
  .refine(({ low, high }) => low < high, 'vitals_field_rangeTurned');
const bandRow = z.object({
  heartRate: range,
  heartRateAsleep: range,
  respiratoryRate: range,
  systolic: range,
  diastolic: range,
});

/** Normal ranges and critical limits, as `shared/range-table.ts` describes them. */
export const rangeTable = z.object({
  children: z.record(z.enum(childBands), bandRow),
  adult: z.object({ heartRate: range, respiratoryRate: range, oxygenSaturation: range }),
  temperature: z.object({ oral: range, axillary: range, core: range }),
  fever: z.object({ oral: z.number(), axillary: z.number(), core: z.number() }),
  critical: z.object({
    heartRate: range,
    respiratoryRate: range,
    systolic: range,
    temperature: range,
    oxygenSaturationLow: z.number().min(50).max(99),
    glucose: range,
  }),
});

const rangeVersion = z.object({
  /** 0 is the table that we ship. */
  version: z.int(),
  table: rangeTable,
  note: z.string(),
  savedBy: z.string(),
  savedAt: z.iso.datetime().optional(),
  approved: z.object({ by: z.string(), at: z.iso.datetime() }).optional(),
});
export type RangeVersion = z.output<typeof rangeVersion>;

/** Signs that a clinic may ask for in every complete set. */
export const requirable = [
  'bloodPressure',
  'pulse',
  'breathing',
  'temperature',
  'oxygenSaturation',
  'weight',
  'height',
  'headCircumference',
  'pain',
  'consciousness',
] as const;

const clinicRules = z.object({
  news2: z.boolean(),
  bloodPressureScheme: z.enum(['accAha', 'from140']),
  /** Readings of a pressure whose first is raised; the mean of the last two is reported. */
  pressureReadings: z.int().min(1).max(6),
  pressureFromYears: z.int().min(0).max(18),
  required: z.array(z.enum(requirable)).min(1),
  /** After so many minutes a critical sign is measured again; absent: nobody is reminded. */
  recheckCriticalMinutes: z.int().min(1).max(240).optional(),
});
export type ClinicRules = z.output<typeof clinicRules>;

const manage = { action: 'vitals.manage', kind: 'administrative' } as const;
const versionTaken = { status: 409 } as const;

/** How the clinic measures and by which table it judges. */
export const clinicVerbs = {
  clinicRules: {
    action: 'vitals.read',
    kind: 'clinical',
    effect: 'read',
    audited: false,
    input: z.object({}),
    output: z.object({ rules: clinicRules, inForce: rangeVersion, draft: rangeVersion.optional() }),
  },
  saveClinicRules: { ...manage, effect: 'write', input: clinicRules, output: clinicRules },
  /** Saves a version of the ranges; nothing is judged by it before a physician has approved it. */
  saveRanges: {
    ...manage,
    effect: 'write',
    input: z.object({
      /** The newest version that she saw. */
      after: z.int().min(0),
      table: rangeTable,
      note: z.string().trim().min(1, 'vitals_field_reasonNeeded').max(300),
    }),
    output: z.object({ version: z.int() }),
    errors: { versionTaken },
  },
  approveRanges: {
    action: 'vitals.approveRanges',
    kind: 'clinical',
    effect: 'write',
    input: z.object({ version: z.int().min(1) }),
    output: z.object({ version: z.int() }),
    errors: { versionTaken },
  },
} as const;
