import type { Context } from '#platform/server/context.ts';
import { addDays, epochMsOf, instantOf, Temporal, zonedDay } from '#platform/shared/time.ts';
import type { FreeTime, Provider, Room } from '../contract.ts';
import { covers, overlaps, type Span, without } from '../shared/spans.ts';
import { type Agenda, daysFrom, type Except, loadAgenda } from './agenda.ts';
import { assistantsAt, hasLane, type Needs } from './needs.ts';
import { numberedOn } from './numbers.ts';
import { type PartStretch, partStretches } from './part-stretches.ts';
import { type Buffers, dayPartOf, nearest, noonHour, occupied, startsIn, usualRoom } from './rules.ts';

/** What a time is sought for. */
export interface Wish extends Needs {
  durationMinutes: number;
  buffers: Buffers | undefined;
  /** With the last day on which each may give it, where there is one. */
  providers: readonly (Provider & { untilDay?: string | null })[];
  patientId: string | undefined;
  /** What does not stand in its own way. */
  except?: Except;
  /** The patient comes fasting. */
  mornings: boolean;
  /** The visit type, whose sessions are looked at; undefined for imported data of an unknown one. */
  typeCode?: string | undefined;
  /** Instants, from the clinic's least notice to as far as it books ahead. */
  notBeforeMs?: number;
  notAfterMs?: number;
}

export interface FoundTime {
  startMs: number;
  endMs: number;
  /** In a session of numbers. */
  number: number | null;
  day: string;
  practitionerId: string;
  practitionerName: string;
  roomId: string | null;
}

/** All starts from now on, over providers and days, in the order of time. */
export async function findTimes(
  ctx: Context,
  wish: Wish,
  range: { fromDay: string; toDay: string },
): Promise<FoundTime[]> {
  const agenda = await agendaFor(ctx, wish, range);
  return timesIn(ctx, agenda, wish, range);
}

/** What a search over a span of days needs to know. */
export function agendaFor(
  ctx: Context,
  wish: Wish,
  range: { fromDay: string; toDay: string },
): Promise<Agenda> {
  return loadAgenda(ctx, range, resourcesOf(wish), wish.except);
}

/** The same over an agenda that is loaded already. */
export function timesIn(
  ctx: Context,
  agenda: Agenda,
  wish: Wish,
  range: { fromDay: string; toDay: string },
): FoundTime[] {
  const found = wish.providers.flatMap((provider) =>
    daysFrom(range.fromDay, range.toDay).flatMap((day) => timesOn(ctx, agenda, wish, provider, day)),
  );
  return found.toSorted((a, b) => a.startMs - b.startMs);
}

function resourcesOf(wish: Wish) {
  const parts = wish.parts ?? [];
  const people = [
    ...wish.providers,
    ...(wish.assistants ?? []),
    ...parts.flatMap((one) => one.assistants ?? []),
  ].map((one) => one.practitionerId);
  return {
    practitioner: [...new Set(people)],
    equipment: [...wish.equipment, ...parts.flatMap((one) => one.equipment)].flat().map((one) => one.id),
    room: [...wish.rooms, ...parts.flatMap((one) => one.rooms)].map((one) => one.id),
    patient: wish.patientId ? [wish.patientId] : [],
  };
}

function timesOn(
  ctx: Context,
  agenda: Agenda,
  wish: Wish,
  provider: Wish['providers'][number],
  day: string,
): FoundTime[] {
  const { practitionerId, untilDay = null } = provider;
  if (untilDay !== null && untilDay < day) return [];
  const { zone } = ctx.clinic;
  const earliestMs = Math.max(epochMsOf(ctx.now), wish.notBeforeMs ?? 0);
  const patientTaken = wish.patientId ? agenda.takenOf('patient', wish.patientId) : [];
  const roomAt = (span: Span) => freeRoom(agenda, wish, practitionerId, day, span);
  const fits = (span: Span) =>
    span.from <= (wish.notAfterMs ?? Number.POSITIVE_INFINITY) &&
    (!wish.mornings || hourOf(span.from, zone) < noonHour) &&
    !patientTaken.some((one) => overlaps(one, span)) &&
    roomAt(span) !== undefined &&
    missingBeside(agenda, wish, practitionerId, day, span) === undefined;
  const open = agenda.openOf(practitionerId, day, wish.typeCode);
  const taken = agenda.takenOf('practitioner', practitionerId);
  const numbered = numberedOn(agenda.hours, practitionerId, day);
  const starts = startsIn(
    without(open, numbered),
    taken,
    { durationMinutes: wish.durationMinutes, buffers: wish.buffers, nowMs: earliestMs },
    fits,
  );
  const spans = starts.map((from) => ({ from, to: from + wish.durationMinutes * 60_000, number: null }));
  const numbers = numbered
    .flatMap((one) => one.slots)
    .filter((slot) => slot.from >= earliestMs && covers(open, slot))
    .filter((slot) => !taken.some((one) => overlaps(one, slot)) && fits(slot));
  return [...spans, ...numbers].map(({ from, to, number }) => ({
    startMs: from,
    endMs: to,
    number,
    day,
    practitionerId,
    practitionerName: provider.name,
    roomId: roomAt({ from, to }) ?? null,
  }));
}

