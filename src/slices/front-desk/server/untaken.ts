import { Refusal } from '#platform/shared/errors.ts';
import type { Context } from '#platform/server/context.ts';
import { authorOf } from '#slices/records/server/index.ts';
import type { VisitState } from '../contract.ts';
import { liveEntries } from '../shared/flow.ts';
import type { Step } from '../shared/steps.ts';
import { entriesOf } from './encounter.ts';
import { loadSteps } from './settings.ts';

/**
 * Two who press the same button of one row act one after the other: the second is told who was first, in place of
 * moving her on once more. Whoever did it herself is only repeating it.
 * @param seen the step at which the caller saw her; undefined asks nothing
 */
export async function mustBeUntaken(ctx: Context, visit: VisitState, seen: Step | undefined): Promise<void> {
  if (seen === undefined || seen === visit.step) return;
  const encounter = await ctx.record.read('Encounter', visit.visitId);
  const last = encounter && liveEntries(entriesOf(encounter)).at(-1);
  const by = last?.by ?? '';
  if (last && by === authorOf(ctx).display) return;
  const { labelOf } = await loadSteps(ctx);
  throw new Refusal('frontDesk', 'takenOn', 409, { by, step: visit.step, where: labelOf(visit.step) });
}
