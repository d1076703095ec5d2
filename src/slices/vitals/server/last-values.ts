import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { searchRows } from '#platform/server/record/search.ts';
import { zonedDay } from '#platform/shared/time.ts';
import { type LastValue, sign, type VisitVitals } from '../contract.ts';
import type { PreviousMeasurements } from '../shared/plausible.ts';
import type { Reading } from '../shared/reading.ts';
import type { VitalSign } from '../shared/values.ts';
import { fromObservation } from './observations.ts';
import { observationOf } from './visit-sets.ts';

type Sign = LastValue['sign'];
type Row = { sign: Sign; id: string; at: string; value: number; preliminary: boolean };
export type Lasts = {
  last: LastValue[];
  series: VisitVitals['series'];
  readings: { at: string; reading: Reading }[];
};

/** Each sign's figures lie apart in the index, so that the newest are found without reading the others. */
const signs: readonly string[] = sign.options;

/** So many newest figures of each sign, oldest first. */
async function newestRows(ctx: Context, patientId: string, points: number): Promise<Row[]> {
  const found = await sql<Row>`
    SELECT newest.* FROM unnest(${signs}::text[]) AS asked(sign) CROSS JOIN LATERAL (
      SELECT r.sign, r.observation_id AS id, r.measured_at AS at, r.value, r.preliminary FROM vitals_reading r
      WHERE r.clinic_id = ${ctx.clinic.id} AND r.patient_id = ${patientId} AND r.sign = asked.sign
      ORDER BY r.measured_at DESC, r.observation_id DESC LIMIT ${points}) newest
    ORDER BY newest.sign, newest.at, newest.id`.execute(ctx.db);
  return found.rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() }));
}

/** Last value of each sign, with the digits that were entered, and the figures before it in canonical units. */
export async function lastValues(ctx: Context, patientId: string, points: number): Promise<Lasts> {
  const rows = await newestRows(ctx, patientId, points);
  const bySign = Map.groupBy(rows, (row) => row.sign);
  const newest = [...bySign.values()].flatMap((list) => list.at(-1) ?? []);
  const stored = await searchRows(ctx, 'Observation', { where: [{ id: newest.map((row) => row.id) }] });
  const readings = new Map(stored.map((row) => [row.id, fromObservation(observationOf(row))]));
  const last = newest.flatMap((row): LastValue[] => {
    const reading = readings.get(row.id);
    const value = row.sign === 'diastolic' ? reading?.diastolic : reading?.value;
    if (reading === undefined || value === undefined) return [];
    const { id: observationId, value: canonical, ...rest } = row;
    return [{ ...rest, observationId, value, unit: reading.unit ?? '', canonical }];
  });
  const series: VisitVitals['series'] = {};
  for (const [sign, list] of bySign) series[sign] = list.map(({ at, value }) => ({ at, value }));
  const ats = new Map(newest.map((row) => [row.id, row.at]));
  const judged = [...readings].flatMap(([id, reading]) =>
    reading ? [{ at: ats.get(id) ?? '', reading }] : [],
  );
  return { last, series, readings: judged };
}

/**
 * Height and weight to compare a new measurement with: the last ones before it, the day counted in the clinic's zone.
 * @param exceptId an Observation that is being corrected and must not be compared with itself
 */
export async function previousOf(
  ctx: Context,
  patientId: string,
  before: string,
  exceptId?: string,
): Promise<PreviousMeasurements> {
  const found = await sql<{ sign: VitalSign; at: string; value: number }>`
    SELECT DISTINCT ON (sign) sign, measured_at AS at, value FROM vitals_reading
    WHERE clinic_id = ${ctx.clinic.id} AND patient_id = ${patientId} AND sign = ANY(${['height', 'weight']})
      AND measured_at <= ${before} AND observation_id <> ${exceptId ?? ''}
    ORDER BY sign, measured_at DESC`.execute(ctx.db);
  const of = (sign: VitalSign) => found.rows.find((row) => row.sign === sign);
  const [height, weight] = [of('height'), of('weight')];
  const day = (at: string) => zonedDay(new Date(at).toISOString(), ctx.clinic.zone);
  return {
    height: height && { cm: height.value, date: day(height.at) },
    weight: weight && { kg: weight.value, date: day(weight.at) },
  };
}
