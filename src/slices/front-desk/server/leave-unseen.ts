import type { Verb } from '#platform/server/slice.ts';
import type { frontDesk } from '../contract.ts';
import { isMain, rankOf } from '../shared/steps.ts';
import { moveTo } from './move.ts';
import { refuseVisit } from './refusals.ts';
import { loadSteps } from './settings.ts';
import { requireOpenVisit } from './visits.ts';

/** She went before the provider saw her; the reason is in her words or ours. */
export const leaveUnseen: Verb<typeof frontDesk, 'leaveUnseen'> = async (ctx, { visitId, reason }) => {
  const visit = await requireOpenVisit(ctx, visitId, true);
  if (isMain(visit.step) && rankOf(visit.step) >= rankOf('withProvider')) {
    const { labelOf } = await loadSteps(ctx);
    return refuseVisit('illegalMove', { from: labelOf(visit.step), to: labelOf('leftUnseen') });
  }
  return moveTo(ctx, visit, { step: 'leftUnseen', reason });
};
