import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import { visitOf } from '#slices/front-desk/server/index.ts';
import type { orders } from '../contract.ts';
import { enterInError } from './diagnosis-codec.ts';
import { isSigned } from './done.ts';
import { loadVisit } from './load-visit.ts';
import { extensions } from './systems.ts';

export const removeDiagnosis: Verb<typeof orders, 'removeDiagnosis'> = async (
  ctx,
  { visitId, diagnosisId, reason },
) => {
  const { patientId } = await visitOf(ctx, visitId, true);
  if (await isSigned(ctx, visitId)) return ctx.fail('signed');
  const { conditions } = await loadVisit(ctx, visitId);
  const found = conditions.find((one) => one.id === diagnosisId);
  if (!found) return refuse('notFound', { type: 'Condition', id: diagnosisId });
  await ctx.record.patch('Condition', diagnosisId, (one) => enterInError(one, reason));
  const next = conditions.find((one) => one.id !== diagnosisId);
  const wasMain = found.extension?.some((one) => one.url === extensions.main);
  if (wasMain && next?.id) {
    await ctx.record.patch('Condition', next.id, (one) => {
      one.extension = [...(one.extension ?? []), { url: extensions.main, valueBoolean: true }];
    });
  }
  ctx.emit('orders.visitChanged', { visitId, patientId });
  return { patientId };
};
