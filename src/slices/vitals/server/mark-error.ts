import type { Verb } from '#platform/server/slice.ts';
import type { vitals } from '../contract.ts';
import { findMeasured, putInError, refreshDerived } from './change.ts';
import { coSignTask, followCritical } from './critical.ts';
import { isPreliminary } from './keeper.ts';
import { standing } from './visit-sets.ts';
import { vitalsOf } from './visit-vitals.ts';

/** Marks a measurement, or a whole set, as entered in error; nothing is deleted. */
export const markError: Verb<typeof vitals, 'markError'> = async (ctx, { observationId, reason }) => {
  const { visit, set, reading } = await findMeasured(ctx, observationId);
  const { visitId, patientId, practitionerId } = visit;
  const { setId } = set;
  const marked = reading === undefined ? standing(set) : [reading];
  if (marked.every(({ item }) => item.status === 'entered-in-error')) ctx.fail('alreadyInError');
  const preliminary = await isPreliminary(ctx);
  const settled = marked.some(({ item }) => item.status !== 'preliminary' && item.status !== 'cancelled');
  if (preliminary && settled) ctx.fail('alreadyFinal');
  const was = (await vitalsOf(ctx, visitId)).sets.find((one) => one.setId === setId)?.critical === true;
  for (const { item } of marked) await putInError(ctx, item.observationId, reason);
  if (marked.length > 0) await refreshDerived(ctx, { visit, preliminary, reason });
  const now = await vitalsOf(ctx, visitId);
  const left = now.sets.find((one) => one.setId === setId);
  if (left?.items.every((item) => item.status === 'entered-in-error')) {
    // a panel of nothing but errors is one itself; a lone Observation already is
    if (!left.items.some((item) => item.observationId === setId)) await putInError(ctx, setId, reason);
    await ctx.work.finish(`Observation/${setId}`, 'cancelled', coSignTask.kind);
  }
  await followCritical(ctx, { visitId, patientId, setId, practitionerId }, was, left?.critical === true);
  ctx.emit('vitals.changed', { visitId, patientId, setId });
  return { patientId, visit: await vitalsOf(ctx, visitId) };
};
