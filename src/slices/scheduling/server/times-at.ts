import type { Context } from '#platform/server/context.ts';
import type { Room } from '../contract.ts';
import { agendaFor, type FoundTime, timesIn, type Wish } from './find-times.ts';
import { loadRooms } from './load-setup.ts';
import { usualRoom } from './rules.ts';

/**
 * The free times of a wish at one site: in a room there, and where none is needed with a provider whose usual room is
 * there. A clinic with one site names none, and so does a search for all.
 */
export async function timesAt(
  ctx: Context,
  site: string | undefined,
  wish: Wish,
  range: { fromDay: string; toDay: string },
): Promise<FoundTime[]> {
  if (site === undefined) return timesIn(ctx, await agendaFor(ctx, wish, range), wish, range);
  const there = new Set((await loadRooms(ctx)).filter((one) => one.site === site).map((one) => one.id));
  const rooms = at(wish.rooms, there);
  const parts = wish.parts?.map((one) => ({ ...one, rooms: at(one.rooms, there) }));
  // a room is needed and none of its kind is there
  if (wish.rooms.length > 0 && rooms.length === 0) return [];
  if (wish.parts?.some((one, place) => one.rooms.length > 0 && parts?.[place]?.rooms.length === 0)) return [];
  const narrowed = { ...wish, rooms, ...(parts && { parts }) };
  const agenda = await agendaFor(ctx, narrowed, range);
  const needsRoom = rooms.length > 0 || parts?.some((one) => one.rooms.length > 0);
  return timesIn(ctx, agenda, narrowed, range).filter((time) => {
    const usual = usualRoom(agenda.hours, time.practitionerId, time.day, time.startMs);
    // who has a usual room is at its site then, whichever rooms are free at the other
    return usual ? there.has(usual) : needsRoom;
  });
}

function at(rooms: readonly Room[], there: ReadonlySet<string>): Room[] {
  return rooms.filter((one) => there.has(one.id));
}
