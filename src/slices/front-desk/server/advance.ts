import type { Context } from '#platform/server/context.ts';
import type { VisitState } from '../contract.ts';
import { isClosed, isHere, isMain, type MainStep, rankOf } from '../shared/steps.ts';
import { holdBack } from './held-step.ts';
import { moveTo } from './move.ts';
import { refuseVisit } from './refusals.ts';
import { loadSteps } from './settings.ts';
import { visitOf } from './visits.ts';

/**
 * Moves the board on because work elsewhere was done (vital signs taken, note signed, bill settled). A later step or a
 * closed visit is kept in silence: the work may be entered after the patient has gone. So is a visit whose red flag nobody
 * has seen to, before its end. Refuses `notHereYet`.
 */
export async function advance(ctx: Context, visitId: string, toStep: MainStep): Promise<VisitState> {
  const visit = await visitOf(ctx, visitId, true);
  if (isClosed(visit.step)) return visit;
  if (!isHere(visit.step)) return refuseVisit('notHereYet');
  const to = toStep === 'left' ? await wayOut(ctx, visit) : toStep;
  if (isMain(visit.step) && rankOf(to) <= rankOf(visit.step)) return visit;
  if (rankOf(to) >= rankOf('checkout') && (await holdBack(ctx, visitId, to))) return visit;
  return moveTo(ctx, visit, { step: to });
}

/** From the cashier home, or to the pharmacy's window first where medicines were prescribed. */
async function wayOut(ctx: Context, visit: VisitState): Promise<MainStep> {
  if (visit.stamps.pharmacy || !(await loadSteps(ctx)).isOn('pharmacy')) return 'left';
  const prescribed = await ctx.record.search('MedicationRequest', {
    where: [
      { param: 'encounter', reference: `Encounter/${visit.visitId}` },
      { param: 'status', token: 'active' },
    ],
    limit: 1,
  });
  return prescribed.length > 0 ? 'pharmacy' : 'left';
}
