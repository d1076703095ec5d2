import type { Verb } from '#platform/server/slice.ts';
import type { frontDesk } from '../contract.ts';
import { isInRoom } from '../shared/board.ts';
import { stepBeforePause } from './encounter.ts';
import { goOn } from './go-on.ts';
import { moveTo } from './move.ts';
import { refuseVisit } from './refusals.ts';
import { roomFor } from './rooms.ts';
import { loadSteps } from './settings.ts';
import { requireOpenVisit } from './visits.ts';

/** Out for a moment: her waits go on, her room is free for others. */
export const stepOut: Verb<typeof frontDesk, 'stepOut'> = async (ctx, { visitId }) => {
  const visit = await requireOpenVisit(ctx, visitId, true);
  return visit.step === 'steppedOut' ? visit : moveTo(ctx, visit, { step: 'steppedOut' });
};

/**
 * Back again, at the step at which she was; in the room that is then free, where she had been in one. What was held back
 * by a red flag and is seen to meanwhile goes on.
 */
export const comeBack: Verb<typeof frontDesk, 'comeBack'> = async (ctx, { visitId }) => {
  const visit = await requireOpenVisit(ctx, visitId, true);
  if (visit.step !== 'steppedOut') {
    const { labelOf } = await loadSteps(ctx);
    return refuseVisit('illegalMove', { from: labelOf(visit.step), to: labelOf(visit.step) });
  }
  const step = stepBeforePause(await ctx.record.mustRead('Encounter', visitId));
  const roomId = isInRoom(step) ? await roomFor(ctx, visit, undefined) : undefined;
  return goOn(ctx, await moveTo(ctx, visit, { step, roomId }));
};
