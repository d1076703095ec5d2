import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { zonedDay } from '#platform/shared/time.ts';
import { visitOf } from '#slices/front-desk/server/index.ts';
import { patientCard } from '#slices/records/server/index.ts';
import type { VisitVitals, VitalsSet, vitals } from '../contract.ts';
import { type Judged, judgeSet } from '../shared/judge.ts';
import { measuringPlan, missingMeasures } from '../shared/measures.ts';
import { avoidArmsOf } from './avoid-arm.ts';
import { cliniciansOf, measurersOf } from './clinicians.ts';
import { lastValues } from './last-values.ts';
import { noticesOfVisit } from './notices.ts';
import { type OrderedTarget, oxygenTargetsOf, shownTarget, targetAt } from './oxygen-target.ts';
import { rechecksOf } from './rechecks.ts';
import { settingsOf } from './settings.ts';
import { type StoredSet, setsOfVisit, standing } from './visit-sets.ts';

/** How many figures stand behind the small trend. */
const trendPoints = 12;

export const visitVitals: Verb<typeof vitals, 'visitVitals'> = (ctx, { visitId }) => vitalsOf(ctx, visitId);

/** Everything measured in a visit, judged by the age on the day of measuring. Refuses `notFound`. */
export async function vitalsOf(ctx: Context, visitId: string): Promise<VisitVitals> {
  const visit = await visitOf(ctx, visitId);
  const card = (await patientCard(ctx, [visit.patientId])).get(visit.patientId);
  const birthDate = card?.birthDate;
  const { rules, judging, measuring, rangesAt } = await settingsOf(ctx);
  const plan = measuringPlan(birthDate ?? null, visit.day, measuring, card?.sex);
  const stored = await setsOfVisit(ctx, visitId);
  const notices = await noticesOfVisit(ctx, visitId);
  const targets = await oxygenTargetsOf(ctx, visit.patientId);
  const about = { birthDate, targets };
  const judgedFor = { ...(await judgedBy(ctx, about, ctx.now)), pregnant: pregnantBy(stored) };
  const sets = stored.map((set) => {
    const oxygenTarget = targetAt(targets, set.measuredAt);
    const settings = { ...judging, ranges: rangesAt(set.measuredAt), oxygenTarget };
    const eventDate = zonedDay(set.measuredAt, ctx.clinic.zone);
    return judged(set, { ...judgedFor, settings, eventDate }, notices, rules.news2);
  });
  const missing = missingMeasures(plan.required, stored.flatMap(standing));
  const clinicians = await cliniciansOf(ctx, visit.practitionerId);
  const ranges = rangesAt(ctx.now);
  const oxygenTarget = shownTarget(targets, ctx.now);
  const { last, series } = await lastValues(ctx, visit.patientId, trendPoints);
  return {
    visitId,
    patientId: visit.patientId,
    birthDate,
    day: visit.day,
    sets,
    ...plan,
    missing,
    complete: missing.length === 0,
    untold: sets
      .filter((set) => set.critical && !set.notices.some(({ readBack }) => readBack))
      .map((set) => set.setId),
    last,
    series,
    settings: {
      bloodPressureScheme: judging.bloodPressureScheme,
      country: judging.country,
      news2: rules.news2,
      pressureReadings: rules.pressureReadings,
      ...(ranges && { ranges }),
    },
    clinicians: clinicians.map(({ staffId, name }) => ({ staffId, name })),
    measurers: (await measurersOf(ctx)).map(({ staffId, name }) => ({ staffId, name })),
    pregnant: judgedFor.pregnant,
    avoidArms: await avoidArmsOf(ctx, visit.patientId),
    ...(oxygenTarget && { oxygenTarget }),
    rechecks: await rechecksOf(ctx, visitId),
  };
}

/**
 * What the rules need besides the readings: ranges and the ordered target are those that were in force when it was
 * measured.
 */
export async function judgedBy(
  ctx: Context,
  about: { birthDate: string | undefined; targets: readonly OrderedTarget[] },
  measuredAt: string,
): Promise<Judged> {
  const { judging, rangesAt } = await settingsOf(ctx);
  return {
    birthDate: about.birthDate ?? null,
    eventDate: zonedDay(measuredAt, ctx.clinic.zone),
    settings: {
      ...{ ...judging, ranges: rangesAt(measuredAt) },
      oxygenTarget: targetAt(about.targets, measuredAt),
    },
  };
}

/** As the newest set says that says anything. */
export function pregnantBy(sets: readonly StoredSet[]): boolean {
  const said = sets
    .flatMap(standing)
    .findLast((one) => one.measure === 'pregnancy' && one.value !== undefined);
  return said?.value === 'pregnant';
}

function judged(
  set: StoredSet,
  by: Judged,
  notices: readonly (VitalsSet['notices'][number] & { setId: string })[],
  news2: boolean,
): VitalsSet {
  const judgement = judgeSet(standing(set), by);
  const { setId, status, measuredAt, recordedAt, recordedBy, typedBy } = set;
  return {
    setId,
    status,
    measuredAt,
    recordedAt,
    recordedBy,
    typedBy,
    items: set.readings.map(({ item }) => item),
    flags: judgement.flags,
    critical: judgement.flags.some(({ level }) => level === 'critical'),
    notices: notices.filter((one) => one.setId === setId),
    ...(news2 && { news2: judgement.news2 }),
    ...(judgement.orthostatic && { orthostatic: judgement.orthostatic }),
  };
}
