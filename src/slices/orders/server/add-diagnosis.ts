import type { Verb } from '#platform/server/slice.ts';
import { visitOf } from '#slices/front-desk/server/index.ts';
import type { orders } from '../contract.ts';
import { codeLabels } from './codes.ts';
import { codeOf, conditionResource, diagnosisOf } from './diagnosis-codec.ts';
import { isSigned } from './done.ts';
import { loadVisit } from './load-visit.ts';
import { openOrders } from './open-orders.ts';

export const addDiagnosis: Verb<typeof orders, 'addDiagnosis'> = async (
  ctx,
  { visitId, code, note, lasting },
) => {
  await openOrders(ctx);
  const visit = await visitOf(ctx, visitId, true);
  if (await isSigned(ctx, visitId)) return ctx.fail('signed');
  const labels = await codeLabels(ctx, [code]);
  const label = labels.get(code) ?? ctx.fail('codeNotListed', { code });
  const { conditions } = await loadVisit(ctx, visitId);
  if (conditions.some((one) => codeOf(one) === code)) return ctx.fail('alreadyThere', { code });
  const { patientId } = visit;
  const condition = await ctx.record.create(
    // the first one found is what she came with, until another is made the main one
    conditionResource(ctx, {
      visitId,
      patientId,
      coded: { code, label },
      main: conditions.length === 0,
      lasting,
      note,
    }),
  );
  ctx.emit('orders.visitChanged', { visitId, patientId });
  return { patientId, diagnosis: diagnosisOf(condition, labels, ctx.language) };
};
