import { useRef } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import type { Read } from '#platform/web/client/use-read.ts';
import { useAway } from '#platform/web/client/reach.ts';
import { useLanguage } from '#platform/web/language.ts';
import { type BoardRow, frontDesk, type OfflineAct } from '#slices/front-desk/contract.ts';
import { isPossible, seenOf } from '#slices/front-desk/shared/offline.ts';
import type { Step } from '#slices/front-desk/shared/steps.ts';
import type { KeepAct } from '../use-visit-acts.ts';
import { stepWords } from '../step-words.ts';
import { addAct, type DeskAct, unsentOf, useDeskActs } from './desk.ts';
import { type Board, useKeptBoard } from './kept-board.ts';
import { shownRows } from './shown-rows.ts';

export interface OfflineDesk {
  /** The board as it is read, else as it was kept; with what was done upon it and has not gone in. */
  view: Read<Board>;
  away: boolean;
  acts: readonly DeskAct[];
  rooms: readonly { id: string; name: string }[] | undefined;
  labelOf: (step: Step) => string;
  keepAct: KeepAct;
}

/** Today's board with and without a connection. */
export function useOfflineDesk(read: Read<Board>): OfflineDesk {
  const language = useLanguage();
  const away = useAway();
  const acts = useDeskActs();
  const setup = useRead(frontDesk, 'setup', {}, { refreshOn: ['frontDesk.setupChanged'] });
  const kept = useKeptBoard(read, setup.data);
  const { rooms, steps } = setup.data ?? kept?.setup ?? {};
  const board = read.data ?? kept?.board;
  const readAtMs = read.data ? read.readAtMs : (kept?.readAtMs ?? 0);
  const shipped = stepWords(board?.rows ?? []);
  const labelOf = (step: Step) => {
    const own = steps?.find((one) => one.step === step);
    return (own && (language === 'id' ? own.labelId : own.labelEn)) ?? shipped(step);
  };
  const roomName = (id: string) => rooms?.find((one) => one.id === id)?.name ?? '';
  const waiting = unsentOf(acts);
  const rows = board && shownRows(board.rows, waiting, { stepLabel: labelOf, room: roomName });
  const latest = useRef<readonly BoardRow[]>([]);
  latest.current = rows ?? [];
  const keepAct: KeepAct = async ({ visitId, name }, act) => {
    const row = latest.current.find((one) => one.visitId === visitId);
    if (!board || !row || !mayKeep(row, act, rooms ?? [])) return undefined;
    const words = wordsOf(act, labelOf, roomName);
    const doneAtMs = Math.max(
      Date.parse(board.at) + Math.max(0, Date.now() - readAtMs),
      ...waiting.map((one) => Date.parse(one.doneAt)),
    );
    const doneAt = new Date(doneAtMs).toISOString();
    return addAct({
      ...{ visitId, name, act, words, doneAt, boardAt: board.at },
      seen: seenOf(stateOf(row)),
    });
  };
  const silent = read.problem !== undefined && (read.problem.status === 0 || read.problem.status >= 500);
  const view = {
    ...read,
    readAtMs,
    data: board && rows && { ...board, rows },
    // the strip says it, with the age
    problem: board && silent ? undefined : read.problem,
  };
  return { view, away: away || (silent && board !== undefined), acts, rooms, labelOf, keepAct };
}

const stateOf = (row: BoardRow) => ({ step: row.step, roomId: row.room?.id });

function mayKeep(row: BoardRow, act: OfflineAct, rooms: readonly unknown[]): boolean {
  // the server proposes a room where none is named; without it somebody names one
  if (act.kind === 'room' && !act.roomId && rooms.length > 0) return false;
  const { priority, queueNumber } = row;
  return isPossible({ ...stateOf(row), priority, checkedIn: queueNumber !== undefined }, act);
}

function wordsOf(act: OfflineAct, labelOf: (step: Step) => string, roomName: (id: string) => string): string {
  if (act.kind === 'note') return m.frontDesk_offline_note({ text: act.text });
  if (act.kind === 'room') {
    return act.roomId ? m.frontDesk_act_roomNamed({ room: roomName(act.roomId) }) : labelOf('roomed');
  }
  return labelOf(act.kind === 'arrive' ? 'arrived' : act.to);
}
