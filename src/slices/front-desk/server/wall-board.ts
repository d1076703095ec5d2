import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { minutesBetween } from '#platform/shared/time.ts';
import type { PatientCard } from '#slices/records/contract.ts';
import { patientCard } from '#slices/records/server/index.ts';
import { nameTokens } from '#platform/shared/names.ts';
import type { frontDesk, VisitState } from '../contract.ts';
import { inBoardOrder } from '../shared/board.ts';
import { namesFor } from './board-names.ts';
import { loadSettings, loadSteps } from './settings.ts';
import { stateOf, todayOf, visitsOfDay } from './visits.ts';

/** A call stays on the wall so long. */
const calledMinutes = 10;
const shownCalls = 6;
const shownWaiting = 24;

/** The lobby's screen: the number in the patient's hand, or initials where she has none. Never a name, never a reason. */
export const wallBoard: Verb<typeof frontDesk, 'wallBoard'> = async (ctx) => {
  const rows = await visitsOfDay(ctx, todayOf(ctx));
  const { lateMinutes } = await loadSettings(ctx);
  const { labelOf } = await loadSteps(ctx);
  const names = await namesFor(
    ctx,
    rows.filter((row) => row.step === 'roomed'),
  );
  const visits = inBoardOrder(rows.map(stateOf), ctx.now, lateMinutes);
  const shown = await shownNames(ctx, visits);
  const called = visits
    .filter((one) => one.step === 'roomed' && minutesBetween(one.since, ctx.now) < calledMinutes)
    .toSorted((a, b) => (a.since < b.since ? 1 : -1))
    .slice(0, shownCalls)
    .map((one) => {
      const room = names.room(one.roomId ?? null)?.name ?? '';
      // a call is known by its instant: the visit's id stays off the lobby's screen
      return { callId: `${shown(one)} ${one.since}`, shown: shown(one), room, at: one.since };
    });
  const waiting = visits
    .filter((one) => ['arrived', 'registering', 'waiting', 'checkout', 'pharmacy'].includes(one.step))
    .slice(0, shownWaiting)
    .map((one) => ({
      callId: `${shown(one)} ${one.since}`,
      shown: shown(one),
      stepLabel: labelOf(one.step),
    }));
  return { at: ctx.now, called, waiting };
};

async function shownNames(
  ctx: Context,
  visits: readonly VisitState[],
): Promise<(visit: VisitState) => string> {
  const unnumbered = visits.filter((one) => !one.queueNumber).map((one) => one.patientId);
  const cards = await patientCard(ctx, unnumbered);
  return (visit) => visit.queueNumber ?? initials(cards.get(visit.patientId));
}

function initials(card: PatientCard | undefined): string {
  const letters = nameTokens(card?.name ?? '').map((word) => word.charAt(0).toUpperCase());
  return letters.slice(0, 3).join('') || '–';
}
