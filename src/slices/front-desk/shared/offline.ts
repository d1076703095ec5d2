import { isInRoom, isLegalMove } from './board.ts';
import type { OfflineAct, SeenVisit } from './offline-shapes.ts';
import { isHere, type Priority, type Step } from './steps.ts';

/** A visit as far as acts without a connection touch it. */
export interface Touched {
  step: Step;
  roomId?: string | undefined;
}

/** What of a visit two people can contradict each other about. */
export function seenOf({ step, roomId }: Touched): SeenVisit {
  return { step, ...(isInRoom(step) && roomId && { roomId }) };
}

/** Whether it still stands as it was seen. */
export function isAsSeen(now: Touched, seen: SeenVisit): boolean {
  const current = seenOf(now);
  return current.step === seen.step && current.roomId === seen.roomId;
}

/** Whether the act is already so, by whoever's hand: who is further on has arrived. A note is always one more. */
export function isAlreadySo(now: Touched, act: OfflineAct): boolean {
  if (act.kind === 'note') return false;
  if (act.kind === 'arrive') return isHere(now.step);
  if (act.kind === 'move') return now.step === act.to;
  return isInRoom(now.step) && (act.roomId === undefined || act.roomId === now.roomId);
}

/** How a visit stands after an act. */
export function afterAct(before: Touched, act: OfflineAct): Touched {
  if (act.kind === 'note') return before;
  if (act.kind === 'arrive') return { ...before, step: 'arrived' };
  if (act.kind === 'move') return { ...before, step: act.to };
  return { step: isInRoom(before.step) ? before.step : 'roomed', roomId: act.roomId };
}

/** Whether the desk may do it now, as far as can be known without the server, which judges again. */
export function isPossible(
  visit: Touched & { priority: Priority; checkedIn: boolean },
  act: OfflineAct,
): boolean {
  if (act.kind === 'note') return true;
  // a no-show that is taken back needs its reason
  if (act.kind === 'arrive') return visit.step === 'expected';
  if (act.kind === 'room' && isInRoom(visit.step)) return true;
  return isLegalMove(visit, act.kind === 'room' ? 'roomed' : act.to);
}
