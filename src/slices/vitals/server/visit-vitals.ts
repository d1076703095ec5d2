import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { zonedDay } from '#platform/shared/time.ts';
import { visitOf } from '#slices/front-desk/server/index.ts';
import { patientCard } from '#slices/records/server/index.ts';
import type { VisitVitals, VitalsSet, vitals } from '../contract.ts';
import { type Judged, judgeSet } from '../shared/judge.ts';
import { measuringPlan, missingMeasures } from '../shared/measures.ts';
import { cliniciansOf } from './clinicians.ts';
import { lastValues } from './last-values.ts';
import { noticesOfVisit } from './notices.ts';
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
  const { judging, measuring } = settingsOf(ctx);
  const plan = measuringPlan(birthDate ?? null, visit.day, measuring);
  const stored = await setsOfVisit(ctx, visitId);
  const notices = await noticesOfVisit(ctx, visitId);
  const sets = stored.map((set) => judged(ctx, set, birthDate, notices));
  const missing = missingMeasures(plan.required, stored.flatMap(standing));
  const clinicians = await cliniciansOf(ctx, visit.practitionerId);
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
    untold: sets.filter((set) => set.critical && set.notices.length === 0).map((set) => set.setId),
    last,
    series,
    settings: { bloodPressureScheme: judging.bloodPressureScheme, country: judging.country },
    clinicians: clinicians.map(({ staffId, name }) => ({ staffId, name })),
  };
}

/** What the rules need besides the readings. */
export function judgedBy(ctx: Context, birthDate: string | undefined, measuredAt: string): Judged {
  return {
    birthDate: birthDate ?? null,
    eventDate: zonedDay(measuredAt, ctx.clinic.zone),
    settings: settingsOf(ctx).judging,
  };
}

function judged(
  ctx: Context,
  set: StoredSet,
  birthDate: string | undefined,
  notices: readonly (VitalsSet['notices'][number] & { setId: string })[],
): VitalsSet {
  const judgement = judgeSet(standing(set), judgedBy(ctx, birthDate, set.measuredAt));
  const { setId, status, measuredAt, recordedAt, recordedBy } = set;
  return {
    setId,
    status,
    measuredAt,
    recordedAt,
    recordedBy,
    items: set.readings.map(({ item }) => item),
    flags: judgement.flags,
    critical: judgement.flags.some(({ level }) => level === 'critical'),
    notices: notices.filter((one) => one.setId === setId),
    news2: judgement.news2,
    ...(judgement.orthostatic && { orthostatic: judgement.orthostatic }),
  };
}
