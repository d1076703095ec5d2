import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import { epochMsOf } from '#platform/shared/time.ts';
import type { InputOf } from '#platform/shared/contract.ts';
import { rooms } from '#slices/scheduling/server/index.ts';
import { authorOf } from '#slices/records/server/index.ts';
import type { frontDesk, VisitState } from '../contract.ts';
import { isAlreadySo, isAsSeen, seenOf } from '../shared/offline.ts';
import { arrive } from './arrive.ts';
import { entriesOf } from './encounter.ts';
import { mustHold, moveVisit, roomVisit } from './move-visit.ts';
import type { StepContext } from './move.ts';
import { keepNote } from './note-visit.ts';
import { loadSettings, loadSteps } from './settings.ts';
import { trueTime } from './true-time.ts';
import { visitOf } from './visits.ts';

type Input = InputOf<typeof frontDesk, 'takeIn'>;
type TakeIn = Verb<typeof frontDesk, 'takeIn'>;

/**
 * Takes in one act that was done without a connection, at its true time. Both times are in the trail. What contradicts
 * a change that somebody else made meanwhile is refused with both versions, until a person has decided.
 */
export const takeIn: TakeIn = async (ctx, input) => {
  const { visitId, act, decided } = input;
  const visit = await visitOf(ctx, visitId, true);
  if (decided?.keep === 'theirs') {
    trail(ctx, 'offlineActPutAway', visit, input);
    return { ...visit, outcome: 'putAway' };
  }
  const { offlineHours } = await loadSettings(ctx);
  const time = trueTime(ctx.clock, input, offlineHours);
  if ('refused' in time) return ctx.fail(time.refused, { hours: offlineHours });
  const other = await changeOfAnother(ctx, visit, input);
  if (other && isAlreadySo(visit, act)) {
    trail(ctx, 'offlineActAlreadySo', visit, input);
    return { ...visit, outcome: 'alreadySo', first: { by: other.by, at: other.at } };
  }
  const chosen = decided?.step === visit.step && decided.at === other?.at;
  if (other && !chosen) return ctx.fail('changedSince', { ...other });
  const then = { ...ctx, ...time, clock: { now: () => epochMsOf(time.now) }, receivedAt: ctx.now };
  const taken = await doThen(then, visit, input);
  trail(ctx, 'offlineActTaken', visit, input);
  return { ...taken, outcome: 'takenIn' };
};

/** The act by the rules of its own verb, as at the time when it was done. */
async function doThen(ctx: StepContext, visit: VisitState, { act }: Input): Promise<VisitState> {
  const { visitId } = visit;
  const verb = ctx as Context<never>;
  if (act.kind === 'note') return keepNote(ctx, visit, act.text);
  if (act.kind === 'move') return moveVisit(verb, { visitId, to: act.to });
  if (act.kind === 'arrive') {
    await mustHold(ctx, 'frontDesk.greet');
    // only where she chose her own version over a no-show
    return arrive(verb, { visitId, reason: words(ctx.clinic.language, 'frontDesk_offline_cameReason') });
  }
  await mustHold(ctx, 'frontDesk.room');
  return roomVisit(verb, { visitId, roomId: act.roomId });
}

/** What somebody else made of the visit since it was seen; a note contradicts nothing. */
async function changeOfAnother(ctx: Context, visit: VisitState, { act, seen, doneAt }: Input) {
  if (act.kind === 'note') return undefined;
  const encounter = await ctx.record.read('Encounter', visit.visitId);
  const entries = encounter ? entriesOf(encounter) : [];
  const last = entries.at(-1);
  const later = last && epochMsOf(last.at) > epochMsOf(doneAt) && last.by !== authorOf(ctx).display;
  if (isAsSeen(visit, seen) && !later) return undefined;
  const { roomId } = seenOf(visit);
  const room = roomId && (await rooms(ctx)).find((one) => one.id === roomId)?.name;
  // a booking that was cancelled before she came says nothing of by whom
  const by = last?.by || words(ctx.language, 'frontDesk_offline_somebody');
  const at = new Date(epochMsOf(last?.at ?? visit.since)).toISOString();
  const where = (await loadSteps(ctx)).labelOf(visit.step);
  return { by, at, step: visit.step, where, ...(room && { room }) };
}

/** Done at, received at, and what: the words of a note are in the record and not here. */
function trail(ctx: Context, event: string, visit: VisitState, input: Input): void {
  const { act, doneAt, boardAt, decided } = input;
  const what = act.kind === 'note' ? { kind: act.kind } : act;
  ctx.note(`frontDesk.${event}`, {
    patientId: visit.patientId,
    subject: `Encounter/${visit.visitId}`,
    details: { ...what, doneAt, receivedAt: ctx.now, boardAt, ...(decided && { decided: decided.keep }) },
  });
}