/** What a visit asks for beside its provider and a room, and of several services what each part asks for. */
type Missing = 'room' | 'equipment' | 'assistant' | undefined;

/** What of it could not be had at a time; undefined where all could. */
export function missingBeside(
  agenda: Agenda,
  wish: Wish,
  practitionerId: string,
  day: string,
  span: Span,
): Missing {
  const whole = { own: span, padded: occupied(span, wish.buffers) };
  // the one room for the whole visit is sought by itself
  const first = missingOf(agenda, { ...wish, rooms: [] }, practitionerId, day, whole);
  if (first) return first;
  const parts = wish.parts ?? [];
  const stretches = partStretches(
    span,
    wish.buffers,
    parts.map((one) => one.minutes),
  );
  for (const [place, part] of parts.entries()) {
    const missing = missingOf(agenda, part, practitionerId, day, stretches[place] as PartStretch);
    if (missing) return missing;
  }
  return undefined;
}

function missingOf(
  agenda: Agenda,
  needs: Omit<Needs, 'parts'>,
  practitionerId: string,
  day: string,
  { own, padded }: PartStretch,
): Missing {
  const isFree = (kind: 'room' | 'practitioner', id: string) =>
    !agenda.takenOf(kind, id).some((one) => overlaps(one, padded[kind]));
  if (needs.rooms.length > 0 && !needs.rooms.some((room) => isFree('room', room.id))) return 'room';
  const { equipment } = padded;
  if (!needs.equipment.every((kind) => kind.some((one) => hasLane(agenda, one, equipment)))) {
    return 'equipment';
  }
  if (!needs.assistants) return undefined;
  const there = assistantsAt(agenda, needs.assistants, { practitionerId, day, span: own });
  return there.some((one) => isFree('practitioner', one.practitionerId)) ? undefined : 'assistant';
}

/** Hour of the clinic's clock at an instant. */
export function hourOf(atMs: number, zone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone).hour;
}

/** A free room: the provider's usual one first. Null where none is needed, undefined where all are taken. */
export function freeRoom(
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
  const agenda = await loadAgenda(ctx, { fromDay: day, toDay: day }, resources, wish.except);
  return freeRoom(agenda, wish, practitionerId, day, visit);
}

/** The three times nearest to the wanted one, from three days before it to two weeks after. */
export async function nearestTimes(ctx: Context, wish: Wish, wantedMs: number): Promise<FreeTime[]> {
  const range = daysAround(ctx, wantedMs);
  return nearestIn(ctx, await agendaFor(ctx, wish, range), wish, wantedMs, []);
}

/** The days that are searched around a wanted instant. */
export function daysAround(ctx: Context, wantedMs: number): { fromDay: string; toDay: string } {
  const today = zonedDay(ctx.now, ctx.clinic.zone);
  const base = laterDay(today, zonedDay(instantOf(wantedMs), ctx.clinic.zone));
  return { fromDay: laterDay(today, addDays(base, -3)), toDay: addDays(base, 14) };
}

/**
 * The same where the agenda is loaded already.
 * @param clearOf stretches that the times must not touch: what the same act is to book besides
 */
export function nearestIn(
  ctx: Context,
  agenda: Agenda,
  wish: Wish,
  wantedMs: number,
  clearOf: readonly Span[],
): FreeTime[] {
  const times = timesIn(ctx, agenda, wish, daysAround(ctx, wantedMs)).filter(
    (time) => !clearOf.some((one) => overlaps(one, { from: time.startMs, to: time.endMs })),
  );
  return nearest(times, wantedMs, 3).map((time) => freeTimeOf(time, ctx.clinic.zone));
}

/** A found time as the contract shows it. */
export function freeTimeOf(time: FoundTime, zone: string): FreeTime {
  const startsAt = instantOf(time.startMs);
  const local = Temporal.Instant.from(startsAt).toZonedDateTimeISO(zone);
  return {
    startsAt,
    endsAt: instantOf(time.endMs),
    day: time.day,
    time: local.toPlainTime().toString({ smallestUnit: 'minute' }),
    part: dayPartOf(local.hour),
    practitionerId: time.practitionerId,
    practitionerName: time.practitionerName,
    roomId: time.roomId,
    number: time.number,
  };
}

/** Days compare as text. */
function laterDay(a: string, b: string): string {
  return [a, b].toSorted()[1] ?? a;
}
