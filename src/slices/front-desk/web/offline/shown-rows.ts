import type { BoardRow, OfflineAct } from '#slices/front-desk/contract.ts';
import { isInRoom } from '#slices/front-desk/shared/board.ts';
import { nextActs } from '#slices/front-desk/shared/next-acts.ts';
import { afterAct } from '#slices/front-desk/shared/offline.ts';
import type { Step } from '#slices/front-desk/shared/steps.ts';

interface Done {
  visitId: string;
  act: OfflineAct;
  doneAt: string;
}

/**
 * The board with what was done upon it and has not gone in yet. A proposed room in which somebody is by now is proposed
 * to nobody else.
 */
export function shownRows(
  rows: readonly BoardRow[],
  done: readonly Done[],
  names: { stepLabel(step: Step): string; room(id: string): string },
): BoardRow[] {
  if (done.length === 0) return [...rows];
  const after = rows.map((row) =>
    done.filter((one) => one.visitId === row.visitId).reduce((now, one) => rowAfter(now, one, names), row),
  );
  const taken = new Map(after.flatMap((row) => (row.room ? [[row.room.id, row.visitId] as const] : [])));
  return after.map((row) => ({
    ...row,
    next: row.next.map((next) => {
      const { room, ...bare } = next;
      return room && taken.has(room.id) && taken.get(room.id) !== row.visitId ? bare : next;
    }),
  }));
}

function rowAfter(
  row: BoardRow,
  { act, doneAt }: Done,
  names: { stepLabel(step: Step): string; room(id: string): string },
): BoardRow {
  if (act.kind === 'note') return row;
  const { step, roomId } = afterAct({ step: row.step, roomId: row.room?.id }, act);
  const { room: _, ...rest } = row;
  const room = isInRoom(step) && roomId ? { id: roomId, name: names.room(roomId) } : undefined;
  const { priority, queueNumber } = row;
  const proposed = row.next.find((one) => one.act === 'room')?.room;
  return {
    ...rest,
    ...{ step, stepLabel: names.stepLabel(step), since: step === row.step ? row.since : doneAt },
    ...(room && { room }),
    mayBeNoShow: false,
    next: nextActs({ step, priority, checkedIn: queueNumber !== undefined }).map((next) => ({
      ...next,
      ...(next.act === 'room' && proposed && { room: proposed }),
    })),
  };
}
