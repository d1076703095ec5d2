import type { Selectable } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import { addMinutes, epochMsOf, instantOf, zonedDay } from '#platform/shared/time.ts';
import { patientCard } from '#slices/records/server/index.ts';
import type { Booking, VisitType } from '../contract.ts';
import { partSpans } from '../shared/parts.ts';
import { loadEquipment } from './load-equipment.ts';
import { loadRooms, loadVisitTypes } from './load-setup.ts';
import { type HeldRow, keptBy } from './name-kept.ts';
import { practitionerNames } from './own.ts';
import { longestBoundMs, noShowFrom } from './rules.ts';

type VisitRow = Selectable<Tables['scheduling_visit']>;

/** Every visit of the clinic that touches the half-open range, in the order of time. */
export async function bookingsBetween(ctx: Context, from: string, to: string): Promise<Booking[]> {
  const rows = await ctx.db
    .selectFrom('scheduling_visit')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('starts_at', '>=', instantOf(epochMsOf(from) - longestBoundMs))
    .where('starts_at', '<', to)
    .where('ends_at', '>', from)
    .orderBy('starts_at')
    .execute();
  return withNames(ctx, rows);
}

/** One patient's visits: coming ones in the order of time, and the latest hundred before them. */
export async function bookingsOf(ctx: Context, patientId: string): Promise<Booking[]> {
  const rows = await ctx.db
    .selectFrom('scheduling_visit')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', patientId)
    .orderBy('starts_at', 'desc')
    .limit(200)
    .execute();
  return withNames(ctx, rows.toReversed());
}

/** Bookings that came in by import beside another one and still lie ahead. */
export async function bookingsToReview(ctx: Context): Promise<Booking[]> {
  const rows = await ctx.db
    .selectFrom('scheduling_visit')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('needs_review', '=', true)
    .where('ends_at', '>', ctx.now)
    .orderBy('starts_at')
    .limit(500)
    .execute();
  return withNames(ctx, rows);
}

/** The rows with the names of who and what is in them, in the same order. */
export async function withNames(ctx: Context, rows: readonly VisitRow[]): Promise<Booking[]> {
  const ids = (column: 'patient_id' | 'practitioner_id') => rows.flatMap((row) => row[column] ?? []);
  const named = async () => {
    const kept = await keptBy(ctx, rows);
    const assistants = [...kept.values()].flatMap((one) => one.assistantIds);
    return { kept, names: await practitionerNames(ctx, [...ids('practitioner_id'), ...assistants]) };
  };
  // sent together, answered one after the other
  const [cards, { kept, names }, equipment, allRooms, allTypes] = await Promise.all([
    patientCard(ctx, ids('patient_id')),
    named(),
    loadEquipment(ctx),
    loadRooms(ctx),
    loadVisitTypes(ctx),
  ]);
  const devices = new Map(equipment.map((one) => [one.id, one.name]));
  const rooms = new Map(allRooms.map((room) => [room.id, room.name]));
  const types = new Map(allTypes.map((type) => [type.code, type]));
  return rows.map((row) => {
    const card = cards.get(row.patient_id ?? '');
    const held = kept.get(row.visit_id);
    // a booking that came in without a room holds the one that its type needs
    const roomId = row.room_id ?? held?.roomIds[0] ?? null;
    const roomIds = [...new Set([...(roomId ? [roomId] : []), ...(held?.roomIds ?? [])])];
    return {
      ...plain(ctx, row),
      ...typeLabel(ctx, row, types),
      patientName: card?.name ?? '',
      birthDate: card?.birthDate ?? null,
      practitionerName: names.get(row.practitioner_id ?? '') ?? '',
      roomId,
      roomIds,
      roomName: roomIds.flatMap((id) => rooms.get(id) ?? []).join(', '),
      assistants: (held?.assistantIds ?? []).map((id) => ({
        practitionerId: id,
        name: names.get(id) ?? '',
      })),
      equipment: (held?.equipmentIds ?? []).map((id) => ({ id, name: devices.get(id) ?? '' })),
      stretches: row.part_codes.length > 1 ? stretchesOf(row, held?.rows ?? []) : [],
    };
  });
}

/** What a visit holds, without the buffers around it; what is held for parts that follow one another is one stretch. */
function stretchesOf(visit: VisitRow, rows: readonly HeldRow[]): Booking['stretches'] {
  const [begin, end] = [epochMsOf(visit.starts_at), epochMsOf(visit.ends_at)];
  const found: Booking['stretches'] = [];
  for (const row of rows.toSorted((a, b) => epochMsOf(a.starts_at) - epochMsOf(b.starts_at))) {
    const { resource_kind: kind, resource_id: id } = row;
    const [from, to] = [Math.max(epochMsOf(row.starts_at), begin), Math.min(epochMsOf(row.ends_at), end)];
    if (from >= to || kind === 'patient') continue;
    const last = found.findLast((one) => one.kind === kind && one.id === id);
    if (last && epochMsOf(last.endsAt) >= from) last.endsAt = instantOf(Math.max(to, epochMsOf(last.endsAt)));
    else found.push({ kind, id, startsAt: instantOf(from), endsAt: instantOf(to) });
  }
  return found;
}

function plain(ctx: Context, row: VisitRow) {
  const startsAt = instantOf(epochMsOf(row.starts_at));
  return {
    visitId: row.visit_id,
    patientId: row.patient_id,
    practitionerId: row.practitioner_id,
    roomId: row.room_id,
    visitTypeCode: row.visit_type_code,
    status: row.status as Booking['status'],
    startsAt,
    endsAt: instantOf(epochMsOf(row.ends_at)),
    day: zonedDay(startsAt, ctx.clinic.zone),
    reason: row.reason,
    sequence: row.sequence,
    noShowFrom: noShowFrom(startsAt),
    lateCancel: row.late_cancel,
    number: row.number,
    overbooked: row.overbooked,
    overbookReason: row.overbook_reason,
    bound: row.bound,
    seriesId: row.series_id,
    chainId: row.chain_id,
  };
}

function typeLabel(
  ctx: Context,
  row: VisitRow,
  types: ReadonlyMap<string, VisitType>,
): Pick<Booking, 'visitType' | 'colour' | 'parts'> {
  const labelOf = (code: string) => {
    const type = types.get(code);
    return type ? (ctx.language === 'id' ? type.labelId : type.labelEn) : code;
  };
  const colour = types.get(row.visit_type_code ?? '')?.colour ?? 'grey';
  if (row.part_codes.length < 2) {
    const known = types.has(row.visit_type_code ?? '');
    return { visitType: known ? labelOf(row.visit_type_code ?? '') : '', colour, parts: [] };
  }
  const visit = { from: epochMsOf(row.starts_at), to: epochMsOf(row.ends_at) };
  const parts = partSpans(visit, row.part_minutes).map((span, place) => ({
    visitTypeCode: row.part_codes[place] ?? '',
    visitType: labelOf(row.part_codes[place] ?? ''),
    startsAt: instantOf(span.from),
    endsAt: instantOf(span.to),
  }));
  return { visitType: parts.map((one) => one.visitType).join(' + '), colour, parts };
}

/** The bookings among these that are still to come and open, for "whom does this touch". */
export function stillOpen(bookings: readonly Booking[], now: string): Booking[] {
  return bookings.filter(
    (one) => (one.status === 'booked' || one.status === 'pending') && epochMsOf(one.endsAt) > epochMsOf(now),
  );
}

/** How long ahead changed hours are checked for bookings that they leave outside. */
export function horizonOf(now: string): string {
  return addMinutes(now, 400 * 24 * 60);
}
