import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { instantOf, zonedDay } from '#platform/shared/time.ts';
import type { Equipment, VisitType } from '../contract.ts';
import type { Span } from '../shared/spans.ts';
import { type Agenda, loadAgenda, type ResourceKind, spanOf } from './agenda.ts';
import type { Claim, Wanted } from './claim.ts';
import type { Slot } from './numbers.ts';
import { assistantsAt, type Needs, needsOf } from './needs.ts';
import { serviceOf } from './parts.ts';
import { claimsOfParts } from './part-claims.ts';
import { ownEquipment, ownPractitioners, ownRooms } from './own.ts';
import { occupied } from './rules.ts';

/**
 * Everything that a booking occupies: what the Appointment names of this clinic's, and what its visit type needs
 * beside that. In a session of numbers the provider gives the number's whole stretch and no buffers. So equipment and the assistant are kept whichever way the booking came in.
 */
export async function claimsOf(ctx: Context, facts: Wanted, slot: Slot | undefined): Promise<Claim[]> {
  const type = await serviceOf(ctx, facts);
  if (type?.parts) return claimsOfParts(ctx, facts, type, slot);
  const needs = await needsOf(ctx, type);
  const visit = spanOf(facts);
  const spans = occupied(visit, slot ? undefined : type);
  if (slot) spans.practitioner = { from: slot.from, to: Math.max(slot.to, visit.to) };
  const claim = (kind: ResourceKind, options: Claim['options'], role: Claim['role'] = kind): Claim => {
    const { from, to } = spans[kind];
    return { kind, role, options, startsAt: instantOf(from), endsAt: instantOf(to) };
  };
  const named = (kind: ResourceKind, ids: readonly string[]) =>
    ids.map((id) => claim(kind, [{ id, lanes: 1 }]));
  const practitioners = await ownPractitioners(ctx, facts.practitionerIds);
  const rooms = await ownRooms(ctx, facts.roomIds);
  const devices = await ownEquipment(ctx, facts.equipmentIds);
  const more = await unnamed(ctx, { facts, type, needs, devices, span: spans.equipment });
  return [
    ...named('patient', facts.patientIds),
    ...named('practitioner', practitioners),
    ...named('room', rooms),
    ...(rooms.length === 0 && needs.rooms.length > 0
      ? [
          claim(
            'room',
            needs.rooms.map((one) => ({ id: one.id, lanes: 1 })),
          ),
        ]
      : []),
    ...devices.map((one) => claim('equipment', [laneOf(one)])),
    ...more.equipment.map((options) => claim('equipment', options.map(laneOf))),
    ...more.assistants.map((ids) =>
      claim(
        'practitioner',
        ids.map((id) => ({ id, lanes: 1 })),
        'assistant',
      ),
    ),
  ];
}

const laneOf = (one: Equipment) => ({ id: one.id, lanes: one.capacity });

/** The needs that the Appointment does not name somebody or something for, with what could serve at that time. */
async function unnamed(
  ctx: Context,
  visit: { facts: Wanted; type: VisitType | undefined; needs: Needs; devices: Equipment[]; span: Span },
): Promise<{ equipment: Equipment[][]; assistants: string[][] }> {
  const { facts, needs, devices, span } = visit;
  const kinds = needs.equipment.filter((all) => !all.some((one) => devices.some(({ id }) => id === one.id)));
  const namesAssistant = facts.practitionerIds.length > 1;
  const assistants = namesAssistant ? undefined : needs.assistants;
  if (needs.equipment.length === 0 && !assistants) return { equipment: [], assistants: [] };
  const day = zonedDay(facts.startsAt, ctx.clinic.zone);
  const agenda = await agendaOf(ctx, facts, kinds.flat());
  const who = { practitionerId: facts.practitionerIds[0], day, span: spanOf(facts) };
  return {
    equipment: kinds.map((all) => all.filter((one) => !agenda.isDown(one.id, span))),
    assistants: assistants ? [assistantsAt(agenda, assistants, who).map((one) => one.practitionerId)] : [],
  };
}

function agendaOf(ctx: Context, facts: Wanted, equipment: readonly Equipment[]): Promise<Agenda> {
  const { zone } = ctx.clinic;
  const range = { fromDay: zonedDay(facts.startsAt, zone), toDay: zonedDay(facts.endsAt, zone) };
  return loadAgenda(ctx, range, { equipment: equipment.map((one) => one.id) });
}

/** Whose claims they are. */
export type Taker = { visitId: string } | { holdId: string };

/**
 * Takes one option of each claim. The database decides, in one round trip: see `scheduling_take`. Measured with 200
 * writers: 110 ms a round in one order of resources, where a plain insert in mixed order took 7 s and 69 deadlocks.
 * @returns the claims of which somebody else holds all options, and the lanes of the others
 */
export async function takeClaims(
  ctx: Context,
  taker: Taker,
  claims: readonly Claim[],
): Promise<{ missing: Claim[]; lanes: ReadonlyMap<Claim, number> }> {
  const rows = claims.flatMap(({ kind, options, startsAt, endsAt }, claim) =>
    options.map(({ id, lanes, ...own }) => {
      const span = { starts_at: own.startsAt ?? startsAt, ends_at: own.endsAt ?? endsAt };
      return { claim, kind, id, lanes, ...span };
    }),
  );
  const [visitId, holdId] = 'visitId' in taker ? [taker.visitId, null] : [null, taker.holdId];
  const { rows: given } = await sql<{ claim: number; lane: number }>`
    SELECT claim, lane FROM scheduling_take(${ctx.clinic.id}::uuid, ${visitId}::text, ${holdId}::uuid,
      ${ctx.now}::timestamptz, ${JSON.stringify(rows)}::jsonb)`.execute(ctx.db);
  const lanes = new Map<Claim, number>();
  for (const { claim, lane } of given) {
    const got = claims[claim];
    if (got) lanes.set(got, lane);
  }
  return { missing: claims.filter((one) => !lanes.has(one)), lanes };
}

/** All that visits hold, by kind, from when to when. */
export async function heldBy(ctx: Context, visitIds: readonly string[]) {
  if (visitIds.length === 0) return [];
  return ctx.db
    .selectFrom('scheduling_booking')
    .select(['appointment_id', 'resource_kind', 'resource_id', 'lane', 'starts_at', 'ends_at'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('appointment_id', '=', sql<string>`ANY(${visitIds})`)
    .orderBy('resource_kind')
    .orderBy('resource_id')
    .execute();
}
