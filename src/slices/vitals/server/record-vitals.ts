import type { Verb } from '#platform/server/slice.ts';
import type { Context } from '#platform/server/context.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { liesAhead, zonedDay } from '#platform/shared/time.ts';
import { advance, requireOpenVisit } from '#slices/front-desk/server/index.ts';
import { authorOf, mustBePatient } from '#slices/records/server/index.ts';
import type { VisitVitals, vitals } from '../contract.ts';
import { judgeSet } from '../shared/judge.ts';
import type { Reading } from '../shared/reading.ts';
import { avoidArmsOf } from './avoid-arm.ts';
import { measurersOf } from './clinicians.ts';
import { followRechecks, rechecksOf } from './rechecks.ts';
import { checkEntry, findingWords } from './check-entry.ts';
import { coSignTask, followCritical, setIn, tellNow } from './critical.ts';
import { derivedOf } from './derived.ts';
import { withInterpretation } from './interpretation.ts';
import { isPreliminary } from './keeper.ts';
import { previousOf } from './last-values.ts';
import { type About, toObservation, toPanel } from './observations.ts';
import { oxygenTargetsOf } from './oxygen-target.ts';
import { setsOfVisit, standing } from './visit-sets.ts';
import { judgedBy, vitalsOf } from './visit-vitals.ts';

/** Clocks of devices differ a little; more than this in the future is a typing error (domain rule 0.1). */
const clockSkewMinutes = 5;

export const recordVitals: Verb<typeof vitals, 'recordVitals'> = async (ctx, input) => {
  const { visitId, confirmed } = input;
  const visit = await requireOpenVisit(ctx, visitId);
  const { patientId, practitionerId } = visit;
  const card = await mustBePatient(ctx, patientId);
  const measuredAt = timeOf(ctx, input.measuredAt, visit.day);
  const targets = await oxygenTargetsOf(ctx, patientId);
  const judged = {
    ...(await judgedBy(ctx, { birthDate: card.birthDate, targets }, measuredAt)),
    avoidArms: (await avoidArmsOf(ctx, patientId)).map(({ arm }) => arm),
    previous: await previousOf(ctx, patientId, measuredAt),
  };
  const { readings, findings } = checkEntry(ctx, input, judged, confirmed);
  if (readings.length === 0) ctx.fail('nothingEntered');
  if (findings.length > 0) ctx.fail('confirmPlausibility', { findings, words: findingWords(findings) });
  const preliminary = await isPreliminary(ctx);
  const about: About = {
    patientId,
    visitId,
    status: preliminary ? 'preliminary' : 'final',
    measuredAt,
    recordedAt: ctx.now,
    ...(await whoMeasured(ctx, input.measuredBy)),
  };
  const before = (await setsOfVisit(ctx, visitId)).flatMap(standing);
  const { flags } = judgeSet(readings, judged);
  const setId = await writeSet(ctx, readings, about, flags, before);
  const now = await vitalsOf(ctx, visitId);
  const set = setIn(now, setId);
  await followCritical(ctx, { visitId, patientId, setId, practitionerId }, false, set.critical);
  await followRechecks(ctx, { visitId, patientId }, set);
  if (preliminary) {
    await ctx.work.open({ kind: coSignTask.kind, subject: `Observation/${setId}`, patientId, visitId });
  }
  const after = { ...now, rechecks: await rechecksOf(ctx, visitId) };
  await moveOn(ctx, after);
  ctx.emit('vitals.recorded', { visitId, patientId, setId });
  return {
    patientId,
    setId,
    status: about.status,
    tellClinicianNow: set.critical,
    ...(set.critical && { notice: tellNow(ctx, set) }),
    flags: set.flags,
    visit: after,
  };
};

/** Who measured, and who typed where that was another. */
async function whoMeasured(
  ctx: Context,
  staffId: string | undefined,
): Promise<Pick<About, 'performer' | 'typedBy'>> {
  const author = authorOf(ctx);
  if (staffId === undefined) return { performer: author };
  const found = (await measurersOf(ctx)).find((one) => one.staffId === staffId);
  if (found === undefined) return refuseField('measuredBy', 'vitals_field_cannotMeasure');
  if (found.practitionerId === null) return { performer: { display: found.name }, typedBy: author };
  const performer = { reference: `Practitioner/${found.practitionerId}`, display: found.name };
  return performer.reference === author.reference ? { performer: author } : { performer, typedBy: author };
}

function timeOf(ctx: Context, given: string | undefined, visitDay: string): string {
  if (given === undefined) return ctx.now;
  if (liesAhead(ctx.clock, given, clockSkewMinutes)) refuseField('measuredAt', 'vitals_field_inFuture');
  if (zonedDay(given, ctx.clinic.zone) !== visitDay) refuseField('measuredAt', 'vitals_field_notThisVisit');
  return given;
}

/** Writes the measured, then what is computed of it, then the panel that holds them. Returns the panel's id. */
async function writeSet(
  ctx: Context,
  readings: readonly Reading[],
  about: About,
  flags: Parameters<typeof withInterpretation>[2],
  before: readonly Reading[],
): Promise<string> {
  const ids: { id: string; measure: Reading['measure'] }[] = [];
  const write = async (reading: Reading, from: readonly string[] = []) => {
    const observation = withInterpretation(toObservation(reading, about), reading, flags);
    if (from.length > 0) observation.derivedFrom = from.map((id) => ({ reference: `Observation/${id}` }));
    const { id } = await ctx.record.create(observation);
    ids.push({ id, measure: reading.measure });
  };
  for (const reading of readings) await write(reading);
  for (const { reading, from } of derivedOf(readings, before)) {
    await write(
      reading,
      ids.filter(({ measure }) => from.includes(measure)).map(({ id }) => id),
    );
  }
  const panel = await ctx.record.create(
    toPanel(
      ids.map(({ id }) => id),
      about,
    ),
  );
  return panel.id;
}

/** A complete set moves the board; a student's only once it is co-signed. */
export async function moveOn(ctx: Context, visit: VisitVitals): Promise<void> {
  const waiting = visit.sets.some((set) => set.items.some((item) => item.status === 'preliminary'));
  if (visit.complete && !waiting) await advance(ctx, visit.visitId, 'vitalsDone');
}
