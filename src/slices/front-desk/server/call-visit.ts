import type { Verb } from '#platform/server/slice.ts';
import type { frontDesk } from '../contract.ts';
import { announceCall, callAgain, endCallOf, mustBePlace, openCall, openCalls } from './calls.ts';
import { requireOpenVisit } from './visits.ts';

/**
 * Calls a patient to a counter or a room. The visit is locked, so of two who call at once the second is told by whom
 * she is called; a colleague who only sent her here has not called her.
 */
export const callVisit: Verb<typeof frontDesk, 'callVisit'> = async (ctx, input) => {
  const { counterId, roomId } = input;
  const visit = await requireOpenVisit(ctx, input.visitId, true);
  await mustBePlace(ctx, { counterId, roomId });
  const open = (await openCalls(ctx, visit.day)).get(visit.visitId);
  const same = open !== undefined && open.counterId === counterId && open.roomId === roomId;
  const others = open !== undefined && open.times > 0 && !open.mine;
  if (others && !input.takeOver) {
    return ctx.fail('alreadyCalled', { by: open.by, place: open.place, at: open.at });
  }
  if (open && same) {
    await callAgain(ctx, open.callId);
  } else {
    await endCallOf(ctx, visit.visitId);
    await openCall(ctx, visit, { counterId, roomId }, 1);
  }
  announceCall(ctx, visit);
  const called = (await openCalls(ctx, visit.day)).get(visit.visitId);
  if (!called) throw new Error('a call that was just opened stands');
  const { callId, place, times, at, by, mine } = called;
  return { callId, place, times, at, by, mine, visitId: visit.visitId, patientId: visit.patientId };
};
