import { z } from 'zod';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { type Measure, measures, type vitals } from '../contract.ts';
import { type ClinicRules, requirable } from '../contract-clinic.ts';
import { defaultMeasuring, type MeasuringSettings } from '../shared/measures.ts';
import type { RangeTable } from '../shared/range-table.ts';
import type { VitalsSettings } from '../shared/values.ts';
import { approvedRanges, draftOf, inForceOf } from './ranges.ts';

/** What clinics wrote into their general settings before there was a page for it. */
const stored = z.object({
  bloodPressureScheme: z.enum(['accAha', 'from140']).optional(),
  required: z.array(z.enum(measures)).optional(),
  pressureFromYears: z.int().min(0).max(18).optional(),
});

export type ClinicVitals = {
  judging: VitalsSettings;
  measuring: MeasuringSettings;
  rules: ClinicRules;
  /** The clinic's own ranges that were in force then; undefined: those that we ship. */
  rangesAt(instant: string): RangeTable | undefined;
};

/** One read for one call: a set is judged many times. */
const known = new WeakMap<Context, Promise<ClinicVitals>>();

/** How the clinic measures and judges; what it has not said begins with what its country does. */
export function settingsOf(ctx: Context): Promise<ClinicVitals> {
  const before = known.get(ctx);
  if (before) return before;
  const read = readSettings(ctx);
  known.set(ctx, read);
  return read;
}

async function readSettings(ctx: Context): Promise<ClinicVitals> {
  const country = ctx.clinic.country === 'ID' ? 'ID' : 'US';
  const rules = await rulesOf(ctx, country);
  const approved = await approvedRanges(ctx);
  return {
    rules,
    judging: { bloodPressureScheme: rules.bloodPressureScheme, country },
    measuring: { required: rules.required, pressureFromYears: rules.pressureFromYears },
    rangesAt: (instant) => approved.find((one) => one.approvedAt <= Date.parse(instant))?.table,
  };
}

async function rulesOf(ctx: Context, country: 'US' | 'ID'): Promise<ClinicRules> {
  const row = await ctx.db
    .selectFrom('vitals_rules')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .executeTakeFirst();
  if (row) {
    const minutes = row.recheck_critical_minutes;
    return {
      news2: row.news2,
      bloodPressureScheme: row.blood_pressure_scheme as ClinicRules['bloodPressureScheme'],
      pressureReadings: row.pressure_readings,
      pressureFromYears: row.pressure_from_years,
      required: inOrder(row.required as Measure[]),
      ...(minutes !== null && { recheckCriticalMinutes: minutes }),
    };
  }
  // a typing error in the general settings must not stop anybody from measuring
  const read = stored.safeParse(ctx.clinic.settings.vitals ?? {});
  const { bloodPressureScheme, required, pressureFromYears } = read.success ? read.data : {};
  return {
    news2: false,
    bloodPressureScheme: bloodPressureScheme ?? (country === 'ID' ? 'from140' : 'accAha'),
    pressureReadings: 3,
    pressureFromYears: pressureFromYears ?? defaultMeasuring.pressureFromYears,
    required: inOrder(required ?? defaultMeasuring.required),
    recheckCriticalMinutes: 15,
  };
}

const inOrder = (given: readonly Measure[]): ClinicRules['required'] =>
  requirable.filter((one) => given.includes(one));

export const clinicRules: Verb<typeof vitals, 'clinicRules'> = async (ctx) => {
  const { rules } = await settingsOf(ctx);
  const draft = await draftOf(ctx);
  return { rules, inForce: await inForceOf(ctx), ...(draft && { draft }) };
};

export const saveClinicRules: Verb<typeof vitals, 'saveClinicRules'> = async (ctx, given) => {
  const rules = { ...given, required: inOrder(given.required) };
  const row = {
    news2: rules.news2,
    blood_pressure_scheme: rules.bloodPressureScheme,
    pressure_readings: rules.pressureReadings,
    pressure_from_years: rules.pressureFromYears,
    required: [...rules.required],
    recheck_critical_minutes: rules.recheckCriticalMinutes ?? null,
  };
  await ctx.db
    .insertInto('vitals_rules')
    .values({ clinic_id: ctx.clinic.id, ...row })
    .onConflict((conflict) => conflict.column('clinic_id').doUpdateSet(row))
    .execute();
  ctx.emit('vitals.rulesChanged', {});
  return rules;
};
