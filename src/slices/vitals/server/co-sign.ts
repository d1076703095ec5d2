import type { Provenance } from '@medplum/fhirtypes';
import type { Verb } from '#platform/server/slice.ts';
import { authorOf } from '#slices/records/server/index.ts';
import type { vitals } from '../contract.ts';
import { findMeasured } from './change.ts';
import { coSignTask } from './critical.ts';
import { moveOn } from './record-vitals.ts';
import { vitalsOf } from './visit-vitals.ts';

/** Makes a student's set final: who measured stays the performer, who vouches for it is a Provenance. */
export const coSign: Verb<typeof vitals, 'coSign'> = async (ctx, { setId }) => {
  const { visit, set } = await findMeasured(ctx, setId);
  const { visitId, patientId } = visit;
  const open = set.readings.filter(({ item }) => item.status === 'preliminary');
  if (open.length === 0 && set.status !== 'preliminary') return ctx.fail('nothingToSign');
  const before = await vitalsOf(ctx, visitId);
  if (before.untold.includes(set.setId)) return ctx.fail('toldFirst');
  const ids = [...new Set([...open.map(({ item }) => item.observationId), set.setId])];
  for (const id of ids) {
    await ctx.record.patch('Observation', id, (observation) => {
      if (observation.status === 'preliminary') observation.status = 'final';
    });
  }
  await ctx.record.create<Provenance>({
    resourceType: 'Provenance',
    target: ids.map((id) => ({ reference: `Observation/${id}` })),
    recorded: ctx.now,
    agent: [
      {
        type: {
          coding: [
            { system: 'http://terminology.hl7.org/CodeSystem/provenance-participant-type', code: 'verifier' },
          ],
        },
        who: authorOf(ctx),
      },
    ],
  });
  await ctx.work.finish(`Observation/${setId}`, 'done', coSignTask.kind);
  const now = await vitalsOf(ctx, visitId);
  await moveOn(ctx, now);
  ctx.emit('vitals.changed', { visitId, patientId, setId });
  return { patientId, visit: await vitalsOf(ctx, visitId) };
};
