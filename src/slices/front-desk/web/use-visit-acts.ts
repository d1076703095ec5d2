import { useState } from 'react';
import { m } from '#messages';
import type { CallOf } from '#platform/shared/contract.ts';
import { ProblemError } from '#platform/web/client/call.ts';
import { problemWords } from '#platform/web/client/problem-words.ts';
import { isAway } from '#platform/web/client/reach.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useGo } from '#platform/web/router/link.tsx';
import { offerUndo, tell } from '#platform/web/ui/undo.tsx';
import { scheduling } from '#slices/scheduling/contract.ts';
import { frontDesk, type NextAct, type OfflineAct, type VisitState } from '../contract.ts';
import type { MainStep, Priority, Step } from '../shared/steps.ts';
import type { MyPlace } from './my-place.ts';
import { type DeskAct, takeBack, waitsBehind } from './offline/desk.ts';
import { problemOfImpossible } from './offline/impossible.ts';

/** Of whom an act is: what the toast calls her. */
export interface Acted {
  visitId: string;
  name: string;
  /** Where she stood when it was pressed: a colleague who was quicker is named then, in place of moving her twice. */
  from?: Step;
}

export type VisitActs = ReturnType<typeof useVisitActs>;

/** The last step of this browser, for the key that takes it back. */
let last: { visit: Acted; step: Step } | { offline: DeskAct } | undefined;

/** Keeps an act for when the connection is back; undefined where it is not possible as the visit stands. */
export type KeepAct = (visit: Acted, act: OfflineAct) => Promise<DeskAct | undefined>;

/**
 * The acts on a visit, each at once and with its undo; a refusal is told in words and changes nothing.
 * @param keepAct where the screen goes on without a connection
 */
