import { useState } from 'react';
import { m } from '#messages';
import type { CallOf } from '#platform/shared/contract.ts';
import { problemWords } from '#platform/web/client/problem-words.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useGo } from '#platform/web/router/link.tsx';
import { offerUndo, tell } from '#platform/web/ui/undo.tsx';
import { scheduling } from '#slices/scheduling/contract.ts';
import { frontDesk, type NextAct, type VisitState } from '../contract.ts';
import type { MainStep, Priority, Step } from '../shared/steps.ts';
import type { MyPlace } from './my-place.ts';

/** Of whom an act is: what the toast calls her. */
export interface Acted {
  visitId: string;
  name: string;
  /** Where she stood when it was pressed: a colleague who was quicker is named then, in place of moving her twice. */
  from?: Step;
}

export type VisitActs = ReturnType<typeof useVisitActs>;

/** The last step of this browser, for the key that takes it back. */
let last: { visit: Acted; step: Step } | undefined;

/** The acts on a visit, each at once and with its undo; a refusal is told in words and changes nothing. */
export function useVisitActs(labelOf: (step: Step) => string) {
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
  const step = (visit: Acted, run: () => Promise<VisitState>) =>
    attempt(visit, async () => {
      const moved = await run();
      last = { visit, step: moved.step };
      const words = m.frontDesk_board_moved({ name: visit.name, step: labelOf(moved.step) });
      offerUndo(words, () => undo(visit, moved.step));
    });
  const seen = ({ visitId, from }: Acted) => ({ visitId, ...(from && { from }) });
  const moveTo = (visit: Acted, to: MainStep) => step(visit, () => move.run({ ...seen(visit), to }));
  const toRoom = (visit: Acted, roomId?: string) =>
    step(visit, () => room.run({ ...seen(visit), ...(roomId && { roomId }) }));
  const endCall = ({ visitId }: Acted) => ending.run({ visitId });
  return {
    /** The visit with which something is under way. */
    busy,
    arrive: (visit: Acted, reason?: string) =>
      step(visit, () => arrive.run({ visitId: visit.visitId, ...(reason && { reason }) })),
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
      void attempt(target.visit, async () => {
        await undo(target.visit, target.step);
        tell(m.frontDesk_board_undone({ name: target.visit.name }));
      });
    },
    /** Runs the next act of a visit; `ask` opens what needs a word first. */
    run: (visit: Acted, next: NextAct, ask: (what: 'came') => void): void => {
      const { visitId } = visit;
      const acts: Record<NextAct['act'], () => unknown> = {
        arrive: () => step(visit, () => arrive.run({ visitId })),
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
