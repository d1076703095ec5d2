import type { Selectable } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import { epochMsOf, instantOf } from '#platform/shared/time.ts';
import type { Block, Closure, Room, VisitType, Week } from '../contract.ts';
import type { Hours } from './rules.ts';

/** Rooms by name, those no longer used too. */
export async function loadRooms(ctx: Context): Promise<Room[]> {
  const rows = await ctx.db
    .selectFrom('scheduling_room')
    .select(['id', 'name', 'kind', 'active', 'site'])
    .where('clinic_id', '=', ctx.clinic.id)
    .execute();
  const rooms = rows.map((row) => ({ ...row, kind: row.kind as Room['kind'] }));
  const inOrder = new Intl.Collator(ctx.language, { numeric: true });
  return rooms.toSorted((a, b) => inOrder.compare(a.name, b.name));
}

/** One visit type by its code, in use or not. */
export async function loadVisitType(ctx: Context, code: string): Promise<VisitType | undefined> {
  const row = await ctx.db
    .selectFrom('scheduling_visit_type')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('code', '=', code)
    .executeTakeFirst();
  return row && visitTypeOfRow(row);
}

/** All visit types, by code. */
export async function loadVisitTypes(ctx: Context): Promise<VisitType[]> {
  const rows = await ctx.db
    .selectFrom('scheduling_visit_type')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .orderBy('code')
    .execute();
  return rows.map(visitTypeOfRow);
}

function visitTypeOfRow(row: Selectable<Tables['scheduling_visit_type']>): VisitType {
  return {
    code: row.code,
    labelEn: row.label_en,
    labelId: row.label_id,
    durationMinutes: row.duration_minutes,
    bufferBeforeMinutes: row.buffer_before_minutes,
    bufferAfterMinutes: row.buffer_after_minutes,
    bufferOwner: row.buffer_owner as VisitType['bufferOwner'],
    patients: row.patients as VisitType['patients'],
    colour: row.colour as VisitType['colour'],
    prepEn: row.prep_en,
    prepId: row.prep_id,
    practitionerIds: row.practitioner_ids,
    roomKind: row.room_kind as VisitType['roomKind'],
    equipmentKinds: row.equipment_kinds,
    providerAction: row.provider_action,
    assistantAction: row.assistant_action,
    fasting: row.fasting,
    sex: row.sex as VisitType['sex'],
    ageFromYears: row.age_from_years,
    ageToYears: row.age_to_years,
    active: row.active,
  };
}

/** Every week plan with its sessions, the clinic's own first, then by owner and beginning. */
export async function loadWeeks(ctx: Context): Promise<Week[]> {
  const weeks = await ctx.db
    .selectFrom('scheduling_week')
    .select(['id', 'practitioner_id', 'valid_from', 'valid_to'])
    .where('clinic_id', '=', ctx.clinic.id)
    .orderBy('practitioner_id', (order) => order.asc().nullsFirst())
    .orderBy('valid_from')
    .execute();
  const sessions = await ctx.db
    .selectFrom('scheduling_session')
    .select(['week_id', 'weekday', 'from_time', 'to_time', 'room_id', 'quota', 'visit_type_codes'])
    .where('clinic_id', '=', ctx.clinic.id)
    .orderBy('weekday')
    .orderBy('from_time')
    .execute();
  const byWeek = Map.groupBy(sessions, (row) => row.week_id);
  return weeks.map((row) => ({
    id: row.id,
    practitionerId: row.practitioner_id,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    sessions: (byWeek.get(row.id) ?? []).map((one) => ({
      weekday: one.weekday,
      from: one.from_time,
      to: one.to_time,
      roomId: one.room_id,
      quota: one.quota,
      ...(one.visit_type_codes.length > 0 && { visitTypeCodes: one.visit_type_codes }),
    })),
  }));
}

/** Closures of the days from the one to the other, both included. */
export async function loadClosures(ctx: Context, fromDay: string, toDay: string): Promise<Closure[]> {
  const rows = await ctx.db
    .selectFrom('scheduling_closure')
    .select(['id', 'day', 'name', 'from_time', 'to_time'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('day', '>=', fromDay)
    .where('day', '<=', toDay)
    .orderBy('day')
    .execute();
  return rows.map(({ id, day, name, from_time, to_time }) => ({
    id,
    day,
    name,
    from: from_time,
    to: to_time,
  }));
}

/** Blocks that touch the half-open range of instants. */
export async function loadBlocks(ctx: Context, from: string, to: string): Promise<Block[]> {
  const rows = await ctx.db
    .selectFrom('scheduling_block')
    .select(['id', 'practitioner_id', 'starts_at', 'ends_at', 'reason'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('ends_at', '>', from)
    .where('starts_at', '<', to)
    .orderBy('starts_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    practitionerId: row.practitioner_id,
    startsAt: instantOf(epochMsOf(row.starts_at)),
    endsAt: instantOf(epochMsOf(row.ends_at)),
    reason: row.reason,
  }));
}

/** Week plans and the closures of a span of days. */
export async function loadHours(ctx: Context, fromDay: string, toDay: string): Promise<Hours> {
  const weeks = await loadWeeks(ctx);
  return { weeks, closures: await loadClosures(ctx, fromDay, toDay), zone: ctx.clinic.zone };
}