export function useVisitActs(labelOf: (step: Step) => string, keepAct?: KeepAct) {
  const go = useGo();
  const [busy, setBusy] = useState<string>();
  const arrive = useAct(frontDesk, 'arrive');
  const room = useAct(frontDesk, 'roomVisit');
  const move = useAct(frontDesk, 'moveVisit');
  const back = useAct(frontDesk, 'undoMove');
  const out = useAct(frontDesk, 'stepOut');
  const comeBack = useAct(frontDesk, 'comeBack');
  const leave = useAct(frontDesk, 'leaveUnseen');
  const flag = useAct(frontDesk, 'setPriority');
  const calling = useAct(frontDesk, 'callVisit');
  const ending = useAct(frontDesk, 'endCall');
  const sending = useAct(frontDesk, 'transferVisit');
  const noting = useAct(frontDesk, 'noteVisit');
  const noShow = useAct(scheduling, 'markNoShow');
  const undoNoShow = useAct(scheduling, 'undoNoShow');

  const attempt = async (visit: Acted, act: () => Promise<void>): Promise<void> => {
    setBusy(visit.visitId);
    try {
      await act();
    } catch (problem) {
      tell(problemWords(problem));
    } finally {
      setBusy(undefined);
    }
  };
  const undo = async (visit: Acted, step?: Step) => {
    await back.run({ visitId: visit.visitId, ...(step && { step }) });
    last = undefined;
  };
  const later = async (visit: Acted, act: OfflineAct) => {
    const kept = await keepAct?.(visit, act);
    if (!kept) throw problemOfImpossible();
    last = { offline: kept };
    offerUndo(m.frontDesk_offline_kept({ name: visit.name, what: kept.words }), async () => {
      last = undefined;
      if (!(await takeBack(kept))) tell(m.frontDesk_error_nothingToUndo());
    });
  };
  /** Does it now, or keeps it where the server does not answer or an earlier act of the visit waits. */
  const nowOrLater = async <T>(
    visit: Acted,
    act: OfflineAct,
    run: () => Promise<T>,
  ): Promise<T | undefined> => {
    if (keepAct && (isAway() || waitsBehind(visit.visitId))) return void (await later(visit, act));
    try {
      return await run();
    } catch (problem) {
      // whether it arrived is not known: if it did, the server finds it done already
      const silent = problem instanceof ProblemError && (problem.status === 0 || problem.status === 503);
      if (!keepAct || !silent) throw problem;
      return void (await later(visit, act));
    }
  };
  const step = (visit: Acted, run: () => Promise<VisitState>, act?: OfflineAct) =>
    attempt(visit, async () => {
      const moved = act ? await nowOrLater(visit, act, run) : await run();
      if (!moved) return;
      last = { visit, step: moved.step };
      const words = m.frontDesk_board_moved({ name: visit.name, step: labelOf(moved.step) });
      offerUndo(words, () => undo(visit, moved.step));
    });
  const seen = ({ visitId, from }: Acted) => ({ visitId, ...(from && { from }) });
  const moveTo = (visit: Acted, to: MainStep) =>
    step(visit, () => move.run({ ...seen(visit), to }), { kind: 'move', to });
  const toRoom = (visit: Acted, roomId?: string) => {
    const which = { ...(roomId && { roomId }) };
    return step(visit, () => room.run({ ...seen(visit), ...which }), { kind: 'room', ...which });
  };
  const come = (visit: Acted) =>
    step(visit, () => arrive.run({ visitId: visit.visitId }), { kind: 'arrive' });
  const endCall = ({ visitId }: Acted) => ending.run({ visitId });
  return {
    /** The visit with which something is under way. */
    busy,
    arrive: (visit: Acted, reason?: string) =>
      reason ? step(visit, () => arrive.run({ visitId: visit.visitId, reason })) : come(visit),
    note: (visit: Acted, text: string) =>
      attempt(visit, async () => {
        const { visitId } = visit;
        const noted = await nowOrLater(visit, { kind: 'note', text }, () => noting.run({ visitId, text }));
        if (noted) tell(m.frontDesk_note_done({ name: visit.name }));
      }),
    moveTo,
    toRoom,
    stepOut: (visit: Acted) => step(visit, () => out.run({ visitId: visit.visitId })),
    comeBack: (visit: Acted) => step(visit, () => comeBack.run({ visitId: visit.visitId })),
    leaveUnseen: (visit: Acted, given: Omit<CallOf<typeof frontDesk, 'leaveUnseen'>, 'visitId'>) =>
      step(visit, () => leave.run({ visitId: visit.visitId, ...given })),
    setPriority: (visit: Acted, priority: Priority) =>
      attempt(visit, async () => void (await flag.run({ visitId: visit.visitId, priority }))),
    noShow: (visit: Acted) =>
      attempt(visit, async () => {
        await noShow.run({ visitId: visit.visitId });
        const reason = m.frontDesk_came_mistake();
        const words = m.frontDesk_board_moved({ name: visit.name, step: labelOf('noShow') });
        offerUndo(words, () => undoNoShow.run({ visitId: visit.visitId, reason }));
      }),
    /** Calls her on the wall and aloud; taken back by the toast. */
    call: (visit: Acted, place: MyPlace, takeOver = false) =>
      attempt(visit, async () => {
        const { counterId, roomId } = place;
        const at = { ...(counterId && { counterId }), ...(roomId && { roomId }) };
        const call = await calling.run({ visitId: visit.visitId, takeOver, ...at });
        const words = m.frontDesk_call_done({ name: visit.name, place: call.place, count: call.times });
        offerUndo(words, () => endCall(visit));
      }),
    endCall: (visit: Acted) =>
      attempt(visit, async () => {
        await endCall(visit);
        tell(m.frontDesk_call_ended({ name: visit.name }));
      }),
    /** To another provider's queue or another counter. */
    send: (visit: Acted, to: { practitionerId: string } | { counterId: string }, name: string) =>
      attempt(visit, async () => {
        await sending.run({ visitId: visit.visitId, ...to });
        tell(m.frontDesk_send_done({ name: visit.name, to: name }));
      }),
    undo: (visit: Acted) =>
      attempt(visit, async () => {
        await undo(visit);
        tell(m.frontDesk_board_undone({ name: visit.name }));
      }),
    /** `Z`: takes back what was done last at this browser. */
    undoLast: () => {
      const target = last;
      if (!target) return tell(m.frontDesk_error_nothingToUndo());
      if ('offline' in target) {
        last = undefined;
        const { name } = target.offline;
        return void takeBack(target.offline).then((back) =>
          tell(back ? m.frontDesk_board_undone({ name }) : m.frontDesk_error_nothingToUndo()),
        );
      }
      void attempt(target.visit, async () => {
        await undo(target.visit, target.step);
        tell(m.frontDesk_board_undone({ name: target.visit.name }));
      });
    },
    /** Runs the next act of a visit; `ask` opens what needs a word first. */
    run: (visit: Acted, next: NextAct, ask: (what: 'came') => void): void => {
      const { visitId } = visit;
      const acts: Record<NextAct['act'], () => unknown> = {
        arrive: () => come(visit),
        greet: () => go(`/visits/${visitId}/greet`),
        checkIn: () => go(`/visits/${visitId}/greet`),
        room: () => toRoom(visit, next.room?.id),
        openRooming: () => go(`/visits/${visitId}`),
        ready: () => moveTo(visit, 'ready'),
        openConsultation: () => go(`/visits/${visitId}`),
        openTasks: () => go(`/visits/${visitId}`),
        openCheckout: () => go(`/visits/${visitId}`),
        handOverMedicine: () => moveTo(visit, 'left'),
        comeBack: () => step(visit, () => comeBack.run({ visitId })),
        cameAfterAll: () => ask('came'),
      };
      acts[next.act]();
    },
  };
}
