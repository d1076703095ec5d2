import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { frontDesk, VisitState } from '../contract.ts';
import { isInRoom, isLegalMove } from '../shared/board.ts';
import { isClosed, type MainStep } from '../shared/steps.ts';
import { mustBeTreatable } from './arrive.ts';
import { mustBeUntaken } from './untaken.ts';
import { whyHeld } from './held-step.ts';
import { moveTo } from './move.ts';
import { refuseOtherDay, refuseVisit } from './refusals.ts';
import { roomFor } from './rooms.ts';
import { loadSteps } from './settings.ts';
import { requireOpenVisit, isToday, visitOf } from './visits.ts';

/** The further right that a step needs beside moving visits at all. */
const rightsOf: Partial<Record<MainStep, string>> = {
  arrived: 'frontDesk.greet',
  registering: 'frontDesk.greet',
  roomed: 'frontDesk.room',
  vitalsDone: 'frontDesk.room',
};

/** Steps towards the end that wait until a red flag has been seen to, and a critical value told. */
const endsVisit: ReadonlySet<MainStep> = new Set(['checkout', 'pharmacy']);

/** Moves a visit by hand. Moved to where it stands already, it stays. */
export const moveVisit: Verb<typeof frontDesk, 'moveVisit'> = async (ctx, { visitId, to, roomId, from }) => {
  const visit = await visitOf(ctx, visitId, true);
  await mustBeUntaken(ctx, visit, from);
  if (isClosed(visit.step)) return refuseVisit('visitClosed', { step: visit.step });
  if (!isToday(ctx, visit.day)) return refuseOtherDay(ctx, visit.day);
  await mustHold(ctx, rightsOf[to]);
  if (to === 'roomed') return toRoom(ctx, visit, roomId);
  if (visit.step === to) return visit;
  await mustBeLegal(ctx, visit, to);
  // that she has gone is written down whatever is open: hiding it would help nobody
  const held = endsVisit.has(to) ? await whyHeld(ctx, visitId) : undefined;
  if (held) return refuseVisit(held);
  if (visit.step === 'expected') await mustBeTreatable(ctx, visit.patientId);
  return moveTo(ctx, visit, { step: to });
};

/** Takes a visit to a room, or to another room. */
export const roomVisit: Verb<typeof frontDesk, 'roomVisit'> = async (ctx, { visitId, roomId, from }) => {
  const visit = await requireOpenVisit(ctx, visitId, true);
  await mustBeUntaken(ctx, visit, from);
  return toRoom(ctx, visit, roomId);
};

async function toRoom(ctx: Context, visit: VisitState, wantedId: string | undefined): Promise<VisitState> {
  const inside = isInRoom(visit.step);
  if (inside && (!wantedId || wantedId === visit.roomId)) return visit;
  if (!inside) await mustBeLegal(ctx, visit, 'roomed');
  const roomId = await roomFor(ctx, visit, wantedId);
  return moveTo(ctx, visit, { step: inside ? visit.step : 'roomed', roomId });
}

async function mustBeLegal(ctx: Context, visit: VisitState, to: MainStep): Promise<void> {
  const names = await loadSteps(ctx);
  const { step, priority, queueNumber } = visit;
  if (names.isOn(to) && isLegalMove({ step, priority, checkedIn: queueNumber !== undefined }, to)) return;
  refuseVisit('illegalMove', { from: names.labelOf(step), to: names.labelOf(to) });
}

/** Refuses `notAllowed` with the reason. */
export async function mustHold(ctx: Context, action: string | undefined): Promise<void> {
  if (!action) return;
  const decision = await ctx.may(action);
  if (decision.allowed) return;
  const reason = decision.reasonIn(ctx.language, (key, params) => words(ctx.language, key, params));
  refuse('notAllowed', { action, reason, whoMay: decision.whoMay });
}
