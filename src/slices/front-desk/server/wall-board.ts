import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { minutesBetween } from '#platform/shared/time.ts';
import type { PatientCard } from '#slices/records/contract.ts';
import { patientCard } from '#slices/records/server/index.ts';
import { visitTypes } from '#slices/scheduling/server/index.ts';
import { nameTokens } from '#platform/shared/names.ts';
import type { frontDesk, VisitState } from '../contract.ts';
import { inBoardOrder } from '../shared/board.ts';
import { predictedStarts } from '../shared/predict.ts';
import { namesFor } from './board-names.ts';
import { openCalls } from './calls.ts';
import { loadSettings, loadSteps } from './settings.ts';
import { stateOf, todayOf, visitsOfDay } from './visits.ts';

/** A call stays on the wall so long. */
const calledMinutes = 10;
const shownCalls = 6;
const shownWaiting = 24;

/** The lobby's screen: the number in the patient's hand, or initials where she has none. Never a name, never a reason. */
export const wallBoard: Verb<typeof frontDesk, 'wallBoard'> = async (ctx) => {
  const day = todayOf(ctx);
  const rows = await visitsOfDay(ctx, day);
  const { lateMinutes } = await loadSettings(ctx);
  const { labelOf } = await loadSteps(ctx);
  const names = await namesFor(
    ctx,
    rows.filter((row) => row.step === 'roomed'),
  );
  const visits = inBoardOrder(rows.map(stateOf), ctx.now, lateMinutes);
  const shown = await shownNames(ctx, visits);
  const calls = await openCalls(ctx, day);
  // a call is known by its instant: the visit's id stays off the lobby's screen
  const callOf = (one: VisitState, place: string, at: string) => {
    return { callId: `${shown(one)} ${at}`, shown: shown(one), room: place, at };
  };
  const called = visits
    .flatMap((one) => {
      const call = calls.get(one.visitId);
      if (call && call.times > 0) return [callOf(one, call.place, call.at)];
      return one.step === 'roomed'
        ? [callOf(one, names.room(one.roomId ?? null)?.name ?? '', one.since)]
        : [];
    })
    .filter((one) => minutesBetween(one.at, ctx.now) < calledMinutes)
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))
    .slice(0, shownCalls);
  const predicted = predictedStarts(visits, ctx.now, await usualLengths(ctx));
  const waiting = visits
    .filter((one) => ['arrived', 'registering', 'waiting', 'checkout', 'pharmacy'].includes(one.step))
    .slice(0, shownWaiting)
    .map((one) => {
      const predictedAt = predicted.get(one.visitId);
      return {
        callId: `${shown(one)} ${one.since}`,
        shown: shown(one),
        stepLabel: labelOf(one.step),
        ...(predictedAt && { predictedAt }),
      };
    });
  return { at: ctx.now, called, waiting };
};

const unknownTypeMinutes = 15;

async function usualLengths(ctx: Context): Promise<(visit: VisitState) => number> {
  const minutes = new Map((await visitTypes(ctx)).map((one) => [one.code, one.durationMinutes]));
  return ({ visitTypeCode }) => minutes.get(visitTypeCode ?? '') ?? unknownTypeMinutes;
}

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
