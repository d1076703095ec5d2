import type { Verb } from '#platform/server/slice.ts';
import { idOf } from '#platform/server/record/reference-id.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { vitals } from '../contract.ts';
import { observationOf, readingOf } from './visit-sets.ts';

/** All versions of one measurement, newest first: what was corrected stays readable. */
export const measurementHistory: Verb<typeof vitals, 'measurementHistory'> = async (
  ctx,
  { observationId },
) => {
  const versions = await ctx.record.history('Observation', observationId);
  let patientId: string | undefined;
  const items = versions.flatMap((stored) => {
    if (stored.deleted) return [];
    const observation = observationOf(stored);
    patientId ??= idOf(observation.subject?.reference);
    const reading = readingOf(observationId, Number(stored.version), observation);
    return reading ? [{ ...reading.item, at: new Date(stored.updatedAt).toISOString() }] : [];
  });
  if (patientId === undefined || items.length === 0)
    return refuse('notFound', { type: 'Observation', id: observationId });
  return { patientId, versions: items };
};
