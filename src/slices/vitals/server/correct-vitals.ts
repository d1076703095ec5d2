import type { Verb } from '#platform/server/slice.ts';
import { patientCard } from '#slices/records/server/index.ts';
import type { vitals } from '../contract.ts';
import { judgeSet } from '../shared/judge.ts';
import { isDerived, type Reading } from '../shared/reading.ts';
import { avoidArmsOf } from './avoid-arm.ts';
import { changedStatus, findMeasured, noteReason, putReading, refreshDerived } from './change.ts';
import { checkEntry, findingWords } from './check-entry.ts';
import { followCritical, setIn, tellNow } from './critical.ts';
import { withInterpretation } from './interpretation.ts';
import { isPreliminary } from './keeper.ts';
import { previousOf } from './last-values.ts';
import { moveOn } from './record-vitals.ts';
import { standing } from './visit-sets.ts';
import { oxygenTargetsOf } from './oxygen-target.ts';
import { judgedBy, vitalsOf } from './visit-vitals.ts';

export const correctVitals: Verb<typeof vitals, 'correctVitals'> = async (ctx, input) => {
  const { observationId, version, reason, confirmed } = input;
  const { visit, set, reading: stored } = await findMeasured(ctx, observationId);
  const { visitId, patientId, practitionerId } = visit;
  if (stored === undefined || isDerived(stored.measure)) return ctx.fail('otherMeasure');
  if (stored.item.status === 'entered-in-error') ctx.fail('alreadyInError');
  const preliminary = await isPreliminary(ctx);
  const open = stored.item.status === 'preliminary' || stored.item.status === 'cancelled';
  if (preliminary && !open) ctx.fail('alreadyFinal');
  const card = (await patientCard(ctx, [patientId])).get(patientId);
  const targets = await oxygenTargetsOf(ctx, patientId);
  const judged = {
    ...(await judgedBy(ctx, { birthDate: card?.birthDate, targets }, set.measuredAt)),
    avoidArms: (await avoidArmsOf(ctx, patientId)).map(({ arm }) => arm),
    previous: await previousOf(ctx, patientId, set.measuredAt, observationId),
  };
  const { readings, findings } = checkEntry(ctx, input, judged, confirmed);
  const [given] = readings;
  if (given === undefined || readings.length > 1 || given.measure !== stored.measure) {
    return ctx.fail('otherMeasure');
  }
  if (findings.length > 0) ctx.fail('confirmPlausibility', { findings, words: findingWords(findings) });
  const reading: Reading = { ...given, context: { ...keptContext(stored), ...given.context } };
  const others = standing(set).filter((one) => one !== stored);
  const was = judgeSet(standing(set), judged).flags.some(({ level }) => level === 'critical');
  const { flags } = judgeSet([...others.filter((one) => !isDerived(one.measure)), reading], judged);
  await ctx.record.patch(
    'Observation',
    observationId,
    (observation) => {
      putReading(observation, reading);
      observation.status = changedStatus(observation.status, preliminary);
      observation.issued = ctx.now;
      noteReason(ctx, observation, reason);
      return withInterpretation(observation, reading, flags);
    },
    { ifVersion: version },
  );
  await refreshDerived(ctx, { visit, preliminary, reason });
  const now = await vitalsOf(ctx, visitId);
  const changed = setIn(now, set.setId);
  await followCritical(ctx, { visitId, patientId, setId: set.setId, practitionerId }, was, changed.critical);
  await moveOn(ctx, now);
  ctx.emit('vitals.changed', { visitId, patientId, setId: set.setId });
  const untold = now.untold.includes(set.setId);
  return {
    patientId,
    setId: set.setId,
    status: changed.status,
    tellClinicianNow: untold,
    ...(untold && { notice: tellNow(ctx, changed) }),
    flags: changed.flags,
    visit: now,
  };
};

/** What the correction of a figure leaves as it was: its place in a series or a posture test, sleep, symptoms. */
function keptContext({ context }: Reading): Reading['context'] {
  const { series, standingMinutes, position, asleep, pressureSymptoms, symptoms, technique } = context;
  const kept = { series, standingMinutes, position, asleep, pressureSymptoms, symptoms, technique };
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
}
