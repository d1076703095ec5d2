import type { Context } from '#platform/server/context.ts';
import { type Able, whoMay } from '#slices/workforce/server/index.ts';
import type { Equipment, Provider, Room, VisitType } from '../contract.ts';
import { covers, overlaps, type Span } from '../shared/spans.ts';
import type { Agenda } from './agenda.ts';
import { loadEquipment } from './load-equipment.ts';
import { loadRooms } from './load-setup.ts';

/** What a visit type asks for beside its provider, with everything and everybody that could serve. */
export interface Needs {
  /** Rooms of which one must be free; none are needed when it is empty. */
  rooms: readonly Room[];
  /** For each kind that is needed the equipment in use, of which one must be free. */
  equipment: readonly (readonly Equipment[])[];
  /** People of whom one must be free to assist; undefined where nobody is needed. */
  assistants: readonly Able[] | undefined;
}

export const noNeeds: Needs = { rooms: [], equipment: [], assistants: undefined };

/** Needs of a visit type; of an unknown one (imported data) none. */
export async function needsOf(ctx: Context, type: VisitType | undefined): Promise<Needs> {
  if (!type) return noNeeds;
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
  type: Pick<VisitType, 'providerAction'>,
  providers: readonly Provider[],
): Promise<(Provider & { untilDay?: string | null })[]> {
  if (!type.providerAction) return [...providers];
  const able = new Map((await whoMay(ctx, type.providerAction)).map((one) => [one.practitionerId, one]));
  return providers.flatMap((one) => {
    const found = able.get(one.practitionerId);
    return found ? [{ ...one, untilDay: found.untilDay }] : [];
  });
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
      covers(agenda.openOf(one.practitionerId, visit.day), visit.span),
  );
}

/** Whether equipment has a lane free over all of the span. */
export function hasLane(agenda: Agenda, one: Equipment, span: Span): boolean {
  if (agenda.isDown(one.id, span)) return false;
  const taken = agenda.takenOf('equipment', one.id).filter((other) => overlaps(other, span));
  return new Set(taken.map((other) => other.lane)).size < one.capacity;
}
