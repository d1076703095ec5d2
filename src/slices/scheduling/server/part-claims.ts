import type { Context } from '#platform/server/context.ts';
import { instantOf, zonedDay } from '#platform/shared/time.ts';
import type { Span } from '../shared/spans.ts';
import { loadAgenda, type ResourceKind, spanOf } from './agenda.ts';
import type { Claim, Wanted } from './claim.ts';
import { assistantsAt, needsOf } from './needs.ts';
import type { Slot } from './numbers.ts';
import { ownEquipment, ownPractitioners, ownRooms } from './own.ts';
import { type PartStretch, partStretches } from './part-stretches.ts';
import type { Service } from './parts.ts';
import { occupied } from './rules.ts';

type Option = Claim['options'][number];

/**
 * Everything that a visit of several services occupies: the patient, the provider and one room for all of it where all
 * parts ask for the same kind; and of each part what it asks for, in its own stretch. Who and what the Appointment
 * names is taken for the parts that it serves, and for the whole visit where it serves none.
 */
export async function claimsOfParts(
  ctx: Context,
  facts: Wanted,
  type: Service,
  slot: Slot | undefined,
): Promise<Claim[]> {
  const needs = await needsOf(ctx, type);
  const parts = needs.parts ?? [];
  const visit = spanOf(facts);
  const buffers = slot ? undefined : type;
  const spans = occupied(visit, buffers);
  if (slot) spans.practitioner = { from: slot.from, to: Math.max(slot.to, visit.to) };
  const minutes = parts.map((one) => one.minutes);
  const stretches = partStretches(visit, buffers, minutes);
  const [provider, ...assisting] = await inOrder(
    facts.practitionerIds,
    ownPractitioners(ctx, facts.practitionerIds),
  );
  const rooms = await ownRooms(ctx, facts.roomIds);
  const devices = await ownEquipment(ctx, facts.equipmentIds);
  const { zone } = ctx.clinic;
  const range = { fromDay: zonedDay(facts.startsAt, zone), toDay: zonedDay(facts.endsAt, zone) };
  const equipment = parts.flatMap((one) => one.equipment.flat()).map((one) => one.id);
  const agenda = await loadAgenda(ctx, range, { equipment });
  const served = new Set<string>();
  const claims: Claim[] = [
    ...facts.patientIds.map((id) => claimOf('patient', 'patient', [{ id, lanes: 1 }], spans.patient)),
    ...(provider
      ? [claimOf('practitioner', 'practitioner', [{ id: provider, lanes: 1 }], spans.practitioner)]
      : []),
  ];
  /** Those that are named and would serve, or all that would. */
  const among = (options: Option[], named: readonly string[]): Option[] => {
    const own = options.filter((one) => named.includes(one.id));
    for (const one of own) served.add(one.id);
    return own.length > 0 ? own : options;
  };
  if (needs.rooms.length > 0) {
    const options = needs.rooms.map((one) => ({ id: one.id, lanes: 1 }));
    claims.push(claimOf('room', 'room', among(options, rooms), spans.room));
  }
  for (const [place, part] of parts.entries()) {
    const { own, padded } = stretches[place] as PartStretch;
    if (part.rooms.length > 0) {
      const options = part.rooms.map((one) => ({ id: one.id, lanes: 1 }));
      claims.push(claimOf('room', 'room', among(options, rooms), padded.room));
    }
    for (const kind of part.equipment) {
      const up = kind.filter((one) => !agenda.isDown(one.id, padded.equipment));
      const options = up.map((one) => ({ id: one.id, lanes: one.capacity }));
      const named = devices.map((one) => one.id);
      claims.push(claimOf('equipment', 'equipment', among(options, named), padded.equipment));
    }
    if (part.assistants) {
      const who = { practitionerId: provider, day: range.fromDay, span: own };
      const options = assistantsAt(agenda, part.assistants, who).map((one) => {
        return { id: one.practitionerId, lanes: 1 };
      });
      claims.push(claimOf('practitioner', 'assistant', among(options, assisting), padded.practitioner));
    }
  }
  const whole = (kind: ResourceKind, options: Option[]) =>
    options.filter((one) => !served.has(one.id)).map((one) => claimOf(kind, kind, [one], spans[kind]));
  return [
    ...claims,
    ...whole(
      'practitioner',
      assisting.map((id) => ({ id, lanes: 1 })),
    ),
    ...whole(
      'room',
      rooms.map((id) => ({ id, lanes: 1 })),
    ),
    ...whole(
      'equipment',
      devices.map((one) => ({ id: one.id, lanes: 1 })),
    ),
  ];
}

function claimOf(kind: ResourceKind, role: Claim['role'], options: Option[], span: Span): Claim {
  return { kind, role, options, startsAt: instantOf(span.from), endsAt: instantOf(span.to) };
}

/** Those that are ours, in the order in which they are named: the first one leads. */
async function inOrder(named: readonly string[], own: Promise<string[]>): Promise<string[]> {
  const ours = await own;
  return named.filter((id) => ours.includes(id));
}
