import type { Context } from '#platform/server/context.ts';
import { refuse, Refusal } from '#platform/shared/errors.ts';
import { rooms } from '#slices/scheduling/server/index.ts';
import type { VisitState } from '../contract.ts';
import { isInRoom } from '../shared/board.ts';
import type { Step } from '../shared/steps.ts';
import { todayOf, visitsOfDay } from './visits.ts';

/** Kinds in which one patient keeps others out; a laboratory takes several. */
const forOne: ReadonlySet<string> = new Set(['exam', 'procedure', 'intake']);

export interface Place {
  id: string;
  name: string;
  kind: string;
}

/** Which room to propose: the booked one if it is free, else a free exam room, else any free room for one. */
export function proposeRoom(
  all: readonly Place[],
  taken: ReadonlySet<string>,
  bookedRoomId: string | undefined,
): Place | undefined {
  const free = all.filter((room) => forOne.has(room.kind) && !taken.has(room.id));
  const booked = free.find((room) => room.id === bookedRoomId);
  return booked ?? free.find((room) => room.kind === 'exam') ?? free[0];
}

/** Rooms in which somebody else is. */
export function takenRooms(
  visits: readonly { visitId: string; step: Step; roomId?: string | undefined }[],
  exceptVisitId?: string,
): Set<string> {
  const inside = visits.filter((one) => isInRoom(one.step) && one.roomId && one.visitId !== exceptVisitId);
  return new Set(inside.map((one) => one.roomId ?? ''));
}

/**
 * The room for a visit: the wanted one, or the proposed one. Undefined where the clinic keeps no rooms or all are taken
 * and none was wanted. Refuses `roomTaken`, and `notFound` for a room of nobody's.
 */
export async function roomFor(
  ctx: Context,
  visit: VisitState,
  wantedId: string | undefined,
): Promise<string | undefined> {
  const all = await rooms(ctx);
  const others = (await visitsOfDay(ctx, todayOf(ctx))).map((row) => {
    return { visitId: row.visit_id, step: row.step as Step, roomId: row.room_id ?? undefined };
  });
  const taken = takenRooms(others, visit.visitId);
  if (!wantedId) return proposeRoom(all, taken, visit.roomId)?.id;
  const room = all.find((one) => one.id === wantedId);
  if (!room) return refuse('notFound', { type: 'Location', id: wantedId });
  if (forOne.has(room.kind) && taken.has(room.id))
    throw new Refusal('frontDesk', 'roomTaken', 409, { room: room.name });
  return room.id;
}
