import type { Verb } from '#platform/server/slice.ts';
import type { frontDesk } from '../contract.ts';
import { atLeastAlert } from './alerts.ts';
import { priorityConcept } from './encounter.ts';
import { changeEncounter, settle } from './move.ts';
import { refuseVisit } from './refusals.ts';
import { requireOpenVisit } from './visits.ts';

/** Sets the red flag, or takes it away. */
export const setPriority: Verb<typeof frontDesk, 'setPriority'> = async (ctx, { visitId, priority }) => {
  const visit = await requireOpenVisit(ctx, visitId, true);
  if (visit.priority === priority) return visit;
  if ((await atLeastAlert(ctx, visitId, priority)) !== priority) return refuseVisit('alertOpen');
  await changeEncounter(ctx, visit, (encounter) => {
    encounter.priority = priorityConcept(priority);
  });
  return settle(ctx, visit);
};
