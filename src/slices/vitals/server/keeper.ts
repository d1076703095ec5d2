import type { Observation } from '@medplum/fhirtypes';
import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { awaitAtEnd } from '#platform/server/db/database.ts';
import { rangeOfDate } from '#platform/server/fhir/date-range.ts';
import { keeper } from '#platform/server/record/keepers.ts';
import { words } from '#platform/server/words.ts';
import { refuse } from '#platform/shared/errors.ts';
import { figureOf } from '../shared/judge.ts';
import type { Reading } from '../shared/reading.ts';
import type { VitalSign } from '../shared/values.ts';
import { fromObservation, measureOf } from './observations.ts';

/** Statuses that count; what was cancelled or is in error is no measurement. */
const counting = new Set<string>(['preliminary', 'final', 'amended', 'corrected']);

/** Keeps `vitals_reading` in step with every vital sign in the record, whichever system wrote it. */
export const observationKeeper = keeper<Observation>('Observation', {
  async put(ctx, observation, before) {
    if (!observation.id) return;
    const vital = measureOf(observation) !== undefined;
    if (!vital && (before === undefined || measureOf(before) === undefined)) return;
    if (vital) await refuseFinalOfStudents(ctx, observation);
    keepRows(ctx, observation.id, rowsOf(ctx, observation), before === undefined);
  },
  async remove(ctx, observation) {
    if (observation.id) keepRows(ctx, observation.id, []);
  },
});

type Row = { sign: VitalSign; patientId: string; at: string; value: number; preliminary: boolean };

const signOf: Partial<Record<Reading['measure'], VitalSign>> = {
  pulse: 'heartRate',
  breathing: 'respiratoryRate',
  temperature: 'temperature',
  oxygenSaturation: 'oxygenSaturation',
  weight: 'weight',
  height: 'height',
  headCircumference: 'headCircumference',
  pain: 'pain',
  bodyMassIndex: 'bodyMassIndex',
  waist: 'waist',
  gestationAtBirth: 'gestationAtBirth',
};

/** The signs of one reading with their figures in canonical units; none of a reading within a series. */
export function signsOf(reading: Reading): [VitalSign, number][] {
  // the mean of the series stands for it
  if (reading.context.series !== undefined) return [];
  const value = figureOf(reading);
  if (value === undefined) return [];
  if (reading.measure === 'bloodPressure' || reading.measure === 'meanPressure') {
    const diastolic = figureOf(reading, 'diastolic');
    return [
      ['systolic', value],
      ...(diastolic === undefined ? [] : [['diastolic', diastolic] as [VitalSign, number]]),
    ];
  }
  const sign = signOf[reading.measure];
  return sign === undefined ? [] : [[sign, value]];
}

/** The signs that an Observation tells; none of what is no vital sign, or does not count. */
export function rowsOf(ctx: Pick<Context, 'clinic'>, observation: Observation): Row[] {
  const patientId = /^Patient\/(.+)$/.exec(observation.subject?.reference ?? '')?.[1];
  const at =
    observation.effectiveDateTime ?? observation.effectiveInstant ?? observation.effectivePeriod?.start;
  const range = at === undefined ? undefined : rangeOfDate(at, ctx.clinic.zone);
  const reading = fromObservation(observation);
  if (patientId === undefined || range === undefined || reading === undefined) return [];
  if (!counting.has(observation.status)) return [];
  const shared = {
    patientId,
    at: new Date(range.lo).toISOString(),
    preliminary: observation.status === 'preliminary',
  };
  return signsOf(reading).map(([sign, value]) => ({ ...shared, sign, value }));
}

/** Puts the rows of an observation in place of those that it had; nothing that comes after waits for them. */
function keepRows(ctx: Context, observationId: string, rows: Row[], isNew = false): void {
  const { id: clinicId } = ctx.clinic;
  if (!isNew) {
    const gone = sql`DELETE FROM vitals_reading WHERE clinic_id = ${clinicId} AND observation_id = ${observationId}`;
    awaitAtEnd(ctx.db, gone.execute(ctx.db));
  }
  if (rows.length === 0) return;
  const column = <K extends keyof Row>(key: K) => rows.map((row) => row[key]);
  const kept = sql`
    INSERT INTO vitals_reading (clinic_id, observation_id, sign, patient_id, measured_at, value, preliminary)
    SELECT ${clinicId}, ${observationId}, r.* FROM unnest(${column('sign')}::text[], ${column('patientId')}::text[],
      ${column('at')}::timestamptz[], ${column('value')}::float8[], ${column('preliminary')}::boolean[]) r`;
  awaitAtEnd(ctx.db, kept.execute(ctx.db));
}

/** Remembers the answer for one call: a set is a dozen Observations. */
const decided = new WeakMap<Context, Promise<boolean>>();

/** Whether what this person records stays preliminary until somebody co-signs. */
export function isPreliminary(ctx: Context): Promise<boolean> {
  const known = decided.get(ctx);
  if (known) return known;
  const answer = ctx.may('vitals.record').then((decision) => decision.allowed && decision.preliminary);
  decided.set(ctx, answer);
  return answer;
}

/** The FHIR API is no way around the co-signature. */
async function refuseFinalOfStudents(ctx: Context, { status }: Observation): Promise<void> {
  if (ctx.actor.kind !== 'staff' || status === 'preliminary' || !counting.has(status)) return;
  if (await isPreliminary(ctx)) {
    refuse('notAllowed', {
      action: 'vitals.coSign',
      reason: words(ctx.language, 'vitals_refused_preliminary'),
    });
  }
}
