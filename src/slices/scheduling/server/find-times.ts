import type { Context } from '#platform/server/context.ts';
import { addDays, epochMsOf, instantOf, Temporal, zonedDay } from '#platform/shared/time.ts';
import type { FreeTime, Provider, Room, VisitType } from '../contract.ts';
import { overlaps, type Span } from '../shared/spans.ts';
import { type Agenda, daysFrom, loadAgenda } from './agenda.ts';
import { loadRooms } from './load-setup.ts';
import { type Buffers, nearest, occupied, startsIn, usualRoom } from './rules.ts';

/** What a time is sought for. */
export interface Wish {
  durationMinutes: number;
  buffers: Buffers | undefined;
  providers: readonly Provider[];
  /** Rooms of which one must be free; none are needed when it is empty. */
  rooms: readonly Room[];
  patientId: string | undefined;
  exceptVisitId: string | undefined;
}

export interface FoundTime {
  startMs: number;
  day: string;
  practitionerId: string;
  practitionerName: string;
  roomId: string | null;
}

/** The rooms that may serve a visit type: those of its kind in use; none where the clinic has no such room. */
export async function roomsFor(ctx: Context, type: VisitType): Promise<Room[]> {
  if (type.roomKind === null) return [];
  const rooms = await loadRooms(ctx);
  return rooms.filter((room) => room.active && room.kind === type.roomKind);
}

/** All starts from now on, over providers and days, in the order of time. */
export async function findTimes(
  ctx: Context,
  wish: Wish,
  range: { fromDay: string; toDay: string },
): Promise<FoundTime[]> {
  const agenda = await loadAgenda(ctx, range, resourcesOf(wish), wish.exceptVisitId);
  const found = wish.providers.flatMap((provider) =>
    daysFrom(range.fromDay, range.toDay).flatMap((day) => timesOn(ctx, agenda, wish, provider, day)),
  );
  return found.toSorted((a, b) => a.startMs - b.startMs);
}

function resourcesOf(wish: Wish) {
  return {
    practitioner: wish.providers.map((one) => one.practitionerId),
    room: wish.rooms.map((one) => one.id),
    patient: wish.patientId ? [wish.patientId] : [],
  };
}

function timesOn(ctx: Context, agenda: Agenda, wish: Wish, provider: Provider, day: string): FoundTime[] {
  const { practitionerId } = provider;
  const patientTaken = wish.patientId ? agenda.takenOf('patient', wish.patientId) : [];
  const roomAt = (span: Span) => freeRoom(agenda, wish, practitionerId, day, span);
  const starts = startsIn(
    agenda.openOf(practitionerId, day),
    agenda.takenOf('practitioner', practitionerId),
    { durationMinutes: wish.durationMinutes, buffers: wish.buffers, nowMs: epochMsOf(ctx.now) },
    (span) => !patientTaken.some((one) => overlaps(one, span)) && roomAt(span) !== undefined,
  );
  return starts.map((startMs) => ({
    startMs,
    day,
    practitionerId,
    practitionerName: provider.name,
    roomId: roomAt({ from: startMs, to: startMs + wish.durationMinutes * 60_000 }) ?? null,
  }));
}

/** A free room: the provider's usual one first. Null where none is needed, undefined where all are taken. */
function freeRoom(
  agenda: Agenda,
  wish: Wish,
  practitionerId: string,
  day: string,
  visit: Span,
): string | null | undefined {
  if (wish.rooms.length === 0) return null;
  const span = occupied(visit, wish.buffers).room;
  const isFree = (room: Room) => !agenda.takenOf('room', room.id).some((one) => overlaps(one, span));
  const usual = usualRoom(agenda.hours, practitionerId, day, visit.from);
  const first = wish.rooms.find((room) => room.id === usual);
  if (first && isFree(first)) return first.id;
  return wish.rooms.find(isFree)?.id;
}

/** A free room for a visit at a fixed time, as `freeRoom` chooses it. */
export async function roomAt(
  ctx: Context,
  wish: Wish,
  practitionerId: string,
  visit: Span,
): Promise<string | null | undefined> {
  const day = zonedDay(instantOf(visit.from), ctx.clinic.zone);
  const resources = { room: wish.rooms.map((one) => one.id) };
  const agenda = await loadAgenda(ctx, { fromDay: day, toDay: day }, resources, wish.exceptVisitId);
  return freeRoom(agenda, wish, practitionerId, day, visit);
}

/** The three times nearest to the wanted one, from three days before it to two weeks after. */
export async function nearestTimes(ctx: Context, wish: Wish, wantedMs: number): Promise<FreeTime[]> {
  const today = zonedDay(ctx.now, ctx.clinic.zone);
  const base = laterDay(today, zonedDay(instantOf(wantedMs), ctx.clinic.zone));
  const range = { fromDay: laterDay(today, addDays(base, -3)), toDay: addDays(base, 14) };
  const times = await findTimes(ctx, wish, range);
  return nearest(times, wantedMs, 3).map((time) => freeTimeOf(time, wish.durationMinutes, ctx.clinic.zone));
}

/** A found time as the contract shows it. */
export function freeTimeOf(time: FoundTime, durationMinutes: number, zone: string): FreeTime {
  const startsAt = instantOf(time.startMs);
  const local = Temporal.Instant.from(startsAt).toZonedDateTimeISO(zone);
  return {
    startsAt,
    endsAt: instantOf(time.startMs + durationMinutes * 60_000),
    day: time.day,
    time: local.toPlainTime().toString({ smallestUnit: 'minute' }),
    part: dayPart(local.hour),
    practitionerId: time.practitionerId,
    practitionerName: time.practitionerName,
    roomId: time.roomId,
  };
}

function dayPart(hour: number): FreeTime['part'] {
  if (hour < 12) return 'morning';
  return hour < 17 ? 'afternoon' : 'evening';
}

/** Days compare as text. */
function laterDay(a: string, b: string): string {
  return [a, b].toSorted()[1] ?? a;
}
