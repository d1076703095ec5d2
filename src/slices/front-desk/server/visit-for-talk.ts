import type { Context } from '#platform/server/context.ts';
import type { VisitState } from '../contract.ts';
import { isClosed } from '../shared/steps.ts';
import { refuseVisit } from './refusals.ts';
import { requireOpenVisit, visitOf } from './visits.ts';

/** The visit that is talked about, held: at the counter she is here, on the telephone she may be coming yet. */
export async function visitForTalk(
  ctx: Context,
  visitId: string,
  channel: 'counter' | 'telephone',
): Promise<VisitState> {
  if (channel === 'counter') return requireOpenVisit(ctx, visitId, true);
  const visit = await visitOf(ctx, visitId, true);
  return isClosed(visit.step) ? refuseVisit('visitClosed', { step: visit.step }) : visit;
}
