import type { Observation } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { idOf } from '#platform/server/record/reference-id.ts';
import { refuse } from '#platform/shared/errors.ts';
import { visitOf } from '#slices/front-desk/server/index.ts';
import { authorOf, patientCard } from '#slices/records/server/index.ts';
import type { VisitState } from '#slices/front-desk/contract.ts';
import { judgeSet } from '../shared/judge.ts';
import type { Reading } from '../shared/reading.ts';
import { isDerived } from '../shared/reading.ts';
import { extensions } from './codes.ts';
import { derivedOf } from './derived.ts';
import { withInterpretation } from './interpretation.ts';
import { type About, partsOf, type ReadingParts, toObservation } from './observations.ts';
import { oxygenTargetsOf } from './oxygen-target.ts';
import { type StoredReading, type StoredSet, setsOfVisit, standing } from './visit-sets.ts';
import { judgedBy } from './visit-vitals.ts';

/** A stored measurement of a visit of ours with the set around it. */
export type Found = {
  visit: VisitState;
  sets: StoredSet[];
  set: StoredSet;
  reading: StoredReading | undefined;
};

/** Finds an Observation or a whole set by its id. Refuses `notFound`, also for what belongs to no visit. */
export async function findMeasured(ctx: Context, observationId: string): Promise<Found> {
  const observation = await ctx.record.mustRead('Observation', observationId);
  const visitId = idOf(observation.encounter?.reference);
  const absent = () => refuse('notFound', { type: 'Observation', id: observationId });
  if (visitId === undefined) return absent();
  const visit = await visitOf(ctx, visitId);
  const sets = await setsOfVisit(ctx, visitId);
  for (const set of sets) {
    const reading = set.readings.find(({ item }) => item.observationId === observationId);
    if (reading !== undefined || set.setId === observationId) return { visit, sets, set, reading };
  }
  return absent();
}

/** Adds the reason as a note of the person; what stood before stays in the history. */
export function noteReason(ctx: Context, observation: Observation, reason: string): void {
  const note = { text: reason, time: ctx.now, authorReference: authorOf(ctx) };
  observation.note = [...(observation.note ?? []), note];
}

/** The status of a changed version: a student's stays preliminary. */
export function changedStatus(status: Observation['status'], preliminary: boolean): Observation['status'] {
  if (status === 'preliminary') return 'preliminary';
  return preliminary ? 'preliminary' : 'corrected';
}

const decidedByReading = [
  'code',
  'bodySite',
  'method',
  'component',
  'dataAbsentReason',
  'valueQuantity',
  'valueCodeableConcept',
  'valueDateTime',
] as const satisfies (keyof ReadingParts)[];

/** Puts a reading into a stored Observation and leaves everything else of it as it is. */
export function putReading(observation: Observation, reading: Reading): void {
  const parts = partsOf(reading);
  const ours = 'https://serambi.health/';
  const foreign = (observation.extension ?? []).filter(
    ({ url }) => !url?.startsWith(ours) || url === extensions.typedBy,
  );
  for (const name of decidedByReading) delete observation[name];
  delete observation.interpretation;
  delete observation.extension;
  const extension = [...foreign, ...(parts.extension ?? [])];
  Object.assign(observation, parts, extension.length > 0 ? { extension } : {});
}

/** Marks one Observation as entered in error. */
export async function putInError(ctx: Context, observationId: string, reason: string): Promise<void> {
  await ctx.record.patch('Observation', observationId, (observation) => {
    observation.status = 'entered-in-error';
    noteReason(ctx, observation, reason);
  });
}

/**
 * Computes anew what depends on measurements that have changed: body mass index and mean pressure of every set of the
 * visit, and the flags written into the record.
 */
export async function refreshDerived(
  ctx: Context,
  { visit, preliminary, reason }: { visit: VisitState; preliminary: boolean; reason: string },
): Promise<void> {
  const sets = await setsOfVisit(ctx, visit.visitId);
  const card = (await patientCard(ctx, [visit.patientId])).get(visit.patientId);
  const about = { birthDate: card?.birthDate, targets: await oxygenTargetsOf(ctx, visit.patientId) };
  for (const [place, set] of sets.entries()) {
    const measured = standing(set).filter((one) => !isDerived(one.measure));
    const earlier = sets.slice(0, place).flatMap(standing);
    const wanted = derivedOf(measured, earlier).map(({ reading }) => reading);
    const stored = standing(set).filter((one) => isDerived(one.measure));
    const { flags } = judgeSet(measured, await judgedBy(ctx, about, set.measuredAt));
    const added: string[] = [];
    for (const one of stored) {
      const now = wanted.find(({ measure }) => measure === one.measure);
      if (now === undefined) await putInError(ctx, one.item.observationId, reason);
      else if (now.value !== one.value || now.diastolic !== one.diastolic) {
        await ctx.record.patch('Observation', one.item.observationId, (observation) => {
          putReading(observation, now);
          observation.status = changedStatus(observation.status, preliminary);
          noteReason(ctx, observation, reason);
          return withInterpretation(observation, now, flags);
        });
      }
    }
    for (const now of wanted) {
      if (stored.some(({ measure }) => measure === now.measure)) continue;
      const written = toObservation(now, aboutOf(ctx, visit, set, preliminary));
      added.push((await ctx.record.create(withInterpretation(written, now, flags))).id);
    }
    if (added.length > 0) await addMembers(ctx, set.setId, added);
  }
}

function aboutOf(ctx: Context, visit: VisitState, set: StoredSet, preliminary: boolean): About {
  return {
    patientId: visit.patientId,
    visitId: visit.visitId,
    status: preliminary ? 'preliminary' : 'final',
    measuredAt: set.measuredAt,
    recordedAt: ctx.now,
    performer: authorOf(ctx),
  };
}

async function addMembers(ctx: Context, setId: string, ids: readonly string[]): Promise<void> {
  await ctx.record.patch('Observation', setId, (panel) => {
    panel.hasMember = [...(panel.hasMember ?? []), ...ids.map((id) => ({ reference: `Observation/${id}` }))];
  });
}
