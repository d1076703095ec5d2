import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { searchRows } from '#platform/server/record/search.ts';
import type { Verb } from '#platform/server/slice.ts';
import { ageAt } from '#platform/shared/age.ts';
import { roundTo } from '#platform/shared/quantities.ts';
import { zonedDay } from '#platform/shared/time.ts';
import { mustBePatient } from '#slices/records/server/index.ts';
import type { Growth, GrowthChart, GrowthPoint, vitals } from '../contract.ts';
import { growthOf, type GrowthMeasured } from '../shared/growth/assess.ts';
import { curvesOf, lengthOnAxis } from '../shared/growth/curves.ts';
import { daysPerMonth, type Sex, standingFromDay } from '../shared/growth/tables.ts';
import { fromObservation } from './observations.ts';
import { settingsOf } from './settings.ts';
import { observationOf } from './visit-sets.ts';

/** More measurements than a childhood has. */
const mostRows = 2000;

type Row = { sign: string; id: string; at: string; value: number; preliminary: boolean };
/** What was measured on one day: a height never stands for another day's. */
type Day = { at: string; day: string; rows: Map<string, Row> };

export const growthChart: Verb<typeof vitals, 'growthChart'> = (ctx, { patientId }) =>
  growthOfPatient(ctx, patientId);

/** All growth charts of a patient for which something was measured. Refuses `notFound`. */
export async function growthOfPatient(ctx: Context, patientId: string): Promise<Growth> {
  const card = await mustBePatient(ctx, patientId);
  const { sex, birthDate } = card;
  if ((sex !== 'male' && sex !== 'female') || birthDate === undefined || birthDate.length < 10) {
    return { patientId, missing: 'sexOrBirth', charts: [] };
  }
  const rows = await rowsOf(ctx, patientId);
  const weeks = rows.findLast(({ sign }) => sign === 'gestationAtBirth')?.value;
  const lying = await lyingOf(ctx, rows);
  const { country } = (await settingsOf(ctx)).judging;
  const found = daysOf(ctx, rows).flatMap((day) =>
    pointsOf(day, { sex, country, gestationWeeks: weeks }, birthDate, lying),
  );
  const charts = [...Map.groupBy(found, ({ key }) => key).values()].map((points) => chartOf(points, sex));
  const age = ageAt(birthDate, zonedDay(ctx.now, ctx.clinic.zone));
  return {
    patientId,
    ...(charts.length === 0 && age !== null && age.years >= 20 && { missing: 'grown' as const }),
    ...(weeks !== undefined && { gestationWeeks: weeks }),
    charts: charts.sort((a, b) => order.indexOf(a.indicator) - order.indexOf(b.indicator)),
  };
}

const order: GrowthChart['indicator'][] = [
  'weightForAge',
  'heightForAge',
  'weightForHeight',
  'bodyMassForAge',
  'headForAge',
];

async function rowsOf(ctx: Context, patientId: string): Promise<Row[]> {
  const signs = ['weight', 'height', 'headCircumference', 'gestationAtBirth'];
  const found = await sql<Row>`
    SELECT sign, observation_id AS id, measured_at AS at, value, preliminary FROM vitals_reading
    WHERE clinic_id = ${ctx.clinic.id} AND patient_id = ${patientId} AND sign = ANY(${signs})
    ORDER BY measured_at, observation_id LIMIT ${mostRows}`.execute(ctx.db);
  return found.rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() }));
}

/** Which heights were measured lying; of those that do not say it the age decides. */
async function lyingOf(ctx: Context, rows: readonly Row[]): Promise<Map<string, boolean | undefined>> {
  const ids = rows.filter(({ sign }) => sign === 'height').map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const stored = await searchRows(ctx, 'Observation', { where: [{ id: ids }] });
  return new Map(stored.map((row) => [row.id, fromObservation(observationOf(row))?.context.lying]));
}

function daysOf(ctx: Context, rows: readonly Row[]): Day[] {
  const days = new Map<string, Day>();
  for (const row of rows) {
    const day = zonedDay(row.at, ctx.clinic.zone);
    const here = days.get(day) ?? { at: row.at, day, rows: new Map<string, Row>() };
    // of two on one day the later one counts
    here.rows.set(row.sign, row);
    days.set(day, here);
  }
  return [...days.values()];
}

type Keyed = { key: string; chart: Pick<GrowthChart, 'indicator' | 'standard'>; point: GrowthPoint };

function pointsOf(
  { at, day, rows }: Day,
  child: Pick<GrowthMeasured, 'sex' | 'country' | 'gestationWeeks'>,
  birthDate: string,
  lying: ReadonlyMap<string, boolean | undefined>,
): Keyed[] {
  const age = ageAt(birthDate, day);
  if (age === null) return [];
  const [weight, height, head] = ['weight', 'height', 'headCircumference'].map((sign) => rows.get(sign));
  const growth = growthOf({
    ...child,
    ageDays: age.totalDays,
    weightKg: weight?.value,
    heightCm: height?.value,
    lying: height && lying.get(height.id),
    headCm: head?.value,
  });
  return growth.results.map(({ indicator, standard, measured, z, percentile, label, implausible }) => ({
    key: `${indicator} ${standard}`,
    chart: { indicator, standard },
    point: {
      ...{ at, day, ageDays: age.totalDays },
      x: roundTo(
        indicator === 'weightForHeight'
          ? lengthOnAxis(growth.heightCm ?? 0, age.totalDays < standingFromDay)
          : growth.ageDays / daysPerMonth,
        2,
      ),
      value: roundTo(measured, 2),
      z: roundTo(z, 2),
      percentile: roundTo(percentile, 1),
      ...{ label, implausible },
      preliminary: [weight, height, head].some((row) => row?.preliminary === true),
    },
  }));
}

function chartOf(found: readonly Keyed[], sex: Sex): GrowthChart {
  const { indicator, standard } = (found[0] as Keyed).chart;
  return {
    ...{ indicator, standard },
    xOf: indicator === 'weightForHeight' ? 'lengthCm' : 'ageMonths',
    unit:
      indicator === 'bodyMassForAge'
        ? 'kg/m2'
        : indicator === 'weightForAge' || indicator === 'weightForHeight'
          ? 'kg'
          : 'cm',
    curves: curvesOf(indicator, standard, sex),
    points: found.map(({ point }) => point),
  };
}
