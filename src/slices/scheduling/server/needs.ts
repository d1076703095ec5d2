import type { Context } from '#platform/server/context.ts';
import { type Able, whoMay } from '#slices/workforce/server/index.ts';
import type { Equipment, Provider, Room, VisitType } from '../contract.ts';
import { overlaps, type Span } from '../shared/spans.ts';
import type { Agenda } from './agenda.ts';
import { loadEquipment } from './load-equipment.ts';
import { partsOf, type Service } from './parts.ts';
import { loadRooms } from './load-setup.ts';

/** What a visit type asks for beside its provider, with everything and everybody that could serve. */
export interface Needs {
  /** Rooms of which one must be free; none are needed when it is empty. */
  rooms: readonly Room[];
  /** For each kind that is needed the equipment in use, of which one must be free. */
  equipment: readonly (readonly Equipment[])[];
  /** People of whom one must be free to assist; undefined where nobody is needed. */
  assistants: readonly Able[] | undefined;
  /** Of several services what each asks for, in its own stretch of the visit. */
  parts?: readonly PartNeeds[];
}

export interface PartNeeds extends Omit<Needs, 'parts'> {
  minutes: number;
}

export const noNeeds: Needs = { rooms: [], equipment: [], assistants: undefined };

/** Needs of a visit type; of an unknown one (imported data) none. */
export async function needsOf(ctx: Context, type: Service | undefined): Promise<Needs> {
  if (!type) return noNeeds;
  if (!type.parts) return needsOfOne(ctx, type);
  const parts: PartNeeds[] = [];
  for (const one of type.parts) {
    const needs = await needsOfOne(ctx, one);
    // a room for the whole visit is no part's own
    const rooms = type.roomKind === null ? needs.rooms : [];
    parts.push({ ...needs, rooms, minutes: one.durationMinutes });
  }
  return { ...noNeeds, rooms: await roomsFor(ctx, type), parts };
}

async function needsOfOne(ctx: Context, type: VisitType): Promise<Needs> {
  const devices = type.equipmentKinds.length > 0 ? await loadEquipment(ctx) : [];
  return {
    rooms: await roomsFor(ctx, type),
    equipment: type.equipmentKinds.map((kind) => devices.filter((one) => one.active && one.kind === kind)),
    assistants: type.assistantAction ? await assistantsFor(ctx, type.assistantAction) : undefined,
  };
}

/** The rooms that may serve a visit type: those of its kind in use; none where the clinic has no such room. */
async function roomsFor(ctx: Context, type: VisitType): Promise<Room[]> {
  if (type.roomKind === null) return [];
  const rooms = await loadRooms(ctx);
  return rooms.filter((room) => room.active && room.kind === type.roomKind);
}

/** Physicians may do most acts, but have visits of their own. */
async function assistantsFor(ctx: Context, action: string): Promise<Able[]> {
  return (await whoMay(ctx, action)).filter((one) => !one.roles.includes('physician'));
}

/** Those of the providers who may do what a visit type asks of hers, on some day from this one on. */
export async function ableOf(
  ctx: Context,
  type: Service,
  providers: readonly Provider[],
): Promise<(Provider & { untilDay?: string | null })[]> {
  let left: (Provider & { untilDay?: string | null })[] = [...providers];
  for (const action of new Set(partsOf(type).flatMap((one) => one.providerAction ?? []))) {
    const able = new Map((await whoMay(ctx, action)).map((one) => [one.practitionerId, one]));
    left = left.flatMap((one) => {
      const found = able.get(one.practitionerId);
      if (!found) return [];
      // the one that ends first binds
      const days = [one.untilDay, found.untilDay].filter((day) => day !== null && day !== undefined);
      return [{ ...one, untilDay: days.toSorted()[0] ?? null }];
    });
  }
  return left;
}

/** Who of the assistants works at that time, may still do it on that day, and is not the provider herself. */
export function assistantsAt(
  agenda: Agenda,
  assistants: readonly Able[],
  visit: { practitionerId: string | undefined; day: string; span: Span },
): Able[] {
  return assistants.filter(
    (one) =>
      one.practitionerId !== visit.practitionerId &&
      (one.untilDay === null || one.untilDay >= visit.day) &&
      agenda.isThere(one.practitionerId, visit.day, visit.span),
  );
}

/** Whether equipment has a lane free over all of the span. */
export function hasLane(agenda: Agenda, one: Equipment, span: Span): boolean {
  if (agenda.isDown(one.id, span)) return false;
  const taken = agenda.takenOf('equipment', one.id).filter((other) => overlaps(other, span));
  return new Set(taken.map((other) => other.lane)).size < one.capacity;
}
