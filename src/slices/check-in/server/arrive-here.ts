import type { Context } from '#platform/server/context.ts';
import type { VisitState } from '#slices/front-desk/contract.ts';
import { arriveVisit, visitOf } from '#slices/front-desk/server/index.ts';
import { patientCard } from '#slices/records/server/index.ts';

/** Marks that she has come, as the desk would; undefined where the desk would be refused. */
export async function arriveHere(ctx: Context, visit: VisitState): Promise<VisitState | undefined> {
  if (visit.step !== 'expected') return visit;
  const card = (await patientCard(ctx, [visit.patientId])).get(visit.patientId);
  if (card && (!card.active || card.deceased)) return undefined;
  await arriveVisit(ctx, { visitId: visit.visitId });
  return visitOf(ctx, visit.visitId, true);
}
